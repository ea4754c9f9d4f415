//! Firmware on emulated boards: built, weighed, booted against the emulator, and held to what it prints.

mod report;

use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::elf::Program;
use crate::qemu::Qemu;
use crate::size::SMALL_SHA2;
use crate::toolchain::{RISCV32_IMC, THUMB_V7EM, THUMB_V7M, Toolchain};
use crate::{mbedtls, run, workspace};
use report::{Image, Report};

/// The boards, those that boot first, and of those the smallest. Each is a package of `examples/firmware`.
const BOARDS: [Board; 5] = [
    Board { must: Some(Must { flash: 160 * 1024, ram: 60 * 1024 }), ..Board::emulated("lm3s6965evb", THUMB_V7M) },
    Board { tls: &TLS, ..Board::emulated("mps2-an386", THUMB_V7EM) },
    Board::emulated("riscv32-virt", RISCV32_IMC),
    Board::real("stm32h743", THUMB_V7EM),
    Board::real("esp32c3", RISCV32_IMC),
];

/// The TLS stacks that there are: TLS 1.3 without a heap, and TLS 1.2 and 1.3 with one. Each is a feature of its boards.
const TLS: [&str; 2] = [EMBEDDED_TLS, MBEDTLS];
const EMBEDDED_TLS: &str = "embedded-tls";
const MBEDTLS: &str = "mbedtls";
const CHAINS: [&str; 2] = ["ecdsa", "rsa"];

struct Board {
    name: &'static str,
    target: &'static str,
    /// Whether QEMU knows it. Others are built and linked.
    boots: bool,
    tls: &'static [&'static str],
    must: Option<Must>,
}

impl Board {
    const fn emulated(name: &'static str, target: &'static str) -> Self {
        Self { name, target, boots: true, tls: &[EMBEDDED_TLS], must: None }
    }

    const fn real(name: &'static str, target: &'static str) -> Self {
        Self { name, target, boots: false, tls: &[EMBEDDED_TLS], must: None }
    }
}

/// The most bytes that a board's image may take.
struct Must {
    flash: u64,
    /// Static RAM and stack.
    ram: u64,
}

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    let (board, tls) = (args.value("--board")?, args.value("--tls")?);
    let json = args.flag("--json");
    let toolchain = args.value("--toolchain")?;
    args.end()?;
    if let Some(board) = &board
        && BOARDS.iter().all(|known| known.name != board)
    {
        return Err(format!("there is no board `{board}`; there are {}", BOARDS.map(|board| board.name).join(", ")));
    }
    if let Some(tls) = &tls
        && !TLS.contains(&tls.as_str())
    {
        return Err(format!("there is no TLS stack `{tls}`; there are {}", TLS.join(", ")));
    }
    let is_wanted = |image: &(&Board, &str)| {
        board.as_ref().is_none_or(|board| image.0.name == board) && tls.as_ref().is_none_or(|tls| image.1 == tls)
    };
    let images: Vec<_> = images().filter(is_wanted).collect();
    if images.is_empty() {
        return Err("that board does not have that TLS".to_owned());
    }
    let report = boot(&Toolchain::find(toolchain.as_deref())?, &images)?;
    print!("{}", if json { report.lines() } else { report.table() });
    Ok(())
}

/// What `cargo xtask test` does.
pub(crate) fn check(toolchain: &Toolchain) -> Result<(), String> {
    print!("{}", boot(toolchain, &images().collect::<Vec<_>>())?.table());
    Ok(())
}

/// Every board with every TLS that it has.
fn images() -> impl Iterator<Item = (&'static Board, &'static str)> {
    BOARDS.iter().flat_map(|board| board.tls.iter().map(move |tls| (board, *tls)))
}

fn boot(toolchain: &Toolchain, images: &[(&'static Board, &'static str)]) -> Result<Report, String> {
    let qemu = Qemu::find()?;
    let mut report = Report::default();
    for (number, (board, tls)) in images.iter().copied().enumerate() {
        let file = build(toolchain, board, tls)?;
        let program = Program::read(&file)?;
        let weigh = |report: &mut Report, image| {
            report.add(image, "flash", program.flash());
            report.add(image, "static_ram", program.static_ram());
        };
        if !board.boots {
            weigh(&mut report, Image { board: board.name, tls, chain: "-" });
            continue;
        }
        expect_heap(tls == MBEDTLS, &program).map_err(|why| format!("{}, {tls}: {why}", board.name))?;
        // What can go wrong is a matter of the program and its TLS, which are the same on all boards.
        let is_first = images.iter().position(|(_, other)| *other == tls) == Some(number);
        for chain in CHAINS {
            let image = Image { board: board.name, tls, chain };
            let scenario = if is_first && chain == CHAINS[0] { "everything" } else { "usual" };
            weigh(&mut report, image);
            report.add_lines(image, &watch(&qemu, image, &file, scenario)?)?;
            if let Some(must) = &board.must {
                must.hold(&report, image)?;
            }
        }
    }
    Ok(report)
}

fn build(toolchain: &Toolchain, board: &Board, tls: &str) -> Result<PathBuf, String> {
    let mut cargo = toolchain.build(board.target, &[SMALL_SHA2])?;
    cargo.arg("--manifest-path").arg(format!("examples/firmware/{}/Cargo.toml", board.name)).arg("--release");
    if tls == MBEDTLS {
        mbedtls::prepare().map_err(|why| format!("{why}\n--tls {EMBEDDED_TLS} does without"))?;
        mbedtls::find_clang(cargo.args(["--no-default-features", "--features", tls]));
    }
    run::run(&mut cargo)?;
    toolchain.program(board.target, "release", board.name)
}

/// Runs the program that boots a board and watches it. What it prints is what the board says it costs.
fn watch(qemu: &Qemu, image: Image, file: &Path, scenario: &str) -> Result<String, String> {
    // What speaks TLS 1.2 is shown a service that speaks nothing else, and the same of 1.3.
    let version = if image.tls == MBEDTLS { "1.2" } else { "1.3" };
    let mut program = workspace::cargo()?;
    // With the features of the tests, so that nothing is built anew for it.
    program.args(["run", "--quiet", "--package", "end-to-end", "--all-features", "--bin", "boards", "--", image.board]);
    program.arg(file).args([image.chain, version, scenario]).args([qemu.programs(), qemu.libraries()]);
    run::printed(&mut program)
}

/// No symbol shows a heap where none may be. Of an image that has one some do, or else nothing would be shown of the others.
fn expect_heap(has_heap: bool, program: &Program) -> Result<(), String> {
    match (has_heap, program.symbols().iter().find(|symbol| is_of_alloc(symbol))) {
        (false, Some(symbol)) => Err(format!("a heap is linked, `{symbol}`")),
        (true, None) => Err("its heap is not seen to be linked".to_owned()),
        _ => Ok(()),
    }
}

/// Whether a symbol belongs to what allocates.
fn is_of_alloc(symbol: &str) -> bool {
    ["__rust_alloc", "__rdl_alloc", "__rg_alloc", "_ZN5alloc", "Cs_5alloc", "GlobalAlloc", "malloc", "calloc"]
        .iter()
        .any(|mark| symbol.contains(mark))
}

impl Must {
    fn hold(&self, report: &Report, image: Image) -> Result<(), String> {
        let (flash, stack) = (report.value(image, "flash"), report.value(image, "stack"));
        let ram = report.value(image, "static_ram") + stack;
        if flash > self.flash || ram > self.ram {
            return Err(format!(
                "{} takes {flash} bytes of flash and {ram} of RAM; it must keep to {} and {}",
                image.board, self.flash, self.ram
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_allocates_is_known_by_its_symbols() {
        for symbol in [
            "__rust_alloc",
            "_ZN5alloc3vec10from_elem17h0E",
            "_RNvCs_5alloc7raw_vec",
            "_ZN73_$LT$emulated..heap..Heap$u20$as$u20$core..alloc..global..GlobalAlloc$GT$5alloc17h0E",
            "malloc",
            "calloc",
        ] {
            assert!(is_of_alloc(symbol), "{symbol}");
        }
        for symbol in ["_ZN7gateway6rounds3run17h0E", "__aeabi_memcpy", "get_unallocated"] {
            assert!(!is_of_alloc(symbol), "{symbol}");
        }
    }
}
