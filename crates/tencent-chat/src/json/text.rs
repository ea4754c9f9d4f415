//! The inside of a text: UTF-8 checked, escapes undone.

use super::Problem;

/// As many bytes are looked at together as the machine has in a word.
const WORD: usize = size_of::<usize>();
/// A one in each byte, and the highest bit of each.
const ONES: usize = usize::MAX / 0xFF;
const HIGH: usize = ONES * 0x80;

/// What is kept for a byte behind which an escape goes on. No character looks so.
pub(super) const NOTHING: u32 = u32::MAX;

/// What of a text is neither plain nor its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    inside: Inside,
    /// How many bytes of a character, or of the escape for one, are missing.
    left: u8,
    /// Between which the next byte of a character lies.
    low: u8,
    high: u8,
    /// The digits of an escape so far, behind those of a high surrogate.
    code: u32,
}

/// What it has been cut in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Inside {
    Nothing,
    /// An escape, behind its backslash.
    Escape,
    /// The digits of one.
    Digits,
    /// Between the halves of a surrogate pair: before the backslash, and the letter behind it.
    Pair,
}

impl Text {
    pub(super) const fn new() -> Self {
        Self { inside: Inside::Nothing, left: 0, low: 0, high: 0, code: 0 }
    }

    /// Whether the next byte stands for itself, or ends the text.
    pub(super) fn is_plain(&self) -> bool {
        self.inside == Inside::Nothing
    }

    /// How many bytes more than those that are still to come the character takes that an escape stands for.
    pub(super) const fn pending(&self) -> usize {
        match self.inside {
            Inside::Nothing | Inside::Escape => 0,
            Inside::Digits if self.code <= 0xFFFF => 2,
            Inside::Digits | Inside::Pair => 3,
        }
    }

    /// Reads a byte of an escape, or one that has to be escaped; what is kept for it, as [`utf8`] has it, or [`NOTHING`].
    // Not a part of the loop that calls it, which has no register to spare.
    #[inline(never)]
    pub(super) fn escape(&mut self, byte: u8) -> Result<u32, Problem> {
        let mut kept = NOTHING;
        match self.inside {
            Inside::Nothing if byte == b'\\' => self.inside = Inside::Escape,
            Inside::Nothing => return Err(Problem::Control),
            Inside::Escape => {
                self.inside = Inside::Nothing;
                kept = match byte {
                    b'"' | b'\\' | b'/' => byte.into(),
                    b'b' => 8,
                    b'f' => 12,
                    b'n' => 10,
                    b'r' => 13,
                    b't' => 9,
                    b'u' => {
                        (self.inside, self.left, self.code) = (Inside::Digits, 4, 0);
                        NOTHING
                    }
                    _ => return Err(Problem::Escape),
                };
            }
            Inside::Digits => {
                let digit = char::from(byte).to_digit(16).ok_or(Problem::Escape)?;
                self.code = self.code << 4 | digit;
                self.left = self.left.wrapping_sub(1);
                if self.left == 0 {
                    self.inside = Inside::Nothing;
                    kept = self.end_of_escape()?;
                }
            }
            Inside::Pair => {
                if byte != if self.left == 6 { b'\\' } else { b'u' } {
                    return Err(Problem::Surrogate);
                }
                self.left = self.left.wrapping_sub(1);
                if self.left == 4 {
                    self.inside = Inside::Digits;
                }
            }
        }
        Ok(kept)
    }

    /// Reads a byte of a character that has several, which is kept.
    #[inline]
    pub(super) fn character(&mut self, byte: u8) -> Result<(), Problem> {
        if self.left == 0 {
            (self.left, self.low, self.high) = character(byte).ok_or(Problem::Utf8)?;
        } else if byte < self.low || byte > self.high {
            return Err(Problem::Utf8);
        } else {
            (self.low, self.high) = (0x80, 0xBF);
            self.left = self.left.wrapping_sub(1);
        }
        Ok(())
    }

    /// Whether a character of several bytes has been cut.
    #[inline]
    pub(super) fn is_character(&self) -> bool {
        self.left != 0 && self.is_plain()
    }

    /// The character that the digits are.
    const fn end_of_escape(&mut self) -> Result<u32, Problem> {
        let mut code = self.code;
        let is_pair = code > 0xFFFF;
        let surrogate = code >> 10 & 0x3F;
        if surrogate == 0b11_0110 && !is_pair {
            (self.inside, self.left) = (Inside::Pair, 6);
            return Ok(NOTHING);
        }
        if (surrogate == 0b11_0111) != is_pair {
            return Err(Problem::Surrogate);
        }
        if is_pair {
            code = 0x1_0000_u32.wrapping_add(code >> 6 & 0xF_FC00 | code & 0x3FF);
        }
        Ok(utf8(code))
    }
}

/// How many of these bytes stand for themselves, as far as can be told by the word: no quote, backslash, control character,
/// or part of a longer character.
#[inline]
pub(super) fn plain_len(bytes: &[u8]) -> usize {
    let (words, _) = bytes.as_chunks::<WORD>();
    let mut len = 0_usize;
    for word in words {
        let word = usize::from_le_bytes(*word);
        // A high bit marks a byte that does not. A borrow can only mark a byte after one that is marked rightly, and the first
        // one is all that is asked for. But for one bit, a quote comes right behind the control characters.
        let marks = word
            | (word ^ (ONES * 2)).wrapping_sub(ONES * 0x21)
            | (word ^ ONES.wrapping_mul(b'\\' as usize)).wrapping_sub(ONES);
        let marks = marks & HIGH;
        if marks != 0 {
            return len.wrapping_add(marks.trailing_zeros() as usize / 8);
        }
        len = len.wrapping_add(WORD);
    }
    len
}

/// Of a character that begins so: how many bytes follow, and between which the first of those lies.
const fn character(first: u8) -> Option<(u8, u8, u8)> {
    Some(match first {
        0xC2..0xE0 => (1, 0x80, 0xBF),
        0xE0 => (2, 0xA0, 0xBF),
        0xED => (2, 0x80, 0x9F),
        0xE1..0xF0 => (2, 0x80, 0xBF),
        0xF0 => (3, 0x90, 0xBF),
        0xF1..0xF4 => (3, 0x80, 0xBF),
        0xF4 => (3, 0x80, 0x8F),
        _ => return None,
    })
}

/// A character's bytes in UTF-8, the first one lowest. Behind the last one all is zero.
const fn utf8(code: u32) -> u32 {
    let (mut first, mut behind, mut most) = (code, 0, 0x7F);
    while first > most {
        behind = (behind | first & 0x3F | 0x80) << 8;
        first >>= 6;
        most = if most > 0x3F { 0x1F } else { most >> 1 };
    }
    // As many ones as there are bytes stand in front of the first, but where it is the only one.
    behind | !(most << 1 | 1) & 0xFF | first
}
