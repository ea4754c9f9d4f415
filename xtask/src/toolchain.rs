//! The Rust that builds for microcontrollers.
//!
//! The one at hand, where it has the targets or rustup can add them; else Debian's, which builds `core` from its source.

mod at_hand;
mod debian;

use std::path::PathBuf;
use std::process::Command;

use crate::args::Args;
use crate::workspace;

pub(crate) const THUMB_V6M: &str = "thumbv6m-none-eabi";
pub(crate) const THUMB_V7M: &str = "thumbv7m-none-eabi";
pub(crate) const THUMB_V7EM: &str = "thumbv7em-none-eabihf";
pub(crate) const RISCV32_IMC: &str = "riscv32imc-unknown-none-elf";
/// Every target that the core is built for.
pub(crate) const TARGETS: [&str; 3] = [THUMB_V6M, THUMB_V7EM, RISCV32_IMC];
/// And those that boards have.
const ALL_TARGETS: [&str; 4] = [THUMB_V6M, THUMB_V7M, THUMB_V7EM, RISCV32_IMC];

/// A Rust that has been found to have everything for [`ALL_TARGETS`].
pub(crate) enum Toolchain {
    AtHand,
    Debian(debian::Programs),
}

impl Toolchain {
    /// The one that `--toolchain` asks for, or the first that works.
    pub(crate) fn find(choice: Option<&str>) -> Result<Self, String> {
        let found = match choice {
            Some("rustup") => at_hand::prepare().map(|()| Self::AtHand)?,
            Some("debian") => debian::prepare().map(Self::Debian)?,
            Some(other) => return Err(format!("--toolchain is `rustup` or `debian`, not `{other}`")),
            None => first_that_works()?,
        };
        eprintln!("bare metal: by {}", found.name());
        Ok(found)
    }

    /// `cargo build` for `target`, with these flags for rustc, and warnings denied.
    pub(crate) fn build(&self, target: &str, flags: &[&str]) -> Result<Command, String> {
        let mut flags = [&["-Dwarnings"], flags].concat();
        let mut cargo = match self {
            Self::AtHand => workspace::cargo()?,
            Self::Debian(programs) => {
                flags.push(programs.linker_flag());
                programs.cargo()?
            }
        };
        cargo.args(["build", "--quiet", "--target", target]);
        if let Self::Debian(_) = self {
            cargo.arg("-Zbuild-std=core,alloc");
        }
        cargo.env("CARGO_TARGET_DIR", self.target_dir()?);
        cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
        Ok(cargo)
    }

    /// Where a program lies once it is built.
    pub(crate) fn program(&self, target: &str, profile: &str, name: &str) -> Result<PathBuf, String> {
        Ok(self.target_dir()?.join(target).join(profile).join(name))
    }

    const fn name(&self) -> &'static str {
        match self {
            Self::AtHand => "the Rust at hand",
            Self::Debian(_) => "Debian's rustc-web, with core from rust-web-src",
        }
    }

    /// Two compilers in one folder would each undo what the other has built.
    fn target_dir(&self) -> Result<PathBuf, String> {
        let dir = workspace::target_dir()?;
        Ok(match self {
            Self::AtHand => dir,
            Self::Debian(_) => dir.join("debian"),
        })
    }
}

/// `--toolchain`, for a command that has no other options.
pub(crate) fn from_args(args: &mut Args) -> Result<Toolchain, String> {
    let choice = args.value("--toolchain")?;
    args.end()?;
    Toolchain::find(choice.as_deref())
}

fn first_that_works() -> Result<Toolchain, String> {
    let at_hand = match at_hand::prepare() {
        Ok(()) => return Ok(Toolchain::AtHand),
        Err(why) => why,
    };
    eprintln!("bare metal: not by the Rust at hand: {at_hand}");
    let debian = match debian::prepare() {
        Ok(programs) => return Ok(Toolchain::Debian(programs)),
        Err(why) => why,
    };
    Err(format!(
        "nothing here builds for bare metal.\n\
         \x20 the Rust at hand: {at_hand}\n\
         \x20 Debian's packages: {debian}\n\
         One of these mends it:\n\
         \x20 rustup target add {}\n\
         \x20 apt-get install {}\n\
         Without bare metal: cargo xtask test --host",
        ALL_TARGETS.join(" "),
        debian::PACKAGES.join(" "),
    ))
}
