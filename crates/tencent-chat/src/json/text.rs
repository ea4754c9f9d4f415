//! The inside of a text: UTF-8 checked, escapes undone, both across any cut.

use super::{Problem, QUOTE};
use crate::cursor::Cursor;

/// What stands between two bytes of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decoder {
    mode: Mode,
    /// Continuation bytes that the character still lacks, and between which bounds the next one lies.
    lacking: u8,
    lowest: u8,
    highest: u8,
    /// The first half of a surrogate pair, 0 where there is none.
    high: u16,
}

#[derive(Clone, Copy, Debug)]
enum Mode {
    Plain,
    Escape,
    Hex { digits: u8, value: u16 },
}

impl Decoder {
    pub(super) const fn new() -> Self {
        Self { mode: Mode::Plain, lacking: 0, lowest: 0, highest: 0, high: 0 }
    }

    /// Reads on in a text; whether its closing quote was reached. What is read is kept where `at` writes, or passed over.
    pub(super) fn read(&mut self, bytes: &mut [u8], at: &mut Cursor, keep: bool) -> Result<bool, Problem> {
        loop {
            if self.lacking == 0 && self.high == 0 && matches!(self.mode, Mode::Plain) {
                let plain = plain_run(bytes.get(at.read..).unwrap_or_default());
                at.pass(bytes, plain, keep);
            }
            let Some(&byte) = bytes.get(at.read) else { return Ok(false) };
            match self.mode {
                Mode::Plain if self.lacking != 0 => self.continuation(byte)?,
                Mode::Plain => match byte {
                    b'\\' => {
                        self.mode = Mode::Escape;
                        at.read += 1;
                        continue;
                    }
                    _ if self.high != 0 => return Err(Problem::Surrogate),
                    b'"' => {
                        at.read += 1;
                        at.put(bytes, QUOTE, keep);
                        return Ok(true);
                    }
                    0..0x20 => return Err(Problem::Control),
                    _ => self.lead(byte)?,
                },
                Mode::Escape => {
                    self.mode = Mode::Plain;
                    let plain = match byte {
                        b'u' => {
                            self.mode = Mode::Hex { digits: 0, value: 0 };
                            at.read += 1;
                            continue;
                        }
                        _ if self.high != 0 => return Err(Problem::Surrogate),
                        b'"' | b'\\' | b'/' => byte,
                        b'b' => 8,
                        b'f' => 12,
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        _ => return Err(Problem::Escape),
                    };
                    at.read += 1;
                    at.put(bytes, plain, keep);
                    continue;
                }
                Mode::Hex { digits, value } => {
                    let Some(digit) = char::from(byte).to_digit(16) else { return Err(Problem::Escape) };
                    let value = value << 4 | digit as u16;
                    if digits < 3 {
                        self.mode = Mode::Hex { digits: digits + 1, value };
                        at.read += 1;
                    } else {
                        self.mode = Mode::Plain;
                        let character = self.unit(value)?;
                        at.read += 1;
                        if let Some(character) = character {
                            for &byte in character.encode_utf8(&mut [0; 4]).as_bytes() {
                                at.put(bytes, byte, keep);
                            }
                        }
                    }
                    continue;
                }
            }
            at.pass(bytes, 1, keep);
        }
    }

    /// How many bytes have to stay free between writing and reading while an escape is cut: its last digit alone may become
    /// a character of three bytes, or with the half before it of four.
    pub(super) const fn slack(&self) -> usize {
        match self.mode {
            Mode::Hex { .. } if self.high != 0 => 3,
            Mode::Hex { .. } => 2,
            _ => 0,
        }
    }

    /// The first byte of a character of several.
    fn lead(&mut self, byte: u8) -> Result<(), Problem> {
        (self.lacking, self.lowest, self.highest) = match byte {
            0xC2..=0xDF => (1, 0x80, 0xBF),
            0xE0 => (2, 0xA0, 0xBF),
            0xED => (2, 0x80, 0x9F),
            0xE1..=0xEF => (2, 0x80, 0xBF),
            0xF0 => (3, 0x90, 0xBF),
            0xF1..=0xF3 => (3, 0x80, 0xBF),
            0xF4 => (3, 0x80, 0x8F),
            0x80.. => return Err(Problem::Utf8),
            _ => (0, 0, 0),
        };
        Ok(())
    }

    fn continuation(&mut self, byte: u8) -> Result<(), Problem> {
        if byte < self.lowest || byte > self.highest {
            return Err(Problem::Utf8);
        }
        (self.lacking, self.lowest, self.highest) = (self.lacking.wrapping_sub(1), 0x80, 0xBF);
        Ok(())
    }

    /// A UTF-16 unit that was written as `\uXXXX`: a character, or the first half of one.
    fn unit(&mut self, unit: u16) -> Result<Option<char>, Problem> {
        let (high, low) = (u32::from(self.high), u32::from(unit));
        let code = match (high, low) {
            (0, 0xD800..=0xDBFF) => {
                self.high = unit;
                return Ok(None);
            }
            (0, _) => low,
            (_, 0xDC00..=0xDFFF) => 0x1_0000 + ((high & 0x3FF) << 10) + (low & 0x3FF),
            _ => return Err(Problem::Surrogate),
        };
        self.high = 0;
        // Only the second half of a pair on its own is no character.
        char::from_u32(code).map(Some).ok_or(Problem::Surrogate)
    }
}

/// How many bytes from here on stand for themselves: no quote, backslash, control character, or part of a longer character.
fn plain_run(bytes: &[u8]) -> usize {
    const WORD: usize = size_of::<usize>();
    const ONES: usize = usize::MAX / 0xFF;
    const HIGH: usize = ONES * 0x80;

    let (words, rest) = bytes.as_chunks::<WORD>();
    let mut count = 0;
    for word in words {
        let word = usize::from_le_bytes(*word);
        // A high bit marks a byte that does not. A borrow can only mark a byte after one that is marked rightly, and the
        // first one is all that is asked for.
        let marks = word
            | word.wrapping_sub(ONES * 0x20)
            | (word ^ (ONES * b'"' as usize)).wrapping_sub(ONES)
            | (word ^ (ONES * b'\\' as usize)).wrapping_sub(ONES);
        let marks = marks & HIGH;
        if marks != 0 {
            return count + marks.trailing_zeros() as usize / 8;
        }
        count += WORD;
    }
    count + rest.iter().take_while(|&&byte| matches!(byte, 0x20..0x80) && byte != b'"' && byte != b'\\').count()
}
