//! What others take for the same work, in one program: they are long to build.
//!
//! `peers sign PEER TIMES`, `peers parse PEER FILE TIMES`, `peers call PORT CA USERS TIMES`: as our programs of these names.
//! `peers usersig IDENTIFIER`: the mean length of UserSigs by zlib at its highest level.

use std::process::ExitCode;

use tencent_chat_benches::call::{Caller, Setting};
use tencent_chat_benches::peers::{read, reqwest::Reqwest, sign, straightforward};
use tencent_chat_benches::{end, number, word};

fn main() -> ExitCode {
    end(run())
}

fn run() -> Result<(), String> {
    match word(1)?.as_str() {
        "sign" => sign(&word(2)?, number(3)?),
        "parse" => {
            let path = word(3)?;
            let body = std::fs::read(&path).map_err(|e| format!("{path}: {e}"))?;
            read(&word(2)?, &body, number(4)?)
        }
        "call" => Reqwest::repeat(&Setting::from_words(2)?, number(5)?),
        "usersig" => {
            println!("{}", straightforward::mean_length(number(2)? as usize)?);
            Ok(())
        }
        other => Err(format!("others do nothing that is called `{other}`")),
    }
}
