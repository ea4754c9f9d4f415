//! The core is built for microcontrollers, with each feature alone.
//!
//! Alone, and `-p` by itself: built together, features and crates lend each other what they lack, a `std` among it.

use crate::args::Args;
use crate::toolchain::{self, TARGETS, Toolchain};
use crate::{run, workspace};

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    check(&toolchain::from_args(args)?)
}

pub(crate) fn check(toolchain: &Toolchain) -> Result<(), String> {
    let features = workspace::core_features()?;
    for target in TARGETS {
        for feature in &features {
            build(toolchain, target, &["--features", feature])?;
        }
        build(toolchain, target, &[])?;
        build(toolchain, target, &["--all-features"])?;
    }
    Ok(())
}

fn build(toolchain: &Toolchain, target: &str, features: &[&str]) -> Result<(), String> {
    let mut cargo = toolchain.build(target, &[])?;
    run::run(cargo.args(["--package", "tencent-chat", "--no-default-features"]).args(features))
}
