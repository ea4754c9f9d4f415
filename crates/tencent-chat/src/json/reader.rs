//! The grammar, a byte at a time.

use super::{Error, MAX_DEPTH, Problem, QUOTE, number::Number, text::Decoder, value::is_repeated};
use crate::cursor::Cursor;

/// Reads one JSON text that comes in pieces.
///
/// It is handed the bytes that have come, and a [`Cursor`] that says up to where they have been read and where what is
/// kept ends. Kept is what lies at least `floor` deep; commas and colons only deeper than that.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader {
    inside: Inside,
    /// What may come next, as a set.
    expected: u8,
    depth: u8,
    /// One bit a level, the innermost lowest: set for an object.
    objects: u32,
    /// Whether the text that is read, or was read last, is a key.
    is_key: bool,
    /// From which depth on values are kept.
    pub(crate) floor: u8,
}

/// What [`Reader::next`] came upon.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Token {
    /// The end of the bytes.
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

#[derive(Clone, Copy, Debug)]
enum Inside {
    Structure,
    Text(Decoder),
    Number(Number),
    /// `true`, `false` or `null`: where in [`WORDS`] the next byte stands.
    Word(u8),
}

/// The words, but for their first letters.
const WORDS: &[u8; 13] = b"rue\0alse\0ull\0";

const VALUE: u8 = 1;
const KEY: u8 = 2;
const CLOSE: u8 = 4;
const COMMA: u8 = 8;
const COLON: u8 = 16;

/// A floor that nothing is as deep as.
pub(crate) const NOTHING: u8 = u8::MAX;

impl Reader {
    pub(crate) const fn new(floor: u8) -> Self {
        Self { inside: Inside::Structure, expected: VALUE, depth: 0, objects: 0, is_key: false, floor }
    }

    /// Reads up to the next token, or to the end of `bytes`.
    pub(crate) fn next(&mut self, bytes: &mut [u8], at: &mut Cursor) -> Result<Token, Problem> {
        while let Some(&byte) = bytes.get(at.read) {
            at.keeps = self.depth >= self.floor;
            match &mut self.inside {
                Inside::Text(decoder) => {
                    if decoder.read(bytes, at)? {
                        if !self.is_key {
                            return Ok(self.scalar());
                        }
                        self.inside = Inside::Structure;
                        self.expected = COLON;
                        return Ok(Token::Key);
                    }
                }
                Inside::Number(number) => match number.then(byte) {
                    Some(longer) => {
                        *number = longer;
                        at.take(bytes, byte);
                    }
                    None if number.is_whole() => return Ok(self.scalar()),
                    None => return Err(Problem::Unexpected),
                },
                Inside::Word(place) => {
                    let rest = WORDS.get(usize::from(*place)..).unwrap_or_default();
                    if rest.first() != Some(&byte) {
                        return Err(Problem::Unexpected);
                    }
                    *place += 1;
                    at.take(bytes, byte);
                    if rest.get(1) == Some(&0) {
                        return Ok(self.scalar());
                    }
                }
                Inside::Structure => {
                    if let Some(token) = self.structure(byte, bytes, at)? {
                        return Ok(token);
                    }
                }
            }
        }
        Ok(Token::More)
    }

    /// To be called when no more bytes will come.
    pub(crate) const fn is_whole(&self) -> bool {
        match self.inside {
            Inside::Number(number) => self.depth == 0 && number.is_whole(),
            _ => self.depth == 0 && self.expected == 0,
        }
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
        matches!(self.inside, Inside::Text(_)) && self.is_key
    }

    /// How far reading has to go on ahead of writing where the bytes are cut.
    pub(crate) const fn slack(&self) -> usize {
        match &self.inside {
            Inside::Text(decoder) if self.depth >= self.floor => decoder.slack(),
            _ => 0,
        }
    }

    /// A byte between the scalars.
    fn structure(&mut self, byte: u8, bytes: &mut [u8], at: &mut Cursor) -> Result<Option<Token>, Problem> {
        let what = match byte {
            b' ' | b'\t' | b'\n' | b'\r' => {
                at.read += 1;
                return Ok(None);
            }
            b',' => COMMA,
            b':' => COLON,
            b'}' | b']' => CLOSE,
            b'"' => VALUE | KEY,
            _ => VALUE,
        };
        let expected = self.expected & what;
        if expected == 0 {
            return Err(Problem::Unexpected);
        }
        let (mut kept, mut token) = (byte, None);
        match byte {
            b',' | b':' => {
                self.expected = if byte == b',' && self.in_object() { KEY } else { VALUE };
                at.keeps = self.depth > self.floor;
            }
            b'}' | b']' => {
                if self.in_object() != (byte == b'}') {
                    return Err(Problem::Unexpected);
                }
                self.depth -= 1;
                self.objects >>= 1;
                self.after_value();
                at.keeps = self.depth >= self.floor;
                token = Some(Token::Close);
            }
            b'{' | b'[' => {
                if self.depth >= MAX_DEPTH {
                    return Err(Problem::Depth);
                }
                self.depth += 1;
                self.objects = self.objects << 1 | u32::from(byte == b'{');
                self.expected = CLOSE | if self.in_object() { KEY } else { VALUE };
                token = Some(Token::Open);
            }
            _ => {
                at.mark = at.write;
                self.inside = match byte {
                    b'"' => {
                        self.is_key = expected == KEY;
                        kept = QUOTE;
                        Inside::Text(Decoder::new())
                    }
                    b't' => Inside::Word(0),
                    b'f' => Inside::Word(4),
                    b'n' => Inside::Word(9),
                    _ => Inside::Number(Number::Begin.then(byte).ok_or(Problem::Unexpected)?),
                };
            }
        }
        at.take(bytes, kept);
        Ok(token)
    }

    const fn scalar(&mut self) -> Token {
        self.inside = Inside::Structure;
        self.after_value();
        Token::Scalar
    }

    const fn after_value(&mut self) {
        self.expected = if self.depth == 0 { 0 } else { COMMA | CLOSE };
    }
}

/// Reads a whole text that lies in memory, compacting it; what is left is that of one value.
pub(super) fn read_whole(bytes: &mut [u8]) -> Result<usize, Error> {
    let (mut reader, mut at) = (Reader::new(0), Cursor::default());
    loop {
        let token = reader.next(bytes, &mut at).map_err(|problem| Error::Syntax { problem, at: at.read })?;
        match token {
            Token::Key if is_repeated(bytes, &at) => {
                return Err(Error::Syntax { problem: Problem::Duplicate, at: at.read });
            }
            Token::More if reader.is_whole() => return Ok(at.write),
            Token::More => return Err(Error::Syntax { problem: Problem::Unfinished, at: at.read }),
            _ => {}
        }
    }
}
