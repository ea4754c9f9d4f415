//! A call for 100 users over TCP by firmware on a Cortex-M4, and the same one by others.

use super::{BOARDS, Lab, place};
use crate::bench::Setting;
use crate::elf::Program;
use crate::figure::Figure;
use crate::{run, workspace};

/// The programs that make it, which have a feature each, and whose they are.
const PROGRAMS: [(&str, Option<&str>); 2] =
    [("call", None), ("call-peer", Some("reqwless + serde-json-core + heapless"))];

/// The board that they run on, as `end-to-end` names it.
const BOARD: &str = "mps2-an386";

/// Where flash is dear.
const LEVEL: &str = "z";

/// Without TLS on both sides: no release of reqwless builds with a current embedded-tls. How deep the stack goes depends on when
/// interrupts come, so these are no figures for the baseline; what the core takes of them is.
pub(in crate::bench) fn call(setting: &Setting) -> Result<Vec<Figure>, String> {
    if !setting.peers {
        return Ok(Vec::new());
    }
    let (lab, [(target, _), ..]) = (Lab::find(setting)?, &BOARDS);
    let mut figures = Vec::new();
    for (name, peer) in PROGRAMS {
        let path = lab.build(target, LEVEL, name, &["--features", name])?;
        let program = Program::read(&path)?;
        let mut watch = workspace::cargo()?;
        // With the features of the tests, so that nothing is built anew for it.
        watch.args(["run", "--quiet", "--package", "end-to-end", "--all-features", "--bin", "boards", "--", BOARD]);
        watch.arg(&path).args(["plain", &lab.qemu.programs(), &lab.qemu.libraries()]);
        let said = run::printed(&mut watch)?;
        let stack = said.lines().find_map(|line| line.strip_prefix("stack ")?.parse().ok());
        let stack = stack.ok_or_else(|| format!("`{name}` did not say how deep its stack went:\n{said}"))?;
        for (what, bytes) in [("flash", program.flash()), ("static ram", program.static_ram()), ("stack", stack)] {
            let figure = Figure::count(place(target, LEVEL), format!("call without TLS, {what}"), bytes, "B").about();
            figures.push(match peer {
                Some(peer) => figure.of(peer),
                None => figure,
            });
        }
    }
    Ok(figures)
}
