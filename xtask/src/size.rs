//! What the core costs on a microcontroller.

use crate::args::Args;
use crate::elf::Program;
use crate::run;
use crate::toolchain::{RISCV32_IMC, THUMB_V6M, THUMB_V7EM, Toolchain};

/// Each target, with the flash in bytes that the core must keep to, and that it aims at.
const TARGETS: [(&str, u64, u64); 3] = [(THUMB_V7EM, 8192, 6144), (THUMB_V6M, 9216, 6800), (RISCV32_IMC, 10752, 7800)];

/// Firmware sets this flag of sha2's: unrolled, SHA-256 alone would fill the flash meant for all.
pub(crate) const SMALL_SHA2: &str = "--cfg=sha2_backend_soft=\"compact\"";

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    let json = args.flag("--json");
    let toolchain = args.value("--toolchain")?;
    args.end()?;
    let measures = measure(&Toolchain::find(toolchain.as_deref())?)?;
    print!("{}", if json { lines(&measures) } else { table(&measures) });
    Ok(())
}

struct Measure {
    place: String,
    what: &'static str,
    bytes: u64,
    must: u64,
    aim: u64,
}

fn measure(toolchain: &Toolchain) -> Result<Vec<Measure>, String> {
    let mut measures = Vec::new();
    for (target, must, aim) in TARGETS {
        let mut cargo = toolchain.build(target, &[SMALL_SHA2])?;
        cargo.args(["--manifest-path", "tests/bare-metal/Cargo.toml"]);
        run::run(cargo.args(["--bin", "firmware-core", "--profile", "opt-z"]))?;
        let program = Program::read(&toolchain.program(target, "opt-z", "firmware-core")?)?;
        let place = format!("{target} z");
        measures.push(Measure { place: place.clone(), what: "flash core", bytes: program.flash(), must, aim });
        measures.push(Measure { place, what: "static ram", bytes: program.static_ram(), must: 0, aim: 0 });
    }
    Ok(measures)
}

/// An object a line. No text in it needs escaping.
fn lines(measures: &[Measure]) -> String {
    let line = |Measure { place, what, bytes, must, aim }: &Measure| {
        format!(r#"{{"where":"{place}","what":"{what}","value":{bytes},"unit":"B","must":{must},"aim":{aim}}}"#) + "\n"
    };
    measures.iter().map(line).collect()
}

fn table(measures: &[Measure]) -> String {
    let mut text = format!("{:<30} {:<10} {:>7} {:>7} {:>7}  bytes\n", "where", "what", "is", "must", "aim");
    for Measure { place, what, bytes, must, aim } in measures {
        let verdict = match bytes {
            _ if bytes <= aim => "",
            _ if bytes <= must => "above the aim",
            _ => "TOO MUCH",
        };
        text += format!("{place:<30} {what:<10} {bytes:>7} {must:>7} {aim:>7}  {verdict}").trim_end();
        text += "\n";
    }
    text
}
