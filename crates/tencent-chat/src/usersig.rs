//! UserSigs: the signatures that calls are made with. Made here from a [`SecretKey`] or by a secure element (a
//! [`Signer`]), or *minted* elsewhere and handed over as text.
//!
//! Whoever holds the app's secret key can sign for every user, the administrator too. A fleet of devices therefore is given
//! UserSigs minted by a server, rather than the key.
//!
//! <https://www.tencentcloud.com/document/product/1047/34385>

mod base64;
mod claims;
mod code;
#[cfg(feature = "verify")]
mod decode;
mod deflate;
mod hmac;
mod key;
mod length;
mod packing;
#[cfg(feature = "verify")]
mod rejected;
mod room_ticket;
mod signer;
mod table;
#[cfg(feature = "verify")]
mod verify;

use core::fmt;

use crate::{App, Error, Invalid};

pub use claims::Claims;
#[cfg(feature = "verify")]
pub use decode::{Decoded, decode};
pub use key::SecretKey;
#[cfg(feature = "verify")]
pub use rejected::Rejected;
pub use room_ticket::{Privileges, Room, RoomTicket};
pub use signer::{SignError, SignedText, Signer};
#[cfg(feature = "verify")]
pub use verify::{Expected, verify};

/// A UserSig's text, and until when it is good if that is known. It is a secret, and does not print.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct UserSig<'r> {
    /// ASCII. As bytes, because to make a `str` of bytes takes more flash than to sign.
    text: &'r [u8],
    expires_at: Option<u64>,
}

impl<'r> UserSig<'r> {
    /// The longest UserSig without a userbuf that is made here, in bytes: a room of this size always does. Usual ones have
    /// about 200.
    pub const MAX_LEN: usize = length::bound(None);

    /// The longest UserSig made elsewhere that is taken, in bytes.
    pub const MAX_MINTED_LEN: usize = 1024;

    /// The longest UserSig made here with a userbuf of so many bytes.
    #[must_use]
    pub const fn max_len_with_userbuf(bytes: usize) -> usize {
        length::bound(Some(bytes))
    }

    /// Signs for the app's administrator. `now` is Unix time and `lifetime` is how long the UserSig is good, both in
    /// seconds; the service refuses less than 24 hours (70001) and more than 50 years.
    ///
    /// # Errors
    /// [`SignError::BufferFull`] where the UserSig does not fit `room`, [`SignError::Signer`] where there is no signature.
    pub fn sign<S: Signer>(
        app: &App<'_>,
        signer: S,
        now: u64,
        lifetime: u32,
        room: &'r mut [u8],
    ) -> Result<Self, SignError<S::Error>> {
        Claims::of_administrator(app, now, lifetime).sign(signer, room)
    }

    /// Takes one that was made elsewhere.
    ///
    /// # Errors
    /// [`Invalid::UserSigLength`], [`Invalid::UserSigCharacter`].
    pub fn minted(text: &'r str) -> Result<Self, Invalid> {
        if text.is_empty() || text.len() > Self::MAX_MINTED_LEN {
            return Err(Invalid::UserSigLength { bytes: text.len() });
        }
        let is_out_of_place = |b: u8| !(b.is_ascii_alphanumeric() || matches!(b, b'*' | b'-' | b'_'));
        match text.bytes().position(is_out_of_place) {
            Some(at) => Err(Invalid::UserSigCharacter { at }),
            None => Ok(Self { text: text.as_bytes(), expires_at: None }),
        }
    }

    /// Adds what is known of a minted one: the last second it is good, as Unix time.
    #[must_use]
    pub const fn expiring_at(self, expires_at: u64) -> Self {
        Self { text: self.text, expires_at: Some(expires_at) }
    }

    /// The last second it is good, as Unix time; `None` where that is not known.
    #[must_use]
    pub const fn expires_at(&self) -> Option<u64> {
        self.expires_at
    }

    /// Whether it has run out at `now`, or will within `margin` seconds. One whose end is not known never needs renewal.
    #[must_use]
    pub const fn needs_renewal(&self, now: u64, margin: u32) -> bool {
        match self.expires_at {
            Some(last) => now.saturating_add(margin as u64) > last,
            None => false,
        }
    }

    /// Text that was written here before.
    #[cfg(feature = "embedded-io-async")]
    pub(crate) const fn written_before(text: &'r [u8]) -> Self {
        Self { text, expires_at: None }
    }

    /// A copy that lives elsewhere.
    pub(crate) fn copy_to<'s>(&self, room: &'s mut [u8]) -> Result<UserSig<'s>, Error> {
        let needed = self.text.len();
        let room = room.get_mut(..needed).ok_or(Error::BufferFull { needed })?;
        for (slot, byte) in room.iter_mut().zip(self.text) {
            *slot = *byte;
        }
        Ok(UserSig { text: room, expires_at: self.expires_at })
    }

    /// The text that goes into the URL of a call.
    #[must_use]
    pub const fn as_str(&self) -> &'r str {
        match core::str::from_utf8(self.text) {
            Ok(text) => text,
            Err(_) => "",
        }
    }

    /// The same text, as bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &'r [u8] {
        self.text
    }
}

impl fmt::Debug for UserSig<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserSig").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
