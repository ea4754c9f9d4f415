//! Which lines the committed corpora reach.

use super::MANIFEST;
use crate::coverage::{self, Instrumented};
use crate::run;

/// What each of these targets reaches of what it is for, by its corpus alone.
pub(super) fn print(targets: &[String], json: bool) -> Result<(), String> {
    let build = Instrumented::at("fuzz-coverage")?;
    run::prepare_within(super::BUILD, &mut build.cargo(&["build", "--manifest-path", MANIFEST, "--bins"])?)?;
    if !json {
        println!("| target | of | lines reached | of its lines | branches |\n|---|---|---|---|---|");
    }
    for target in targets {
        let (path, mut program) = build.program(&format!("debug/{target}"))?;
        run::output(program.args(["--seconds", "0"]))?;
        let (of, sources) = subject(target);
        let counts = build.counts(&[path], sources)?;
        let (lines, branches) = (&counts.lines, &counts.branches);
        match json {
            true => println!(
                r#"{{"what":"fuzz {target} lines","value":{:.1},"unit":"%","of":"{of}","branches":{:.1}}}"#,
                lines.percent(),
                branches.percent()
            ),
            false => println!(
                "| `{target}` | `{of}` | {} | {:.1} % | {:.1} % |",
                lines.reached(),
                lines.percent(),
                branches.percent()
            ),
        }
    }
    Ok(())
}

/// The crate that a target is for, and where its sources lie.
fn subject(target: &str) -> (&'static str, &'static str) {
    match target {
        "emulator" => ("tencent-chat-emulator", "crates/tencent-chat-emulator/src"),
        _ => ("tencent-chat", coverage::SOURCES),
    }
}
