//! `usersig-length IDENTIFIER`: how many characters UserSigs have in the mean, for identifiers of so many bytes.

use std::process::ExitCode;

use tencent_chat::usersig::{Claims, SecretKey};
use tencent_chat::{Identifier, UserSig};
use tencent_chat_benches::{end, number, usersig};

fn main() -> ExitCode {
    end(run())
}

fn run() -> Result<(), String> {
    let (mut characters, mut count) = (0, 0);
    for wanted in usersig::of(number(1)? as usize) {
        let identifier = Identifier::new(&wanted.identifier).map_err(|e| e.to_string())?;
        let claims = Claims::new(wanted.app, identifier, wanted.time, wanted.lifetime).map_err(|e| e.to_string())?;
        let key = SecretKey::new(&wanted.key).map_err(|e| e.to_string())?;
        let mut room = [0; UserSig::MAX_LEN];
        characters += claims.sign(&key, &mut room).map_err(|e| e.to_string())?.as_str().len();
        count += 1;
    }
    println!("{}", characters as f64 / f64::from(count));
    Ok(())
}
