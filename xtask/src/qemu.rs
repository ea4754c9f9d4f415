//! QEMU, whose boards the firmware runs on.

use core::time::Duration;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{apt, run, workspace};

/// What emulates the boards: Debian's packages, and the programs in them.
const PACKAGES: [&str; 2] = ["qemu-system-arm", "qemu-system-misc"];
const PROGRAMS: [&str; 2] = ["qemu-system-arm", "qemu-system-riscv32"];
/// Where the packages keep libraries, in a folder of the machine's own.
const LIBRARIES: [&str; 2] = ["usr/lib", "lib"];

/// How long a program may run that ends by itself: a busy machine takes ten times what another one does.
const LIMIT: Duration = Duration::from_secs(120);

/// A machine that QEMU knows, with the options that make it.
pub(crate) struct Machine(&'static str, &'static [&'static str]);

impl Machine {
    pub(crate) const LM3S6965EVB: Self = Self(PROGRAMS[0], &["-M", "lm3s6965evb"]);
    pub(crate) const MICROBIT: Self = Self(PROGRAMS[0], &["-M", "microbit"]);
    pub(crate) const MPS2_AN386: Self = Self(PROGRAMS[0], &["-M", "mps2-an386"]);
    pub(crate) const RISCV32_VIRT: Self =
        Self(PROGRAMS[1], &["-M", "virt", "-cpu", "rv32,a=false,f=false,d=false", "-bios", "none"]);
}

/// A QEMU that has been seen to run.
pub(crate) struct Qemu {
    /// Where Debian's packages are unpacked; `None` is the system's own.
    root: Option<PathBuf>,
}

impl Qemu {
    /// The system's own, or else Debian's, unpacked beneath the target folder: installed, its packages could take the place of
    /// others, which are not ours to remove.
    pub(crate) fn find() -> Result<Self, String> {
        let own = Self { root: None };
        if own.runs().is_ok() {
            return Ok(own);
        }
        let folder = workspace::target_dir()?.join("qemu");
        let unpacked = Self { root: Some(folder.join("root")) };
        if unpacked.runs().is_err() {
            apt::unpack(&PACKAGES, &folder)
                .and_then(|()| unpacked.runs())
                .map_err(|why| format!("there is no QEMU for the boards. {}\n{why}", advice()))?;
        }
        Ok(unpacked)
    }

    /// The folder of its programs; empty where the system finds them.
    pub(crate) fn programs(&self) -> String {
        self.root.as_ref().map(|root| root.join("usr/bin").display().to_string()).unwrap_or_default()
    }

    /// Where its programs' libraries lie, as `LD_LIBRARY_PATH` wants it; empty where the system knows.
    pub(crate) fn libraries(&self) -> String {
        let machine = format!("{}-linux-gnu", std::env::consts::ARCH);
        let folder = |root: &Path, library| root.join(library).join(&machine).display().to_string();
        let folders = |root: &PathBuf| LIBRARIES.map(|library| folder(root, library)).join(":");
        self.root.as_ref().map(folders).unwrap_or_default()
    }

    /// Boots a program that needs no network: what it says until it ends, by semihosting. An instruction takes a nanosecond.
    pub(crate) fn said(&self, machine: &Machine, program: &Path) -> Result<String, String> {
        run::said_within(LIMIT, self.boot(machine, program).args(["-semihosting-config", "enable=on,target=native"]))
    }

    /// Boots a program that is told something. Each line that `each` gets is of an instruction that was executed: a `/` stands
    /// before its address, one behind, and its function is the last word.
    pub(crate) fn executed(
        &self,
        machine: &Machine,
        program: &Path,
        told: &str,
        each: impl FnMut(&str),
    ) -> Result<(), String> {
        let mut qemu = self.boot(machine, program);
        qemu.arg("-semihosting-config").arg(format!("enable=on,target=native,arg={told}"));
        // One at a time, which newer ones name otherwise.
        let options = run::output(self.command(machine.0).arg("-help"))?;
        match options.contains("\n-singlestep") {
            true => qemu.arg("-singlestep"),
            false => qemu.args(["-accel", "tcg,one-insn-per-tb=on"]),
        };
        run::each_line(qemu.args(["-d", "exec,nochain", "-D", "/dev/stdout"]), each)
    }

    fn boot(&self, Machine(emulator, machine): &Machine, program: &Path) -> Command {
        let mut qemu = self.command(emulator);
        qemu.args(["-display", "none", "-monitor", "none", "-serial", "none", "-icount", "shift=0"]);
        qemu.args(*machine).arg("-kernel").arg(program);
        qemu
    }

    fn runs(&self) -> Result<(), String> {
        PROGRAMS.iter().try_for_each(|program| run::output(self.command(program).arg("--version")).map(drop))
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(PathBuf::from(self.programs()).join(program));
        if self.root.is_some() {
            command.env("LD_LIBRARY_PATH", self.libraries());
        }
        command
    }
}

fn advice() -> String {
    format!(
        "Install {} and {}: Debian has them in {}, Homebrew in qemu, Fedora in qemu-system-arm and qemu-system-riscv",
        PROGRAMS[0],
        PROGRAMS[1],
        PACKAGES.join(" and "),
    )
}
