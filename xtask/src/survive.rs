//! What calls must survive, over every transport.

use crate::{args::Args, run, workspace};

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    args.end()?;
    check()
}

/// Runs the program that prints the matrix; it fails where anything does not hold.
pub(crate) fn check() -> Result<(), String> {
    // With the features of the tests, so that nothing is built anew for it.
    let mut survive = workspace::cargo()?;
    survive.args(["run", "--quiet", "--package", "end-to-end", "--all-features", "--bin", "survive"]);
    run::run(&mut survive)
}
