//! Who makes the HMAC, and of what.

use core::fmt;

use super::{Claims, base64};
use crate::decimal::{Digits, digits};

/// Makes HMAC-SHA256 signatures with the app's secret key, wherever that lies: a [`SecretKey`](super::SecretKey) in
/// memory, or a secure element that never lets it out.
///
/// The key is the text that the console shows, as bytes; it is not decoded from hexadecimal.
pub trait Signer {
    /// Why there is no signature.
    type Error;

    /// HMAC-SHA256 of the text's pieces, put together in their order.
    ///
    /// # Errors
    /// Whatever keeps the signer from signing.
    fn hmac_sha256(&mut self, text: &SignedText<'_>) -> Result<[u8; 32], Self::Error>;
}

impl<S: Signer + ?Sized> Signer for &mut S {
    type Error = S::Error;

    fn hmac_sha256(&mut self, text: &SignedText<'_>) -> Result<[u8; 32], Self::Error> {
        (**self).hmac_sha256(text)
    }
}

/// The text that a UserSig signs: a line each for identifier, app, time, expiry, and userbuf if there is one.
#[derive(Clone, Copy)]
pub struct SignedText<'a> {
    pub(super) claims: &'a Claims<'a>,
    pub(super) sdk_app_id: &'a [u8],
    pub(super) time: &'a [u8],
    pub(super) expire: &'a [u8],
}

/// Room for the digits of a text's numbers.
pub(super) type Numbers = [Digits; 3];

impl<'a> SignedText<'a> {
    pub(super) fn new(claims: &'a Claims<'a>, [a, b, c]: &'a mut Numbers) -> Self {
        Self {
            claims,
            sdk_app_id: digits(claims.sdk_app_id().into(), a),
            time: digits(claims.time(), b),
            expire: digits(claims.expire().into(), c),
        }
    }

    /// Hands the text over in pieces, none of them longer than 32 bytes.
    pub fn pieces(&self, each: &mut dyn FnMut(&[u8])) {
        each(b"TLS.identifier:");
        each(self.claims.identifier().as_str().as_bytes());
        each(b"\nTLS.sdkappid:");
        each(self.sdk_app_id);
        each(b"\nTLS.time:");
        each(self.time);
        each(b"\nTLS.expire:");
        each(self.expire);
        if let Some(userbuf) = self.claims.userbuf() {
            each(b"\nTLS.userbuf:");
            base64::write(userbuf, each);
        }
        each(b"\n");
    }
}

impl fmt::Debug for SignedText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SignedText").field(self.claims).finish()
    }
}

/// Why there is no UserSig.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SignError<E> {
    /// The room is too small.
    BufferFull {
        /// How many bytes this UserSig takes, exactly.
        needed: usize,
    },
    /// The signer failed, and says why.
    Signer(E),
}

impl<E> fmt::Display for SignError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BufferFull { needed } => write!(f, "the UserSig does not fit: it takes {needed} bytes"),
            Self::Signer(_) => f.write_str("the signer made no signature"),
        }
    }
}

impl<E: core::error::Error + 'static> core::error::Error for SignError<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::BufferFull { .. } => None,
            Self::Signer(why) => Some(why),
        }
    }
}
