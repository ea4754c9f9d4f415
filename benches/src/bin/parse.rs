//! `parse FILE TIMES`: reads an answer's users, as often.

use std::hint::black_box;
use std::process::ExitCode;

use tencent_chat_benches::sink::Consumed;
use tencent_chat_benches::{end, number, ours, word};

fn main() -> ExitCode {
    end(run())
}

fn run() -> Result<(), String> {
    let path = word(1)?;
    let answer = ours::answer(&std::fs::read(&path).map_err(|e| format!("{path}: {e}"))?);
    let mut buffer = [0; 1024];
    for _ in 0..number(2)? {
        ours::read(black_box(&answer), &mut buffer, &mut Consumed).map_err(|e| e.to_string())?;
    }
    Ok(())
}
