//! The Rust that runs xtask: rustup's as a rule.

use core::time::Duration;
use std::env;
use std::path::PathBuf;
use std::process::Command;

use super::ALL_TARGETS;
use crate::run;

/// Long enough for four small downloads; short enough to wait for where a network swallows them.
const DOWNLOAD: Duration = Duration::from_secs(120);

/// Sees to it that the targets are installed.
pub(super) fn prepare() -> Result<(), String> {
    let missing = missing_targets()?;
    if missing.is_empty() {
        return Ok(());
    }
    run::prepare_within(DOWNLOAD, Command::new("rustup").args(["target", "add"]).args(&missing))
        .map_err(|why| format!("it has no {}, and {why}", missing.join(", ")))?;
    let missing = missing_targets()?;
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!("it has no {}, although rustup added it: is rustc another one than rustup's?", missing.join(", ")))
}

fn missing_targets() -> Result<Vec<&'static str>, String> {
    let mut missing = Vec::new();
    for target in ALL_TARGETS {
        if !is_installed(target)? {
            missing.push(target);
        }
    }
    Ok(missing)
}

/// rustc knows every target; those that are installed have a `core`.
fn is_installed(target: &str) -> Result<bool, String> {
    let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let lib = run::output(rustc.args(["--print", "target-libdir", "--target", target]))?;
    let Ok(mut files) = PathBuf::from(lib.trim()).read_dir() else { return Ok(false) };
    Ok(files.any(|file| file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libcore-"))))
}
