//! Of which versions the figures are.

use std::process::Command;

use crate::{run, workspace};

/// Where which packages stand whose versions matter.
const LOCKS: [(&str, &[&str]); 2] = [
    (
        "benches/Cargo.lock",
        &[
            "flate2",
            "heapless",
            "hmac",
            "picojson",
            "reqwest",
            "rustls",
            "serde-json-core",
            "serde_json",
            "sha2",
            "simd-json",
            "sonic-rs",
            "tls_sig_api",
        ],
    ),
    ("benches/boards/Cargo.lock", &["embassy-net", "reqwless"]),
];

/// Programs, and by which words they say their version.
const PROGRAMS: [(&str, &str); 4] =
    [("rustc", "--version"), ("valgrind", "--version"), ("node", "--version"), ("qemu-system-arm", "--version")];

/// What ran, a row each.
pub(super) fn table() -> Result<String, String> {
    let mut text = "| program or package | version |\n|---|---|\n".to_owned();
    for (program, word) in PROGRAMS {
        // Which of them there are depends on what was measured.
        if let Ok(said) = run::output(Command::new(program).arg(word)) {
            text += &format!("| {program} | {} |\n", said.lines().next().unwrap_or_default());
        }
    }
    for (lock, packages) in LOCKS {
        let lock = workspace::text_of(lock)?;
        for package in packages {
            text += &format!("| {package} | {} |\n", versions(&lock, package).join(", "));
        }
    }
    let npm = workspace::text_of("tests/vendor/package.json")?;
    let vendor = npm.lines().find_map(|line| line.trim().strip_prefix("\"tls-sig-api-v2\": "));
    Ok(text + &format!("| tls-sig-api-v2 (npm) | {} |\n", vendor.unwrap_or_default().trim_matches('"')))
}

/// All versions of a package that a lock has.
fn versions<'l>(lock: &'l str, package: &str) -> Vec<&'l str> {
    let named = format!("name = \"{package}\"\nversion = \"");
    lock.split(&named).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_may_have_several_versions() {
        let lock =
            "[[package]]\nname = \"sha2\"\nversion = \"0.8.2\"\n\n[[package]]\nname = \"sha2\"\nversion = \"0.11.1\"\n";
        assert_eq!((versions(lock, "sha2"), versions(lock, "sha")), (vec!["0.8.2", "0.11.1"], vec![]));
    }
}
