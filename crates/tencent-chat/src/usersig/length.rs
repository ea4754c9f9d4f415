//! How long a UserSig can be.

use crate::{Identifier, decimal::Digits};

use super::{
    base64,
    code::{Code, Header},
    packing,
};

/// The longest UserSig without a userbuf, or with one of so many bytes.
///
/// With both codes a match is shorter than its literals, so what literals alone come to is never exceeded.
pub(super) const fn bound(userbuf: Option<usize>) -> usize {
    let mut most = 0;
    let mut codes: &[(&Code, Header)] = &Code::ALL;
    while let [(code, header), rest @ ..] = codes {
        let bits = bits(code, header, userbuf);
        most = if bits > most { bits } else { most };
        codes = rest;
    }
    let stream = most.div_ceil(8);
    base64::len(ZLIB.saturating_add(stream).saturating_add(ADLER))
}

const ZLIB: usize = 2;
const ADLER: usize = 4;

const fn bits(code: &Code, header: &Header, userbuf: Option<usize>) -> usize {
    // SDKAppID and expiry have 32 bits.
    let digits = size_of::<Digits>().saturating_add(10 + 10);
    let mut bits = header
        .bits
        .saturating_add(text(code, packing::KEYS))
        .saturating_add(Identifier::MAX_LEN.saturating_mul(worst_letter(code)))
        .saturating_add(base64::len(32).saturating_mul(worst(code, BASE64)))
        .saturating_add(digits.saturating_mul(worst(code, b"0123456789")))
        .saturating_add(code.end_of_block().bits as usize);
    if let Some(bytes) = userbuf {
        bits = bits.saturating_add(text(code, packing::USERBUF));
        bits = bits.saturating_add(base64::len(bytes).saturating_mul(worst(code, BASE64)));
    }
    bits
}

const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

const fn text(code: &Code, mut bytes: &[u8]) -> usize {
    let mut bits = 0_usize;
    while let [byte, rest @ ..] = bytes {
        bits = bits.saturating_add(code.literal(*byte).bits as usize);
        bytes = rest;
    }
    bits
}

const fn worst(code: &Code, mut bytes: &[u8]) -> usize {
    let mut most = 0;
    while let [byte, rest @ ..] = bytes {
        let bits = code.literal(*byte).bits as usize;
        most = if bits > most { bits } else { most };
        bytes = rest;
    }
    most
}

/// The most that one byte of an identifier can come to, with its escape.
const fn worst_letter(code: &Code) -> usize {
    let mut most = 0;
    let mut letter = u8::MAX;
    while letter >= b' ' {
        let escape = if matches!(letter, b'"' | b'\\') { text(code, b"\\") } else { 0 };
        let bits = text(code, &[letter]).saturating_add(escape);
        most = if bits > most { bits } else { most };
        letter = letter.saturating_sub(1);
    }
    most
}
