//! Debian's packages, where a step needs more than Rust.

use core::time::Duration;
use std::fs;
use std::path::Path;
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

/// Puts what is in `packages`, and in whatever they need and the system lacks, beneath `folder` as `root`. The system stays as
/// it is.
pub(crate) fn unpack(packages: &[&str], folder: &Path) -> Result<(), String> {
    let (archives, unfinished) = (folder.join("archives"), folder.join("unfinished"));
    let told = |path: &Path, e: &std::io::Error| format!("{}: {e}", path.display());
    for left in [&archives, &unfinished] {
        if left.exists() {
            fs::remove_dir_all(left).map_err(|e| told(left, &e))?;
        }
    }
    let partial = archives.join("partial");
    fs::create_dir_all(&partial).map_err(|e| told(&partial, &e))?;
    download(packages, &archives)?;
    for archive in fs::read_dir(&archives).map_err(|e| told(&archives, &e))? {
        let archive = archive.map_err(|e| told(&archives, &e))?.path();
        if archive.extension().is_some_and(|extension| extension == "deb") {
            run::output(Command::new("dpkg-deb").arg("--extract").arg(&archive).arg(&unfinished))?;
        }
    }
    // Its name says that it is whole.
    let root = folder.join("root");
    fs::rename(&unfinished, &root).map_err(|e| told(&root, &e))?;
    fs::remove_dir_all(&archives).map_err(|e| told(&archives, &e))
}

/// Fetches packages without installing them. What apt knows of them may be of another day, so it is asked twice.
fn download(packages: &[&str], archives: &Path) -> Result<(), String> {
    let fetch = || {
        let mut fetch = apt();
        fetch.args(["install", "--yes", "--download-only", "--no-install-recommends"]);
        fetch.arg("-o").arg(format!("Dir::Cache::archives={}", archives.display())).args(packages);
        run::prepare_within(LIMIT, &mut fetch)
    };
    fetch().or_else(|_| run::prepare_within(LIMIT, apt().arg("update")).and_then(|()| fetch()))
}

fn apt() -> Command {
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive").args(["-q", "-o", "DPkg::Lock::Timeout=300"]);
    apt
}
