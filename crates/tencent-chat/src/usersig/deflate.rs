//! A zlib stream (RFC 1950) as it comes: no compressor, no heap, and of its own text only the last 256 bytes.
//!
//! Every run of bytes that stood before, the nearest and longest, becomes a match where that is shorter. In a text as
//! small and as much alike each time, all else that compressors do gains nothing: a code fixed in advance saves more than
//! it costs, as it needs no statistics and has a short header.

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
    /// The last bytes of the text, in a ring. None of a text's bytes is 0, so what is empty matches nothing.
    recent: [u8; 256],
    /// Where the next byte goes.
    end: u8,
    /// How many bytes have come and not been written: they stood before, `distance` bytes back.
    open: u8,
    distance: u8,
}

/// The lengths of matches: the table has codes for these.
const SHORTEST: u8 = 3;
const LONGEST: u8 = 8;

impl<'w, 'b> Deflate<'w, 'b> {
    pub(super) fn new(code: &'static Code, to: &'w mut Window<'b>) -> Self {
        let mut to = Bits { to, group: 0, count: 0 };
        // Deflate, a window of 32 KiB, the usual effort, no dictionary: what the libraries of the service write.
        to.number(0x9C78, 16);
        for (at, byte) in (0..).step_by(8).zip(code.header) {
            to.number(u32::from(*byte), code.header_bits.saturating_sub(at).min(8) as u8);
        }
        Self { code, to, check: Adler { a: 1, b: 0 }, recent: [0; 256], end: 0, open: 0, distance: 1 }
    }

    pub(super) fn put(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.check.put(*byte);
            if let Some(slot) = self.recent.get_mut(usize::from(self.end)) {
                *slot = *byte;
            }
            self.end = self.end.wrapping_add(1);
            self.open = self.open.wrapping_add(1);
            self.match_or_write();
        }
    }

    pub(super) fn finish(mut self) {
        while self.open > 0 {
            self.write(self.open);
        }
        self.to.word(self.code.end_of_block());
        self.to.align();
        self.to.number((self.check.b << 16 | self.check.a).swap_bytes(), 32);
        self.to.finish();
    }

    /// Keeps the open bytes for a match, if they stood before; else writes as many of them as it takes.
    fn match_or_write(&mut self) {
        // What is nearer did not match fewer of them.
        let mut nearest = if self.open == 1 { 1 } else { self.distance };
        while self.open > 0 {
            if let Some(distance) = self.find(nearest) {
                self.distance = distance;
                return;
            }
            // All but the last still match at the old distance, and so does what is left of them.
            self.write(self.open.wrapping_sub(1));
            nearest = 1;
        }
    }

    /// How far back the open bytes stood last.
    fn find(&self, nearest: u8) -> Option<u8> {
        if self.open > LONGEST {
            return None;
        }
        let begin = self.end.wrapping_sub(self.open);
        let stood = |back: &u8| {
            (0..self.open).all(|at| {
                let at = begin.wrapping_add(at);
                self.recent(at) == self.recent(at.wrapping_sub(*back))
            })
        };
        // Further back the ring has been written over.
        (nearest..=u8::MAX.wrapping_sub(LONGEST)).find(stood)
    }

    /// Writes the first `run` open bytes as a match, or else the first of them as it is.
    fn write(&mut self, run: u8) {
        let begin = self.end.wrapping_sub(self.open);
        let literals = (0..run).map(|at| u32::from(self.literal(begin.wrapping_add(at)).bits)).sum::<u32>();
        let run = match self.matched(run).filter(|found| found.bits() < literals) {
            Some(found) => {
                self.to.word(found.length);
                self.to.word(found.distance);
                self.to.number(u32::from(found.rest), found.rest_bits);
                run
            }
            None => {
                self.to.word(self.literal(begin));
                1
            }
        };
        self.open = self.open.saturating_sub(run);
    }

    fn matched(&self, run: u8) -> Option<Match> {
        // Distances double in steps of two symbols; the bits behind say which one of a step it is.
        let less = self.distance.wrapping_sub(1);
        let (mut symbol, mut rest_bits) = (less, 0_u8);
        while symbol > 3 {
            symbol >>= 1;
            rest_bits = rest_bits.wrapping_add(1);
        }
        let rest = less & !u8::MAX.wrapping_shl(rest_bits.into());
        let distance = self.code.distance(symbol.wrapping_add(rest_bits).wrapping_add(rest_bits));
        let length = self.code.length(run);
        let is_one = run >= SHORTEST && length.bits > 0 && distance.bits > 0;
        is_one.then_some(Match { length, distance, rest, rest_bits })
    }

    fn literal(&self, at: u8) -> Word {
        self.code.literal(self.recent(at))
    }

    fn recent(&self, at: u8) -> u8 {
        self.recent.get(usize::from(at)).copied().unwrap_or_default()
    }
}

struct Match {
    length: Word,
    distance: Word,
    rest: u8,
    rest_bits: u8,
}

impl Match {
    fn bits(&self) -> u32 {
        [self.length.bits, self.distance.bits, self.rest_bits].into_iter().map(u32::from).sum()
    }
}

/// Bits on their way: into bytes from the lowest on, three of them into four characters.
struct Bits<'w, 'b> {
    to: &'w mut Window<'b>,
    group: u32,
    count: u8,
}

impl Bits<'_, '_> {
    /// The lowest `bits` of a number, the lowest first.
    fn number(&mut self, number: u32, bits: u8) {
        for at in 0..bits {
            self.bit(number.wrapping_shr(at.into()));
        }
    }

    /// A symbol's code, the highest bit first.
    fn word(&mut self, word: Word) {
        for at in (0..word.bits).rev() {
            self.bit(u32::from(word.code).wrapping_shr(at.into()));
        }
    }

    fn bit(&mut self, bit: u32) {
        self.group |= (bit & 1).wrapping_shl(self.count.into());
        self.count = self.count.wrapping_add(1);
        if self.count == 24 {
            self.flush();
        }
    }

    fn align(&mut self) {
        while self.count & 7 != 0 {
            self.bit(0);
        }
    }

    fn finish(mut self) {
        if self.count > 0 {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let bytes = self.group.to_le_bytes();
        let whole = bytes.get(..usize::from(self.count / 8)).unwrap_or_default();
        self.to.put(&base64::group(whole, base64::USERSIG));
        (self.group, self.count) = (0, 0);
    }
}

/// Adler-32 of RFC 1950, a byte at a time and without a division.
struct Adler {
    a: u32,
    b: u32,
}

impl Adler {
    fn put(&mut self, byte: u8) {
        self.a = Self::reduced(self.a.wrapping_add(byte.into()));
        self.b = Self::reduced(self.b.wrapping_add(self.a));
    }

    const fn reduced(sum: u32) -> u32 {
        if sum >= 65_521 { sum - 65_521 } else { sum }
    }
}
