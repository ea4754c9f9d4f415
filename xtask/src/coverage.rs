//! Which lines and branches of the core its own tests reach. A line that none reaches has its reason in [`REASONS`], or the
//! command fails.

mod lcov;
mod reasons;

use std::fs;
use std::path::PathBuf;

use crate::args::Args;
use crate::llvm::Tools;
use crate::{run, workspace};
use lcov::Counts;
use reasons::Reasons;

/// The core's sources, from the root.
const SOURCES: &str = "crates/tencent-chat/src";
const REASONS: &str = "crates/tencent-chat/tests/uncovered.toml";
/// Percent of lines.
const LEAST: f64 = 98.0;

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    let json = args.flag("--json");
    args.end()?;
    let tools = Tools::find()?;
    let counts = Counts::read(&measured(&tools)?, &workspace::root()?.join(SOURCES))?;
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

/// Runs the core's tests instrumented, and says what they reached in lcov's format.
fn measured(tools: &Tools) -> Result<String, String> {
    let folder = workspace::target_dir()?.join("coverage");
    let profiles = folder.join("profiles");
    // Of another run there may be some left, which would count.
    let _ = fs::remove_dir_all(&profiles);
    fs::create_dir_all(&profiles).map_err(|e| format!("{}: {e}", profiles.display()))?;

    let mut cargo = workspace::cargo()?;
    cargo.args(["test", "--package", "tencent-chat", "--all-features", "--lib", "--tests"]);
    cargo.env("CARGO_TARGET_DIR", &folder).env("LLVM_PROFILE_FILE", profiles.join("%m-%p.profraw"));
    // Branches count as unstable. RUSTC_BOOTSTRAP lets a stable compiler do it.
    cargo.env("RUSTC_BOOTSTRAP", "1");
    cargo.env("CARGO_ENCODED_RUSTFLAGS", "-Cinstrument-coverage\x1f-Zcoverage-options=branch");
    let programs = programs(&run::output(cargo.args(["--message-format", "json"]))?);

    let merged = folder.join("all.profdata");
    let mut merge = tools.command("llvm-profdata");
    merge.args(["merge", "-sparse", "-o"]).arg(&merged).args(files(&profiles)?);
    run::output(&mut merge)?;
    export(tools, &merged, &programs)
}

fn export(tools: &Tools, merged: &PathBuf, programs: &[String]) -> Result<String, String> {
    let mut cov = tools.command("llvm-cov");
    cov.args(["export", "-format=lcov", "-instr-profile"]).arg(merged);
    for program in programs {
        cov.args(["-object", program]);
    }
    run::output(cov.arg("-sources").arg(workspace::root()?.join(SOURCES)))
}

fn files(folder: &PathBuf) -> Result<Vec<PathBuf>, String> {
    let files = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let files: Vec<_> = files.flatten().map(|file| file.path()).collect();
    if files.is_empty() { Err("the tests left no profile behind".to_owned()) } else { Ok(files) }
}

/// The test programs, as Cargo tells of them.
fn programs(messages: &str) -> Vec<String> {
    let name = |line: &str| {
        let (_, rest) = line.split_once(r#""executable":""#)?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    messages.lines().filter_map(name).collect()
}
