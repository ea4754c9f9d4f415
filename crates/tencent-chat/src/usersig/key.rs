//! The app's secret key.

use core::{convert::Infallible, fmt};

use crate::Invalid;

use super::{SignedText, Signer, hmac};

/// The app's secret key, ready to sign. It does not print, and is wiped from memory when dropped.
///
/// What is kept is the state of HMAC-SHA256 behind the key, so that a signature takes three SHA-256 blocks rather than
/// five.
#[derive(Clone)]
pub struct SecretKey(hmac::Key);

impl SecretKey {
    /// `text` is the key as the console shows it. The bytes of that text are the key: it is not hexadecimal to be decoded.
    ///
    /// # Errors
    /// [`Invalid::SecretKey`].
    pub fn new(text: &str) -> Result<Self, Invalid> {
        if text.is_empty() {
            return Err(Invalid::SecretKey);
        }
        Ok(Self(hmac::Key::new(text.as_bytes())))
    }

    pub(super) fn sign(&self, text: &SignedText<'_>) -> [u8; 32] {
        let mut hash = self.0.begin();
        text.pieces(&mut |piece| hash.put(piece));
        self.0.finish(&mut hash)
    }
}

impl Signer for &SecretKey {
    type Error = Infallible;

    fn hmac_sha256(&mut self, text: &SignedText<'_>) -> Result<[u8; 32], Infallible> {
        Ok(self.sign(text))
    }
}

impl Signer for SecretKey {
    type Error = Infallible;

    fn hmac_sha256(&mut self, text: &SignedText<'_>) -> Result<[u8; 32], Infallible> {
        (&*self).hmac_sha256(text)
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretKey").finish_non_exhaustive()
    }
}
