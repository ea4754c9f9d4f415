//! A zlib stream (RFC 1950) as it comes: no compressor, no heap, and nothing of its own text is kept.
//!
//! Who writes the text knows what in it stood before, and says so. In texts as small and as much alike each time, all else
//! that compressors do gains nothing: a code fixed in advance saves more than it costs, as it needs no statistics and has a
//! short header.

use super::{
    base64,
    code::{Code, Header, Word},
};

/// Takes a text, and writes it as a zlib stream in the service's base64.
///
/// All of it but the end may be done by the compiler, for a text that is known: see [`Begun`].
pub(super) struct Deflate<'r> {
    room: &'r mut [[u8; 4]],
    state: State,
}

/// A stream that has begun.
pub(super) struct Begun {
    pub(super) groups: &'static [[u8; 4]],
    pub(super) state: State,
}

#[derive(Clone, Copy)]
pub(super) struct State {
    code: &'static Code,
    /// How many groups of characters there are, whether there was room for them or not.
    pub(super) groups: usize,
    /// Bits that are no group yet, less than 24; the one that came first is the lowest.
    bits: u32,
    count: u32,
    /// Adler-32 of RFC 1950. Neither sum is reduced to the end, but both stay far below 32 bits.
    a: u32,
    b: u32,
    /// How many bytes of the text have come.
    len: usize,
}

/// Where a run of bytes ended that comes again.
#[derive(Clone, Copy)]
pub(super) struct Place(usize);

impl<'r> Deflate<'r> {
    pub(super) const fn new(code: &'static Code, header: &Header, room: &'r mut [[u8; 4]]) -> Self {
        let mut new = Self { room, state: State { code, groups: 0, bits: 0, count: 0, a: 1, b: 0, len: 0 } };
        // Deflate, a window of 32 KiB, the usual effort, no dictionary: what the libraries of the service write.
        new.word(Word { code: 0x9C78, bits: 16 });
        let (mut bytes, mut bits) = (header.bytes, header.bits);
        while let [byte, rest @ ..] = bytes {
            let count = if bits < 8 { bits } else { 8 };
            new.word(Word { code: *byte as u32, bits: count as u32 });
            (bytes, bits) = (rest, bits.wrapping_sub(count));
        }
        new
    }

    /// Goes on behind what has begun.
    pub(super) fn resume(begun: &Begun, room: &'r mut [[u8; 4]]) -> Self {
        for (slot, group) in room.iter_mut().zip(begun.groups) {
            *slot = *group;
        }
        Self { room, state: begun.state }
    }

    pub(super) const fn put(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let [byte, behind @ ..] = rest {
            self.word(self.state.code.literal(*byte));
            rest = behind;
        }
        self.pass(bytes);
    }

    /// Puts 3 to 7 bytes of which the same ones ended at `before`, and moves that behind them.
    pub(super) const fn again(&mut self, bytes: &[u8], before: &mut Place) {
        let distance = self.state.len.wrapping_add(bytes.len()).wrapping_sub(before.0);
        // Distances double in steps of two symbols; the bits behind say which one of a step it is.
        let less = distance.wrapping_sub(1);
        let (mut symbol, mut rest_bits) = (less, 0_usize);
        while symbol > 3 {
            symbol >>= 1;
            rest_bits = rest_bits.wrapping_add(1);
        }
        match self.state.code.distance(symbol.wrapping_add(rest_bits.wrapping_mul(2))) {
            None => self.put(bytes),
            Some(word) => {
                self.word(self.state.code.length(bytes.len()));
                self.word(word);
                self.word(Word {
                    code: (less & (1_usize << rest_bits).wrapping_sub(1)) as u32,
                    bits: rest_bits as u32,
                });
                self.pass(bytes);
            }
        }
        *before = self.place();
    }

    /// Where the bytes end that have come.
    pub(super) const fn place(&self) -> Place {
        Place(self.state.len)
    }

    /// Ends the stream; how many characters it has.
    pub(super) fn finish(&mut self) -> usize {
        self.word(self.state.code.end_of_block());
        self.word(Word { code: 0, bits: self.state.count.wrapping_neg() % 8 });
        for sum in [self.state.b, self.state.a] {
            self.word(Word { code: u32::from((reduced(sum) as u16).swap_bytes()), bits: 16 });
        }
        match self.state.count / 8 {
            0 => {}
            bytes => self.group(bytes as usize),
        }
        self.state.groups.wrapping_mul(4)
    }

    pub(super) const fn state(&self) -> State {
        self.state
    }

    const fn pass(&mut self, bytes: &[u8]) {
        let (mut a, mut b) = (self.state.a, self.state.b);
        let mut rest = bytes;
        while let [byte, behind @ ..] = rest {
            a = a.wrapping_add(*byte as u32);
            b = b.wrapping_add(a);
            rest = behind;
        }
        self.state.a = folded(a);
        self.state.b = folded(b);
        self.state.len = self.state.len.wrapping_add(bytes.len());
    }

    /// At most 9 bits, or 16 where only whole bytes have come.
    const fn word(&mut self, word: Word) {
        self.state.bits |= word.code << self.state.count;
        self.state.count = self.state.count.wrapping_add(word.bits);
        if self.state.count >= 24 {
            self.group(3);
        }
    }

    /// So many bytes as characters.
    #[expect(clippy::indexing_slicing, reason = "it is looked at first whether there is room")]
    const fn group(&mut self, bytes: usize) {
        // Deflate fills bytes from the lowest bit on, and base64 takes them from the highest.
        let group = base64::group(self.state.bits.swap_bytes() >> 8, bytes);
        if self.state.groups < self.room.len() {
            self.room[self.state.groups] = group;
        }
        self.state.groups = self.state.groups.wrapping_add(1);
        self.state.bits >>= 24;
        self.state.count = self.state.count.wrapping_sub(24);
    }
}

impl Place {
    /// So many bytes behind it.
    pub(super) const fn behind(self, count: usize) -> Self {
        Self(self.0.wrapping_add(count))
    }
}

/// The same modulo 65,521, and not much above: 2¹⁶ is 15 more than that.
const fn folded(sum: u32) -> u32 {
    (sum & 0xFFFF).wrapping_add((sum >> 16).wrapping_mul(15))
}

const fn reduced(sum: u32) -> u32 {
    let sum = folded(sum);
    if sum >= 65_521 { sum.wrapping_sub(65_521) } else { sum }
}
