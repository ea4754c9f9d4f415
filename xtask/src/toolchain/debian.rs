//! Debian's Rust for browsers: newer than its own, and with the source of `core`, which it builds for any target.

use std::path::PathBuf;
use std::process::Command;

use crate::{apt, run, workspace};

const RUSTC: &str = "rustc-web";
const CARGO: &str = "cargo-web";
const SOURCE: &str = "rust-web-src";
/// rustc-web brings no linker for these targets.
const LINKER: &str = "lld-19";

pub(super) const PACKAGES: [&str; 4] = [RUSTC, CARGO, SOURCE, LINKER];

/// What the packages brought.
pub(crate) struct Programs {
    cargo: PathBuf,
    rustc: PathBuf,
    linker_flag: String,
}

impl Programs {
    /// Cargo at the root, kept apart from another Rust that may run xtask.
    pub(super) fn cargo(&self) -> Result<Command, String> {
        let mut cargo = Command::new(&self.cargo);
        cargo.current_dir(workspace::root()?);
        // Building `core` counts as unstable. RUSTC_BOOTSTRAP lets a stable compiler do it.
        cargo.env("RUSTC", &self.rustc).env("RUSTC_BOOTSTRAP", "1");
        // What rustup and the Cargo above set for their own.
        for other in ["CARGO", "RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH"] {
            cargo.env_remove(other);
        }
        Ok(cargo)
    }

    pub(super) fn linker_flag(&self) -> &str {
        &self.linker_flag
    }
}

/// Sees to it that the packages are installed, and finds what they brought.
pub(super) fn prepare() -> Result<Programs, String> {
    let mut missing = Vec::new();
    for package in PACKAGES {
        if installed_version(package)?.is_none() {
            missing.push(package);
        }
    }
    if !missing.is_empty() {
        apt::install(&missing)?;
    }
    versions_match()?;
    Ok(Programs {
        cargo: program(CARGO, "cargo")?,
        rustc: program(RUSTC, "rustc")?,
        linker_flag: format!("-Clinker={}", program(LINKER, "ld.lld-19")?.display()),
    })
}

/// A compiler builds its own `core` and no other.
fn versions_match() -> Result<(), String> {
    let version = |package| installed_version(package)?.ok_or_else(|| format!("{package} is still not installed"));
    let rustc = version(RUSTC)?;
    for package in [CARGO, SOURCE] {
        let other = version(package)?;
        if other != rustc {
            return Err(format!("{RUSTC} is {rustc} and {package} is {other}, and they must be the same"));
        }
    }
    Ok(())
}

/// `None` where it is not installed; an error where there is no dpkg to ask.
fn installed_version(package: &str) -> Result<Option<String>, String> {
    run::output(Command::new("dpkg-query").arg("--version"))?;
    let asked = run::output(Command::new("dpkg-query").args(["-W", "-f=${db:Status-Status} ${Version}", package]));
    Ok(asked.ok().and_then(|answer| answer.strip_prefix("installed ").map(str::to_owned)))
}

/// The package's program `name`.
fn program(package: &str, name: &str) -> Result<PathBuf, String> {
    let files = run::output(Command::new("dpkg").args(["-L", package]))?;
    let end = format!("/bin/{name}");
    files
        .lines()
        .filter(|file| file.ends_with(&end))
        // The shortest: what cargo-web has further down is a wrapper for making Debian packages.
        .min_by_key(|file| file.len())
        .map(PathBuf::from)
        .ok_or_else(|| format!("{package} has no program {name}"))
}
