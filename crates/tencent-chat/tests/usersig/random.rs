//! Values by chance, the same ones every time.

use tencent_chat::{Identifier, usersig::Claims};

/// xorshift64*
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new() -> Self {
        Self(0x0123_4567_89AB_CDEF)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// From 0 to less than `bound`.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        (self.next() >> 16) % bound
    }

    pub(crate) fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }

    pub(crate) fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.next() as u8).collect()
    }

    /// Characters from `of`, as many as go into `bytes` bytes.
    pub(crate) fn text(&mut self, of: &str, bytes: usize) -> String {
        let characters: Vec<char> = of.chars().collect();
        let mut text = String::new();
        loop {
            let character = self.one_of(&characters);
            if text.len() + character.len_utf8() > bytes {
                return text;
            }
            text.push(character);
        }
    }

    pub(crate) fn key(&mut self) -> String {
        self.text("0123456789abcdef", 64)
    }

    /// Claims as they are in use, with anybody's identifier.
    pub(crate) fn claims<'a>(&mut self, identifier: &'a str) -> Claims<'a> {
        let app = 1_400_000_000 + self.below(300_000_000) as u32;
        let time = 1_600_000_000 + self.below(300_000_000);
        let expire = self.one_of(&[86_400, 604_800, 2_592_000, 5_184_000, 15_552_000]);
        Claims::new(app, Identifier::new(identifier).unwrap(), time, expire).unwrap()
    }

    /// Claims with numbers of any size.
    pub(crate) fn odd_claims<'a>(&mut self, identifier: &'a str) -> Claims<'a> {
        let (app, time, expire) = (self.below(32), self.below(64), self.below(33));
        let app = (self.next() >> 32 >> app) as u32 | 1;
        let expire = (self.next() >> 31 >> expire) as u32;
        Claims::new(app, Identifier::new(identifier).unwrap(), self.next() >> time, expire).unwrap()
    }
}
