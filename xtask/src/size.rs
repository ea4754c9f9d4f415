//! What the core costs on a microcontroller.

use crate::args::Args;
use crate::baseline::Then;
use crate::elf::Program;
use crate::figure::{self, Figure};
use crate::run;
use crate::toolchain::{RISCV32_IMC, THUMB_V6M, THUMB_V7EM, Toolchain};

/// Each target, with the flash in bytes that the core must keep to, and that it aims at.
const TARGETS: [(&str, f64, f64); 3] =
    [(THUMB_V7EM, 8192.0, 6144.0), (THUMB_V6M, 9216.0, 6800.0), (RISCV32_IMC, 10752.0, 7800.0)];

/// Firmware sets this flag of sha2's: unrolled, SHA-256 alone would fill the flash meant for all.
pub(crate) const SMALL_SHA2: &str = "--cfg=sha2_backend_soft=\"compact\"";

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    let (json, then) = (args.flag("--json"), Then::from_args(args));
    let toolchain = args.value("--toolchain")?;
    args.end()?;
    let figures = measure(&Toolchain::find(toolchain.as_deref())?)?;
    figure::print(&figures, json);
    then.with(&figures)
}

pub(crate) fn measure(toolchain: &Toolchain) -> Result<Vec<Figure>, String> {
    let mut figures = Vec::new();
    for (target, must, aim) in TARGETS {
        let mut cargo = toolchain.build(target, &[SMALL_SHA2])?;
        cargo.args(["--manifest-path", "tests/bare-metal/Cargo.toml"]);
        run::run(cargo.args(["--bin", "firmware-core", "--profile", "opt-z"]))?;
        let program = Program::read(&toolchain.program(target, "opt-z", "firmware-core")?)?;
        let place = format!("{target} z");
        figures.push(Figure::count(&place, "flash core", program.flash(), "B").must(must).aim(aim));
        figures.push(Figure::count(&place, "static ram", program.static_ram(), "B").must(0.0).aim(0.0));
    }
    Ok(figures)
}
