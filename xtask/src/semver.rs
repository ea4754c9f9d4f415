//! Does what the core offers break programs that used it before? cargo-semver-checks compares its API with that of an earlier
//! revision, which it builds from the repository.

use crate::args::Args;
use crate::{run, subcommand, workspace};

/// What nothing may break before there is a release. Whoever breaks it on purpose says so in `CHANGELOG.md`, and moves it.
const BEFORE_RELEASES: &str = "206793278f89f902af25ba0fcecb50b7dff86d9b";
const VERSION: &str = "0.51.0";

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    let since = args.value("--since")?;
    args.end()?;
    let since = since.or_else(last_release).unwrap_or_else(|| BEFORE_RELEASES.to_owned());
    subcommand::prepare("semver-checks", VERSION)?;
    let mut cargo = workspace::cargo()?;
    run::run(cargo.args(["semver-checks", "--package", "tencent-chat", "--all-features", "--baseline-rev", &since]))
}

/// The tag of the last version that this one comes from.
fn last_release() -> Option<String> {
    let mut git = std::process::Command::new("git");
    git.current_dir(workspace::root().ok()?).args(["describe", "--tags", "--abbrev=0", "--match", "v[0-9]*"]);
    Some(run::output(&mut git).ok()?.trim().to_owned())
}
