//! Is any constant of an endpoint held to nothing? Each is changed in turn, in a copy, and a test has to notice.

mod constants;
mod reach;
mod tree;

use std::collections::BTreeSet;

use crate::args::Args;
use constants::Constant;
use reach::Units;
use tree::{Tree, Verdict};

/// What is known of one changed constant.
struct Outcome {
    constant: Constant,
    /// The test that noticed, or that the compiler did; `None` where nobody has.
    noticed: Option<String>,
}

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    let only = args.value("--only")?.unwrap_or_default();
    args.end()?;
    let tree = Tree::copy()?;
    let units = Units::read(&tree)?;
    tree.must_pass()?;

    let mut left = Vec::new();
    for (file, text) in units.files().filter(|(file, _)| file.contains(&only)) {
        left.extend(constants::of(file, text).into_iter().rev());
    }
    let (count, mut builds, mut survivors) = (left.len(), 0, 0);
    println!("{count} constants\n\n{:<38} {:<44} noticed by", "where", "what");
    while !left.is_empty() {
        for outcome in round(&tree, &units, &mut left, &mut builds)? {
            let Constant { file, line, was, .. } = &outcome.constant;
            println!("{:<38} {was:<44} {}", format!("{file}:{line}"), outcome.noticed.as_deref().unwrap_or("NOBODY"));
            survivors += usize::from(outcome.noticed.is_none());
        }
    }
    println!("\n{count} constants changed in {builds} builds, {survivors} unnoticed");
    if survivors == 0 { Ok(()) } else { Err(format!("{survivors} constants can be wrong without a test that fails")) }
}

/// Changes a constant in as many files as have tests of their own, in one build.
fn round(tree: &Tree, units: &Units, left: &mut Vec<Constant>, builds: &mut usize) -> Result<Vec<Outcome>, String> {
    let mut chosen: Vec<Constant> = Vec::new();
    let mut at = left.len();
    while let Some(before) = at.checked_sub(1) {
        at = before;
        let is_apart = |constant: &Constant| chosen.iter().all(|other| units.are_apart(&other.file, &constant.file));
        if left.get(at).is_some_and(is_apart) {
            chosen.push(left.remove(at));
        }
    }
    let verdict = test(tree, &chosen, builds)?;
    let mut outcomes = Vec::new();
    for constant in chosen {
        let noticed = match &verdict {
            Verdict::Tested(failed) => judge(units, &constant, failed),
            Verdict::NotCompiled => None,
        };
        // Unnoticed by the tests nearby, or one of those that the compiler refused: alone, whatever fails is for its sake.
        let noticed = match noticed {
            Some(test) => Some(test),
            None => match test(tree, core::slice::from_ref(&constant), builds)? {
                Verdict::Tested(failed) => failed.into_iter().next(),
                Verdict::NotCompiled => Some("the compiler".to_owned()),
            },
        };
        outcomes.push(Outcome { constant, noticed });
    }
    Ok(outcomes)
}

fn test(tree: &Tree, constants: &[Constant], builds: &mut usize) -> Result<Verdict, String> {
    *builds += 1;
    tree.test_with(constants)
}

fn judge(units: &Units, constant: &Constant, failed: &BTreeSet<String>) -> Option<String> {
    let judges = units.judges(&constant.file);
    let is_of_judge =
        |test: &&String| judges.iter().any(|unit| test.starts_with(&format!("{}::", unit.replace('/', "::"))));
    failed.iter().filter(is_of_judge).min_by_key(|test| !test.ends_with("it_is_as_documented")).cloned()
}
