//! UserSigs as they will be: how often each symbol of the deflate format comes in them.

/// The symbols of deflate: literals, the end of the block, match lengths; then distances.
pub(super) const LITERALS: usize = 286;
pub(super) const DISTANCES: usize = 30;
pub(super) const END_OF_BLOCK: usize = 256;
/// The symbol of the longest match: the fields have no longer text in common.
pub(super) const LONGEST_MATCH: usize = length_symbol(7);

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
}

impl Counts {
    /// Those of UserSigs with identifiers of 5, 16 and 32 bytes in equal parts, always the same ones.
    pub(super) fn of_texts(each: usize) -> Self {
        let mut random = Random::new();
        let mut text = Text {
            counts: Self { literals: [0.0; LITERALS], distances: [0.0; DISTANCES] },
            once: 1.0 / (3 * each) as f64,
            len: 0,
        };
        for length in core::iter::repeat_n([5, 16, 32], each).flatten() {
            text.write(&mut random, length);
        }
        text.counts
    }
}

/// A text that is packed.
struct Text {
    counts: Counts,
    /// What one symbol counts.
    once: f64,
    /// How many bytes have come.
    len: usize,
}

impl Text {
    /// As `crates/tencent-chat/src/usersig/packing.rs` writes it. Of the 720 orders of its fields this one comes within a bit
    /// of the shortest: `er":"` of the version comes back in the identifier's key, and the numbers lie side by side, so that
    /// what stands between them was seen last just before.
    fn write(&mut self, random: &mut Random, identifier: usize) {
        let app = 1_400_000_000 + random.below(300_000_000);
        let time = 1_600_000_000 + random.below(300_000_000);
        let expire = random.one_of(&[86_400, 604_800, 2_592_000, 5_184_000, 15_552_000]);

        let mut prefix = self.put("{\"TLS.");
        let mut er = self.put("ver\":\"");
        self.put("2.0\",");
        self.again("\"TLS.", &mut prefix);
        self.put("identifi");
        self.again("er\":\"", &mut er);
        self.put(&random.letters(LETTERS_OF_IDENTIFIERS, identifier));
        self.again("\",\"TLS.", &mut prefix);
        let mut prefix_s = self.len + 1;
        self.put("sig");
        self.again("\":\"", &mut er);
        self.put(&random.letters(LETTERS_OF_BASE64, 43));
        self.put("=");
        self.again("\",\"TLS.", &mut prefix);
        let mut e = self.put("expire\":");
        self.put(&expire.to_string());
        self.again(",\"TLS.", &mut prefix);
        self.put("tim");
        self.again("e\":", &mut e);
        let mut first_digit = self.len + 1;
        self.put(&time.to_string());
        self.again(",\"TLS.s", &mut prefix_s);
        self.put("dkappid");
        self.again("\":1", &mut first_digit);
        self.put(&app.to_string()[1..]);
        self.put("}");
        self.counts.literals[END_OF_BLOCK] += self.once;
    }

    /// Where it ends.
    fn put(&mut self, text: &str) -> usize {
        for byte in text.bytes() {
            self.counts.literals[usize::from(byte)] += self.once;
        }
        self.len += text.len();
        self.len
    }

    /// A match with what ended at `before`.
    fn again(&mut self, text: &str, before: &mut usize) {
        self.len += text.len();
        self.counts.literals[length_symbol(text.len())] += self.once;
        self.counts.distances[distance_symbol(self.len - *before)] += self.once;
        *before = self.len;
    }
}

impl Lengths {
    /// Everything costs much the same: where the search begins.
    pub(super) const fn even() -> Self {
        Self { literals: [7; LITERALS], distances: [4; DISTANCES] }
    }

    /// RFC 1951, 3.2.6.
    pub(super) fn fixed() -> Self {
        let literals = core::array::from_fn(|symbol| match symbol {
            144..256 => 9,
            256..280 => 7,
            _ => 8,
        });
        Self { literals, distances: [5; DISTANCES] }
    }
}

const fn length_symbol(length: usize) -> usize {
    254 + length
}

const fn distance_symbol(distance: usize) -> usize {
    let less = distance - 1;
    if less < 4 {
        return less;
    }
    let more = less.ilog2() as usize - 1;
    2 * more + (less >> more)
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
