//! HMAC-SHA256 (RFC 2104) over the compression function of `sha2`.
//!
//! The crate `hmac` does the same for any hash, and carries two buffered hashers for it: twice the flash of SHA-256 itself,
//! and most of the stack that a signature takes.

use core::slice;

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
    /// The last bytes of the text, until they are a block, and zeros behind them.
    block: [u8; BLOCK],
    /// How many bytes have come, the key's block among them.
    len: usize,
}

type State = [u32; 8];

const BLOCK: usize = 64;
const DIGEST: usize = 32;

impl Key {
    /// Keys may have any length.
    // Inlined, it would leave copies where the key's way leads.
    #[inline(never)]
    pub(super) fn new(key: &[u8]) -> Self {
        let mut hash = Hash::new(&INITIAL, 0);
        if key.len() > BLOCK {
            hash.put(key);
            hash.digest();
        } else {
            for (slot, byte) in hash.block.iter_mut().zip(key) {
                *slot = *byte;
            }
        }
        let mut after = |state: &mut State, pad: u8| {
            hash.block.iter_mut().for_each(|byte| *byte ^= pad);
            compress256(state, slice::from_ref(&hash.block));
        };
        let mut states = Self { inner: INITIAL, outer: INITIAL };
        after(&mut states.inner, INNER);
        after(&mut states.outer, INNER ^ OUTER);
        states
    }

    /// Begins a text, to be given back to [`finish`](Self::finish).
    pub(super) fn begin(&self) -> Hash {
        Hash::new(&self.inner, BLOCK)
    }

    pub(super) fn finish(&self, hash: &mut Hash) -> [u8; 32] {
        hash.digest();
        hash.state = self.outer;
        hash.len = BLOCK + DIGEST;
        hash.end();
        let mut signature = [0; DIGEST];
        write(&hash.state, &mut signature);
        signature
    }
}

const INNER: u8 = 0x36;
const OUTER: u8 = 0x5C;

impl Hash {
    const fn new(state: &State, len: usize) -> Self {
        Self { state: *state, block: [0; BLOCK], len }
    }

    pub(super) fn put(&mut self, bytes: &[u8]) {
        for byte in bytes {
            if let Some(slot) = self.block.get_mut(self.len % BLOCK) {
                *slot = *byte;
            }
            self.len = self.len.wrapping_add(1);
            if self.len.is_multiple_of(BLOCK) {
                self.compress();
            }
        }
    }

    /// Ends the text, and puts its digest where the next block begins.
    fn digest(&mut self) {
        self.end();
        write(&self.state, &mut self.block);
    }

    /// Ends the text: what is left in the state is its digest.
    fn end(&mut self) {
        let bits = (self.len as u64).wrapping_mul(8);
        self.put(&[0x80]);
        if self.len % BLOCK > const { BLOCK - size_of::<u64>() } {
            self.compress();
        }
        if let Some(end) = self.block.last_chunk_mut() {
            *end = bits.to_be_bytes();
        }
        self.compress();
    }

    fn compress(&mut self) {
        compress256(&mut self.state, slice::from_ref(&self.block));
        self.block = [0; BLOCK];
    }
}

fn write(state: &State, to: &mut [u8]) {
    for (to, from) in to.as_chunks_mut().0.iter_mut().zip(state) {
        *to = from.to_be_bytes();
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
                let mut hash = made.begin();
                hash.put(begin);
                hash.put(end);
                let mut other = Hmac::<Sha256>::new_from_slice(key).unwrap();
                other.update(&bytes[..len]);
                assert_eq!(made.finish(&mut hash), *other.finalize().into_bytes());
            }
        }
    }
}
