//! The grammar, a token at a time.

use super::{Error, MAX_DEPTH, Problem, QUOTE, literal, text, value::is_repeated};
use crate::cursor::Cursor;

/// Reads one JSON text that comes in pieces.
///
/// It is handed the bytes that have come, and a [`Cursor`] that says up to where they have been read and where what is
/// kept ends. Kept is what lies at least `floor` deep; commas and colons only deeper than that. What cannot be told before
/// more has come (an escape, a character, a number or word that is cut) stays unread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader {
    /// What may come next, as a set.
    expected: u8,
    depth: u8,
    /// From which depth on values are kept.
    pub(crate) floor: u8,
    /// One bit a level, the innermost lowest: set for an object.
    objects: u32,
}

/// What [`Reader::next`] came upon.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Token {
    /// The end of the bytes, or of what can be told of them.
    More,
    /// The end of a key, which begins at [`Cursor::mark`].
    Key,
    /// The end of a text, number or word, which begins at [`Cursor::mark`].
    Scalar,
    /// The begin of an object or array.
    Open,
    /// The end of an object or array.
    Close,
}

const VALUE: u8 = 1;
const KEY: u8 = 2;
const CLOSE: u8 = 4;
const COMMA: u8 = 8;
const COLON: u8 = 16;
/// The rest of a text.
const IN_TEXT: u8 = 32;
/// The rest of a key.
const IN_KEY: u8 = 64;

/// A floor that nothing is as deep as.
pub(crate) const NOTHING: u8 = u8::MAX;

impl Reader {
    pub(crate) const fn new(floor: u8) -> Self {
        Self { expected: VALUE, depth: 0, floor, objects: 0 }
    }

    /// Reads up to the next token, or to the end of `bytes`.
    pub(crate) fn next(&mut self, bytes: &mut [u8], at: &mut Cursor) -> Result<Token, Problem> {
        loop {
            let keeps = self.depth >= self.floor;
            if self.expected >= IN_TEXT {
                if !text::read(bytes, at, keeps)? {
                    return Ok(Token::More);
                }
                if self.expected == IN_TEXT {
                    return Ok(self.scalar());
                }
                self.expected = COLON;
                return Ok(Token::Key);
            }
            let Some(&byte) = bytes.get(at.read) else { return Ok(Token::More) };
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => at.read = at.read.wrapping_add(1),
                b'"' => {
                    let is_key = self.expect(KEY | VALUE)? == KEY;
                    self.expected = if is_key { IN_KEY } else { IN_TEXT };
                    at.mark = at.write;
                    at.take(bytes, QUOTE, keeps);
                }
                b':' => {
                    self.expect(COLON)?;
                    self.expected = VALUE;
                    at.take(bytes, byte, self.depth > self.floor);
                }
                b',' => {
                    self.expect(COMMA)?;
                    self.expected = if self.in_object() { KEY } else { VALUE };
                    at.take(bytes, byte, self.depth > self.floor);
                }
                b'{' | b'[' => {
                    self.expect(VALUE)?;
                    if self.depth >= MAX_DEPTH {
                        return Err(Problem::Depth);
                    }
                    self.depth = self.depth.wrapping_add(1);
                    self.objects = self.objects << 1 | u32::from(byte == b'{');
                    self.expected = CLOSE | if byte == b'{' { KEY } else { VALUE };
                    at.take(bytes, byte, keeps);
                    return Ok(Token::Open);
                }
                b'}' | b']' => {
                    self.expect(CLOSE)?;
                    if self.in_object() != (byte == b'}') {
                        return Err(Problem::Unexpected);
                    }
                    self.depth = self.depth.wrapping_sub(1);
                    self.objects >>= 1;
                    at.take(bytes, byte, self.depth >= self.floor);
                    self.scalar();
                    return Ok(Token::Close);
                }
                _ => {
                    self.expect(VALUE)?;
                    return self.literal(bytes, at);
                }
            }
        }
    }

    /// Whether the value has ended.
    pub(crate) const fn is_whole(&self) -> bool {
        self.depth == 0 && self.expected == 0
    }

    /// How many objects and arrays are open.
    pub(crate) const fn depth(&self) -> u8 {
        self.depth
    }

    /// Whether the innermost of them is an object.
    pub(crate) const fn in_object(&self) -> bool {
        self.objects & 1 != 0
    }

    /// Whether a key is being read.
    pub(crate) const fn in_key(&self) -> bool {
        self.expected == IN_KEY
    }

    /// A number or word, whose end has to be there, too.
    fn literal(&mut self, bytes: &mut [u8], at: &mut Cursor) -> Result<Token, Problem> {
        let rest = bytes.get(at.read..).unwrap_or_default();
        let len = rest.iter().take_while(|byte| literal::is_literal_byte(**byte)).count();
        let (literal, behind) = rest.split_at_checked(len).unwrap_or_default();
        if behind.is_empty() && literal::may_begin(literal) {
            return Ok(Token::More);
        }
        if !literal::is_literal(literal) {
            return Err(Problem::Unexpected);
        }
        at.mark = at.write;
        at.needs(len.wrapping_add(1));
        at.pass(bytes, len, self.depth >= self.floor);
        Ok(self.scalar())
    }

    /// Which of these may come next.
    const fn expect(&self, what: u8) -> Result<u8, Problem> {
        match self.expected & what {
            0 => Err(Problem::Unexpected),
            expected => Ok(expected),
        }
    }

    const fn scalar(&mut self) -> Token {
        self.expected = if self.depth == 0 { 0 } else { COMMA | CLOSE };
        Token::Scalar
    }
}

/// Reads a whole text that lies in memory, compacting it; what is left is that of one value.
pub(super) fn read_whole(bytes: &mut [u8]) -> Result<usize, Error> {
    let (mut reader, mut at) = (Reader::new(0), Cursor::default());
    loop {
        match reader.next(bytes, &mut at) {
            Ok(Token::Key) if is_repeated(bytes, &at) => {
                return Err(Error::Syntax { problem: Problem::Duplicate, at: at.read });
            }
            Ok(Token::More) => break,
            Ok(_) => {}
            Err(problem) => return Err(Error::Syntax { problem, at: at.read }),
        }
    }
    if reader.is_whole() {
        return Ok(at.write);
    }
    // A number or word that is all of the text ends where nothing follows it.
    let rest = bytes.get(at.read..).unwrap_or_default();
    let len = rest.len();
    if len == 0 || reader.depth != 0 || reader.expected != VALUE {
        return Err(Error::Syntax { problem: Problem::Unfinished, at: bytes.len() });
    }
    if !literal::is_literal(rest) {
        return Err(Error::Syntax { problem: Problem::Unexpected, at: at.read });
    }
    at.pass(bytes, len, true);
    Ok(at.write)
}
