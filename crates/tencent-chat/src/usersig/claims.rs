//! What a UserSig says, and the JSON that says it.

use crate::{App, Identifier, Invalid, window::Window};

use super::{SignError, SignedText, Signer, UserSig, base64, code::Code, deflate::Deflate};

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
        let text = SignedText::new(self);
        let signature = signer.hmac_sha256(&text).map_err(SignError::Signer)?;
        let needed = self.pack(&text, &signature, room);
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

    /// Writes as much of the UserSig as there is room for; how long it is.
    fn pack(&self, digits: &SignedText<'_>, signature: &[u8; 32], room: &mut [u8]) -> usize {
        let mut text = Window::new(room, 0);
        let mut json = Deflate::new(Code::of(self.identifier.as_str().as_bytes()), &mut text);
        self.json(digits, signature, &mut json);
        json.finish();
        text.len()
    }

    /// The order of the fields is the one that packs best; readers take any.
    ///
    /// What is put *again* is what the keys have in common with what stands before them.
    fn json(&self, digits: &SignedText<'_>, signature: &[u8; 32], to: &mut Deflate<'_, '_>) {
        to.put(br#"{"TLS."#);
        let mut prefix = to.place();
        to.put(br#"ver":""#);
        let mut er = to.place();
        to.put(br#"2.0","#);
        to.again(br#""TLS."#, &mut prefix);
        to.put(b"identifi");
        to.again(br#"er":""#, &mut er);
        for byte in self.identifier.as_str().bytes() {
            // Nothing else needs it: an identifier has no control characters.
            if matches!(byte, b'"' | b'\\') {
                to.put(b"\\");
            }
            to.put(&[byte]);
        }
        to.again(br#"","TLS."#, &mut prefix);
        let mut prefix_s = to.place().behind(1);
        to.put(b"sig");
        to.again(br#"":""#, &mut er);
        base64::write(signature, &mut |piece| to.put(piece));
        if let Some(userbuf) = self.userbuf {
            to.again(br#"","TLS."#, &mut prefix);
            to.put(b"userbuf");
            to.again(br#"":""#, &mut er);
            base64::write(userbuf, &mut |piece| to.put(piece));
        }
        to.again(br#"","TLS."#, &mut prefix);
        to.put(br#"expire":"#);
        let mut e = to.place();
        to.put(digits.expire.as_bytes());
        to.again(br#","TLS."#, &mut prefix);
        to.put(b"tim");
        to.again(br#"e":"#, &mut e);
        let mut first_digit = to.place().behind(1);
        to.put(digits.time.as_bytes());
        to.again(br#","TLS.s"#, &mut prefix_s);
        to.put(b"dkappid");
        match digits.sdk_app_id.as_bytes() {
            // Both begin with 1 for years to come.
            [first, rest @ ..] if digits.time.as_bytes().starts_with(&[*first]) => {
                to.again(&[b'"', b':', *first], &mut first_digit);
                to.put(rest);
            }
            digits => {
                to.put(br#"":"#);
                to.put(digits);
            }
        }
        to.put(b"}");
    }
}

/// All of the JSON but its values.
pub(super) const KEYS: &[u8] =
    br#"{"TLS.ver":"2.0","TLS.identifier":"","TLS.sig":"","TLS.expire":,"TLS.time":,"TLS.sdkappid":}"#;

/// What a userbuf adds to it.
pub(super) const USERBUF: &[u8] = br#"","TLS.userbuf":""#;
