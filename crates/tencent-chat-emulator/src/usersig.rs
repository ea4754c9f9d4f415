//! UserSigs, read and checked in the order of the vendor's own verifiers.

use core::fmt;

use base64::Engine;
use base64::alphabet::{Alphabet, Symbol};
use base64::engine::general_purpose::{GeneralPurpose, PAD, STANDARD};
use flate2::{Decompress, FlushDecompress, Status};
use ring::hmac;
use serde::Deserialize;

use crate::codes;
use crate::envelope::Refusal;

/// What a UserSig says, not yet believed.
#[derive(Deserialize)]
pub(crate) struct UserSig {
    #[serde(rename = "TLS.ver")]
    version: String,
    #[serde(rename = "TLS.identifier")]
    identifier: String,
    #[serde(rename = "TLS.sdkappid")]
    sdk_app_id: u64,
    #[serde(rename = "TLS.time")]
    time: u64,
    #[serde(rename = "TLS.expire")]
    expire: u64,
    #[serde(rename = "TLS.userbuf")]
    userbuf: Option<String>,
    #[serde(rename = "TLS.sig")]
    sig: String,
}

/// Whose UserSig it should be.
pub(crate) struct Expected<'a> {
    pub(crate) identifier: &'a str,
    pub(crate) sdk_app_id: u32,
    pub(crate) secret_key: &'a str,
    /// What was made before this second was made worthless.
    pub(crate) made_from: Option<i64>,
}

/// Believes a UserSig, or says why not.
pub(crate) fn check(text: &str, expected: &Expected<'_>, now: i64) -> Result<(), Refusal> {
    if text.is_empty() {
        return Err(Refusal::new(codes::USERSIG_EMPTY, "usersig is empty"));
    }
    let usersig = UserSig::decode(text)
        .map_err(|why| Refusal::new(codes::USERSIG_INVALID, format!("usersig cannot be read: {why}")))?;
    if usersig.identifier != expected.identifier {
        let info = "usersig was made for another identifier than the URL names";
        return Err(Refusal::new(codes::USERSIG_IDENTIFIER_MISMATCH, info));
    }
    if usersig.sdk_app_id != u64::from(expected.sdk_app_id) {
        let info = "usersig was made for another sdkappid than the URL names";
        return Err(Refusal::new(codes::USERSIG_SDK_APP_ID_MISMATCH, info));
    }
    if i128::from(now) > usersig.last_second() {
        let info = format!("usersig was good until {} and now it is {now}", usersig.last_second());
        return Err(Refusal::new(codes::USERSIG_EXPIRED, info));
    }
    if expected.made_from.is_some_and(|from| i128::from(usersig.time) < i128::from(from)) {
        let info = "usersig was made before the account was logged out: sign again";
        return Err(Refusal::new(codes::USERSIG_EXPIRED, info));
    }
    if usersig.userbuf.is_some() {
        let info = "usersig carries a userbuf: it is a room ticket, and calls take a plain one";
        return Err(Refusal::new(codes::USERSIG_VERIFICATION_FAILED, info));
    }
    if !usersig.is_signed_with(expected.secret_key) {
        let info = "usersig was not made with this app's key";
        return Err(Refusal::new(codes::USERSIG_VERIFICATION_FAILED, info));
    }
    Ok(())
}

impl UserSig {
    fn decode(text: &str) -> Result<Self, Unreadable> {
        let alphabet = alphabet().ok_or(Unreadable::Alphabet)?;
        let compressed = alphabet.decode(text).map_err(|_| Unreadable::Alphabet)?;
        let json = inflate(&compressed)?;
        let usersig: Self = serde_json::from_slice(&json).map_err(|_| Unreadable::Json)?;
        if usersig.version == "2.0" { Ok(usersig) } else { Err(Unreadable::Version) }
    }

    /// Whether this key signed what the UserSig says; the comparison takes the same time wherever they differ.
    fn is_signed_with(&self, secret_key: &str) -> bool {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret_key.as_bytes());
        let Ok(sig) = STANDARD.decode(&self.sig) else { return false };
        hmac::verify(&key, self.signed_text().as_bytes(), &sig).is_ok()
    }

    fn signed_text(&self) -> String {
        let Self { identifier, sdk_app_id, time, expire, .. } = self;
        let mut text =
            format!("TLS.identifier:{identifier}\nTLS.sdkappid:{sdk_app_id}\nTLS.time:{time}\nTLS.expire:{expire}\n");
        if let Some(userbuf) = &self.userbuf {
            text.push_str("TLS.userbuf:");
            text.push_str(userbuf);
            text.push('\n');
        }
        text
    }

    fn last_second(&self) -> i128 {
        i128::from(self.time) + i128::from(self.expire)
    }
}

/// What kept a UserSig from being read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Unreadable {
    Alphabet,
    Zlib,
    TooLong,
    Json,
    Version,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Alphabet => f.write_str("it is not base64 with * - _ in place of + / ="),
            Self::Zlib => f.write_str("what it encodes is not one whole zlib stream; base64url in place of the service's alphabet looks so too"),
            Self::TooLong => write!(f, "it inflates to more than {INFLATED_BYTES} bytes"),
            Self::Json => f.write_str("what it holds is not JSON with TLS.ver and the other fields in their types"),
            Self::Version => f.write_str("its TLS.ver is not 2.0"),
        }
    }
}

/// Base64 as the service has it, which is not the URL-safe one.
fn alphabet() -> Option<GeneralPurpose> {
    let padding = Symbol::new(b'_')?;
    let symbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-";
    let alphabet = Alphabet::new_with_padding(symbols, padding).ok()?;
    Some(GeneralPurpose::new(&alphabet, PAD))
}

/// Inflates one zlib stream with nothing after it, and never more of it than a UserSig can need.
fn inflate(compressed: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let mut inflater = Decompress::new(true);
    let mut json = Vec::with_capacity(INFLATED_BYTES);
    let status =
        inflater.decompress_vec(compressed, &mut json, FlushDecompress::Finish).map_err(|_| Unreadable::Zlib)?;
    let whole = u64::try_from(compressed.len()).is_ok_and(|len| len == inflater.total_in());
    match status {
        Status::StreamEnd if whole => Ok(json),
        _ if json.len() >= INFLATED_BYTES => Err(Unreadable::TooLong),
        _ => Err(Unreadable::Zlib),
    }
}

/// A room ticket with the longest names stays below a tenth of it.
const INFLATED_BYTES: usize = 8192;

#[cfg(test)]
mod tests;
