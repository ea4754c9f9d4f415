//! The commands of the project. `cargo xtask` lists them.

mod apt;
mod args;
mod bare_metal;
mod baseline;
mod bench;
mod copy;
mod coverage;
mod deny;
mod elf;
mod endpoints;
mod figure;
mod firmware;
mod fuzz;
mod llvm;
mod mbedtls;
mod mutants;
mod mutate;
mod no_panic;
mod qemu;
mod reproducible;
mod run;
mod semver;
mod size;
mod subcommand;
mod survive;
mod test;
mod toolchain;
mod usersig_table;
mod vendor;
mod workspace;

use std::process::ExitCode;

use args::Args;

struct Xtask {
    name: &'static str,
    options: &'static str,
    does: &'static str,
    run: fn(&mut Args) -> Result<(), String>,
}

const COMMANDS: [Xtask; 19] = [
    Xtask {
        name: "test",
        options: "[--host] [--toolchain …]",
        does: "all checks, what CI runs; --host: those that need Rust for the host and nothing more",
        run: test::run,
    },
    Xtask {
        name: "bare-metal",
        options: "[--toolchain …]",
        does: "the core built for microcontrollers, with each feature alone",
        run: bare_metal::run,
    },
    Xtask {
        name: "no-panic",
        options: "[--toolchain …]",
        does: "proof by linking that the core cannot panic",
        run: no_panic::run,
    },
    Xtask {
        name: "survive",
        options: "",
        does: "every fault on every transport, 30 days in memory, and load: what calls must survive, as a matrix",
        run: survive::run,
    },
    Xtask {
        name: "coverage",
        options: "[--json]",
        does: "which lines and branches of the core its tests reach; --json: an object a line",
        run: coverage::run,
    },
    Xtask {
        name: "deny",
        options: "",
        does: "licences, sources and known weaknesses of what we depend on",
        run: deny::run,
    },
    Xtask {
        name: "fuzz",
        options: "[--seconds N] [--target T] …",
        does: "each fuzz target for N seconds (60); --json: an object a line; --minimize: the corpora anew, of all that was found; --coverage: the lines that they reach",
        run: fuzz::run,
    },
    Xtask {
        name: "mbedtls",
        options: "",
        does: "TLS by mbedTLS, built with clang, against the cases of all stacks",
        run: mbedtls::run,
    },
    Xtask { name: "vendor", options: "", does: "the vendor's published signer against ours", run: vendor::run },
    Xtask {
        name: "size",
        options: "[--json] [--check] [--save] …",
        does: "the core's flash and static RAM on microcontrollers; --json: an object a line; --check: against \
               benches/baseline.txt; --save: into it",
        run: size::run,
    },
    Xtask {
        name: "bench",
        options: "[--only S] [--no-peers] …",
        does: "instructions and bytes, ours and others'; --seed N: other answers to read; --report: into \
               BENCHMARKS.md; --json, --check, --save: as of size",
        run: bench::run,
    },
    Xtask {
        name: "profile",
        options: "[--level z|3] [--json] …",
        does: "where the instructions of signing and reading go on a Cortex-M4, by file of the source; --json: an object a \
               line",
        run: bench::profile,
    },
    Xtask {
        name: "endpoints",
        options: "[--json] [--toolchain …]",
        does: "every endpoint: path, rate, page, and the flash it adds; --json: an object a line",
        run: endpoints::run,
    },
    Xtask {
        name: "firmware",
        options: "[--board B] [--tls T] [--json] [--toolchain …]",
        does: "boots firmware on emulated boards against the emulator, and says what it costs; --json: an object a line",
        run: firmware::run,
    },
    Xtask {
        name: "reproducible",
        options: "[--toolchain …]",
        does: "firmware built in two folders, which has to come to the same bytes",
        run: reproducible::run,
    },
    Xtask {
        name: "mutants",
        options: "[--area A] [--shard K/N]",
        does: "the code of the core changed by cargo-mutants: a test has to notice, or there is a reason why none can",
        run: mutants::run,
    },
    Xtask {
        name: "mutate",
        options: "[--only FILE]",
        does: "each constant of the endpoints changed in turn, in a copy: which test notices",
        run: mutate::run,
    },
    Xtask {
        name: "semver",
        options: "[--since REVISION]",
        does: "whether the core's API breaks programs written for the last release, or for that revision, by cargo-semver-checks",
        run: semver::run,
    },
    Xtask {
        name: "usersig-table",
        options: "[--check]",
        does: "writes the code that UserSigs are packed by; --check: says whether that would change it",
        run: usersig_table::run,
    },
];

fn main() -> ExitCode {
    if let Some(done) = reproducible::in_its_place() {
        return done;
    }
    let mut words = std::env::args().skip(1);
    let Some(name) = words.next().filter(|word| !matches!(word.as_str(), "-h" | "--help" | "help")) else {
        print!("{}", usage());
        return ExitCode::SUCCESS;
    };
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprint!("error: there is no command `{name}`\n\n{}", usage());
        return ExitCode::from(2);
    };
    let mut args = Args::new(words.collect());
    if args.flag("--help") || args.flag("-h") {
        println!("cargo xtask {} {}\n    {}", command.name, command.options, command.does);
        return ExitCode::SUCCESS;
    }
    match (command.run)(&mut args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\nerror: cargo xtask {name}: {why}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> String {
    let mut text = String::from("usage: cargo xtask COMMAND\n\n");
    for Xtask { name, options, does, .. } in &COMMANDS {
        let call = format!("{name} {options}");
        text += &format!("  {call:<36} {does}\n");
    }
    text + "\n--toolchain rustup|debian: by which Rust to build for bare metal, instead of the first that works\n"
}
