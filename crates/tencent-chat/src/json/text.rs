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
    /// How many digits of `\uXXXX` have come, and what they say.
    digits: u8,
    unit: u16,
    /// The first half of a surrogate pair, 0 where there is none.
    high: u16,
}

#[derive(Clone, Copy, Debug)]
enum Mode {
    Plain,
    Escape,
    Hex,
}

impl Decoder {
    pub(super) const fn new() -> Self {
        Self { mode: Mode::Plain, lacking: 0, lowest: 0, highest: 0, digits: 0, unit: 0, high: 0 }
    }

    /// Reads on in a text; whether its closing quote was reached.
    pub(super) fn read(&mut self, bytes: &mut [u8], at: &mut Cursor) -> Result<bool, Problem> {
        loop {
            if self.lacking == 0 && self.high == 0 && matches!(self.mode, Mode::Plain) {
                let plain = plain_run(bytes.get(at.read..).unwrap_or_default());
                at.pass(bytes, plain);
            }
            let Some(&byte) = bytes.get(at.read) else { return Ok(false) };
            let kept = match self.mode {
                Mode::Plain => match byte {
                    _ if self.lacking != 0 => self.continuation(byte)?,
                    b'\\' => {
                        self.mode = Mode::Escape;
                        at.read += 1;
                        continue;
                    }
                    _ if self.high != 0 => return Err(Problem::Surrogate),
                    b'"' => {
                        at.take(bytes, QUOTE);
                        return Ok(true);
                    }
                    0..0x20 => return Err(Problem::Control),
                    _ => self.lead(byte)?,
                },
                Mode::Escape => {
                    self.mode = Mode::Plain;
                    match byte {
                        b'u' => {
                            self.mode = Mode::Hex;
                            self.digits = 0;
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
                    }
                }
                Mode::Hex => {
                    let digit = char::from(byte).to_digit(16).ok_or(Problem::Escape)?;
                    self.unit = self.unit << 4 | digit as u16;
                    self.digits += 1;
                    if self.digits < 4 {
                        at.read += 1;
                        continue;
                    }
                    self.mode = Mode::Plain;
                    let code = self.code()?;
                    at.read += 1;
                    if self.high == 0 {
                        put(code, bytes, at);
                    }
                    continue;
                }
            };
            at.take(bytes, kept);
        }
    }

    /// How many bytes have to stay free between writing and reading while an escape is cut: its last digit alone may become
    /// a character of three bytes, or with the half before it of four.
    pub(super) const fn slack(&self) -> usize {
        match self.mode {
            Mode::Hex if self.high != 0 => 3,
            Mode::Hex => 2,
            _ => 0,
        }
    }

    /// The first byte of a character of several.
    const fn lead(&mut self, byte: u8) -> Result<u8, Problem> {
        self.lacking = match byte {
            ..0x80 => 0,
            0xC2..0xE0 => 1,
            0xE0..0xF0 => 2,
            0xF0..=0xF4 => 3,
            _ => return Err(Problem::Utf8),
        };
        self.lowest = match byte {
            0xE0 => 0xA0,
            0xF0 => 0x90,
            _ => 0x80,
        };
        self.highest = match byte {
            0xED => 0x9F,
            0xF4 => 0x8F,
            _ => 0xBF,
        };
        Ok(byte)
    }

    const fn continuation(&mut self, byte: u8) -> Result<u8, Problem> {
        if byte < self.lowest || byte > self.highest {
            return Err(Problem::Utf8);
        }
        self.lacking -= 1;
        (self.lowest, self.highest) = (0x80, 0xBF);
        Ok(byte)
    }

    /// The character that `\uXXXX` stands for, unless it is the first half of one.
    const fn code(&mut self) -> Result<u32, Problem> {
        let (high, unit) = (self.high, self.unit);
        let code = unit as u32;
        self.high = 0;
        match (high, unit >> 10) {
            (0, 0b11_0110) => self.high = unit,
            (0, 0b11_0111) => return Err(Problem::Surrogate),
            (0, _) => {}
            (_, 0b11_0111) => return Ok(0x1_0000 + ((high as u32 & 0x3FF) << 10 | code & 0x3FF)),
            _ => return Err(Problem::Surrogate),
        }
        Ok(code)
    }
}

/// Keeps a character, in UTF-8.
fn put(code: u32, bytes: &mut [u8], at: &mut Cursor) {
    let more = match code {
        ..0x80 => return at.put(bytes, code as u8),
        0x80..0x800 => 1,
        0x800..0x1_0000 => 2,
        _ => 3,
    };
    // As many ones as there are bytes stand in front of the first.
    at.put(bytes, !(0x7F >> more) | (code >> (6 * more)) as u8);
    for place in (0..more).rev() {
        at.put(bytes, 0x80 | (code >> (6 * place)) as u8 & 0x3F);
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
