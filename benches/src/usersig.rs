//! UserSigs as they are in use, with anybody's identifier.

use crate::answers::Random;

const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";

/// What one is signed for, and the key.
pub struct Wanted {
    pub app: u32,
    pub identifier: String,
    pub time: u64,
    pub lifetime: u32,
    pub key: String,
}

/// A thousand of them with identifiers of `length` bytes.
pub fn of(length: usize) -> impl Iterator<Item = Wanted> {
    let mut random = Random::new(42);
    core::iter::repeat_with(move || Wanted {
        app: 1_400_000_000 + random.below(300_000_000) as u32,
        identifier: random.letters(LETTERS, length),
        time: 1_600_000_000 + random.below(300_000_000) as u64,
        lifetime: [86_400, 604_800, 2_592_000, 5_184_000, 15_552_000][random.below(5)],
        key: random.letters(b"0123456789abcdef", 64),
    })
    .take(1000)
}
