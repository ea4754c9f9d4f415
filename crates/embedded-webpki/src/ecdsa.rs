//! ECDSA on curves of `p256` and `p384`. Their own traits tie each curve to one hash, certificates do not.

use p256::ecdsa::signature::hazmat::PrehashVerifier;
use sha2_of_p256::Digest;

/// `key` is a point, which must not be compressed; `signature` is DER.
pub(crate) fn p256<D: Digest>(key: &[u8], message: &[u8], signature: &[u8]) -> Option<()> {
    use p256::ecdsa::{Signature, VerifyingKey};
    let key = VerifyingKey::from_sec1_bytes(uncompressed(key)?).ok()?;
    let signature = Signature::from_der(signature).ok()?;
    key.verify_prehash(&D::digest(message), &signature).ok()
}

/// See [`p256`].
#[cfg(feature = "p384")]
pub(crate) fn p384<D: Digest>(key: &[u8], message: &[u8], signature: &[u8]) -> Option<()> {
    use p384::ecdsa::{Signature, VerifyingKey};
    let key = VerifyingKey::from_sec1_bytes(uncompressed(key)?).ok()?;
    let signature = Signature::from_der(signature).ok()?;
    key.verify_prehash(&D::digest(message), &signature).ok()
}

fn uncompressed(point: &[u8]) -> Option<&[u8]> {
    matches!(point, [4, ..]).then_some(point)
}
