//! What endpoints there are, and what each costs on a microcontroller.

use crate::args::Args;
use crate::elf::Program;
use crate::size::SMALL_SHA2;
use crate::toolchain::{THUMB_V7EM, Toolchain};
use crate::{run, workspace};

/// What firmware has before another endpoint comes to it: the main job's.
const MAIN: &str = "push/get_user_attributes";

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    let json = args.flag("--json");
    let toolchain = args.value("--toolchain")?;
    args.end()?;
    let toolchain = Toolchain::find(toolchain.as_deref())?;
    let with_main = flash(&toolchain, MAIN)?;
    let mut known = vec![(MAIN.to_owned(), with_main.saturating_sub(flash(&toolchain, "")?))];
    let mut rows = Vec::new();
    for line in listed()? {
        let source = member(&line, "source")?.to_owned();
        let flash = match known.iter().find(|(name, _)| *name == source) {
            Some((_, flash)) => *flash,
            None => {
                let flash = flash(&toolchain, &format!("{MAIN} {source}"))?.saturating_sub(with_main);
                if flash == 0 {
                    return Err(format!("{source} is not in the program that was built for it"));
                }
                known.push((source, flash));
                flash
            }
        };
        rows.push((line, flash));
    }
    print!("{}", if json { lines(&rows) } else { table(&rows)? });
    Ok(())
}

/// The endpoints, as the tests that hold them to the facts list them: an object a line.
fn listed() -> Result<Vec<String>, String> {
    let mut cargo = workspace::cargo()?;
    cargo.args(["test", "--quiet", "--package", "tencent-chat", "--lib", "--"]);
    cargo.args(["--nocapture", "--test-threads=1", "it_is_as_documented"]);
    let output = run::output(&mut cargo)?;
    // In front of some stands what the test runner says of the test before.
    let lines: Vec<_> =
        output.lines().filter_map(|line| Some(line.get(line.find("{\"section\"")?..)?.to_owned())).collect();
    if lines.is_empty() {
        return Err("the tests `it_is_as_documented` list nothing".to_owned());
    }
    Ok(lines)
}

/// What a program takes with these endpoints, all that a call takes included.
fn flash(toolchain: &Toolchain, endpoints: &str) -> Result<u64, String> {
    let mut cargo = toolchain.build(THUMB_V7EM, &[SMALL_SHA2])?;
    cargo.args(["--manifest-path", "tests/bare-metal/Cargo.toml", "--bin", "firmware-endpoint"]);
    cargo.args(["--features", "driver", "--profile", "opt-z"]);
    run::output(cargo.env("ENDPOINTS", endpoints))?;
    Ok(Program::read(&toolchain.program(THUMB_V7EM, "opt-z", "firmware-endpoint")?)?.flash())
}

/// The value of a member of a line of JSON. None of them has a comma, a quote or an escape in it.
fn member<'l>(line: &'l str, key: &str) -> Result<&'l str, String> {
    let quoted = format!("\"{key}\":");
    let (_, rest) = line.split_once(&quoted).ok_or_else(|| format!("{line} has no {key}"))?;
    let end = rest.find([',', '}']).unwrap_or(rest.len());
    Ok(rest.get(..end).unwrap_or_default().trim_matches('"'))
}

fn lines(rows: &[(String, u64)]) -> String {
    rows.iter().map(|(line, flash)| format!("{},\"flash\":{flash}}}\n", line.trim_end_matches('}'))).collect()
}

fn table(rows: &[(String, u64)]) -> Result<String, String> {
    let mut text = format!(
        "{:<10} {:<32} {:<46} {:>4} {:<6} {:<10} {:>5}\n",
        "section", "endpoint", "path", "rate", "repeat", "page", "flash"
    );
    for (line, flash) in rows {
        let of = |key| member(line, key);
        let repeat = if of("repeatable")? == "true" { "yes" } else { "no" };
        text += &format!(
            "{:<10} {:<32} {:<46} {:>4} {repeat:<6} {:<10} {flash:>5}\n",
            of("section")?,
            of("name")?,
            of("path")?,
            of("calls_per_second")?,
            of("page")?
        );
    }
    Ok(text
        + "\nrate: calls a second; flash: bytes that the endpoint adds to firmware that gets users' attributes (and those, to\n\
           firmware that has others)\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_and_written_as_it_is() {
        let line = r#"{"name":"a_b","path":"v4/x/y","repeatable":true,"calls_per_second":100}"#.to_owned();
        assert_eq!((member(&line, "path"), member(&line, "calls_per_second")), (Ok("v4/x/y"), Ok("100")));
        assert!(member(&line, "section").is_err());
        let with_flash = r#"{"name":"a_b","path":"v4/x/y","repeatable":true,"calls_per_second":100,"flash":7}"#;
        assert_eq!(lines(&[(line, 7)]), format!("{with_flash}\n"));
    }
}
