//! Where the project lies, and its own Cargo.

use std::env;
use std::path::PathBuf;
use std::process::Command;

/// The folder of the root manifest.
pub(crate) fn root() -> Result<PathBuf, String> {
    let xtask = env::var_os("CARGO_MANIFEST_DIR").ok_or("xtask is run by Cargo: `cargo xtask …`")?;
    let mut root = PathBuf::from(xtask);
    root.pop();
    Ok(root)
}

/// Where builds go: `CARGO_TARGET_DIR`, or `target`.
pub(crate) fn target_dir() -> Result<PathBuf, String> {
    match env::var_os("CARGO_TARGET_DIR").filter(|dir| !dir.is_empty()) {
        Some(dir) => std::path::absolute(&dir).map_err(|e| format!("CARGO_TARGET_DIR is {}: {e}", dir.display())),
        None => Ok(root()?.join("target")),
    }
}

/// The Cargo that runs xtask, at the root.
pub(crate) fn cargo() -> Result<Command, String> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root()?).env("CARGO_TARGET_DIR", target_dir()?);
    Ok(cargo)
}

/// The core's features, as its manifest names them.
pub(crate) fn core_features() -> Result<Vec<String>, String> {
    const MANIFEST: &str = "crates/tencent-chat/Cargo.toml";
    let features = features(&text_of(MANIFEST)?);
    if features.is_empty() {
        return Err(format!("{MANIFEST} has no [features], or none that xtask can read"));
    }
    Ok(features)
}

/// The manifests of the packages outside the workspace.
pub(crate) fn packages_outside() -> Result<Vec<PathBuf>, String> {
    let (root, firmware) = (root()?, "examples/firmware");
    let beside = ["benches/Cargo.toml", "benches/boards/Cargo.toml", "fuzz/Cargo.toml", "tests/bare-metal/Cargo.toml"];
    let mut manifests: Vec<PathBuf> = beside.map(|manifest| root.join(manifest)).to_vec();
    for folder in root.join(firmware).read_dir().map_err(|e| format!("{firmware}: {e}"))? {
        manifests.push(folder.map_err(|e| format!("{firmware}: {e}"))?.path().join("Cargo.toml"));
    }
    manifests.retain(|manifest| manifest.is_file());
    manifests.sort();
    Ok(manifests)
}

/// What a text file of the project says.
pub(crate) fn text_of(path: &str) -> Result<String, String> {
    std::fs::read_to_string(root()?.join(path)).map_err(|e| format!("{path}: {e}"))
}

/// Reads one `name = [...]` a line, and skips the lines inside a longer list.
fn features(manifest: &str) -> Vec<String> {
    let section = manifest.lines().skip_while(|line| line.trim() != "[features]").skip(1);
    section
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim().to_owned())
        .filter(|name| !name.starts_with(['#', '"']) && name != "default")
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_the_names_of_their_section() {
        let manifest = "[package]\nname = \"x\"\n[features]\n## For a = b.\na = []\ndefault = [\"a\"]\nb-c = [\n    \"dep:b\",\n]\n\n[dependencies]\nd = \"1\"\n";
        assert_eq!(features(manifest), ["a", "b-c"]);
    }
}
