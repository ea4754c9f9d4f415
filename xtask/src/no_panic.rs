//! Proof by linking that the core cannot panic: see `tests/bare-metal/src/bin/no-panic`. The program that is linked shows two
//! things more: that nothing in it calls itself, and that there is no floating point.

mod api;
mod calls;

use std::process::Command;

use crate::args::Args;
use crate::elf::Program;
use crate::llvm::Tools;
use crate::size::SMALL_SHA2;
use crate::toolchain::{self, RISCV32_IMC, TARGETS, THUMB_V6M, Toolchain};
use crate::{run, workspace};

/// Each level keeps other checks: what one optimizes away, another may leave in.
const PROFILES: [&str; 3] = ["opt-z", "opt-s", "opt-3"];

/// What the program's panic handler calls, and nobody defines.
const SYMBOL: &str = "tencent_chat_can_panic";

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    check(&toolchain::from_args(args)?)
}

pub(crate) fn check(toolchain: &Toolchain) -> Result<(), String> {
    every_feature_is_in_it()?;
    api::is_in_it()?;
    a_panic_is_found(toolchain)?;
    let tools = Tools::find_any()?;
    for target in TARGETS {
        for profile in PROFILES {
            links(toolchain, target, profile)?;
            // The calls that it shows are read in Arm's code, and what is built for others is the same source.
            if target == RISCV32_IMC {
                println!("{target} {profile}: it links");
                continue;
            }
            let calls = calls::of(&tools, &toolchain.program(target, profile, "no-panic")?)?;
            println!("{target} {profile}: {calls}");
        }
    }
    Ok(())
}

/// A feature that the program does not turn on is not proven.
fn every_feature_is_in_it() -> Result<(), String> {
    let manifest = workspace::text_of("tests/bare-metal/Cargo.toml")?;
    let features = workspace::core_features()?;
    match features.iter().find(|feature| !manifest.contains(&format!("\"tencent-chat/{feature}\""))) {
        None => Ok(()),
        Some(feature) => Err(format!("tests/bare-metal/Cargo.toml has no \"tencent-chat/{feature}\" in `whole-core`")),
    }
}

/// A check that cannot fail proves nothing: with one deliberate panic the program must not link.
fn a_panic_is_found(toolchain: &Toolchain) -> Result<(), String> {
    let mut cargo = build(toolchain, THUMB_V6M, "opt-z", "whole-core,panics", &[])?;
    eprintln!("with one deliberate panic, which must not link:");
    match run::output(&mut cargo) {
        Ok(_) => Err("a program that can panic did link: the check finds nothing".to_owned()),
        Err(why) if why.contains(&format!("undefined symbol: {SYMBOL}")) => Ok(()),
        Err(why) => Err(format!("a program that can panic must fail for `{SYMBOL}`, and failed otherwise: {why}")),
    }
}

fn links(toolchain: &Toolchain, target: &str, profile: &str) -> Result<(), String> {
    match run::run(&mut build(toolchain, target, profile, "whole-core", &[])?) {
        Ok(()) => Ok(()),
        Err(why) => Err(match locations(toolchain, target, profile) {
            Ok(found) if found.is_empty() => why,
            Ok(found) => format!("{why}\nthese can panic on {target} at {profile}:\n  {}", found.join("\n  ")),
            Err(other) => format!("{why}\nand where the panics are cannot be told: {other}"),
        }),
    }
}

/// Links the program after all, and reads where it would panic.
fn locations(toolchain: &Toolchain, target: &str, profile: &str) -> Result<Vec<String>, String> {
    let defined = format!("-Clink-arg=--defsym={SYMBOL}=0");
    run::output(&mut build(toolchain, target, profile, "whole-core", &[&defined])?)?;
    Ok(Program::read(&toolchain.program(target, profile, "no-panic")?)?.panic_locations())
}

fn build(
    toolchain: &Toolchain,
    target: &str,
    profile: &str,
    features: &str,
    flags: &[&str],
) -> Result<Command, String> {
    // Who asks for speed takes the unrolled SHA-256.
    let sha2: &[&str] = if profile == "opt-3" { &[] } else { &[SMALL_SHA2] };
    let mut cargo = toolchain.build(target, &[sha2, flags].concat())?;
    cargo.args(["--manifest-path", "tests/bare-metal/Cargo.toml", "--bin", "no-panic"]);
    cargo.args(["--profile", profile, "--features", features]);
    Ok(cargo)
}
