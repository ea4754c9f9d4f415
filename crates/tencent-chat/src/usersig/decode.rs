//! Reads what a UserSig says, whichever library wrote it.

use base64::{
    DecodeSliceError, Engine,
    alphabet::{Alphabet, Symbol},
    engine::general_purpose::{GeneralPurpose, PAD, STANDARD},
};
use miniz_oxide::inflate::{
    TINFLStatus,
    core::{
        DecompressorOxide, decompress,
        inflate_flags::{TINFL_FLAG_PARSE_ZLIB_HEADER, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF},
    },
};

use crate::{Identifier, json};

use super::{Claims, Rejected};

/// What a UserSig says. Nothing of it has been verified.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Decoded<'s> {
    claims: Claims<'s>,
    userbuf: Option<&'s str>,
    signature: [u8; 32],
}

/// Reads a UserSig without verifying it.
///
/// `scratch` first takes the text's bytes (three quarters of its length) and beside them the JSON that they inflate to; 1,024
/// bytes do for any UserSig without a userbuf that is made here, and no input makes it go beyond them. Inflating takes
/// some 10 KiB of stack.
///
/// # Errors
/// Every [`Rejected`] that speaks of form.
pub fn decode<'s>(text: &str, scratch: &'s mut [u8]) -> Result<Decoded<'s>, Rejected> {
    let len = SERVICES.decode_slice(text, scratch).map_err(|why| match why {
        DecodeSliceError::DecodeError(_) => Rejected::Base64,
        DecodeSliceError::OutputSliceTooSmall => Rejected::ScratchFull { needed: (text.len() / 4).wrapping_mul(3) },
    })?;
    let (packed, room) = scratch.split_at_mut_checked(len).ok_or(Rejected::ScratchFull { needed: len })?;
    let len = inflate(packed, room)?;
    let json = json::Value::parse_in_place(room.get_mut(..len).unwrap_or_default())?;
    let fields = json.as_object().ok_or(Rejected::NoObject)?;

    if fields.text("TLS.ver")? != "2.0" {
        return Err(Rejected::Version);
    }
    let identifier = Identifier::new(fields.text("TLS.identifier")?.as_str())?;
    let claims = Claims::new(
        number(&fields, "TLS.sdkappid", "an integer of 32 bits")?,
        identifier,
        number(&fields, "TLS.time", "an integer of 64 bits, not below 0")?,
        number(&fields, "TLS.expire", "an integer of 32 bits")?,
    )?;
    let userbuf = match fields.get("TLS.userbuf") {
        Some(_) => Some(fields.text("TLS.userbuf")?.as_str()),
        None => None,
    };
    Ok(Decoded { claims, userbuf, signature: signature(fields.text("TLS.sig")?.as_bytes())? })
}

/// The alphabet's two signs and padding are the service's own.
const SERVICES: GeneralPurpose = {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-";
    let padding = match Symbol::new(b'_') {
        Some(symbol) => symbol,
        None => unreachable!(),
    };
    match Alphabet::new_with_padding(LETTERS, padding) {
        Ok(alphabet) => GeneralPurpose::new(&alphabet, PAD),
        Err(_) => unreachable!(),
    }
};

/// Inflates all of `packed`, and nothing but it.
fn inflate(packed: &[u8], room: &mut [u8]) -> Result<usize, Rejected> {
    let flags = TINFL_FLAG_PARSE_ZLIB_HEADER | TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let (status, read, written) = decompress(&mut DecompressorOxide::new(), packed, room, 0, flags);
    match status {
        TINFLStatus::Done if read == packed.len() => Ok(written),
        TINFLStatus::Done => Err(Rejected::Trailing),
        TINFLStatus::HasMoreOutput => Err(Rejected::TooLong { room: room.len() }),
        TINFLStatus::Adler32Mismatch => Err(Rejected::Checksum),
        TINFLStatus::FailedCannotMakeProgress => Err(Rejected::Truncated),
        _ => Err(Rejected::Zlib),
    }
}

fn number<N: TryFrom<i64>>(fields: &json::Object<'_>, key: &'static str, wanted: &'static str) -> Result<N, Rejected> {
    N::try_from(fields.integer(key)?).map_err(|_| Rejected::Json(json::Error::Type { key, wanted }))
}

fn signature(text: &[u8]) -> Result<[u8; 32], Rejected> {
    // One more than it takes, which is what the decoder asks for.
    let mut bytes = [0; 33];
    match STANDARD.decode_slice(text, &mut bytes) {
        Ok(32) => bytes.first_chunk().copied().ok_or(Rejected::Signature),
        _ => Err(Rejected::Signature),
    }
}

impl<'s> Decoded<'s> {
    /// Who may act where and until when. The userbuf is not among them: see [`userbuf_base64`](Self::userbuf_base64).
    #[must_use]
    pub const fn claims(&self) -> Claims<'s> {
        self.claims
    }

    /// The userbuf as it stands there, which should be base64.
    #[must_use]
    pub const fn userbuf_base64(&self) -> Option<&'s str> {
        self.userbuf
    }

    /// The HMAC-SHA256 that signs them: 32 bytes.
    #[must_use]
    pub const fn signature(&self) -> &[u8; 32] {
        &self.signature
    }
}

/// Shows everything but the signature.
impl core::fmt::Debug for Decoded<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Decoded").field("claims", &self.claims).field("userbuf", &self.userbuf).finish_non_exhaustive()
    }
}
