//! The shortest code: what its lengths cost in the texts, and what it costs to say them in the block's header.
//!
//! Both are one sum over the symbols in order, so that dynamic programming finds the least for given costs of the header's
//! own code; those are then taken from what was found, until nothing gets better.

use core::ops::RangeInclusive;

use super::header::{self, REPEAT, Token};
use super::sample::{Counts, DISTANCES, END_OF_BLOCK, LITERALS, LONGEST_MATCH, Lengths, Random};

/// A code is whole when its symbols' shares add up to this; a symbol of `n` bits has a share of `WHOLE >> n`.
const WHOLE: usize = 128;

/// The best lengths for these counts. `needed` are bytes that must have a code however rare they are.
pub(super) fn search(counts: &Counts, needed: &[u8]) -> Lengths {
    let literals = Section::new(&counts.literals, 4..=7, |symbol| {
        let is_needed = match u8::try_from(symbol) {
            Ok(byte) => needed.contains(&byte),
            Err(_) => symbol == END_OF_BLOCK || counts.literals[symbol] > 0.0,
        };
        let is_printable = (0x20..0x7F).contains(&symbol);
        match (is_needed, is_printable) {
            (true, _) => Need::Code,
            (false, true) => Need::Either,
            (false, false) if symbol > END_OF_BLOCK && symbol <= LONGEST_MATCH => Need::Either,
            (false, false) => Need::None,
        }
    });
    let distances =
        Section::new(&counts.distances, 1..=7, |symbol| if symbol < 16 { Need::Either } else { Need::None });

    let mut best = (f64::INFINITY, Lengths::even());
    let mut random = Random::new();
    for _ in 0..STARTS {
        let mut costs = [0; 19].map(|_| 1 + random.below(7) as u8);
        let mut least = f64::INFINITY;
        loop {
            let found = Lengths {
                literals: literals.shortest(&costs).try_into().unwrap_or([0; LITERALS]),
                distances: distances.shortest(&costs).try_into().unwrap_or([0; DISTANCES]),
            };
            let header = header::Header::new(&found, &costs);
            let bits = header.bits() as f64 + literals.bits(&found.literals) + distances.bits(&found.distances);
            if bits >= least {
                break;
            }
            least = bits;
            costs = header.costs();
            if bits < best.0 {
                best = (bits, found);
            }
        }
    }
    best.1
}

/// How many codes of the header the search begins with.
const STARTS: u8 = 8;

#[derive(Clone, Copy, Eq, PartialEq)]
enum Need {
    Code,
    Either,
    None,
}

/// The literals with the match lengths, or the distances.
struct Section<'c> {
    counts: &'c [f64],
    needs: Vec<Need>,
    lengths: RangeInclusive<u8>,
}

/// What is cheapest from a symbol on, and the token that it begins with.
type Rest = (f64, Token);

impl<'c> Section<'c> {
    fn new(counts: &'c [f64], lengths: RangeInclusive<u8>, need: impl Fn(usize) -> Need) -> Self {
        Self { counts, needs: (0..counts.len()).map(need).collect(), lengths }
    }

    fn bits(&self, lengths: &[u8]) -> f64 {
        self.counts.iter().zip(lengths).map(|(count, bits)| count * f64::from(*bits)).sum()
    }

    /// The lengths that cost least, if a length, a repetition and a run of zeros cost this in the header.
    fn shortest(&self, costs: &[u8; 19]) -> Vec<u8> {
        let end = self.needs.iter().rposition(|need| *need != Need::None).map_or(0, |last| last + 1);
        // By symbol, by the part of the whole that is used up before it, by the length that could be repeated.
        let mut rests = vec![[[(f64::INFINITY, Token::Length(0)); 8]; WHOLE + 1]; end + 1];
        rests[end][WHOLE].fill((0.0, Token::Length(0)));
        // No run ends among symbols without a code, so nothing begins there, except the first.
        for symbol in (0..end).rev().filter(|symbol| *symbol == 0 || self.needs[*symbol] != Need::None) {
            let zeros = self.needs[symbol..end].iter().take_while(|need| **need != Need::Code).count();
            let zeros =
                (1..=zeros.min(138) as u8).map(|run| if run < 3 { Token::Length(0) } else { Token::Zeros(run) });
            let fresh: Vec<Token> = zeros.chain(self.lengths.clone().map(Token::Length)).collect();
            for used in 0..=WHOLE {
                let mut best = self.best(fresh.iter().copied(), 0, symbol, used, costs, &rests);
                // The header may end before the last symbol, and says nothing of what it leaves out.
                if used == WHOLE
                    && symbol > END_OF_BLOCK
                    && let Some(bits) = self.cost(symbol, end - symbol, 0)
                {
                    best = (bits, Token::Zeros((end - symbol) as u8));
                }
                rests[symbol][used] = [best; 8];
                for before in self.lengths.clone() {
                    let repeated = self.best(REPEAT.map(Token::Repeat), before, symbol, used, costs, &rests);
                    if repeated.0 < best.0 {
                        rests[symbol][used][usize::from(before)] = repeated;
                    }
                }
            }
        }
        let mut lengths = Vec::new();
        let (mut used, mut before) = (0, 0);
        while lengths.len() < end {
            let token = rests[lengths.len()][used][usize::from(before)].1;
            before = token.length(before);
            used += token.run() * share(before);
            lengths.extend(core::iter::repeat_n(before, token.run()));
        }
        lengths.resize(self.counts.len(), 0);
        lengths
    }

    /// The best of these tokens to go on with.
    fn best(
        &self,
        tokens: impl Iterator<Item = Token>,
        before: u8,
        symbol: usize,
        used: usize,
        costs: &[u8; 19],
        rests: &[[[Rest; 8]; WHOLE + 1]],
    ) -> Rest {
        let mut best = (f64::INFINITY, Token::Length(0));
        for token in tokens {
            let (length, run) = (token.length(before), token.run());
            let rest = rests.get(symbol + run).and_then(|rests| rests.get(used + run * share(length)));
            let Some(rest) = rest.map(|rest| rest[usize::from(length)].0).filter(|rest| rest.is_finite()) else {
                continue;
            };
            let Some(bits) = self.cost(symbol, run, length) else { continue };
            let bits = bits + f64::from(token.bits(costs)) + rest;
            if bits < best.0 {
                best = (bits, token);
            }
        }
        best
    }

    /// What the symbols of a run cost in the texts; `None` where one of them cannot have this length.
    fn cost(&self, from: usize, run: usize, length: u8) -> Option<f64> {
        let fits = |need: &Need| *need == Need::Either || (*need == Need::Code) == (length > 0);
        let is_fit = self.needs.get(from..from + run)?.iter().all(fits);
        let each = if length == 0 { MISSED } else { f64::from(length) };
        is_fit.then(|| self.counts[from..from + run].iter().sum::<f64>() * each)
    }
}

/// About what it costs that a match has no code: another one and a literal, or three literals.
const MISSED: f64 = 16.0;

const fn share(length: u8) -> usize {
    if length == 0 { 0 } else { WHOLE >> length }
}
