//! `buffer smallest FILE`: the smallest buffer, in bytes, that the answer's users come through.
//! `buffer longest FILE`: the longest of these users, in bytes.

use std::process::ExitCode;

use tencent_chat_benches::sink::Kept;
use tencent_chat_benches::{end, ours, word};

fn main() -> ExitCode {
    end(run())
}

fn run() -> Result<(), String> {
    let (what, path) = (word(1)?, word(2)?);
    let told = |why: String| format!("{path}: {why}");
    let answer = ours::answer(&std::fs::read(&path).map_err(|e| told(e.to_string()))?);
    let users = |size: usize| {
        let mut users = Kept::default();
        ours::read(&answer, &mut vec![0; size], &mut users).map(|()| users)
    };
    let all = users(answer.len()).map_err(|e| told(e.to_string()))?;
    // Tried byte by byte: what is too small says so.
    let bytes = match what.as_str() {
        "smallest" => (1..answer.len()).find(|size| users(*size).is_ok_and(|users| users == all)),
        _ => all.longest(),
    };
    println!("{}", bytes.ok_or_else(|| told("has no users".to_owned()))?);
    Ok(())
}
