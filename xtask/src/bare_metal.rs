//! What is for microcontrollers is built for them; the core with each feature alone.
//!
//! Alone, and `-p` by itself: built together, features and crates lend each other what they lack, a `std` among it.

use crate::args::Args;
use crate::toolchain::{self, TARGETS, THUMB_V6M, Toolchain};
use crate::{run, workspace};

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    check(&toolchain::from_args(args)?)
}

pub(crate) fn check(toolchain: &Toolchain) -> Result<(), String> {
    let features = workspace::core_features()?;
    for target in TARGETS {
        for feature in &features {
            build(toolchain, target, CORE, &["--features", feature])?;
        }
        build(toolchain, target, CORE, &[])?;
        build(toolchain, target, CORE, &["--all-features"])?;
    }
    // On the poorest target, which has no atomics; as it is released, for which the profile of the tests is no match.
    build(toolchain, THUMB_V6M, "tencent-chat-nal", &["--release"])?;
    build(toolchain, THUMB_V6M, "tencent-chat-tls", &["--release", "--features", "embedded-tls,p384,rsa,sha512"])
}

const CORE: &str = "tencent-chat";

fn build(toolchain: &Toolchain, target: &str, package: &str, options: &[&str]) -> Result<(), String> {
    let mut cargo = toolchain.build(target, &[])?;
    run::run(cargo.args(["--package", package, "--no-default-features"]).args(options))
}
