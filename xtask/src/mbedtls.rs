//! The stack that builds mbedTLS from its C sources, outside the workspace.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use crate::args::Args;
use crate::{apt, run, workspace};

const LLVM: &str = "/usr/lib/llvm-19";
const PACKAGES: &[&str] = &["clang-19", "libclang1-19", "cmake"];
const MANIFEST: &str = "crates/tencent-chat-mbedtls/Cargo.toml";

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    args.end()?;
    check()
}

pub(crate) fn check() -> Result<(), String> {
    prepare()?;
    run::run(cargo("fmt --check")?.args(["--manifest-path", MANIFEST]))?;
    run::run(cargo("clippy --all-targets")?.args(["--manifest-path", MANIFEST, "--", "-D", "warnings"]))?;
    run::run(cargo("test")?.args(["--manifest-path", MANIFEST]))
}

/// Sees to it that there is what builds mbedTLS.
pub(crate) fn prepare() -> Result<(), String> {
    let has_cmake = run::output(Command::new("cmake").arg("--version")).is_ok();
    if !has_cmake || !Path::new(LLVM).join("bin/clang").exists() {
        apt::install(PACKAGES)?;
    }
    Ok(())
}

/// Lets build scripts find clang and its library.
pub(crate) fn find_clang(cargo: &mut Command) {
    let mut path = OsString::from(format!("{LLVM}/bin:"));
    path.push(env::var_os("PATH").unwrap_or_default());
    cargo.env("PATH", path).env("LIBCLANG_PATH", format!("{LLVM}/lib"));
}

fn cargo(args: &str) -> Result<Command, String> {
    let mut cargo = workspace::cargo()?;
    find_clang(cargo.args(args.split(' ')));
    Ok(cargo)
}
