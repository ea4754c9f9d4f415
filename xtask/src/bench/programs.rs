//! The programs of `benches`.

use std::path::PathBuf;
use std::process::Command;

use super::callgrind;
use crate::{run, workspace};

/// Builds all of them. The others' are long to build, and ours are not built with them, so that they are the same with
/// and without.
pub(super) fn build(peers: bool) -> Result<(), String> {
    run::run(&mut cargo()?)?;
    if peers {
        run::run(cargo()?.args(["--features", "peers", "--bin", "peers", "--bin", "peers-heap"]))?;
    }
    Ok(())
}

fn cargo() -> Result<Command, String> {
    let mut cargo = workspace::cargo()?;
    cargo.args(["build", "--quiet", "--release", "--manifest-path", "benches/Cargo.toml"]);
    // Portable SHA-256: valgrind does not know the processor's own.
    cargo.env("CARGO_ENCODED_RUSTFLAGS", "-Dwarnings\x1f--cfg=sha2_backend=\"soft\"");
    Ok(cargo)
}

/// Instructions of doing once what `NAME WORDS N` does N times, for N of 1 and of `more` above it.
pub(super) fn instructions(name: &str, words: &[&str], more: u32) -> Result<f64, String> {
    let path = path(name)?;
    callgrind::once(more, |times| {
        let mut program = Command::new(&path);
        program.args(words).arg(times.to_string());
        program
    })
}

/// The number that `NAME WORDS` prints.
pub(super) fn number(name: &str, words: &[&str]) -> Result<f64, String> {
    let said = run::output(Command::new(path(name)?).args(words))?;
    said.trim().parse().map_err(|_| format!("`{name}` says `{}`, which is no number", said.trim()))
}

/// Where a program lies once it is built.
pub(super) fn path(name: &str) -> Result<PathBuf, String> {
    Ok(workspace::target_dir()?.join("release").join(name))
}
