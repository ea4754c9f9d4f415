//! What we depend on: licences, sources, what may not be there, and known weaknesses.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::toolchain::THUMB_V6M;
use crate::{run, subcommand, workspace};

/// The folders in which packages lie that have lock files of their own.
const FOLDERS: [&str; 5] = [".", "benches", "crates", "examples/firmware", "tests"];
const VERSION: &str = "0.20.2";

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    args.end()?;
    reasons()?;
    subcommand::prepare("deny", VERSION)?;
    let manifests = manifests()?;
    for manifest in &manifests {
        check(manifest, &["licenses", "bans", "sources"])?;
    }
    let fetched = run::output(workspace::cargo()?.args(["deny", "fetch", "db"]));
    if let Err(why) = fetched {
        println!("known weaknesses: NOT CHECKED, for their database cannot be had: {why}");
        return Ok(());
    }
    manifests.iter().try_for_each(|manifest| check(manifest, &["advisories"]))
}

/// Each package that firmware links with the core stands in the table of `DESIGN.md`, and no other.
pub(crate) fn reasons() -> Result<(), String> {
    let mut cargo = workspace::cargo()?;
    cargo.args(["tree", "--package", "tencent-chat", "--all-features", "--edges", "normal,no-proc-macro"]);
    let tree = run::output(cargo.args(["--target", THUMB_V6M, "--prefix", "none", "--format", "{p}"]))?;
    let names = tree.lines().filter_map(|line| line.split(' ').next()).filter(|name| !name.is_empty());
    let linked: BTreeSet<_> = names.filter(|name| *name != "tencent-chat").collect();

    let design = workspace::text_of("DESIGN.md")?;
    let listed = listed(&design);
    let lacking: Vec<_> = linked.difference(&listed).copied().collect();
    let gone: Vec<_> = listed.difference(&linked).copied().collect();
    if lacking.is_empty() && gone.is_empty() {
        return Ok(());
    }
    Err(format!("DESIGN.md gives no reason for {lacking:?} that the core links, or one for {gone:?} that it does not"))
}

/// The names in the first column of the table.
fn listed(design: &str) -> BTreeSet<&str> {
    let table = design.split_once(HEADING).map_or("", |(_, rest)| rest.split("\n## ").next().unwrap_or_default());
    let cells = table.lines().filter_map(|line| line.strip_prefix("| `")?.split('|').next());
    cells.flat_map(|cell| cell.split('`').step_by(2)).filter(|name| !name.trim().is_empty()).collect()
}

const HEADING: &str = "## What does firmware link with the core?";

/// The workspace's, and those beside it.
fn manifests() -> Result<Vec<PathBuf>, String> {
    let root = workspace::root()?;
    let mut manifests = vec![root.join("Cargo.toml")];
    for folder in FOLDERS.map(|folder| root.join(folder)) {
        let entries = fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let packages = entries.flatten().map(|entry| entry.path()).filter(|path| path.join("Cargo.lock").exists());
        manifests.extend(packages.map(|package| package.join("Cargo.toml")));
    }
    manifests.sort();
    Ok(manifests)
}

fn check(manifest: &Path, what: &[&str]) -> Result<(), String> {
    let mut cargo = workspace::cargo()?;
    cargo.args(["deny", "--config", "deny.toml", "--manifest-path"]).arg(manifest);
    run::run(cargo.args(["check", "--hide-inclusion-graph"]).args(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_packages_in_its_first_column() {
        let design =
            format!("{HEADING}\n\n| package | why |\n|---|---|\n| `a-b`, with `c` | `d` |\n\n## Next\n| `e` | |\n");
        assert_eq!(listed(&design), BTreeSet::from(["a-b", "c"]));
    }
}
