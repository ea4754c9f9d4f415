//! RSA signatures of 2048 to 4096 bits (RFC 8017), verified without a heap.
//!
//! Keys and signatures are public, so time may depend on them.

mod modulus;

use core::iter::{once, repeat_n};

use sha2_of_p256::Digest;

use crate::der::{INTEGER, Reader, SEQUENCE};
use modulus::{MAX_BYTES, Modulus};

/// RSASSA-PKCS1-v1_5. `key` is an `RSAPublicKey`.
pub(crate) fn pkcs1<D: Prefixed>(key: &[u8], message: &[u8], signature: &[u8]) -> Option<()> {
    let mut room = [0; MAX_BYTES];
    let encoded = opened(key, signature, &mut room)?;
    let hash = D::digest(message);
    let tail = D::PREFIX.iter().chain(&hash);
    let padding = encoded.len().checked_sub(D::PREFIX.len() + hash.len() + 3)?;
    let expected = [0, 1].iter().chain(repeat_n(&0xFF, padding)).chain(once(&0)).chain(tail);
    encoded.iter().eq(expected).then_some(())
}

/// RSASSA-PSS with MGF1, both with the same hash, and a salt that is as long. `key` is an `RSAPublicKey`.
pub(crate) fn pss<D: Digest>(key: &[u8], message: &[u8], signature: &[u8]) -> Option<()> {
    let mut room = [0; MAX_BYTES];
    let encoded = opened(key, signature, &mut room)?;
    let hash_len = <D as Digest>::output_size();
    let ([masked @ .., 0xBC], true) = (encoded, hash_len < MAX_BYTES) else { return None };
    let (block, hash) = masked.split_at_mut_checked(masked.len().checked_sub(hash_len)?)?;

    // The modulus has one bit more than the encoding.
    if *block.first()? & 0x80 != 0 {
        return None;
    }
    unmask::<D>(block, hash);
    *block.first_mut()? &= 0x7F;

    let (padding, salt) = block.split_at_checked(block.len().checked_sub(hash_len)?)?;
    let (one, zeros) = padding.split_last()?;
    if *one != 1 || zeros.iter().any(|byte| *byte != 0) {
        return None;
    }
    let hashed = D::new().chain_update([0; 8]).chain_update(D::digest(message)).chain_update(salt).finalize();
    (*hashed == *hash).then_some(())
}

/// MGF1.
fn unmask<D: Digest>(block: &mut [u8], seed: &[u8]) {
    for (counter, chunk) in (0_u32..).zip(block.chunks_mut(<D as Digest>::output_size())) {
        let mask = D::new().chain_update(seed).chain_update(counter.to_be_bytes()).finalize();
        chunk.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
    }
}

/// What was signed: the signature to the power of the public exponent, as long as the modulus.
fn opened<'r>(key: &[u8], signature: &[u8], room: &'r mut [u8; MAX_BYTES]) -> Option<&'r mut [u8]> {
    let mut outer = Reader::new(key);
    let mut fields = Reader::new(outer.content(SEQUENCE)?);
    let (modulus, exponent) = (fields.content(INTEGER)?, fields.content(INTEGER)?);
    if !outer.is_empty() || !fields.is_empty() {
        return None;
    }
    // Its highest bit is set, so that DER puts a zero before it.
    let [0, modulus @ ..] = modulus else { return None };
    Modulus::new(modulus)?.power(signature, small(exponent)?, room)
}

/// An exponent, odd and at least 3, of at most 32 bits.
fn small(integer: &[u8]) -> Option<u32> {
    let is_shortest = matches!(integer, [1..=0x7F, ..] | [0, 0x80..=0xFF, ..]) && integer.len() <= 5;
    let exponent = integer.iter().fold(0_u64, |exponent, byte| exponent << 8 | u64::from(*byte));
    u32::try_from(exponent).ok().filter(|exponent| is_shortest && *exponent >= 3 && exponent % 2 == 1)
}

/// A hash, and the DER that stands before it in a signature of PKCS #1.
pub(crate) trait Prefixed: Digest {
    const PREFIX: &[u8];
}

impl Prefixed for sha2_of_p256::Sha256 {
    const PREFIX: &[u8] = b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20";
}

#[cfg(feature = "sha512")]
impl Prefixed for sha2_of_p256::Sha384 {
    const PREFIX: &[u8] = b"\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30";
}

#[cfg(feature = "sha512")]
impl Prefixed for sha2_of_p256::Sha512 {
    const PREFIX: &[u8] = b"\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40";
}
