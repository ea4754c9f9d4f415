//! Is there code that tests do not mind? cargo-mutants changes it, function by function and operator by operator, and a test has to
//! notice. What nobody can notice has its reason in [`REASONS`], or the command fails.

mod explained;

use std::fs;
use std::path::Path;

use crate::args::Args;
use crate::{run, subcommand, workspace};
use explained::{Explained, Mutant};

/// What is changed, and the tests that have to notice: those that notice most in the shortest time, then what they leave to all others.
const AREAS: [Area; 5] = [
    Area { name: "policy", tests: [OWN, Tests { of: &["--test=client"], but: &[] }] },
    Area { name: "json", tests: [OWN, ALL] },
    Area { name: "http", tests: [WIRE, ALL] },
    Area { name: "exchange", tests: [WIRE, ALL] },
    Area { name: "usersig", tests: [OWN, Tests { of: &["--test=usersig"], but: &[] }] },
];

/// The module's own.
const OWN: Tests = Tests { of: &["--lib"], but: &[] };
/// Those of a whole answer, without the one that takes as long as all others.
const WIRE: Tests = Tests { of: &["--test=wire"], but: &["--", "--skip=cut_at_any_byte"] };
/// What is read, and what is said of it.
const ALL: Tests = Tests { of: &["--lib", "--test=errors", "--test=endpoints", "--test=wire"], but: &[] };

struct Area {
    name: &'static str,
    tests: [Tests; 2],
}

struct Tests {
    of: &'static [&'static str],
    but: &'static [&'static str],
}

const REASONS: &str = "crates/tencent-chat/tests/mutants.toml";
const VERSION: &str = "27.1.0";

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    let (area, shard) = (args.value("--area")?, args.value("--shard")?);
    args.end()?;
    let areas: Vec<_> = AREAS.iter().filter(|known| area.as_ref().is_none_or(|area| known.name == area)).collect();
    if areas.is_empty() {
        return Err(format!("the areas are {}", AREAS.map(|area| area.name).join(", ")));
    }
    check()?;
    subcommand::prepare("mutants", VERSION)?;
    let mut wrong = Vec::new();
    for area in areas {
        wrong.extend(judge(area, shard.as_deref())?);
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// What `cargo xtask test` does: each reason is for a line that there is.
pub(crate) fn check() -> Result<(), String> {
    Explained::read(REASONS)?.lines_exist()
}

/// Changes an area: what nobody noticed without a reason, and reasons for what was noticed.
fn judge(area: &Area, shard: Option<&str>) -> Result<Vec<String>, String> {
    let files = [format!("{SOURCES}/{}.rs", area.name), format!("{SOURCES}/{}/**/*.rs", area.name)];
    let files = || files.iter().flat_map(|files| ["--file", files]);
    let chosen = files().chain(shard.iter().flat_map(|shard| ["--shard", shard]));
    let [first, then] = &area.tests;
    let mut outcome = changed(&format!("{}-first", area.name), chosen, first)?;
    if !outcome.missed.is_empty() {
        let left: Vec<_> = outcome.missed.iter().map(|mutant| whole(&mutant.name)).collect();
        let chosen = files().chain(left.iter().flat_map(|name| ["--re", name]));
        let others = changed(&format!("{}-then", area.name), chosen, then)?;
        // Fields that are left out it changes whatever is chosen: those that were noticed before, too.
        let of =
            |some: Vec<Mutant>| some.into_iter().filter(|mutant| outcome.missed.contains(mutant)).collect::<Vec<_>>();
        let (caught, endless, missed) = (of(others.caught), of(others.endless), of(others.missed));
        outcome.caught.extend(caught);
        outcome.endless.extend(endless);
        outcome.missed = missed;
    }
    let Outcome { caught, endless, missed } = outcome;

    let explained = Explained::read(REASONS)?;
    let (with, without): (Vec<_>, Vec<_>) = missed.iter().partition(|mutant| explained.reason(mutant).is_some());
    let noticed = caught.len() + endless.len();
    println!("{}: {noticed} noticed, {} not and for a reason, {} without one", area.name, with.len(), without.len());
    let mut wrong: Vec<_> = without.iter().map(|mutant| format!("nobody notices {mutant}")).collect();
    for mutant in caught.iter().chain(&endless) {
        if let Some(reason) = explained.reason(mutant) {
            wrong.push(format!("{mutant} is noticed, so it needs no reason ({reason})"));
        }
    }
    Ok(wrong)
}

/// What came of changes, by cargo-mutants' lists.
struct Outcome {
    caught: Vec<Mutant>,
    /// The tests did not end, which is noticed.
    endless: Vec<Mutant>,
    missed: Vec<Mutant>,
}

/// Runs these tests with each of the chosen changes.
fn changed<'a>(name: &str, chosen: impl Iterator<Item = &'a str>, tests: &Tests) -> Result<Outcome, String> {
    let output = workspace::target_dir()?.join("mutants").join(name);
    fs::create_dir_all(&output).map_err(|e| format!("{}: {e}", output.display()))?;
    let mut cargo = workspace::cargo()?;
    cargo.args(["mutants", "--package", "tencent-chat", "--no-shuffle", "--output"]).arg(&output);
    // What stands behind `--` is told when tests are run, and not when they are built.
    cargo.args(chosen).args(tests.of.iter().map(|of| format!("--cargo-arg={of}"))).arg("--").args(tests.but);
    let ended = run::run(&mut cargo);

    let results = output.join("mutants.out");
    let of = |list| mutants(&results, list);
    let outcome = Outcome { caught: of("caught.txt")?, endless: of("timeout.txt")?, missed: of("missed.txt")? };
    // It also fails where all went well, for what was missed or did not end.
    if outcome.missed.is_empty() && outcome.endless.is_empty() {
        ended?;
    }
    Ok(outcome)
}

/// A pattern that is this text and nothing else.
fn whole(text: &str) -> String {
    let mut pattern = String::from("^");
    for letter in text.chars() {
        if r"\.+*?()|[]{}^$".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern + "$"
}

const SOURCES: &str = "crates/tencent-chat/src";

/// What one of cargo-mutants' lists says.
fn mutants(results: &Path, list: &str) -> Result<Vec<Mutant>, String> {
    let path = results.join(list);
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    text.lines().map(Mutant::read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_takes_a_name_by_the_letter() {
        assert_eq!(
            whole("a.rs:1: replace f -> Option<[u8]> with None"),
            r"^a\.rs:1: replace f -> Option<\[u8\]> with None$"
        );
    }
}
