//! UserSigs as they are in use, with anybody's identifier: how long they come out.

use tencent_chat::usersig::{Claims, SecretKey};
use tencent_chat::{Identifier, UserSig};

use crate::answers::Random;

const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";

/// What one is signed for, and the key.
pub struct Wanted {
    pub app: u32,
    pub identifier: String,
    pub time: u64,
    pub lifetime: u32,
    pub key: String,
}

/// How many characters ours have in the mean, for identifiers of `length` bytes.
///
/// # Errors
///
/// Those of signing.
pub fn mean_length_of_ours(length: usize) -> Result<f64, String> {
    mean_length(length, |wanted| {
        let identifier = Identifier::new(&wanted.identifier).map_err(|e| e.to_string())?;
        let claims = Claims::new(wanted.app, identifier, wanted.time, wanted.lifetime).map_err(|e| e.to_string())?;
        let key = SecretKey::new(&wanted.key).map_err(|e| e.to_string())?;
        let mut room = [0; UserSig::MAX_LEN];
        Ok(claims.sign(&key, &mut room).map_err(|e| e.to_string())?.as_str().to_owned())
    })
}

/// The same of any signer, for a thousand that are always the same.
///
/// # Errors
///
/// Those of the signer.
pub fn mean_length(length: usize, sign: impl Fn(&Wanted) -> Result<String, String>) -> Result<f64, String> {
    const COUNT: usize = 1000;
    let (mut random, mut characters) = (Random::new(42), 0);
    for _ in 0..COUNT {
        let wanted = Wanted {
            app: 1_400_000_000 + random.below(300_000_000) as u32,
            identifier: random.letters(LETTERS, length),
            time: 1_600_000_000 + random.below(300_000_000) as u64,
            lifetime: [86_400, 604_800, 2_592_000, 5_184_000, 15_552_000][random.below(5)],
            key: random.letters(b"0123456789abcdef", 64),
        };
        characters += sign(&wanted)?.len();
    }
    Ok(characters as f64 / COUNT as f64)
}
