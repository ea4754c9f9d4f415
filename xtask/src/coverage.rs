//! Which lines and branches of the core its own tests reach. A line that none reaches has its reason in [`REASONS`], or the
//! command fails.

mod instrumented;
mod lcov;
mod reasons;

use std::path::PathBuf;

use crate::args::Args;
use crate::run;
pub(crate) use instrumented::Instrumented;
use reasons::Reasons;

/// The core's sources, from the root.
pub(crate) const SOURCES: &str = "crates/tencent-chat/src";
const REASONS: &str = "crates/tencent-chat/tests/uncovered.toml";
/// Percent of lines.
const LEAST: f64 = 98.0;

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    let json = args.flag("--json");
    args.end()?;
    let build = Instrumented::at("coverage")?;
    let mut tests = build.cargo(&["test", "--package", "tencent-chat", "--all-features", "--lib", "--tests"])?;
    let programs = programs(&run::output(tests.args(["--message-format", "json"]))?);
    let counts = build.counts(&programs, SOURCES)?;
    for (what, value) in [("core lines", counts.lines.percent()), ("core branches", counts.branches.percent())] {
        match json {
            true => println!(r#"{{"what":"{what}","value":{value:.1},"unit":"%"}}"#),
            false => println!("{what:<14} {value:.1} %"),
        }
    }
    let reasons = Reasons::read(REASONS)?;
    reasons.check(&counts)?;
    if counts.lines.percent() < LEAST {
        return Err(format!("the tests should reach {LEAST} % of the lines"));
    }
    Ok(())
}

/// The test programs, as Cargo tells of them.
fn programs(messages: &str) -> Vec<PathBuf> {
    let name = |line: &str| {
        let (_, rest) = line.split_once(r#""executable":""#)?;
        Some(rest.split_once('"')?.0.into())
    };
    messages.lines().filter_map(name).collect()
}
