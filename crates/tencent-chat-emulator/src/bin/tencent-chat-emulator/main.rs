//! The emulator as a program: it listens until it is told to end.

mod flags;

use core::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use tencent_chat_emulator::{Emulator, Seed};
use tokio::runtime::Builder;

use crate::flags::{Flags, Wish, help};

fn main() -> ExitCode {
    let ended = match Wish::from_env() {
        Ok(Wish::Help) => print(&help()),
        Ok(Wish::Version) => print(concat!("tencent-chat-emulator ", env!("CARGO_PKG_VERSION"), "\n")),
        Ok(Wish::Run(flags)) => run(*flags),
        Err(error) => {
            complain(&format!("{error}; --help shows all flags"));
            return ExitCode::from(2);
        }
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

fn run(flags: Flags) -> Result<(), Box<dyn Error>> {
    let ca_file = flags.ca_file.clone();
    let emulator = Emulator::start(flags.config()?)?;
    if let Some(file) = &ca_file {
        fs::write(file, emulator.ca_pem())
            .map_err(|error| format!("cannot write the certificate authority to {}: {error}", file.display()))?;
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        // Whoever reads that it listens may send the signal at once.
        let told_to_end = told_to_end()?;
        print(&usage(&emulator, ca_file.as_deref()))?;
        told_to_end.await;
        Ok(())
    })
}

/// Where it is, and the settings that clients of this project take from their environment.
fn usage(emulator: &Emulator, ca_file: Option<&Path>) -> String {
    let (host, port) = (emulator.host_name(), emulator.port());
    let ca = match ca_file {
        Some(file) => format!("export TENCENT_CHAT_CA_FILE='{}'", file.display()),
        None => {
            "# its certificate authority is new at each start; --ca FILE writes it, for clients to trust".to_owned()
        }
    };
    // A key of the user's own may be a real one.
    let key = if emulator.secret_key() == Seed::default().secret_key { emulator.secret_key() } else { "(yours)" };
    let (app, administrator) = (emulator.sdk_app_id(), emulator.administrator());
    format!(
        "listening on https://{host}:{port}\n\
         export TENCENT_CHAT_HOST='{host}:{port}'\n\
         {ca}\n\
         export TENCENT_CHAT_SDK_APP_ID='{app}'\n\
         export TENCENT_CHAT_ADMINISTRATOR='{administrator}'\n\
         export TENCENT_CHAT_SECRET_KEY='{key}'\n"
    )
}

/// Begins to catch the signals that end the program; what it returns waits for one.
#[cfg(unix)]
fn told_to_end() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Begins to catch the signal that ends the program; what it returns waits for it.
#[cfg(not(unix))]
fn told_to_end() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

fn print(text: &str) -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

fn complain(text: &str) {
    // Where even that cannot be written, the exit status still says it.
    let _ = writeln!(io::stderr(), "tencent-chat-emulator: {text}");
}
