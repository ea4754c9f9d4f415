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
    let toolchain = Toolchain::find(toolchain.as_deref())?;
    let wanted = |known: &&Board| board.as_ref().is_none_or(|board| known.name == board);
    let report = boot(&toolchain, BOARDS.iter().filter(wanted), tls.as_deref())?;
    print!("{}", if json { report.lines() } else { report.table() });
    Ok(())
}

/// What `cargo xtask test` does.
pub(crate) fn check(toolchain: &Toolchain) -> Result<(), String> {
    print!("{}", boot(toolchain, BOARDS.iter(), None)?.table());
    Ok(())
}

fn boot<'b>(
    toolchain: &Toolchain,
    boards: impl Iterator<Item = &'b Board>,
    wanted: Option<&str>,
) -> Result<Report, String> {
    let qemu = Qemu::find()?;
    let mut report = Report::default();
    let images = boards.flat_map(|board| board.tls.iter().map(move |tls| (board, *tls)));
    for (number, (board, tls)) in images.filter(|(_, tls)| wanted.is_none_or(|wanted| wanted == *tls)).enumerate() {
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
        let allocator = program.symbols().iter().find(|symbol| is_of_alloc(symbol));
        if let Some(symbol) = allocator.filter(|_| tls == EMBEDDED_TLS) {
            return Err(format!("{}: a heap is linked, `{symbol}`", board.name));
        }
        for chain in CHAINS {
            let image = Image { board: board.name, tls, chain };
            // What can go wrong is a matter of the program, which is the same on all boards.
            let scenario = if number == 0 && chain == CHAINS[0] { "everything" } else { "usual" };
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
        mbedtls::prepare()?;
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

/// Whether a symbol belongs to what allocates.
fn is_of_alloc(symbol: &str) -> bool {
    ["__rust_alloc", "__rdl_alloc", "__rg_alloc", "_ZN5alloc", "Cs_5alloc", "malloc"]
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
        for symbol in ["__rust_alloc", "_ZN5alloc3vec10from_elem17h0E", "_RNvCs_5alloc7raw_vec", "malloc"] {
            assert!(is_of_alloc(symbol), "{symbol}");
        }
        for symbol in ["_ZN7gateway6rounds3run17h0E", "__aeabi_memcpy", "_ZN4core3fmt5write17h0E"] {
            assert!(!is_of_alloc(symbol), "{symbol}");
        }
    }
}
