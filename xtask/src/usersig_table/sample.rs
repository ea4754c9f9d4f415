//! UserSigs as they will be: how often each symbol of the deflate format comes in them.

/// The symbols of deflate: literals, the end of the block, match lengths; then distances.
pub(super) const LITERALS: usize = 286;
pub(super) const DISTANCES: usize = 30;
pub(super) const END_OF_BLOCK: usize = 256;

/// The longest match that is looked for: the fields have no longer text in common.
const LONGEST_MATCH: usize = 8;

pub(super) const LETTERS_OF_IDENTIFIERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";
pub(super) const LETTERS_OF_BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// How many bits each symbol takes; 0 stands for a symbol that has no code.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Lengths {
    pub(super) literals: [u8; LITERALS],
    pub(super) distances: [u8; DISTANCES],
}

/// How often a symbol comes in one UserSig, in the mean.
#[derive(Clone, Debug)]
pub(super) struct Counts {
    pub(super) literals: [f64; LITERALS],
    pub(super) distances: [f64; DISTANCES],
    /// The bits behind the symbols of distances.
    more: f64,
}

/// Texts with identifiers of 5, 16 and 32 bytes in equal parts, always the same ones.
pub(super) fn texts(each: usize) -> Vec<Vec<u8>> {
    let mut random = Random::new();
    let lengths = core::iter::repeat_n([5, 16, 32], each).flatten();
    lengths.map(|length| text(&mut random, length)).collect()
}

/// The text as `crates/tencent-chat/src/usersig/claims.rs` writes it. Of the 720 orders of its fields this one comes
/// within a bit of the shortest: `er":"` of the version comes back in the identifier's key, and the numbers lie side by
/// side, so that what stands between them was seen last just before.
fn text(random: &mut Random, identifier: usize) -> Vec<u8> {
    let identifier = random.letters(LETTERS_OF_IDENTIFIERS, identifier);
    let signature = random.letters(LETTERS_OF_BASE64, 43);
    let app = 1_400_000_000 + random.below(300_000_000);
    let time = 1_600_000_000 + random.below(300_000_000);
    let expire = random.one_of(&[86_400, 604_800, 2_592_000, 5_184_000, 15_552_000]);
    format!(
        r#"{{"TLS.ver":"2.0","TLS.identifier":"{identifier}","TLS.sig":"{signature}=","TLS.expire":{expire},"TLS.time":{time},"TLS.sdkappid":{app}}}"#
    )
    .into_bytes()
}

/// Packs the texts as `crates/tencent-chat/src/usersig/deflate.rs` does, and counts.
pub(super) fn count(texts: &[Vec<u8>], lengths: &Lengths) -> Counts {
    let mut counts = Counts { literals: [0.0; LITERALS], distances: [0.0; DISTANCES], more: 0.0 };
    let once = 1.0 / texts.len() as f64;
    for text in texts {
        let mut at = 0;
        while at < text.len() {
            let (length, distance) = longest_match(text, at);
            let literals: Option<u32> = text[at..at + length].iter().map(|b| lengths.literal((*b).into())).sum();
            match lengths.match_of(length, distance) {
                Some(bits) if literals.is_none_or(|literals| bits < literals) => {
                    counts.literals[length_symbol(length)] += once;
                    let (symbol, more) = distance_symbol(distance);
                    counts.distances[symbol] += once;
                    counts.more += once * f64::from(more);
                    at += length;
                }
                _ => {
                    counts.literals[usize::from(text[at])] += once;
                    at += 1;
                }
            }
        }
        counts.literals[END_OF_BLOCK] += once;
    }
    counts
}

/// The nearest of the longest.
fn longest_match(text: &[u8], at: usize) -> (usize, usize) {
    let mut best = (0, 0);
    for distance in 1..=at.min(255) {
        let pairs = text[at..].iter().zip(&text[at - distance..]);
        let length = pairs.take(LONGEST_MATCH).take_while(|(a, b)| a == b).count();
        if length > best.0 {
            best = (length, distance);
        }
    }
    best
}

impl Counts {
    /// What a text comes to with these lengths, in the mean.
    pub(super) fn bits(&self, lengths: &Lengths) -> f64 {
        let bits = |counts: &[f64], lengths: &[u8]| -> f64 {
            counts.iter().zip(lengths).map(|(count, bits)| count * f64::from(*bits)).sum()
        };
        bits(&self.literals, &lengths.literals) + bits(&self.distances, &lengths.distances) + self.more
    }
}

impl Lengths {
    /// Everything costs much the same: where the search begins.
    pub(super) const fn even() -> Self {
        Self { literals: [7; LITERALS], distances: [4; DISTANCES] }
    }

    fn literal(&self, symbol: usize) -> Option<u32> {
        Some(u32::from(self.literals[symbol])).filter(|bits| *bits > 0)
    }

    fn match_of(&self, length: usize, distance: usize) -> Option<u32> {
        if length < 3 {
            return None;
        }
        let (symbol, more) = distance_symbol(distance);
        let distance = Some(u32::from(self.distances[symbol])).filter(|bits| *bits > 0)?;
        Some(self.literal(length_symbol(length))? + distance + more)
    }
}

const fn length_symbol(length: usize) -> usize {
    254 + length
}

/// The symbol of a distance, and how many bits follow it.
const fn distance_symbol(distance: usize) -> (usize, u32) {
    let less = distance - 1;
    if less < 4 {
        return (less, 0);
    }
    let more = less.ilog2() - 1;
    (2 * more as usize + (less >> more), more)
}

/// The same numbers every time (xorshift64*).
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }

    const fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    pub(super) const fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }

    fn letters(&mut self, of: &[u8], count: usize) -> String {
        (0..count).map(|_| char::from(self.one_of(of))).collect()
    }
}
