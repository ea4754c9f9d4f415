//! All checks: what a person runs before a commit, and CI after it.

use core::time::Duration;
use std::process::Command;
use std::time::Instant;

use crate::args::Args;
use crate::baseline::Baseline;
use crate::bench::{self, Setting};
use crate::toolchain::Toolchain;
use crate::{
    bare_metal, deny, figure, firmware, fuzz, mbedtls, mutants, no_panic, reproducible, run, survive, usersig_table,
    vendor, workspace,
};

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    let host_alone = args.flag("--host");
    let choice = args.value("--toolchain")?;
    args.end()?;

    let mut steps = Steps { passed: 0, start: Instant::now() };
    steps.step("format", format)?;
    steps.step("clippy", clippy)?;
    steps.step("tests", tests)?;
    steps.step("what calls must survive", survive::check)?;
    steps.step("what is fuzzed holds for every corpus", fuzz::check)?;
    steps.step("what the core depends on has its reason", deny::reasons)?;
    steps.step("what makes no difference when it is changed is there", mutants::check)?;
    steps.step("documentation", documentation)?;
    steps.step("the table that UserSigs are packed by", usersig_table::check)?;
    if !host_alone {
        let toolchain = steps.step("bare metal: a Rust for it", || Toolchain::find(choice.as_deref()))?;
        steps.step("bare metal: the core, feature by feature", || bare_metal::check(&toolchain))?;
        steps.step("bare metal: nothing can panic", || no_panic::check(&toolchain))?;
        steps.step("no figure has grown", || figures(choice))?;
        steps.step("firmware on emulated boards", || firmware::check(&toolchain))?;
        steps.step("firmware built in two folders is the same", || reproducible::check(&toolchain))?;
        steps.step("TLS by mbedTLS", mbedtls::check)?;
        steps.step("the vendor's signer agrees", vendor::check)?;
    }
    steps.end(host_alone);
    Ok(())
}

fn format() -> Result<(), String> {
    component("fmt", "rustfmt")?;
    run::run(&mut cargo("fmt --all --check")?)?;
    for package in workspace::packages_outside()? {
        run::run(cargo("fmt --check --manifest-path")?.arg(package))?;
    }
    Ok(())
}

fn clippy() -> Result<(), String> {
    component("clippy", "clippy")?;
    run::run(&mut cargo("clippy --workspace --all-targets --all-features -- -D warnings")?)?;
    run::run(&mut cargo("clippy --manifest-path benches/Cargo.toml --all-targets -- -D warnings")?)
}

fn tests() -> Result<(), String> {
    run::run(&mut cargo("test --workspace --all-features")?)?;
    run::run(&mut cargo("test --package tencent-chat --no-default-features")?)?;
    run::run(&mut cargo("test --manifest-path benches/Cargo.toml")?)
}

fn documentation() -> Result<(), String> {
    run::run(cargo("doc --workspace --no-deps --all-features")?.env("RUSTDOCFLAGS", "-Dwarnings"))
}

fn cargo(args: &str) -> Result<Command, String> {
    let mut cargo = workspace::cargo()?;
    cargo.args(args.split(' '));
    Ok(cargo)
}

/// Ours, without the others'.
fn figures(toolchain: Option<String>) -> Result<(), String> {
    let figures = bench::measure(&Setting { peers: false, seed: bench::SEED, toolchain })?;
    figure::print(&figures, false);
    Baseline::read()?.check_all(&figures)
}

/// rustup's smallest profile leaves out `cargo fmt` and `cargo clippy`; it can add them.
fn component(command: &str, name: &str) -> Result<(), String> {
    if run::output(workspace::cargo()?.args([command, "--version"])).is_ok() {
        return Ok(());
    }
    run::prepare_within(Duration::from_secs(120), Command::new("rustup").args(["component", "add", name]))
        .map_err(|why| format!("there is no `cargo {command}` to be run, and none can be added: {why}"))
}

struct Steps {
    passed: u32,
    start: Instant,
}

impl Steps {
    fn step<T>(&mut self, title: &str, work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
        let start = Instant::now();
        println!("\n== {title} ==");
        let done = work().map_err(|why| format!("{title}: {why}"))?;
        println!("-- {title}: {} s", start.elapsed().as_secs());
        self.passed += 1;
        Ok(done)
    }

    fn end(&self, host_alone: bool) {
        let left_out = if host_alone { "; left out by --host: what needs more than Rust for the host" } else { "" };
        println!("\nall {} steps are good, in {} s{left_out}", self.passed, self.start.elapsed().as_secs());
    }
}
