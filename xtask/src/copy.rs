//! The project once more, in another folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace;

/// Copies the project as it lies there, without what was built, to where nothing is.
pub(crate) fn project(to: &Path) -> Result<(), String> {
    if to.exists() {
        fs::remove_dir_all(to).map_err(|e| format!("{}: {e}", to.display()))?;
    }
    copy(&workspace::root()?, to, &workspace::target_dir()?)
}

/// What lies in a folder, in order.
pub(crate) fn list(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let told = |e: std::io::Error| format!("{}: {e}", folder.display());
    let mut entries = Vec::new();
    for entry in folder.read_dir().map_err(told)? {
        entries.push(entry.map_err(told)?.path());
    }
    entries.sort();
    Ok(entries)
}

fn copy(from: &Path, to: &Path, without: &Path) -> Result<(), String> {
    fs::create_dir_all(to).map_err(|e| format!("{}: {e}", to.display()))?;
    for entry in list(from)? {
        let name = entry.file_name().unwrap_or_default();
        if entry == without || name == "target" || name == ".git" {
            continue;
        }
        let target = to.join(name);
        if entry.is_dir() {
            copy(&entry, &target, without)?;
        } else {
            fs::copy(&entry, &target).map_err(|e| format!("{}: {e}", entry.display()))?;
        }
    }
    Ok(())
}
