//! What a UserSig says.

use crate::{App, Identifier, Invalid};

use super::{SignError, SignedText, Signer, UserSig, packing, signer::Numbers};

/// What a UserSig says: who may act in which app from when on, for how long, and perhaps a userbuf.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Claims<'a> {
    sdk_app_id: u32,
    identifier: Identifier<'a>,
    time: u64,
    expire: u32,
    userbuf: Option<&'a [u8]>,
}

impl<'a> Claims<'a> {
    /// `time` is the Unix time of signing, `expire` for how long the UserSig is good from then on, both in seconds.
    ///
    /// # Errors
    /// [`Invalid::SdkAppId`].
    pub const fn new(sdk_app_id: u32, identifier: Identifier<'a>, time: u64, expire: u32) -> Result<Self, Invalid> {
        if sdk_app_id == 0 {
            return Err(Invalid::SdkAppId);
        }
        Ok(Self { sdk_app_id, identifier, time, expire, userbuf: None })
    }

    /// The app's administrator, from `now` on for `lifetime` seconds.
    #[must_use]
    pub const fn of_administrator(app: &App<'a>, now: u64, lifetime: u32) -> Self {
        Self {
            sdk_app_id: app.sdk_app_id(),
            identifier: app.administrator(),
            time: now,
            expire: lifetime,
            userbuf: None,
        }
    }

    /// Adds bytes that are signed with the rest: a [`RoomTicket`](super::RoomTicket), or anything an app agrees on.
    #[must_use]
    pub const fn with_userbuf(self, userbuf: &'a [u8]) -> Self {
        Self { userbuf: Some(userbuf), ..self }
    }

    /// Signs, and writes the UserSig's text into `room`. [`UserSig::MAX_LEN`] bytes always do where there is no userbuf.
    ///
    /// A room that is too small costs a signature too, as only that tells how much is needed.
    ///
    /// # Errors
    /// [`SignError::BufferFull`], [`SignError::Signer`].
    pub fn sign<'r, S: Signer>(&self, mut signer: S, room: &'r mut [u8]) -> Result<UserSig<'r>, SignError<S::Error>> {
        let mut numbers = Numbers::default();
        let text = SignedText::new(self, &mut numbers);
        let needed = match signer.hmac_sha256(&text) {
            Ok(signature) => packing::pack(&text, &signature, room),
            Err(why) => return Err(SignError::Signer(why)),
        };
        let text = room.get(..needed).ok_or(SignError::BufferFull { needed })?;
        Ok(UserSig { text, expires_at: Some(self.expires_at()) })
    }

    /// The app's number.
    #[must_use]
    pub const fn sdk_app_id(&self) -> u32 {
        self.sdk_app_id
    }

    /// Who may act.
    #[must_use]
    pub const fn identifier(&self) -> Identifier<'a> {
        self.identifier
    }

    /// When it was signed, as Unix time in seconds.
    #[must_use]
    pub const fn time(&self) -> u64 {
        self.time
    }

    /// For how many seconds it is good from then on.
    #[must_use]
    pub const fn expire(&self) -> u32 {
        self.expire
    }

    /// What else is signed.
    #[must_use]
    pub const fn userbuf(&self) -> Option<&'a [u8]> {
        self.userbuf
    }

    /// The last second it is good, as Unix time.
    #[must_use]
    pub const fn expires_at(&self) -> u64 {
        self.time.saturating_add(self.expire as u64)
    }
}
