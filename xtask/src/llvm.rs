//! LLVM's tools. Those that read profiles have to be of rustc's own LLVM.

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
        Self::of_rustup().or_else(|why| {
            let version = fact("LLVM version: ")?;
            let major = version.split('.').next().unwrap_or_default();
            Self::of_debian(major).map_err(|other| format!("there are no LLVM tools: {why}; {other}"))
        })
    }

    /// Those that read a program, for which any version does.
    pub(crate) fn find_any() -> Result<Self, String> {
        Self::of_rustup()
            .or_else(|why| Self::of_debian("19").map_err(|other| format!("there are no LLVM tools: {why}; {other}")))
    }

    pub(crate) fn command(&self, name: &str) -> Command {
        Command::new(self.folder.join(format!("{name}{}", self.suffix)))
    }

    fn of_rustup() -> Result<Self, String> {
        let sysroot = run::output(Command::new("rustc").args(["--print", "sysroot"]))?;
        let folder = PathBuf::from(sysroot.trim()).join("lib/rustlib").join(fact("host: ")?).join("bin");
        if !folder.join("llvm-cov").exists() {
            let add = ["component", "add", "llvm-tools"];
            run::prepare_within(DOWNLOAD, Command::new("rustup").args(add))?;
        }
        Ok(Self { folder, suffix: String::new() })
    }

    fn of_debian(major: &str) -> Result<Self, String> {
        let tools = Self { folder: PathBuf::from("/usr/bin"), suffix: format!("-{major}") };
        if !tools.folder.join(format!("llvm-cov-{major}")).exists() {
            apt::install(&[&format!("llvm-{major}")])?;
        }
        Ok(tools)
    }
}

const DOWNLOAD: Duration = Duration::from_secs(300);

/// What `rustc -vV` says behind this word.
fn fact(word: &str) -> Result<String, String> {
    let said = run::output(Command::new("rustc").arg("-vV"))?;
    let fact = said.lines().find_map(|line| line.strip_prefix(word));
    fact.map(str::to_owned).ok_or_else(|| format!("rustc does not say its {}", word.trim_end_matches(": ")))
}
