//! The app's secret key.

use core::{convert::Infallible, fmt};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::Invalid;

use super::{SignedText, Signer};

/// The app's secret key, ready to sign. It does not print, and is wiped from memory when dropped.
///
/// What is kept is the state of HMAC-SHA256 behind the key, so that a signature takes three SHA-256 blocks rather than
/// five.
#[derive(Clone)]
pub struct SecretKey(Hmac<Sha256>);

impl SecretKey {
    /// `text` is the key as the console shows it. The bytes of that text are the key: it is not hexadecimal to be decoded.
    ///
    /// # Errors
    /// [`Invalid::SecretKey`].
    pub fn new(text: &str) -> Result<Self, Invalid> {
        if text.is_empty() {
            return Err(Invalid::SecretKey);
        }
        // HMAC takes keys of any length.
        Hmac::new_from_slice(text.as_bytes()).map(Self).map_err(|_| Invalid::SecretKey)
    }

    /// HMAC of the text so far.
    pub(super) fn mac(&self, text: &SignedText<'_>) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        text.pieces(&mut |piece| mac.update(piece));
        mac
    }
}

impl Signer for &SecretKey {
    type Error = Infallible;

    fn hmac_sha256(&mut self, text: &SignedText<'_>) -> Result<[u8; 32], Infallible> {
        Ok(self.mac(text).finalize().into_bytes().into())
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
