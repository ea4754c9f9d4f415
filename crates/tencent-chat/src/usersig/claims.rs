//! What a UserSig says, and the JSON that says it.

use crate::{App, Identifier, Invalid, window::Window};

use super::{SignError, SignedText, Signer, UserSig, base64, code::Code, decimal::Decimal, deflate::Deflate};

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
        let signature = signer.hmac_sha256(&SignedText::new(*self)).map_err(SignError::Signer)?;
        let needed = self.pack(&signature, room);
        let text = room.get(..needed).ok_or(SignError::BufferFull { needed })?;
        // All of it has just been written, in ASCII.
        let text = core::str::from_utf8(text).unwrap_or_default();
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

    /// Writes as much of the UserSig as there is room for; how long it is.
    fn pack(&self, signature: &[u8; 32], room: &mut [u8]) -> usize {
        let mut text = Window::new(room, 0);
        let mut packed = Deflate::new(Code::of(self.identifier.as_str().as_bytes()), &mut text);
        self.json(signature, &mut |piece| packed.put(piece));
        packed.finish();
        text.len()
    }

    /// The order of the fields is the one that packs best; readers take any.
    fn json(&self, signature: &[u8; 32], put: &mut dyn FnMut(&[u8])) {
        put(IDENTIFIER);
        for byte in self.identifier.as_str().bytes() {
            // Nothing else needs it: an identifier has no control characters.
            if matches!(byte, b'"' | b'\\') {
                put(b"\\");
            }
            put(&[byte]);
        }
        put(SIG);
        base64::write(signature, put);
        if let Some(userbuf) = self.userbuf {
            put(USERBUF);
            base64::write(userbuf, put);
        }
        put(EXPIRE);
        put(Decimal::new(self.expire.into()).as_bytes());
        put(TIME);
        put(Decimal::new(self.time).as_bytes());
        put(SDK_APP_ID);
        put(Decimal::new(self.sdk_app_id.into()).as_bytes());
        put(END);
    }
}

// What stands before each field and behind the last one.
pub(super) const IDENTIFIER: &[u8] = br#"{"TLS.ver":"2.0","TLS.identifier":""#;
pub(super) const SIG: &[u8] = br#"","TLS.sig":""#;
pub(super) const USERBUF: &[u8] = br#"","TLS.userbuf":""#;
pub(super) const EXPIRE: &[u8] = br#"","TLS.expire":"#;
pub(super) const TIME: &[u8] = br#","TLS.time":"#;
pub(super) const SDK_APP_ID: &[u8] = br#","TLS.sdkappid":"#;
pub(super) const END: &[u8] = b"}";
