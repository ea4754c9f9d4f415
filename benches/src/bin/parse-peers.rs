//! `parse-peers PEER FILE TIMES`: as `parse`, by what others offer.

use std::process::ExitCode;

use tencent_chat_benches::{end, number, peers, word};

fn main() -> ExitCode {
    end(run())
}

fn run() -> Result<(), String> {
    let path = word(2)?;
    let body = std::fs::read(&path).map_err(|e| format!("{path}: {e}"))?;
    peers::read(&word(1)?, &body, number(3)?)
}
