//! Programs that write down what they reach.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::lcov::Counts;
use crate::llvm::Tools;
use crate::{run, workspace};

/// A folder of such programs.
pub(crate) struct Instrumented {
    tools: Tools,
    folder: PathBuf,
}

impl Instrumented {
    /// Below the target folder.
    pub(crate) fn at(name: &str) -> Result<Self, String> {
        Ok(Self { tools: Tools::find()?, folder: workspace::target_dir()?.join(name) })
    }

    /// Cargo, whose programs write down what they reach. What others wrote is gone.
    pub(crate) fn cargo(&self, args: &[&str]) -> Result<Command, String> {
        self.forget()?;
        let mut cargo = workspace::cargo()?;
        cargo.args(args).env("CARGO_TARGET_DIR", &self.folder).env("LLVM_PROFILE_FILE", self.profiles());
        // Branches count as unstable. RUSTC_BOOTSTRAP lets a stable compiler do it.
        cargo.env("RUSTC_BOOTSTRAP", "1");
        cargo.env("CARGO_ENCODED_RUSTFLAGS", "-Cinstrument-coverage\x1f-Zcoverage-options=branch");
        Ok(cargo)
    }

    /// A program that was built here, with nothing written down before it.
    pub(crate) fn program(&self, file: &str) -> Result<(PathBuf, Command), String> {
        self.forget()?;
        let path = self.folder.join(file);
        let mut program = Command::new(&path);
        program.current_dir(workspace::root()?).env("LLVM_PROFILE_FILE", self.profiles());
        Ok((path, program))
    }

    /// What these programs have reached of the sources that lie there.
    pub(crate) fn counts(&self, programs: &[PathBuf], sources: &str) -> Result<Counts, String> {
        let merged = self.folder.join("all.profdata");
        let mut merge = self.tools.command("llvm-profdata");
        merge.args(["merge", "-sparse", "-o"]).arg(&merged).args(files(&self.folder.join(PROFILES))?);
        run::output(&mut merge)?;

        let sources = workspace::root()?.join(sources);
        let mut cov = self.tools.command("llvm-cov");
        cov.args(["export", "-format=lcov", "-instr-profile"]).arg(merged);
        for program in programs {
            cov.arg("-object").arg(program);
        }
        Counts::read(&run::output(cov.arg("-sources").arg(&sources))?, &sources)
    }

    fn profiles(&self) -> PathBuf {
        self.folder.join(PROFILES).join("%m-%p.profraw")
    }

    fn forget(&self) -> Result<(), String> {
        let folder = self.folder.join(PROFILES);
        // There are none before the first run.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))
    }
}

const PROFILES: &str = "profiles";

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let files = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let files: Vec<_> = files.flatten().map(|file| file.path()).collect();
    if files.is_empty() { Err("the programs left no profile behind".to_owned()) } else { Ok(files) }
}
