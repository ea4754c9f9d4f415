//! Huffman codes of the deflate format (RFC 1951), as they are sent: the bit that goes first is the lowest.

use super::table::{FIXED, FIXED_HEADER, TABLE, TABLE_HEADER};

/// What a block is written in.
pub(super) struct Code {
    /// The literals from [`FIRST`](Self::FIRST) on. Without any, they are those of RFC 1951, 3.2.6.
    pub(super) literals: &'static [Packed],
    /// The end of the block, and matches of [`SHORTEST`](Self::SHORTEST) bytes and more.
    pub(super) lengths: [Packed; Self::LENGTHS],
    /// Distances from the symbol [`NEAREST`](Self::NEAREST) on: code and bits.
    pub(super) distances: [(u8, u8); Self::DISTANCES],
}

/// A block's begin, up to its first symbol.
pub(super) struct Header {
    /// The lowest bit of the first byte comes first.
    pub(super) bytes: &'static [u8],
    pub(super) bits: usize,
}

/// What is sent for a symbol.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub(super) code: u32,
    pub(super) bits: u32,
}

/// A word of seven bits, or one of six and [`SIX`]. 0 stands for none, but for the end of a block.
pub(super) type Packed = u8;

const SIX: u8 = 0x80;

impl Code {
    pub(super) const ALL: [(&'static Self, Header); 2] = [(&TABLE, TABLE_HEADER), (&FIXED, FIXED_HEADER)];

    pub(super) const FIRST: u8 = b'"';
    pub(super) const SHORTEST: usize = 3;
    pub(super) const LENGTHS: usize = 6;
    /// 13 bytes and more: no two fields that have a text in common are nearer.
    pub(super) const NEAREST: usize = 7;
    /// Up to 256 bytes.
    pub(super) const DISTANCES: usize = 9;

    /// Whether its literals hold all these letters.
    pub(super) fn has(&self, letters: &[u8]) -> bool {
        letters.iter().all(|letter| self.packed(*letter) != 0)
    }

    pub(super) const fn literal(&self, byte: u8) -> Word {
        match self.literals {
            [] if byte < 144 => reversed(0b0011_0000_u32.wrapping_add(byte as u32), 8),
            [] => reversed(0b1_0000_0000 | byte as u32, 9),
            _ => unpacked(self.packed(byte)),
        }
    }

    const fn packed(&self, byte: u8) -> Packed {
        at(self.literals, byte.wrapping_sub(Self::FIRST) as usize)
    }

    pub(super) const fn end_of_block(&self) -> Word {
        let [end, ..] = self.lengths;
        unpacked(end)
    }

    pub(super) const fn length(&self, bytes: usize) -> Word {
        unpacked(at(&self.lengths, bytes.wrapping_sub(Self::SHORTEST - 1)))
    }

    /// `None` for what is too near or too far.
    #[expect(clippy::indexing_slicing, reason = "it is looked at first whether there are as many")]
    pub(super) const fn distance(&self, symbol: usize) -> Option<Word> {
        let index = symbol.wrapping_sub(Self::NEAREST);
        if index >= Self::DISTANCES {
            return None;
        }
        let (code, bits) = self.distances[index];
        Some(Word { code: code as u32, bits: bits as u32 })
    }
}

#[expect(clippy::indexing_slicing, reason = "it is looked at first whether there are as many")]
const fn at(words: &[Packed], index: usize) -> Packed {
    if index < words.len() { words[index] } else { 0 }
}

const fn unpacked(word: Packed) -> Word {
    Word { code: (word & !SIX) as u32, bits: 7_u32.wrapping_sub((word / SIX) as u32) }
}

/// A code whose highest bit goes first.
const fn reversed(code: u32, bits: u32) -> Word {
    let mut word = Word { code: 0, bits: 0 };
    while word.bits < bits {
        word.code = word.code << 1 | code >> word.bits & 1;
        word.bits = word.bits.wrapping_add(1);
    }
    word
}
