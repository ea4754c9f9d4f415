//! Whether a UserSig is good for somebody, now.

use core::hint::black_box;

use super::{Decoded, Rejected, SecretKey, SignedText, base64, decode};

/// What a UserSig must say to be good.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Expected<'a> {
    /// The app's number.
    pub sdk_app_id: u32,
    /// Who acts.
    pub identifier: &'a str,
    /// A userbuf that must be there; `None` where there must be none.
    pub userbuf: Option<&'a [u8]>,
}

/// Verifies a UserSig: what it says, that it has not run out at `now` (Unix time in seconds), and that it was signed with
/// this key. A time of signing in the future is let pass, as the service's own verifiers do.
///
/// For `scratch` see [`decode`].
///
/// # Errors
/// Any [`Rejected`]: the first one that applies, and [`Rejected::Signature`] last.
pub fn verify<'s>(
    text: &str,
    key: &SecretKey,
    expected: &Expected<'_>,
    now: u64,
    scratch: &'s mut [u8],
) -> Result<Decoded<'s>, Rejected> {
    let decoded = decode(text, scratch)?;
    let claims = decoded.claims();
    if claims.identifier().as_str() != expected.identifier {
        return Err(Rejected::OtherIdentifier);
    }
    if claims.sdk_app_id() != expected.sdk_app_id {
        return Err(Rejected::OtherApp { sdk_app_id: claims.sdk_app_id() });
    }
    if now > claims.expires_at() {
        return Err(Rejected::Expired { at: claims.expires_at() });
    }
    let claims = match (decoded.userbuf_base64(), expected.userbuf) {
        (None, None) => claims,
        (Some(text), Some(bytes)) if is_base64_of(text.as_bytes(), bytes) => claims.with_userbuf(bytes),
        (None, Some(_)) => return Err(Rejected::UserbufMissing),
        (Some(_), None) => return Err(Rejected::UserbufUnexpected),
        (Some(_), Some(_)) => return Err(Rejected::UserbufOther),
    };
    if !is_same(&key.sign(&SignedText::new(&claims, &mut Default::default())), decoded.signature()) {
        return Err(Rejected::Signature);
    }
    Ok(decoded)
}

/// Takes as long whatever they are: how long it took must not tell how much of a signature was right.
fn is_same(one: &[u8; 32], other: &[u8; 32]) -> bool {
    let differences = one.iter().zip(other).fold(0, |differences, (one, other)| black_box(differences | one ^ other));
    differences == 0
}

fn is_base64_of(text: &[u8], bytes: &[u8]) -> bool {
    let mut rest = Some(text);
    base64::write(bytes, &mut |piece| rest = rest.and_then(|rest| rest.strip_prefix(piece)));
    rest == Some(&[])
}
