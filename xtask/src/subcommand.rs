//! Cargo's commands that others wrote. They are installed where they are missing, in the version that the project was tried with.

use core::time::Duration;

use crate::{run, workspace};

/// It is built from source.
const INSTALL: Duration = Duration::from_secs(3600);

/// Sees to it that there is `cargo NAME`, in this version.
pub(crate) fn prepare(name: &str, version: &str) -> Result<(), String> {
    let there_is = run::output(workspace::cargo()?.args([name, "--version"]));
    if there_is.is_ok_and(|said| said.trim().ends_with(&format!(" {version}"))) {
        return Ok(());
    }
    let package = format!("cargo-{name}@{version}");
    run::prepare_within(INSTALL, workspace::cargo()?.args(["install", "--locked", &package]))
        .map_err(|why| format!("there is no cargo-{name} {version} (`cargo install --locked {package}`): {why}"))
}
