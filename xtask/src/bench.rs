//! What calls cost in instructions, bytes and ratios, ours beside what others take. Never in time.

mod boards;
mod call;
mod callgrind;
mod dhat;
mod parse;
mod programs;
mod sign;

pub(crate) use boards::profile;

use crate::args::Args;
use crate::baseline::Then;
use crate::figure::{self, Figure};
use crate::size;
use crate::toolchain::Toolchain;

/// What is measured, by the name that `--only` takes.
struct Subject {
    name: &'static str,
    measure: fn(&Setting) -> Result<Vec<Figure>, String>,
}

const SUBJECTS: [Subject; 9] = [
    Subject { name: "size", measure: |setting| size::measure(&Toolchain::find(setting.toolchain.as_deref())?) },
    Subject { name: "sign", measure: sign::instructions },
    Subject { name: "usersig", measure: sign::length },
    Subject { name: "parse", measure: parse::instructions },
    Subject { name: "buffer", measure: parse::buffer },
    Subject { name: "call", measure: call::measure },
    Subject { name: "boards", measure: boards::core },
    Subject { name: "boards-parsers", measure: boards::parsers },
    Subject { name: "boards-call", measure: boards::call },
];

/// The computer that xtask runs on, with programs built at level 3.
const HOST: &str = "host 3";

/// How often more the work is done in the longer of two runs.
const MORE: u32 = 10;

/// The seed of the answers in `tests/answers`, and of the baseline.
pub(crate) const SEED: u32 = 42;

/// What all subjects are told.
pub(crate) struct Setting {
    /// Whether what others take is measured, too.
    pub(crate) peers: bool,
    /// Of which seed the answers are that are read.
    pub(crate) seed: u32,
    /// By which Rust to build for bare metal; see [`Toolchain::find`].
    pub(crate) toolchain: Option<String>,
}

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    let (json, then) = (args.flag("--json"), Then::from_args(args));
    let only = args.value("--only")?;
    let peers = !args.flag("--no-peers");
    let seed =
        args.value("--seed")?.map_or(Ok(SEED), |seed| seed.parse().map_err(|_| format!("--seed {seed}: no number")))?;
    let setting = Setting { peers, seed, toolchain: args.value("--toolchain")? };
    args.end()?;
    let figures = measure(&setting, only.as_deref())?;
    figure::print(&figures, json);
    then.with(&figures)
}

/// The figures of all subjects, or of the one that is named.
pub(crate) fn measure(setting: &Setting, only: Option<&str>) -> Result<Vec<Figure>, String> {
    let names: Vec<&str> = SUBJECTS.iter().map(|subject| subject.name).collect();
    if let Some(only) = only.filter(|only| !names.contains(only)) {
        return Err(format!("--only takes one of {}, and not `{only}`", names.join(", ")));
    }
    let chosen = SUBJECTS.iter().filter(|subject| only.is_none_or(|only| only == subject.name));
    let figures: Vec<Vec<Figure>> = chosen.map(|subject| (subject.measure)(setting)).collect::<Result<_, _>>()?;
    Ok(figures.concat())
}
