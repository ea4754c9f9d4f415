//! The service that is called: the emulator's program, so that nothing of it counts.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::{run, workspace};

/// A running emulator, which ends with this value.
pub(super) struct Emulator {
    child: Child,
    pub(super) port: String,
    /// Where its authority's certificate lies, as PEM.
    pub(super) authority: String,
}

impl Emulator {
    pub(super) fn start() -> Result<Self, String> {
        run::run(workspace::cargo()?.args(["build", "--quiet", "--package", NAME]))?;
        let target = workspace::target_dir()?;
        let (seed, authority) = (target.join("bench-seed.toml"), target.join("bench-authority.pem"));
        fs::write(&seed, users()).map_err(|e| format!("{}: {e}", seed.display()))?;
        let mut program = Command::new(target.join("debug").join(NAME));
        program.arg("--seed").arg(&seed).arg("--ca").arg(&authority).args(["--calls-a-second", "unlimited"]);
        let mut child = program.stdout(Stdio::piped()).spawn().map_err(|e| format!("{NAME} does not start: {e}"))?;
        let mut line = String::new();
        let read = child.stdout.take().map(|out| BufReader::new(out).read_line(&mut line));
        // Whatever went wrong, the child ends with this.
        let mut emulator = Self { child, port: String::new(), authority: authority.display().to_string() };
        match line.trim().rsplit_once(':') {
            Some((_, port)) => emulator.port = port.to_owned(),
            None => return Err(format!("{NAME} does not say where it listens ({read:?}): `{line}`")),
        }
        Ok(emulator)
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const NAME: &str = "tencent-chat-emulator";

/// 100 users of ten attributes each.
fn users() -> String {
    const NAMES: [&str; 10] =
        ["sex", "city", "country", "level", "vip", "lang", "device", "os_version", "channel", "age_group"];
    let mut seed = format!("attribute_names = {NAMES:?}\n");
    for user in 0..100 {
        seed += &format!("\n[users.gateway-{user}]\n");
        for (at, name) in NAMES.iter().enumerate() {
            seed += &format!("{name} = \"value {} of {name}\"\n", (user + at) % 17);
        }
    }
    seed
}
