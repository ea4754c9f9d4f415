//! What the measured programs share.

pub mod answers;
pub mod call;
pub mod ours;
#[cfg(feature = "peers")]
pub mod peers;
pub mod sink;
pub mod usersig;

use std::process::ExitCode;

/// The number behind a program's name at `at`.
///
/// # Errors
///
/// Where it is missing, or is none.
pub fn number(at: usize) -> Result<u64, String> {
    let word = word(at)?;
    word.parse().map_err(|_| format!("`{word}` is no number"))
}

/// The word behind a program's name at `at`.
///
/// # Errors
///
/// Where it is missing.
pub fn word(at: usize) -> Result<String, String> {
    std::env::args().nth(at).ok_or_else(|| format!("argument {at} is missing"))
}

/// Ends a program with what went wrong, if anything did.
pub fn end(outcome: Result<(), String>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}
