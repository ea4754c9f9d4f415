//! The fuzz targets: by libFuzzer where there is a nightly Rust, else by inputs made from their corpora.

mod reached;

use core::time::Duration;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::args::Args;
use crate::{run, workspace};

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    let seconds = args.value("--seconds")?.unwrap_or_else(|| "60".to_owned());
    let seconds: u32 = seconds.parse().map_err(|_| format!("--seconds takes a number, not `{seconds}`"))?;
    let target = args.value("--target")?;
    let (json, minimize, coverage) = (args.flag("--json"), args.flag("--minimize"), args.flag("--coverage"));
    args.end()?;
    let targets = match target {
        Some(target) => vec![known(target)?],
        None => targets()?,
    };
    if coverage {
        return reached::print(&targets, json);
    }
    match prepare() {
        Ok(()) => {}
        Err(why) if minimize => return Err(why),
        Err(why) => {
            eprintln!("without libFuzzer, because {why}");
            return targets.iter().try_for_each(|target| by_hand(target, seconds));
        }
    }
    for target in &targets {
        run::prepare_within(BUILD, cargo_fuzz("build")?.arg(target))?;
    }
    if !json {
        println!("{HEADING}");
    }
    for target in &targets {
        let said = fuzzed(target, seconds)?;
        if minimize {
            self::minimize(target)?;
        }
        let measure = Measure::read(target, &said)?;
        println!("{}", if json { measure.json() } else { measure.row() });
    }
    Ok(())
}

/// What `cargo xtask test` does: every property, on any Rust, with the corpora and a second of inputs made from them.
pub(crate) fn check() -> Result<(), String> {
    let manifest = ["--manifest-path", MANIFEST];
    run::run(workspace::cargo()?.args(["clippy", "--all-targets"]).args(manifest).args(["--", "-D", "warnings"]))?;
    run::run(workspace::cargo()?.arg("test").args(manifest).args(["--lib", "--test", "properties"]))
}

const MANIFEST: &str = "fuzz/Cargo.toml";
/// All targets are built with every check that there is.
const BUILD: Duration = Duration::from_secs(3600);
const INSTALL: Duration = Duration::from_secs(900);

/// The names of the targets.
fn targets() -> Result<Vec<String>, String> {
    let folder = workspace::root()?.join("fuzz/fuzz_targets");
    let files = fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut names: Vec<_> =
        files.flatten().filter_map(|file| Some(file.path().file_stem()?.to_string_lossy().into_owned())).collect();
    names.sort();
    Ok(names)
}

fn known(target: String) -> Result<String, String> {
    let targets = targets()?;
    if targets.contains(&target) {
        return Ok(target);
    }
    Err(format!("there is no target `{target}`, but {}", targets.join(", ")))
}

/// Sees to it that there are a nightly Rust and cargo-fuzz.
fn prepare() -> Result<(), String> {
    if run::output(&mut nightly(["rustc", "--version"])).is_err() {
        let install = ["toolchain", "install", "nightly", "--profile", "minimal"];
        run::prepare_within(INSTALL, Command::new("rustup").args(install))
            .map_err(|why| format!("there is no nightly Rust (`rustup toolchain install nightly`): {why}"))?;
    }
    if run::output(&mut nightly(["cargo", "fuzz", "--version"])).is_err() {
        run::prepare_within(INSTALL, workspace::cargo()?.args(["install", "--locked", "cargo-fuzz"]))
            .map_err(|why| format!("there is no `cargo fuzz` (`cargo install cargo-fuzz`): {why}"))?;
    }
    Ok(())
}

fn nightly<const N: usize>(args: [&str; N]) -> Command {
    let mut rustup = Command::new("rustup");
    rustup.args(["run", "nightly"]).args(args);
    rustup
}

fn cargo_fuzz(what: &str) -> Result<Command, String> {
    let mut cargo = nightly(["cargo", "fuzz", what, "--fuzz-dir", "fuzz", "--target-dir"]);
    cargo.arg(workspace::target_dir()?.join("fuzz")).current_dir(workspace::root()?);
    Ok(cargo)
}

/// The program of a target, which makes inputs without seeing what they reach.
fn by_hand(target: &str, seconds: u32) -> Result<(), String> {
    let mut cargo = workspace::cargo()?;
    cargo.args(["run", "--quiet", "--release", "--manifest-path", MANIFEST, "--bin", target, "--", "--seconds"]);
    run::run(cargo.arg(seconds.to_string()))
}

/// Fuzzes for so long: what libFuzzer says of it. What is found on the way is kept under the target folder, and not in the
/// repository.
fn fuzzed(target: &str, seconds: u32) -> Result<String, String> {
    let mut cargo = cargo_fuzz("run")?;
    cargo.arg(target).args([found(target)?, committed(target)?]).arg("--");
    cargo.args([format!("-max_total_time={seconds}"), format!("-dict=fuzz/dictionaries/{target}.dict")]);
    said(target, cargo.args(["-timeout=20", "-print_final_stats=1"]))
}

/// What a run came to.
struct Measure {
    target: String,
    executions: u64,
    seconds: u64,
    /// How many edges of the program all inputs reach, and how many edges counted with how often they are taken.
    edges: u64,
    features: u64,
    /// How many inputs are in the committed corpus, and the bytes of all.
    inputs: usize,
    bytes: u64,
}

const HEADING: &str = "\
| target | executions | seconds | edges | features | inputs of the corpus | their bytes |
|---|---|---|---|---|---|---|";

impl Measure {
    fn read(target: &str, said: &str) -> Result<Self, String> {
        let files = fs::read_dir(committed(target)?).map_err(|e| format!("the corpus of {target}: {e}"))?;
        let lens: Vec<u64> = files.flatten().flat_map(|file| file.metadata()).map(|file| file.len()).collect();
        Ok(Self {
            target: target.to_owned(),
            executions: number_behind(said, "stat::number_of_executed_units:")?,
            seconds: number_behind(said, " runs in ")?,
            edges: number_behind(said, " cov: ")?,
            features: number_behind(said, " ft: ")?,
            inputs: lens.len(),
            bytes: lens.iter().sum(),
        })
    }

    /// Of Markdown's table, for `fuzz/RESULTS.md`.
    fn row(&self) -> String {
        let Self { target, executions, seconds, edges, features, inputs, bytes } = self;
        format!("| `{target}` | {executions} | {seconds} | {edges} | {features} | {inputs} | {bytes} |")
    }

    fn json(&self) -> String {
        let Self { target, executions, seconds, edges, features, inputs, bytes } = self;
        format!(
            r#"{{"what":"fuzz {target}","value":{executions},"unit":"executions","seconds":{seconds},"edges":{edges},"features":{features},"inputs":{inputs},"bytes":{bytes}}}"#
        )
    }
}

/// Makes of all inputs that are known a small corpus that reaches as much, and commits that.
fn minimize(target: &str) -> Result<(), String> {
    let told = |e: std::io::Error| format!("the corpus of {target}: {e}");
    let (committed, merged) = (committed(target)?, workspace::target_dir()?.join("fuzz/merged").join(target));
    // Of a run that was broken off there may be some left.
    let _ = fs::remove_dir_all(&merged);
    fs::create_dir_all(&merged).map_err(told)?;
    let mut cargo = cargo_fuzz("run")?;
    cargo.arg(target).args([&merged, &committed, &found(target)?]).args([
        "--",
        "-set_cover_merge=1",
        "-use_counters=0",
    ]);
    said(target, &mut cargo)?;
    fs::remove_dir_all(&committed).map_err(told)?;
    fs::create_dir_all(&committed).map_err(told)?;
    for file in fs::read_dir(&merged).map_err(told)? {
        let file = file.map_err(told)?;
        fs::copy(file.path(), committed.join(file.file_name())).map_err(told)?;
    }
    Ok(())
}

/// Where the inputs lie that belong to the repository.
fn committed(target: &str) -> Result<PathBuf, String> {
    Ok(workspace::root()?.join("fuzz/corpus").join(target))
}

/// Where those lie that were found here.
fn found(target: &str) -> Result<PathBuf, String> {
    let folder = workspace::target_dir()?.join("fuzz/found").join(target);
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    Ok(folder)
}

/// What libFuzzer says, which is much, and shown only where something is wrong.
fn said(target: &str, command: &mut Command) -> Result<String, String> {
    let path = workspace::target_dir()?.join("fuzz").join(format!("{target}.log"));
    let told = |e: std::io::Error| format!("{}: {e}", path.display());
    let done = run::run(command.stderr(fs::File::create(&path).map_err(told)?));
    let said = String::from_utf8_lossy(&fs::read(&path).map_err(told)?).into_owned();
    done.map_err(|why| {
        let from = said.find("panicked at").or_else(|| said.find("ERROR")).unwrap_or(0);
        format!("{}\n{why}", said.get(from..).unwrap_or_default())
    })?;
    Ok(said)
}

/// The last number that stands behind this word.
fn number_behind(text: &str, word: &str) -> Result<u64, String> {
    let rest = text.rsplit_once(word).map(|(_, rest)| rest.trim_start());
    let digits = rest.and_then(|rest| rest.split(|letter: char| !letter.is_ascii_digit()).next());
    digits.and_then(|digits| digits.parse().ok()).ok_or_else(|| format!("libFuzzer says nothing of `{word}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_number_counts() {
        let said = "#2 INITED cov: 7 ft: 8\n#9\tDONE   cov: 1997 ft: 6652\nDone 52406 runs in 31 second(s)\n\
            stat::number_of_executed_units: 52406\n";
        assert_eq!(number_behind(said, " cov: "), Ok(1997));
        assert_eq!(number_behind(said, " runs in "), Ok(31));
        assert_eq!(number_behind(said, "stat::number_of_executed_units:"), Ok(52_406));
        assert!(number_behind(said, "x").is_err());
    }
}
