//! The inside of a text: UTF-8 checked, escapes undone.

use super::{Problem, QUOTE};
use crate::cursor::Cursor;

/// Reads on in a text; whether its closing quote was reached. Where a character or escape is cut, it stays unread.
pub(super) fn read(bytes: &mut [u8], at: &mut Cursor, keeps: bool) -> Result<bool, Problem> {
    loop {
        let rest = bytes.get(at.read..).unwrap_or_default();
        let plain = plain_run(rest);
        let Some(special) = rest.get(plain).copied() else {
            at.pass(bytes, plain, keeps);
            return Ok(false);
        };
        at.pass(bytes, plain, keeps);
        if special == b'"' {
            at.take(bytes, QUOTE, keeps);
            return Ok(true);
        }
        if !read_special(bytes, at, keeps)? {
            return Ok(false);
        }
    }
}

/// Reads an escape or a character of several bytes; whether it was whole.
// Not a part of the loop above, which would be slower and no smaller for it.
#[inline(never)]
fn read_special(bytes: &mut [u8], at: &mut Cursor, keeps: bool) -> Result<bool, Problem> {
    let rest = bytes.get(at.read..).unwrap_or_default();
    let special = match rest.first() {
        Some(b'\\') => escape(rest)?,
        Some(0x80..) => character(rest)?,
        _ => return Err(Problem::Control),
    };
    let Some((code, len)) = special else { return Ok(false) };
    at.needs(len);
    at.read = at.read.wrapping_add(len);
    if keeps {
        put(code, bytes, at);
    }
    Ok(true)
}

/// How many bytes from here on stand for themselves: no quote, backslash, control character, or part of a longer character.
fn plain_run(bytes: &[u8]) -> usize {
    const WORD: usize = size_of::<usize>();
    const ONES: usize = usize::MAX / 0xFF;
    const HIGH: usize = ONES * 0x80;

    let (words, rest) = bytes.as_chunks::<WORD>();
    let mut count = 0_usize;
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
            return count.wrapping_add(marks.trailing_zeros() as usize / 8);
        }
        count = count.wrapping_add(WORD);
    }
    let is_plain = |byte: &&u8| matches!(**byte, b' '..0x80) && **byte != b'"' && **byte != b'\\';
    count.wrapping_add(rest.iter().take_while(is_plain).count())
}

/// A character of several bytes, and how many these are; `None` where it is cut.
fn character(bytes: &[u8]) -> Result<Option<(u32, usize)>, Problem> {
    let [first, rest @ ..] = bytes else { return Ok(None) };
    let (more, mut lowest, mut highest) = match first {
        0xC2..0xE0 => (1, 0x80, 0xBF),
        0xE0 => (2, 0xA0, 0xBF),
        0xED => (2, 0x80, 0x9F),
        0xE1..0xF0 => (2, 0x80, 0xBF),
        0xF0 => (3, 0x90, 0xBF),
        0xF1..0xF4 => (3, 0x80, 0xBF),
        0xF4 => (3, 0x80, 0x8F),
        _ => return Err(Problem::Utf8),
    };
    let mut code = u32::from(*first) & (0x3F >> more);
    for place in 0..more {
        let Some(byte) = rest.get(place) else { return Ok(None) };
        if *byte < lowest || *byte > highest {
            return Err(Problem::Utf8);
        }
        (lowest, highest) = (0x80, 0xBF);
        code = code << 6 | u32::from(*byte & 0x3F);
    }
    Ok(Some((code, more + 1)))
}

/// The character that an escape stands for, and how many bytes the escape has; `None` where it is cut.
fn escape(bytes: &[u8]) -> Result<Option<(u32, usize)>, Problem> {
    let Some(letter) = bytes.get(1) else { return Ok(None) };
    let code = match letter {
        b'"' | b'\\' | b'/' => *letter,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'u' => return unicode_escape(bytes),
        _ => return Err(Problem::Escape),
    };
    Ok(Some((code.into(), 2)))
}

fn unicode_escape(bytes: &[u8]) -> Result<Option<(u32, usize)>, Problem> {
    let Some(unit) = unit(bytes.get(2..).unwrap_or_default())? else { return Ok(None) };
    match unit >> 10 {
        0b11_0110 => {}
        0b11_0111 => return Err(Problem::Surrogate),
        _ => return Ok(Some((unit, 6))),
    }
    let rest = bytes.get(6..).unwrap_or_default();
    if rest.iter().zip(b"\\u").any(|(byte, wanted)| byte != wanted) {
        return Err(Problem::Surrogate);
    }
    match self::unit(rest.get(2..).unwrap_or_default())? {
        Some(low) if low >> 10 == 0b11_0111 => Ok(Some((0x1_0000 + ((unit & 0x3FF) << 10 | low & 0x3FF), 12))),
        Some(_) => Err(Problem::Surrogate),
        None => Ok(None),
    }
}

/// Four hexadecimal digits; `None` where they are cut.
fn unit(digits: &[u8]) -> Result<Option<u32>, Problem> {
    let mut unit = 0;
    for place in 0..4 {
        let Some(digit) = digits.get(place) else { return Ok(None) };
        unit = unit << 4 | char::from(*digit).to_digit(16).ok_or(Problem::Escape)?;
    }
    Ok(Some(unit))
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
