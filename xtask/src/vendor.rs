//! The vendor's published signer, from npm, against ours.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::{apt, args::Args, run, workspace};

const FILES: [&str; 3] = ["package.json", "package-lock.json", "sign.js"];

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    args.end()?;
    check()
}

/// Runs the test that asks the vendor's package.
pub(crate) fn check() -> Result<(), String> {
    let folder = install()?;
    let mut test = workspace::cargo()?;
    test.args(["test", "--package", "tencent-chat", "--all-features", "--test", "usersig", "--"]);
    test.args(["vendor", "--ignored"]).env("TENCENT_CHAT_TEST_VENDOR", folder);
    let said = run::output(&mut test)?;
    print!("{said}");
    if said.contains("1 passed; 0 failed") {
        Ok(())
    } else {
        Err("the test that asks the vendor's signer is gone".into())
    }
}

/// Installs the vendor's package in a copy of `tests/vendor` under `target`: that folder.
pub(crate) fn install() -> Result<PathBuf, String> {
    if run::output(Command::new("npm").arg("--version")).is_err() {
        apt::install(&["nodejs", "npm"]).map_err(|why| format!("there is no `npm` to be run, and {why}"))?;
    }
    let folder = copy()?;
    let npm = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    run::run(Command::new("npm").args(npm).current_dir(&folder).stdout(std::io::stderr()))?;
    Ok(folder)
}

/// Copied, so that no folder of packages appears among the sources.
fn copy() -> Result<PathBuf, String> {
    let (from, to) = (workspace::root()?.join("tests/vendor"), workspace::target_dir()?.join("vendor"));
    let copied = fs::create_dir_all(&to)
        .and_then(|()| FILES.iter().try_for_each(|file| fs::copy(from.join(file), to.join(file)).map(|_| ())));
    copied.map(|()| to.clone()).map_err(|why| format!("{} into {}: {why}", from.display(), to.display()))
}
