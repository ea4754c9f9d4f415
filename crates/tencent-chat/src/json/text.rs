//! The inside of a text: UTF-8 checked, escapes undone.

use super::Problem;
use crate::cursor::{Cursor, Scan};

/// As many bytes are looked at together as the machine has in a word.
const WORD: usize = size_of::<usize>();
/// A one in each byte, and the highest bit of each.
const ONES: usize = usize::MAX / 0xFF;
const HIGH: usize = ONES * 0x80;

/// What of a text is neither plain nor its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    inside: Inside,
    /// How many bytes of it are missing.
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
    /// A character of several bytes.
    Character,
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
            Inside::Nothing | Inside::Character | Inside::Escape => 0,
            Inside::Digits if self.code <= 0xFFFF => 2,
            Inside::Digits | Inside::Pair => 3,
        }
    }

    /// Reads a byte that is not the end.
    // Not a part of the loop that calls it, which has no register to spare.
    #[inline(never)]
    pub(super) fn read(&mut self, byte: u8, scan: &mut Scan<'_>) -> Result<(), Problem> {
        let mut kept = byte;
        match self.inside {
            Inside::Nothing => match byte {
                ..b' ' => return Err(Problem::Control),
                b'\\' => {
                    self.inside = Inside::Escape;
                    scan.skip();
                    return Ok(());
                }
                // One of the last, which make no word.
                b' '..0x80 => {}
                0x80.. => {
                    (self.left, self.low, self.high) = character(byte).ok_or(Problem::Utf8)?;
                    self.inside = Inside::Character;
                }
            },
            Inside::Character => {
                if byte < self.low || byte > self.high {
                    return Err(Problem::Utf8);
                }
                (self.low, self.high) = (0x80, 0xBF);
                self.step(Inside::Nothing);
            }
            Inside::Escape => {
                self.inside = Inside::Nothing;
                kept = match byte {
                    b'"' | b'\\' | b'/' => byte,
                    b'b' => 8,
                    b'f' => 12,
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'u' => {
                        (self.inside, self.left, self.code) = (Inside::Digits, 4, 0);
                        scan.skip();
                        return Ok(());
                    }
                    _ => return Err(Problem::Escape),
                };
            }
            Inside::Digits => {
                let digit = char::from(byte).to_digit(16).ok_or(Problem::Escape)?;
                self.code = self.code << 4 | digit;
                self.step(Inside::Nothing);
                if self.left == 0 {
                    self.end_of_escape(scan)?;
                }
                scan.skip();
                return Ok(());
            }
            Inside::Pair => {
                if byte != if self.left == 6 { b'\\' } else { b'u' } {
                    return Err(Problem::Surrogate);
                }
                self.left = self.left.wrapping_sub(1);
                if self.left == 4 {
                    self.inside = Inside::Digits;
                }
                scan.skip();
                return Ok(());
            }
        }
        scan.take(kept);
        Ok(())
    }

    /// One byte less is missing; behind the last one comes this.
    const fn step(&mut self, then: Inside) {
        self.left = self.left.wrapping_sub(1);
        if self.left == 0 {
            self.inside = then;
        }
    }

    /// Keeps the character that the digits are, in UTF-8.
    fn end_of_escape(&mut self, scan: &mut Scan<'_>) -> Result<(), Problem> {
        let mut code = self.code;
        let is_pair = code > 0xFFFF;
        let surrogate = code >> 10 & 0x3F;
        if surrogate == 0b11_0110 && !is_pair {
            (self.inside, self.left) = (Inside::Pair, 6);
            return Ok(());
        }
        if (surrogate == 0b11_0111) != is_pair {
            return Err(Problem::Surrogate);
        }
        if is_pair {
            code = 0x1_0000_u32.wrapping_add(code >> 6 & 0xF_FC00 | code & 0x3FF);
        }
        put(code, scan);
        Ok(())
    }
}

/// Passes the bytes over which stand for themselves, as many words as there are: no quote, backslash, control character, or
/// part of a longer character.
#[inline]
pub(super) fn pass_plain(scan: &mut Scan<'_>) {
    let Cursor { mut read, mut write, .. } = *scan.at;
    loop {
        let word_at =
            |from: usize| scan.bytes.get(from..)?.first_chunk::<WORD>().map(|word| usize::from_le_bytes(*word));
        let Some(word) = word_at(read) else { break };
        // A high bit marks a byte that does not. A borrow can only mark a byte after one that is marked rightly, and the first
        // one is all that is asked for.
        let marks = word
            | word.wrapping_sub(ONES * 0x20)
            | (word ^ ONES.wrapping_mul(b'"' as usize)).wrapping_sub(ONES)
            | (word ^ ONES.wrapping_mul(b'\\' as usize)).wrapping_sub(ONES);
        let marks = (marks & HIGH) >> 7;
        // Ones in front of the first mark, or everywhere.
        let plain = (marks & marks.wrapping_neg()).wrapping_sub(1);
        if write != read {
            let Some(to) = scan.bytes.get_mut(write..).and_then(|bytes| bytes.first_chunk_mut::<WORD>()) else { break };
            let old = usize::from_le_bytes(*to);
            *to = (old ^ (old ^ word) & plain).to_le_bytes();
        }
        let count = plain.count_ones() as usize / 8;
        read = read.wrapping_add(count);
        write = write.wrapping_add(count);
        if marks != 0 {
            break;
        }
    }
    (scan.at.read, scan.at.write) = (read, write);
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

/// Keeps a character, in UTF-8.
fn put(code: u32, scan: &mut Scan<'_>) {
    let mut more: u32 = match code {
        ..0x80 => 0,
        0x80..0x800 => 1,
        0x800..0x1_0000 => 2,
        _ => 3,
    };
    // As many ones as there are bytes stand in front of the first, but where it is the only one.
    let mut byte = if more == 0 { code } else { !(0x7F >> more) | code >> more.wrapping_mul(6) };
    loop {
        scan.put(byte as u8);
        if more == 0 {
            break;
        }
        more = more.wrapping_sub(1);
        byte = 0x80 | code >> more.wrapping_mul(6) & 0x3F;
    }
}
