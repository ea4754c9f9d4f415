//! `usersig-length-peers IDENTIFIER`: as `usersig-length`, by zlib at its highest level, which all published signers are
//! built on.

use std::process::ExitCode;

use tencent_chat_benches::peers::straightforward::Signer;
use tencent_chat_benches::{end, number, usersig};

fn main() -> ExitCode {
    end(run())
}

fn run() -> Result<(), String> {
    let (mut characters, mut count) = (0, 0);
    for wanted in usersig::of(number(1)? as usize) {
        let signer = Signer::new(wanted.app, &wanted.key, 9)?;
        characters += signer.sign(&wanted.identifier, wanted.time, wanted.lifetime)?.len();
        count += 1;
    }
    println!("{}", characters as f64 / f64::from(count));
    Ok(())
}
