//! A call for 100 users over TCP by firmware on a Cortex-M4, and the same one by others.

use std::path::Path;

use super::{BOARDS, Lab, place};
use crate::bench::Setting;
use crate::elf::Program;
use crate::figure::Figure;
use crate::qemu::Qemu;
use crate::{run, workspace};

/// Programs that make it: their features, and whose they are.
const PROGRAMS: [(&str, &str, Option<&str>); 2] =
    [("call", "call", None), ("call-peer", "call-peer", Some("reqwless + serde-json-core + heapless"))];

/// What the network takes of both, in a program that makes no call.
const NETWORK: (&str, &str, &str) = ("call-nobody", "call", "the network alone");

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
    let figure = |what: &str, bytes, peer: Option<&str>| {
        let figure = Figure::count(place(target, LEVEL), format!("call without TLS, {what}"), bytes, "B").about();
        peer.map_or(figure.clone(), |peer| figure.of(peer))
    };
    let build = |name, feature, peer| {
        let path = lab.build(target, LEVEL, name, &["--features", feature])?;
        let program = Program::read(&path)?;
        let figures = [figure("flash", program.flash(), peer), figure("static ram", program.static_ram(), peer)];
        Ok::<_, String>((path, figures))
    };
    let mut figures = Vec::new();
    for (name, feature, peer) in PROGRAMS {
        let (path, weights) = build(name, feature, peer)?;
        figures.extend(weights);
        figures.push(figure("stack", stack(&lab.qemu, &path)?, peer));
    }
    let (name, feature, network) = NETWORK;
    figures.extend(build(name, feature, Some(network))?.1);
    Ok(figures)
}

/// Boots a program, which has to print the users that there are, and gives how deep its stack went.
fn stack(qemu: &Qemu, program: &Path) -> Result<u64, String> {
    let mut watch = workspace::cargo()?;
    // With the features of the tests, so that nothing is built anew for it.
    watch.args(["run", "--quiet", "--package", "end-to-end", "--all-features", "--bin", "boards", "--", BOARD]);
    watch.arg(program).args(["plain", &qemu.programs(), &qemu.libraries()]);
    let said = run::printed(&mut watch)?;
    let stack = said.lines().find_map(|line| line.strip_prefix("stack ")?.parse().ok());
    stack.ok_or_else(|| format!("the board did not say how deep its stack went:\n{said}"))
}
