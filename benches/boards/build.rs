//! Links by the memory map of the board that stands for the target, and finds the answers that are read: those in the folder that
//! the environment's `ANSWERS` names, or the tests'.

use std::{env, path::Path};

fn main() {
    let variable = |name| env::var(name).expect("cargo sets it");
    let board = match variable("TARGET").as_str() {
        "thumbv6m-none-eabi" => "microbit",
        "thumbv7m-none-eabi" => "lm3s6965evb",
        "thumbv7em-none-eabihf" => "mps2-an386",
        "riscv32imc-unknown-none-elf" => "riscv32-virt",
        target => panic!("no board stands for {target}"),
    };
    println!(
        "cargo::rustc-check-cfg=cfg(board, values(\"microbit\", \"lm3s6965evb\", \"mps2-an386\", \"riscv32-virt\"))"
    );
    println!("cargo::rustc-cfg=board=\"{board}\"");
    let package = variable("CARGO_MANIFEST_DIR");
    // Some firmware has other needs, and the micro:bit has none.
    let own = Path::new(&package).join(board);
    let map = if own.is_dir() { own } else { Path::new(&package).join("../../examples/firmware").join(board) };
    println!("cargo::rustc-link-search={}", map.display());
    for argument in ["-Tlink.x", "--nmagic"] {
        println!("cargo::rustc-link-arg-bins={argument}");
    }
    println!("cargo::rerun-if-changed={}", map.join("memory.x").display());

    println!("cargo::rerun-if-env-changed=ANSWERS");
    let answers = env::var_os("ANSWERS").map_or_else(|| Path::new(&package).join("../../tests/answers"), Into::into);
    println!("cargo::rustc-env=ANSWERS={}", answers.display());
}
