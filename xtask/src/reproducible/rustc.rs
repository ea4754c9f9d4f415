//! xtask in rustc's place, so that where a package lies is not seen in what is made of it.
//!
//! Cargo gives rustc a hash of what it builds, `-C metadata`. It goes into the names of all symbols, and by them into the order
//! of functions. For a package outside the folder of the workspace, and firmware has some, it is a hash of the absolute path.
//! So Cargo is told of a wrapper, which is xtask, and which gives rustc the package's name instead.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Says to xtask that it is the wrapper, and where the packages lie that are meant.
const SOURCES: &str = "XTASK_SOURCES";

/// Lets what `cargo` builds of these sources be the same wherever they lie.
pub(super) fn stand_in(cargo: &mut Command, sources: &Path) -> Result<(), String> {
    let xtask = env::current_exe().map_err(|e| format!("where xtask lies: {e}"))?;
    cargo.env("RUSTC_WRAPPER", xtask).env(SOURCES, sources);
    Ok(())
}

/// Runs rustc, if that is what xtask was started for.
pub(crate) fn in_its_place() -> Option<ExitCode> {
    let sources = env::var_os(SOURCES)?;
    let mut words = env::args_os().skip(1);
    let mut rustc = Command::new(words.next()?);
    match package_in(Path::new(&sources)) {
        Some(package) => rustc.args(words.map(|word| named_by(&package, word))),
        None => rustc.args(words),
    };
    let is_done = rustc.status().is_ok_and(|status| status.success());
    Some(if is_done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The package that Cargo is building, if it is one of these sources.
fn package_in(sources: &Path) -> Option<String> {
    if !Path::new(&env::var_os("CARGO_MANIFEST_DIR")?).starts_with(sources) {
        return None;
    }
    let word = |name| env::var(name).ok();
    Some([word("CARGO_PKG_NAME")?, word("CARGO_PKG_VERSION")?, word("CARGO_CRATE_NAME")?].join("-"))
}

fn named_by(package: &str, word: OsString) -> OsString {
    if word.to_str().is_some_and(|word| word.starts_with("metadata=")) {
        return format!("metadata={package}").into();
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_hash_is_replaced() {
        let named = |word: &str| named_by("gateway-0.0.0", word.into());
        assert_eq!(named("metadata=0123456789abcdef"), "metadata=gateway-0.0.0");
        for word in ["-C", "extra-filename=-0123", "--emit=dep-info,metadata,link"] {
            assert_eq!(named(word), word);
        }
    }
}
