//! Huffman codes of the deflate format (RFC 1951), as few runs of symbols.

use super::table::TABLE;

/// What a block is written in.
pub(super) struct Code {
    /// The block's begin, up to its first symbol; the lowest bit of the first byte comes first.
    pub(super) header: &'static [u8],
    pub(super) header_bits: usize,
    /// Literals, the end of the block, and match lengths.
    pub(super) literals: &'static [Run],
    pub(super) distances: &'static [Run],
}

/// Symbols that follow each other, with codes of one length that do so too.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub(super) first: u16,
    pub(super) count: u8,
    pub(super) bits: u8,
    /// The first symbol's.
    pub(super) code: u16,
}

/// What is written for a symbol, the highest bit first. Without bits there is no code for it.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub(super) code: u16,
    pub(super) bits: u8,
}

/// The code of RFC 1951, 3.2.6: longer texts, but for any byte.
static FIXED: Code = Code {
    header: &[0b011],
    header_bits: 3,
    literals: &[
        Run { first: 0, count: 144, bits: 8, code: 0b0011_0000 },
        Run { first: 144, count: 112, bits: 9, code: 0b1_1001_0000 },
        Run { first: 256, count: 24, bits: 7, code: 0 },
    ],
    distances: &[Run { first: 0, count: 30, bits: 5, code: 0 }],
};

impl Code {
    pub(super) const ALL: [&'static Self; 2] = [&TABLE, &FIXED];
    pub(super) const END_OF_BLOCK: u16 = 256;

    /// The better one, where it has all these letters.
    pub(super) fn of(letters: &[u8]) -> &'static Self {
        if letters.iter().all(|byte| TABLE.literal(*byte).bits > 0) { &TABLE } else { &FIXED }
    }

    pub(super) const fn literal(&self, byte: u8) -> Word {
        word(self.literals, byte as u16)
    }

    pub(super) const fn end_of_block(&self) -> Word {
        word(self.literals, Self::END_OF_BLOCK)
    }

    /// A match of 3 to 10 bytes; longer ones would need more bits behind their symbol.
    pub(super) const fn length(&self, length: usize) -> Word {
        word(self.literals, 254 + length as u16)
    }

    pub(super) const fn distance(&self, symbol: usize) -> Word {
        word(self.distances, symbol as u16)
    }
}

const fn word(mut runs: &[Run], symbol: u16) -> Word {
    while let [run, rest @ ..] = runs {
        // Below the run's first symbol this wraps to more than any count.
        let behind = symbol.wrapping_sub(run.first);
        if behind < run.count as u16 {
            return Word { code: run.code.wrapping_add(behind), bits: run.bits };
        }
        runs = rest;
    }
    Word { code: 0, bits: 0 }
}
