//! The grammar, a token at a time.

use super::{
    Error, MAX_DEPTH, Problem, QUOTE, literal,
    text::{Text, pass_plain},
    value::is_repeated,
};
use crate::cursor::{Cursor, Scan};

/// Reads one JSON text that comes in pieces, compacting it.
///
/// It is handed the bytes that have come, and a [`Cursor`] that says up to where they have been read and where what was read
/// ends. Nothing stays unread: where the bytes end is where the next ones are taken up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader {
    inside: Inside,
    /// What may come next, as a set; within a key, text, number or word: behind it.
    expected: u8,
    depth: u8,
    /// Where in a number or word.
    place: u8,
    /// One bit a level, the innermost lowest: set for an object.
    objects: u32,
    text: Text,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Inside {
    Nothing,
    /// A text, or a key.
    Text,
    /// A number or word.
    Literal,
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

const VALUE: u8 = 1;
const KEY: u8 = 2;
const CLOSE: u8 = 4;
const COMMA: u8 = 8;
const COLON: u8 = 16;

impl Reader {
    pub(crate) const fn new() -> Self {
        Self { inside: Inside::Nothing, expected: VALUE, depth: 0, place: 0, objects: 0, text: Text::new() }
    }

    /// Reads up to the next token, or to the end of the bytes.
    // Not a part of the loop that calls it: that has no register to spare.
    #[inline(never)]
    pub(crate) fn next(&mut self, scan: &mut Scan<'_>) -> Result<Token, Problem> {
        if self.inside == Inside::Nothing {
            let Some(mut byte) = behind_space(scan) else { return Ok(Token::More) };
            if byte == b':' && self.expected == COLON || byte == b',' && self.expected & COMMA != 0 {
                self.expected = if byte == b',' && self.in_object() { KEY } else { VALUE };
                scan.take(byte);
                let Some(behind) = behind_space(scan) else { return Ok(Token::More) };
                byte = behind;
            }
            // One bit tells an object's brackets from an array's.
            let of_object = u32::from(byte >> 5 & 1);
            match byte {
                b'"' if self.expected & (KEY | VALUE) != 0 => {
                    self.inside = Inside::Text;
                    self.expected = if self.expected & KEY != 0 { COLON } else { self.behind_value() };
                    scan.at.mark = scan.at.write;
                    scan.take(QUOTE);
                }
                b'}' | b']' if self.expected & CLOSE != 0 && of_object == self.objects & 1 => {
                    self.depth = self.depth.wrapping_sub(1);
                    self.objects >>= 1;
                    self.expected = self.behind_value();
                    scan.take(byte);
                    return Ok(Token::Close);
                }
                _ if self.expected & VALUE == 0 => return Err(Problem::Unexpected),
                b'{' | b'[' => {
                    if self.depth >= MAX_DEPTH {
                        return Err(Problem::Depth);
                    }
                    self.depth = self.depth.wrapping_add(1);
                    self.objects = self.objects << 1 | of_object;
                    self.expected = CLOSE | if self.in_object() { KEY } else { VALUE };
                    scan.take(byte);
                    return Ok(Token::Open);
                }
                _ => {
                    self.inside = Inside::Literal;
                    self.expected = self.behind_value();
                    self.place = literal::BEGIN;
                    scan.at.mark = scan.at.write;
                }
            }
        }
        if self.inside == Inside::Literal {
            return self.literal(scan);
        }
        loop {
            let is_plain = self.text.is_plain();
            if is_plain {
                pass_plain(scan);
            }
            let Some(byte) = scan.peek() else { return Ok(Token::More) };
            if is_plain && byte == b'"' {
                scan.take(QUOTE);
                self.inside = Inside::Nothing;
                return Ok(if self.expected == COLON { Token::Key } else { Token::Scalar });
            }
            self.text.read(byte, scan)?;
        }
    }

    /// Goes on in a number or word.
    #[inline(never)]
    fn literal(&mut self, scan: &mut Scan<'_>) -> Result<Token, Problem> {
        while let Some(byte) = scan.peek() {
            let next = literal::next(self.place, byte);
            if next == literal::NONE {
                if !literal::is_whole(self.place) {
                    return Err(Problem::Unexpected);
                }
                self.inside = Inside::Nothing;
                return Ok(Token::Scalar);
            }
            self.place = next;
            scan.take(byte);
        }
        Ok(Token::More)
    }

    /// Whether the value has ended, or ends where nothing follows it.
    pub(crate) fn is_whole(&self) -> bool {
        let may_end = match self.inside {
            Inside::Nothing => true,
            Inside::Text => false,
            Inside::Literal => literal::is_whole(self.place),
        };
        self.expected == 0 && may_end
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
    pub(crate) fn in_key(&self) -> bool {
        self.inside == Inside::Text && self.expected == COLON
    }

    /// How many bytes have to stay free behind what is kept, for what an escape stands for.
    pub(crate) const fn pending(&self) -> usize {
        self.text.pending()
    }

    const fn behind_value(&self) -> u8 {
        if self.depth == 0 { 0 } else { COMMA | CLOSE }
    }
}

/// The next byte that is no white space.
#[inline]
fn behind_space(scan: &mut Scan<'_>) -> Option<u8> {
    loop {
        match scan.peek() {
            Some(byte) if byte > b' ' => return Some(byte),
            Some(b' ' | b'\t' | b'\n' | b'\r') => scan.skip(),
            byte => return byte,
        }
    }
}

/// Reads a whole text that lies in memory, compacting it; what is left is that of one value.
pub(super) fn read_whole(bytes: &mut [u8]) -> Result<usize, Error> {
    let mut reader = Reader::new();
    let mut scan = Scan { bytes, at: &mut { Cursor::START } };
    let problem = loop {
        match reader.next(&mut scan) {
            Ok(Token::Key) if is_repeated(&scan) => break Problem::Duplicate,
            Ok(Token::More) if reader.is_whole() => return Ok(scan.at.write),
            Ok(Token::More) => break Problem::Unfinished,
            Ok(_) => {}
            Err(problem) => break problem,
        }
    };
    Err(Error::Syntax { problem, at: scan.at.read })
}
