//! LLVM's tools, which have to be those of rustc's own LLVM.

use core::time::Duration;
use std::path::PathBuf;
use std::process::Command;

use crate::{apt, run};

/// Where `llvm-cov`, `llvm-profdata` and `llvm-objdump` lie, and how their names end.
pub(crate) struct Tools {
    folder: PathBuf,
    suffix: String,
}

impl Tools {
    /// rustup's component, or Debian's package of the same LLVM.
    pub(crate) fn find() -> Result<Self, String> {
        let folder = of_rustup()?;
        if !folder.join("llvm-cov").exists() {
            let add = ["component", "add", "llvm-tools"];
            if let Err(why) = run::prepare_within(Duration::from_secs(300), Command::new("rustup").args(add)) {
                return of_debian().map_err(|other| format!("there are no LLVM tools: {why}; {other}"));
            }
        }
        Ok(Self { folder, suffix: String::new() })
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}{}", self.suffix))
    }
}

fn of_rustup() -> Result<PathBuf, String> {
    let sysroot = run::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    Ok(PathBuf::from(sysroot.trim()).join("lib/rustlib").join(fact("host: ")?).join("bin"))
}

fn of_debian() -> Result<Tools, String> {
    let version = fact("LLVM version: ")?;
    let major = version.split('.').next().unwrap_or_default();
    let tools = Tools { folder: PathBuf::from("/usr/bin"), suffix: format!("-{major}") };
    if !tools.path("llvm-cov").exists() {
        apt::install(&[&format!("llvm-{major}")])?;
    }
    Ok(tools)
}

/// What `rustc -vV` says behind this word.
fn fact(word: &str) -> Result<String, String> {
    let said = run::output(Command::new("rustc").arg("-vV"))?;
    let fact = said.lines().find_map(|line| line.strip_prefix(word));
    fact.map(str::to_owned).ok_or_else(|| format!("rustc does not say its {}", word.trim_end_matches(": ")))
}
