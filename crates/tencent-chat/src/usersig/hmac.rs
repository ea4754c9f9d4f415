//! HMAC-SHA256 (RFC 2104) over the compression function of `sha2`.
//!
//! The crate `hmac` does the same for any hash, and carries two buffered hashers for it: twice the flash of SHA-256 itself,
//! and most of the stack that a signature takes.

use sha2::block_api::compress256;
use zeroize::Zeroize;

/// A key, as the two states of SHA-256 behind it: a signature then takes three blocks of SHA-256 rather than five.
#[derive(Clone)]
pub(super) struct Key {
    inner: State,
    outer: State,
}

/// A text on its way through SHA-256.
pub(super) struct Hash {
    state: State,
    /// The last bytes of the text, until they are a block.
    block: [u8; BLOCK],
    /// How many bytes have come, the key's block among them.
    len: usize,
}

type State = [u32; 8];

const BLOCK: usize = 64;

impl Key {
    /// Keys may have any length.
    pub(super) fn new(key: &[u8]) -> Self {
        let mut short = [0; 32];
        let key = if key.len() > BLOCK {
            let mut hash = Hash::new(INITIAL, 0);
            hash.put(key);
            short = hash.finish();
            &short
        } else {
            key
        };
        let padded = |pad: u8| {
            let mut hash = Hash::new(INITIAL, 0);
            for at in 0..BLOCK {
                hash.put(&[key.get(at).copied().unwrap_or_default() ^ pad]);
            }
            hash.state
        };
        let states = Self { inner: padded(0x36), outer: padded(0x5C) };
        short.zeroize();
        states
    }

    /// Begins a text, to be given back to [`finish`](Self::finish).
    pub(super) fn begin(&self) -> Hash {
        Hash::new(self.inner, BLOCK)
    }

    pub(super) fn finish(&self, text: Hash) -> [u8; 32] {
        let mut hash = Hash::new(self.outer, BLOCK);
        hash.put(&text.finish());
        hash.finish()
    }
}

impl Hash {
    const fn new(state: State, len: usize) -> Self {
        Self { state, block: [0; BLOCK], len }
    }

    pub(super) fn put(&mut self, bytes: &[u8]) {
        for byte in bytes {
            if let Some(slot) = self.block.get_mut(self.len % BLOCK) {
                *slot = *byte;
            }
            self.len += 1;
            if self.len.is_multiple_of(BLOCK) {
                compress256(&mut self.state, core::slice::from_ref(&self.block));
            }
        }
    }

    fn finish(mut self) -> [u8; 32] {
        let bits = (self.len as u64).wrapping_mul(8);
        self.put(&[0x80]);
        while self.len % BLOCK != BLOCK - 8 {
            self.put(&[0]);
        }
        self.put(&bits.to_be_bytes());
        let mut bytes = [0; 32];
        for (to, from) in bytes.as_chunks_mut().0.iter_mut().zip(self.state) {
            *to = from.to_be_bytes();
        }
        bytes
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.inner.zeroize();
        self.outer.zeroize();
    }
}

impl Drop for Hash {
    fn drop(&mut self) {
        self.state.zeroize();
        self.block.zeroize();
    }
}

/// FIPS 180-4, 5.3.3.
const INITIAL: State =
    [0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19];

#[cfg(test)]
mod tests {
    use hmac::{Hmac, KeyInit, Mac};
    use sha2::Sha256;

    use super::*;

    #[test]
    fn keys_and_texts_of_any_length_are_signed_as_another_implementation_does() {
        let bytes: std::vec::Vec<u8> = (0..=u8::MAX).collect();
        for key in [0, 1, 31, 32, 63, 64, 65, 200] {
            let key = &bytes[..key];
            for len in 0..=200 {
                let (begin, end) = bytes[..len].split_at(len / 3);
                let made = Key::new(key);
                let mut text = made.begin();
                text.put(begin);
                text.put(end);
                let mut other = Hmac::<Sha256>::new_from_slice(key).unwrap();
                other.update(&bytes[..len]);
                assert_eq!(made.finish(text), *other.finalize().into_bytes());
            }
        }
    }
}
