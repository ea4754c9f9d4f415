//! `sign TIMES`: signs as many UserSigs with a key that is kept.

use std::hint::black_box;
use std::process::ExitCode;

use tencent_chat::usersig::SecretKey;
use tencent_chat::{App, Region, UserSig};
use tencent_chat_benches::{end, number};

fn main() -> ExitCode {
    end(run())
}

fn run() -> Result<(), String> {
    let key = SecretKey::new(black_box("5bd2850fff3ecb11d7c805251c51ee46")).map_err(|e| e.to_string())?;
    let app = App::new(1_400_000_000, Region::Singapore, black_box("administrator")).map_err(|e| e.to_string())?;
    let mut room = [0; UserSig::MAX_LEN];
    for second in 0..number(1)? {
        let signed = UserSig::sign(&app, &key, 1_700_000_000 + second, 86_400, &mut room);
        black_box(signed.map_err(|e| e.to_string())?);
    }
    Ok(())
}
