//! A zlib stream (RFC 1950) as it comes: no compressor, no heap, and nothing of its own text is kept.
//!
//! Who writes the text knows what in it stood before, and says so. In texts as small and as much alike each time, all else
//! that compressors do gains nothing: a code fixed in advance saves more than it costs, as it needs no statistics and has a
//! short header.

use crate::window::Window;

use super::{
    base64,
    code::{Code, Word},
};

/// Takes a text, and writes it as a zlib stream in the service's base64.
pub(super) struct Deflate<'w, 'b> {
    code: &'static Code,
    to: Bits<'w, 'b>,
    check: Adler,
    /// How many bytes of the text have come.
    len: usize,
}

/// Where a run of bytes ended that comes again.
#[derive(Clone, Copy)]
pub(super) struct Place(usize);

impl<'w, 'b> Deflate<'w, 'b> {
    pub(super) fn new(code: &'static Code, to: &'w mut Window<'b>) -> Self {
        let mut to = Bits { to, bits: 0, count: 0, bytes: 0, held: 0 };
        // Deflate, a window of 32 KiB, the usual effort, no dictionary: what the libraries of the service write.
        to.number(0x9C78, 16);
        for (at, byte) in (0..).step_by(8).zip(code.header) {
            to.number(u32::from(*byte), code.header_bits.saturating_sub(at).min(8) as u8);
        }
        Self { code, to, check: Adler { a: 1, b: 0 }, len: 0 }
    }

    pub(super) fn put(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.to.word(self.code.literal(*byte));
        }
        self.pass(bytes);
    }

    /// Puts 3 to 7 bytes of which the same ones ended at `before`, and moves that behind them.
    pub(super) fn again(&mut self, bytes: &[u8], before: &mut Place) {
        let distance = self.place().0 + bytes.len() - before.0;
        // Distances double in steps of two symbols; the bits behind say which one of a step it is.
        let less = distance - 1;
        let (mut symbol, mut rest_bits) = (less, 0);
        while symbol > 3 {
            symbol >>= 1;
            rest_bits += 1;
        }
        let word = self.code.distance(symbol + 2 * rest_bits);
        if word.bits == 0 {
            // Too far away.
            self.put(bytes);
        } else {
            self.to.word(self.code.length(bytes.len()));
            self.to.word(word);
            self.to.number(less as u32, rest_bits as u8);
            self.pass(bytes);
        }
        *before = self.place();
    }

    /// Where the bytes end that have come.
    pub(super) const fn place(&self) -> Place {
        Place(self.len)
    }

    pub(super) fn finish(&mut self) {
        self.to.word(self.code.end_of_block());
        self.to.align();
        for sum in [self.check.b, self.check.a] {
            self.to.number(sum.swap_bytes() >> 16, 16);
        }
        self.to.finish();
    }

    fn pass(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.check.put(*byte);
        }
        self.len += bytes.len();
    }
}

impl Place {
    /// So many bytes behind it.
    pub(super) const fn behind(self, count: usize) -> Self {
        Self(self.0 + count)
    }
}

/// Bits on their way: into bytes from the lowest on, three of them into four characters.
struct Bits<'w, 'b> {
    to: &'w mut Window<'b>,
    /// Those that are no whole byte yet.
    bits: u32,
    count: u8,
    /// Bytes that are no three yet, the last one lowest.
    bytes: u32,
    held: usize,
}

impl Bits<'_, '_> {
    /// The lowest `bits` of a number, at most 16, the lowest first.
    fn number(&mut self, number: u32, bits: u8) {
        let rest = u32::MAX.wrapping_shl(bits.into());
        self.bits |= (number & !rest).wrapping_shl(self.count.into());
        self.count += bits;
        while self.count >= 8 {
            self.byte();
            self.count -= 8;
        }
    }

    /// A symbol's code, the highest bit first.
    fn word(&mut self, word: Word) {
        let reversed = word.code.reverse_bits().wrapping_shr(16 - u32::from(word.bits));
        self.number(reversed.into(), word.bits);
    }

    /// Fills up the last byte.
    fn align(&mut self) {
        if self.count > 0 {
            self.byte();
            self.count = 0;
        }
    }

    fn finish(&mut self) {
        if self.held > 0 {
            self.flush();
        }
    }

    fn byte(&mut self) {
        self.bytes = self.bytes << 8 | self.bits & 0xFF;
        self.bits >>= 8;
        self.held += 1;
        if self.held == 3 {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let bytes = self.bytes.wrapping_shl(24 - 8 * self.held as u32);
        self.to.put(&base64::group(bytes, self.held, base64::USERSIG));
        (self.bytes, self.held) = (0, 0);
    }
}

/// Adler-32 of RFC 1950, a byte at a time and without a division.
struct Adler {
    a: u32,
    b: u32,
}

impl Adler {
    fn put(&mut self, byte: u8) {
        self.a = Self::reduced(self.a + u32::from(byte));
        self.b = Self::reduced(self.b + self.a);
    }

    const fn reduced(sum: u32) -> u32 {
        if sum >= 65_521 { sum - 65_521 } else { sum }
    }
}
