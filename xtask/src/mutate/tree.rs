//! A copy of the project that may be changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::Constant;
use crate::{copy, run, workspace};

/// The core's sources in the copy.
const SOURCES: &str = "crates/tencent-chat/src";

pub(super) struct Tree {
    root: PathBuf,
}

/// What came of a build with changed constants.
pub(super) enum Verdict {
    NotCompiled,
    /// The tests that failed.
    Tested(BTreeSet<String>),
}

impl Tree {
    /// Copies the project as it lies there, without what was built.
    pub(super) fn copy() -> Result<Self, String> {
        let root = workspace::target_dir()?.join("mutate/tree");
        copy::project(&root)?;
        Ok(Self { root })
    }

    /// The sources in a folder, at any depth, as their paths below `src`.
    pub(super) fn files_below(&self, folder: &str) -> Result<Vec<String>, String> {
        let mut files = Vec::new();
        for entry in copy::list(&self.root.join(SOURCES).join(folder))? {
            let name = format!("{folder}/{}", entry.file_name().unwrap_or_default().display());
            if entry.is_dir() { files.extend(self.files_below(&name)?) } else { files.push(name) }
        }
        Ok(files)
    }

    pub(super) fn text_of(&self, file: &str) -> Result<String, String> {
        let path = self.root.join(SOURCES).join(file);
        fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
    }

    /// Nothing can be noticed by tests that fail before.
    pub(super) fn must_pass(&self) -> Result<(), String> {
        run::output(&mut self.test()?).map(|_| ())
    }

    /// Runs the core's own tests with these constants changed, and puts them back.
    pub(super) fn test_with(&self, constants: &[Constant]) -> Result<Verdict, String> {
        let mut originals = Vec::new();
        for constant in constants {
            let file = format!("{}.rs", constant.file);
            let original = self.text_of(&file)?;
            let mut changed = original.clone();
            changed.replace_range(constant.at.clone(), &constant.becomes);
            self.write(&file, &changed)?;
            originals.push((file, original));
        }
        let verdict = self.verdict();
        for (file, original) in originals {
            self.write(&file, &original)?;
        }
        verdict
    }

    fn verdict(&self) -> Result<Verdict, String> {
        if run::output(self.test()?.arg("--no-run")).is_err() {
            return Ok(Verdict::NotCompiled);
        }
        let output = self.test()?.stdin(Stdio::null()).output().map_err(|e| e.to_string())?;
        let printed = String::from_utf8_lossy(&output.stdout);
        let failed = printed.lines().filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"));
        Ok(Verdict::Tested(failed.map(str::to_owned).collect()))
    }

    fn write(&self, file: &str, text: &str) -> Result<(), String> {
        fs::write(self.root.join(SOURCES).join(file), text).map_err(|e| format!("{file}: {e}"))
    }

    /// Built fast rather than fast itself.
    fn test(&self) -> Result<Command, String> {
        let mut cargo = workspace::cargo()?;
        cargo.current_dir(&self.root).env("CARGO_TARGET_DIR", workspace::target_dir()?.join("mutate/build"));
        cargo.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "1").env("RUST_BACKTRACE", "0");
        cargo.args(["test", "--config", "profile.dev.package.tencent-chat.opt-level=0"]);
        cargo.args(["--package", "tencent-chat", "--lib"]);
        Ok(cargo)
    }
}
