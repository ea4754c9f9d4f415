//! The header of a block with a code of its own: how it says the code's lengths.

use core::ops::RangeInclusive;

use super::sample::{DISTANCES, END_OF_BLOCK, LITERALS, Lengths};

/// The order in which the lengths of the header's own code are said.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LONGEST: u8 = 7;

/// How often a length can be repeated at once.
pub(super) const REPEAT: RangeInclusive<u8> = 3..=6;

/// One or several lengths of the code.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token {
    Length(u8),
    /// The one before, so many times again.
    Repeat(u8),
    Zeros(u8),
}

#[derive(Debug)]
pub(super) struct Header {
    literals: usize,
    distances: usize,
    tokens: Vec<Token>,
    code: [u8; 19],
}

impl Token {
    pub(super) fn run(self) -> usize {
        match self {
            Self::Length(_) => 1,
            Self::Repeat(run) | Self::Zeros(run) => run.into(),
        }
    }

    /// The length that it says, after this one.
    pub(super) const fn length(self, before: u8) -> u8 {
        match self {
            Self::Length(length) => length,
            Self::Repeat(_) => before,
            Self::Zeros(_) => 0,
        }
    }

    pub(super) fn bits(self, code: &[u8; 19]) -> u32 {
        u32::from(code[self.symbol()]) + self.more().1
    }

    const fn symbol(self) -> usize {
        match self {
            Self::Length(length) => length as usize,
            Self::Repeat(_) => 16,
            Self::Zeros(3..=10) => 17,
            Self::Zeros(_) => 18,
        }
    }

    /// What follows the symbol, and in how many bits.
    const fn more(self) -> (u32, u32) {
        match self {
            Self::Length(_) => (0, 0),
            Self::Repeat(run) => (run as u32 - 3, 2),
            Self::Zeros(run @ 3..=10) => (run as u32 - 3, 3),
            Self::Zeros(run) => (run as u32 - 11, 7),
        }
    }
}

impl Header {
    /// `costs` decides between runs and single lengths.
    pub(super) fn new(lengths: &Lengths, costs: &[u8; 19]) -> Self {
        let end = |of: &[u8]| of.iter().rposition(|bits| *bits > 0).map_or(0, |last| last + 1);
        let literals = end(&lengths.literals).max(END_OF_BLOCK + 1);
        let distances = end(&lengths.distances).max(1);
        let said = [&lengths.literals[..literals], &lengths.distances[..distances]].concat();
        let tokens = tokens(&said, costs);
        let mut counts = [0; 19];
        tokens.iter().for_each(|token| counts[token.symbol()] += 1);
        Self { literals, distances, tokens, code: code_lengths(counts) }
    }

    /// What each of its symbols costs; those that it has not, much.
    pub(super) fn costs(&self) -> [u8; 19] {
        self.code.map(|bits| if bits == 0 { LONGEST } else { bits })
    }

    pub(super) fn bits(&self) -> usize {
        self.write().len()
    }

    /// Its bits in the order they are sent, from the block's first on.
    pub(super) fn write(&self) -> Vec<bool> {
        let mut bits = Vec::new();
        let mut number = |value: u32, count: u32| bits.extend((0..count).map(|bit| value >> bit & 1 == 1));
        let said = ORDER.iter().rposition(|symbol| self.code[*symbol] > 0).map_or(4, |last| (last + 1).max(4));
        number(0b101, 3);
        number((self.literals - 257) as u32, 5);
        number((self.distances - 1) as u32, 5);
        number((said - 4) as u32, 4);
        ORDER[..said].iter().for_each(|symbol| number(self.code[*symbol].into(), 3));
        let codes = canonical(&self.code);
        for token in &self.tokens {
            let (code, length) = (codes[token.symbol()], u32::from(self.code[token.symbol()]));
            // Huffman codes are sent from their highest bit on, all else from the lowest.
            number(u32::from(code.reverse_bits()) >> (16 - length), length);
            let (more, count) = token.more();
            number(more, count);
        }
        bits
    }
}

/// The codes that belong to these lengths, by the rule of RFC 1951, 3.2.2.
pub(super) fn canonical(lengths: &[u8]) -> Vec<u16> {
    let mut codes = vec![0; lengths.len()];
    let mut next = 0_u16;
    for bits in 1..=15 {
        next <<= 1;
        for (code, _) in codes.iter_mut().zip(lengths).filter(|(_, length)| **length == bits) {
            *code = next;
            next += 1;
        }
    }
    codes
}

/// The cheapest way to say these lengths.
fn tokens(said: &[u8], costs: &[u8; 19]) -> Vec<Token> {
    let mut rest = vec![(0, Token::Length(0)); said.len() + 1];
    for at in (0..said.len()).rev() {
        let length = said[at];
        let run = said[at..].iter().take_while(|other| **other == length).count();
        let mut best = (u32::MAX, Token::Length(length));
        let mut consider = |token: Token| {
            let bits = token.bits(costs) + rest[at + token.run()].0;
            if bits < best.0 {
                best = (bits, token);
            }
        };
        consider(Token::Length(length));
        if length == 0 {
            (3..=run.min(138)).for_each(|run| consider(Token::Zeros(run as u8)));
        }
        if at > 0 && said[at - 1] == length {
            REPEAT.filter(|repeat| usize::from(*repeat) <= run).for_each(|repeat| consider(Token::Repeat(repeat)));
        }
        rest[at] = best;
    }
    let (mut tokens, mut at) = (Vec::new(), 0);
    while at < said.len() {
        tokens.push(rest[at].1);
        at += rest[at].1.run();
    }
    tokens
}

/// Huffman's lengths for these counts; too long ones are shortened by flattening the counts.
fn code_lengths(mut counts: [u32; 19]) -> [u8; 19] {
    loop {
        let mut lengths = [0; 19];
        let mut trees: Vec<(u32, Vec<usize>)> = Vec::new();
        trees.extend((0..19).filter(|symbol| counts[*symbol] > 0).map(|symbol| (counts[symbol], vec![symbol])));
        while trees.len() > 1 {
            trees.sort_by_key(|(count, _)| core::cmp::Reverse(*count));
            if let (Some((a, mut symbols)), Some((b, others))) = (trees.pop(), trees.pop()) {
                symbols.extend(others);
                symbols.iter().for_each(|symbol| lengths[*symbol] += 1);
                trees.push((a + b, symbols));
            }
        }
        if lengths.iter().all(|bits| *bits <= LONGEST) {
            return lengths;
        }
        counts = counts.map(|count| count.div_ceil(2));
    }
}

const _: () = assert!(LITERALS == 286 && DISTANCES == 30, "the header counts them in five bits each");
