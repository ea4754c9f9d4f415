//! A board, booted in QEMU.

use core::{fmt::Write, time::Duration};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Instant,
};

use rustls::pki_types::{CertificateDer, pem::PemObject};
use tencent_chat_emulator::Emulator;

use super::{console::Console, station::Station};

/// A QEMU that is there.
#[derive(Clone, Debug)]
pub struct Qemu {
    /// The folder of its programs; `None` where the system finds them.
    pub programs: Option<PathBuf>,
    /// Where their libraries lie, as `LD_LIBRARY_PATH`; empty where the system knows.
    pub libraries: String,
}

/// A board that QEMU knows.
#[derive(Clone, Copy, Debug)]
pub struct Board {
    /// Its name.
    pub name: &'static str,
    program: &'static str,
    machine: &'static [&'static str],
    network: &'static [&'static str],
}

impl Board {
    /// Every board that boots.
    pub const ALL: [Self; 3] = [
        Self {
            name: "lm3s6965evb",
            program: "qemu-system-arm",
            machine: &["-M", "lm3s6965evb"],
            network: &["-nic", "hubport,hubid=0,model=stellaris"],
        },
        Self {
            name: "mps2-an386",
            program: "qemu-system-arm",
            machine: &["-M", "mps2-an386"],
            network: &["-nic", "hubport,hubid=0,model=lan9118"],
        },
        Self {
            name: "riscv32-virt",
            program: "qemu-system-riscv32",
            machine: &["-M", "virt", "-cpu", "rv32,a=false,f=false,d=false", "-bios", "none"],
            network: &["-netdev", "hubport,id=board,hubid=0", "-device", "virtio-net-device,netdev=board"],
        },
    ];

    /// The board of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|board| board.name == name)
    }

    /// Boots it with these settings.
    pub(super) fn boot(self, qemu: &Qemu, image: &Path, settings: Settings) -> Result<Running, String> {
        let station = Station::start(HOST).map_err(|e| format!("the board's network does not start: {e}"))?;
        let program = qemu.programs.as_deref().map_or_else(|| self.program.into(), |folder| folder.join(self.program));
        let mut command = Command::new(program);
        if !qemu.libraries.is_empty() {
            command.env("LD_LIBRARY_PATH", &qemu.libraries);
        }
        // An instruction a nanosecond, so that what takes how many can be said.
        command.args(["-display", "none", "-monitor", "none", "-serial", "none", "-icount", "shift=0"]);
        let told = settings.text.replace(',', ",,");
        command.arg("-semihosting-config").arg(format!("enable=on,target=native,arg={told}"));
        command.args(self.machine).args(self.network);
        let station_at = station.address();
        command.args(["-netdev", "user,id=world", "-netdev", "hubport,id=to-world,hubid=0,netdev=world"]);
        command.arg("-netdev").arg(format!("socket,id=station,udp={station_at},localaddr=127.0.0.1:0"));
        command.args(["-netdev", "hubport,id=to-station,hubid=0,netdev=station"]);
        command.arg("-kernel").arg(image).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|e| format!("{} does not start: {e}", self.program))?;
        let console = Console::new(child.stderr.take().ok_or("QEMU has no output")?);
        Ok(Running { child, console, rounds: 0, settings, _station: station })
    }
}

/// The name that boards know the service by.
pub(super) const HOST: &str = "service.test";

/// What a board is told, and the files that it reads.
pub(super) struct Settings {
    text: String,
    /// Where the board reads when to ask, if it asks more than once.
    rounds: Option<PathBuf>,
    /// Where what it reads lies, if it reads anything.
    folder: Option<PathBuf>,
}

impl Settings {
    /// For this emulator, with these accounts, and more settings as lines.
    pub(super) fn new(emulator: &Emulator, accounts: &[&str], more: &str) -> Result<Self, String> {
        let told = |e: &dyn core::fmt::Display| format!("what the board is told cannot be written: {e}");
        let mut folder = env::temp_dir();
        folder.push(format!("tencent-chat-board-{}-{}", std::process::id(), emulator.port()));
        fs::create_dir_all(&folder).map_err(|e| told(&e))?;
        let ca = CertificateDer::from_pem_slice(emulator.ca_pem().as_bytes()).map_err(|e| told(&e))?;
        let (ca_file, rounds) = (folder.join("ca.der"), folder.join("rounds"));
        fs::write(&ca_file, &ca).map_err(|e| told(&e))?;
        fs::write(&rounds, "0").map_err(|e| told(&e))?;
        let (app, administrator, key) = (emulator.sdk_app_id(), emulator.administrator(), emulator.secret_key());
        let mut text =
            format!("app={app}\nadministrator={administrator}\nkey={key}\nhost={HOST}:{}\n", emulator.port());
        let ip = Station::IP;
        let _ = write!(text, "dns={ip}\nca={}\nrounds={}\n", ca_file.display(), rounds.display());
        let _ = write!(text, "accounts={}\n{more}", accounts.join(","));
        Ok(Self { text, rounds: Some(rounds), folder: Some(folder) })
    }

    /// No more than this text.
    pub(super) const fn alone(text: String) -> Self {
        Self { text, rounds: None, folder: None }
    }
}

impl Drop for Settings {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // What is left behind is small, and in the system's own folder for it.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// A board that runs, until this is dropped.
pub(super) struct Running {
    child: Child,
    console: Console,
    rounds: u32,
    settings: Settings,
    _station: Station,
}

impl Running {
    /// Lets the board ask once more, and gives the lines that it printed.
    pub(super) fn round(&mut self, limit: Duration) -> Result<Vec<String>, String> {
        self.rounds += 1;
        self.tell(&self.rounds.to_string())?;
        let end = format!("round {}: ", self.rounds);
        self.console.until(&end, limit).map_err(|why| self.with_log(why))
    }

    /// Lets the board end, and gives its status.
    pub(super) fn end(mut self, limit: Duration) -> Result<i32, String> {
        self.tell(&format!("{} end", self.rounds))?;
        self.status(limit)
    }

    /// Waits for the board to end by itself: its status, and what it said.
    pub(super) fn last_words(mut self, limit: Duration) -> Result<(i32, String), String> {
        let status = self.status(limit)?;
        Ok((status, self.console.rest().to_owned()))
    }

    fn status(&mut self, limit: Duration) -> Result<i32, String> {
        let end = Instant::now() + limit;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().map_err(|e| e.to_string())? {
                return Ok(status.code().unwrap_or(-1));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Err(self.with_log(format!("it did not end within {} s", limit.as_secs())))
    }

    fn tell(&self, text: &str) -> Result<(), String> {
        let file = self.settings.rounds.as_ref().ok_or("this board asks once")?;
        // A file is replaced at once, never seen half written.
        let new = file.with_extension("new");
        fs::write(&new, text).and_then(|()| fs::rename(&new, file)).map_err(|e| e.to_string())
    }

    fn with_log(&self, why: String) -> String {
        format!("{why}\nThe board printed:\n{}", self.console.log)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself: then there is nothing left to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
