//! What the core takes on emulated boards, which programs of `benches/boards` say: instructions, and stack.

mod call;
mod profile;

use std::path::{Path, PathBuf};

use super::{Setting, parse, programs};
use crate::figure::Figure;
use crate::qemu::{Machine, Qemu};
use crate::run;
use crate::size::SMALL_SHA2;
use crate::toolchain::{RISCV32_IMC, THUMB_V6M, THUMB_V7EM, THUMB_V7M, Toolchain};

pub(super) use call::call;
pub(crate) use profile::run as profile;

/// Each target, with the board that stands for it: a Cortex-M4, M3, M0, and a RISC-V core that knows I, M and C.
const BOARDS: [(&str, Machine); 4] = [
    (THUMB_V7EM, Machine::MPS2_AN386),
    (THUMB_V7M, Machine::LM3S6965EVB),
    (THUMB_V6M, Machine::MICROBIT),
    (RISCV32_IMC, Machine::RISCV32_VIRT),
];

/// What programs are built for: little flash, and speed.
const LEVELS: [&str; 2] = ["z", "3"];

/// What answers are read, and how programs name them.
const ANSWERS: [&str; 2] = ["plain100", "hard100"];

/// Who else reads the first of them on the Cortex-M4, and how programs name them.
const PARSERS: [(&str, &str); 2] = [("serde-json-core + heapless", "serde-json-core"), ("picojson, push", "picojson")];

/// Signing and reading on all boards at both levels; the stack that they take, and the sizes of what lies there.
pub(super) fn core(setting: &Setting) -> Result<Vec<Figure>, String> {
    let lab = Lab::find(setting)?;
    let mut figures = Vec::new();
    for board in &BOARDS {
        for level in LEVELS {
            figures.extend(lab.said(board, level, "core", &[])?.of_core(board.0, level)?);
        }
    }
    Ok(figures)
}

/// What others take to read the same answer on the Cortex-M4.
pub(super) fn parsers(setting: &Setting) -> Result<Vec<Figure>, String> {
    if !setting.peers {
        return Ok(Vec::new());
    }
    let (lab, [m4, ..]) = (Lab::find(setting)?, &BOARDS);
    let mut figures = Vec::new();
    for level in LEVELS {
        let (said, place) = (lab.said(m4, level, "parsers", &["--features", "parsers"])?, place(m4.0, level));
        for (peer, name) in PARSERS {
            let stack = Figure::count(&place, "stack parse plain100", said.value(&format!("stack_{name}"))?, "B");
            figures.extend([said.parse(&place, "plain100", name)?.of(peer), stack.of(peer)]);
        }
    }
    Ok(figures)
}

/// What a figure must keep to, and should come to.
fn limits(target: &str, level: &str, what: &str) -> Option<(f64, f64)> {
    match (target, level, what) {
        (THUMB_V7EM, "z", "sign") => Some((30_000.0, 20_000.0)),
        (THUMB_V7EM, "3", "sign") => Some((20_000.0, 13_000.0)),
        (THUMB_V7EM, "3", "parse plain100") => Some((22.0, 14.0)),
        (THUMB_V7EM, "z", "stack sign") => Some((900.0, 600.0)),
        (THUMB_V7EM, "z", "stack exchange") => Some((700.0, 450.0)),
        _ => None,
    }
}

fn place(target: &str, level: &str) -> String {
    format!("{target} {level}")
}

/// What it takes to measure.
struct Lab {
    toolchain: Toolchain,
    qemu: Qemu,
    answers: PathBuf,
}

impl Lab {
    fn find(setting: &Setting) -> Result<Self, String> {
        let (toolchain, qemu) = (Toolchain::find(setting.toolchain.as_deref())?, Qemu::find()?);
        programs::build(false)?;
        Ok(Self { toolchain, qemu, answers: parse::write(setting)? })
    }

    /// Builds a program of `benches/boards`, with these options of cargo's.
    fn build(&self, target: &str, level: &str, program: &str, options: &[&str]) -> Result<PathBuf, String> {
        // Who asks for speed takes the unrolled SHA-256.
        let flags: &[&str] = if level == "z" { &[SMALL_SHA2] } else { &[] };
        let profile = format!("opt-{level}");
        let mut cargo = self.toolchain.build(target, flags)?;
        cargo.args(["--manifest-path", "benches/boards/Cargo.toml", "--bin", program, "--profile", &profile]);
        run::run(cargo.args(options).env("ANSWERS", &self.answers))?;
        self.toolchain.program(target, &profile, program)
    }

    fn said(
        &self,
        (target, machine): &(&str, Machine),
        level: &str,
        program: &str,
        options: &[&str],
    ) -> Result<Said<'_>, String> {
        let text = self.qemu.said(machine, &self.build(target, level, program, options)?)?;
        Ok(Said { text, answers: &self.answers })
    }
}

/// What a program said, a line of `WHAT VALUE` each.
struct Said<'l> {
    text: String,
    answers: &'l Path,
}

impl Said<'_> {
    fn of_core(&self, target: &str, level: &str) -> Result<Vec<Figure>, String> {
        let place = place(target, level);
        let bytes = |what: &str, name: &str| Ok::<_, String>(Figure::count(&place, what, self.value(name)?, "B"));
        let mut figures = vec![Figure::count(&place, "sign", self.value("sign")?, "instructions")];
        for answer in ANSWERS {
            figures.push(self.parse(&place, answer, "parse")?);
        }
        figures.push(bytes("stack sign", "stack_sign")?);
        figures.push(bytes("stack exchange", "stack_exchange")?);
        // They are the same wherever an address has four bytes.
        if (target, level) == (THUMB_V7EM, "z") {
            for what in ["Exchange", "SecretKey", "Client"] {
                figures.push(bytes(&format!("size {what}"), &format!("size_{what}"))?);
            }
        }
        let held = |figure: Figure| match limits(target, level, &figure.what) {
            Some((must, aim)) => figure.must(must).aim(aim),
            None => figure,
        };
        Ok(figures.into_iter().map(held).collect())
    }

    /// Instructions a byte.
    fn parse(&self, place: &str, answer: &str, who: &str) -> Result<Figure, String> {
        let (_, bytes) = parse::answer(self.answers, answer)?;
        let instructions = self.value(&format!("{who}_{answer}"))?;
        #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
        let value = instructions as f64 / bytes;
        Ok(Figure::new(place, format!("parse {answer}"), value, "instructions/B"))
    }

    fn value(&self, what: &str) -> Result<u64, String> {
        let named = self.text.lines().filter_map(|line| line.split_once(' ')).find(|(name, _)| *name == what);
        named
            .and_then(|(_, value)| value.parse().ok())
            .ok_or_else(|| format!("the board did not say `{what}`:\n{}", self.text))
    }
}
