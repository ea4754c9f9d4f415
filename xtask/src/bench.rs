//! What calls cost in instructions, bytes and ratios, ours beside what others take. Never in time.

mod boards;
mod call;
mod callgrind;
mod dhat;
mod parse;
mod plot;
mod programs;
mod report;
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
    let (json, report, then) = (args.flag("--json"), args.flag("--report"), Then::from_args(args));
    let only = args.value("--only")?;
    let peers = !args.flag("--no-peers");
    let seed =
        args.value("--seed")?.map_or(Ok(SEED), |seed| seed.parse().map_err(|_| format!("--seed {seed}: no number")))?;
    let setting = Setting { peers, seed, toolchain: args.value("--toolchain")? };
    args.end()?;
    let measured = measure_each(&setting, only.as_deref())?;
    let figures: Vec<Figure> = measured.iter().flat_map(|(_, figures)| figures.clone()).collect();
    figure::print(&figures, json);
    if report {
        report::write(&measured)?;
    }
    then.with(&figures)
}

/// The figures of all subjects.
pub(crate) fn measure(setting: &Setting) -> Result<Vec<Figure>, String> {
    Ok(measure_each(setting, None)?.into_iter().flat_map(|(_, figures)| figures).collect())
}

/// The figures of each subject, or of those that are named, with commas between them.
fn measure_each(setting: &Setting, only: Option<&str>) -> Result<Vec<(&'static str, Vec<Figure>)>, String> {
    let names: Vec<&str> = SUBJECTS.iter().map(|subject| subject.name).collect();
    let only: Option<Vec<&str>> = only.map(|only| only.split(',').collect());
    if let Some(name) = only.iter().flatten().find(|name| !names.contains(name)) {
        return Err(format!("--only takes one of {}, and not `{name}`", names.join(", ")));
    }
    let chosen = SUBJECTS.iter().filter(|subject| only.as_ref().is_none_or(|only| only.contains(&subject.name)));
    chosen.map(|subject| Ok((subject.name, (subject.measure)(setting)?))).collect()
}
