//! Debian's packages, where a step needs more than Rust.

use core::time::Duration;
use std::process::Command;

use crate::run;

/// Ends an apt that waits for a network or for another apt.
const LIMIT: Duration = Duration::from_secs(600);

/// Installs what is missing, and takes nothing away: packages that stand in the way (Debian's own rustc for one) are not
/// ours to remove.
pub(crate) fn install(packages: &[&str]) -> Result<(), String> {
    if run::output(Command::new("id").arg("-u"))?.trim() != "0" {
        return Err(format!("only root can do what is missing: apt-get install {}", packages.join(" ")));
    }
    run::prepare_within(LIMIT, apt().arg("update"))?;
    let options = ["install", "--yes", "--no-install-recommends", "--no-remove"];
    run::prepare_within(LIMIT, apt().args(options).args(packages))
}

fn apt() -> Command {
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive").args(["-q", "-o", "DPkg::Lock::Timeout=300"]);
    apt
}
