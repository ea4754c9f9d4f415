//! The grammar, a token at a time.

use super::{
    Error, MAX_DEPTH, Problem, SHORT, literal,
    text::{NOTHING, Text, plain_len},
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
    /// What may come behind a value.
    behind: u8,
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

/// Of texts, numbers and words that lie deeper than this, nobody wants to be told.
const TOLD: u8 = 3;

const VALUE: u8 = 1;
const KEY: u8 = 2;
const CLOSE: u8 = 4;
const COMMA: u8 = 8;
const COLON: u8 = 16;

impl Reader {
    pub(crate) const fn new() -> Self {
        Self { inside: Inside::Nothing, expected: VALUE, depth: 0, behind: 0, place: 0, objects: 0, text: Text::new() }
    }

    /// Reads up to the next token, or to the end of the bytes.
    // A part of the loop that calls it: what it costs to call is a good part of what it does.
    #[inline(always)]
    pub(crate) fn next(&mut self, scan: &mut Scan<'_>) -> Result<Token, Problem> {
        loop {
            if self.inside == Inside::Nothing {
                // The places are held in registers, in a copy that nobody else can see.
                let mut here = Scan { bytes: scan.bytes, at: scan.at };
                let token = self.structure(&mut here);
                scan.at = here.at;
                match token? {
                    Some(token) => return Ok(token),
                    None if self.inside == Inside::Nothing => return Ok(Token::More),
                    None => {}
                }
            }
            let is_end = if self.inside == Inside::Text { self.text(scan)? } else { self.literal(scan)? };
            if !is_end {
                return Ok(Token::More);
            }
            self.inside = Inside::Nothing;
            if let Some(token) = self.told() {
                return Ok(token);
            }
        }
    }

    /// Reads what lies between texts, numbers and words, and the plain texts that have come whole, up to a token that is told of;
    /// none where the bytes end, or something begins that takes more.
    #[inline(always)]
    fn structure(&mut self, scan: &mut Scan<'_>) -> Result<Option<Token>, Problem> {
        while let Some(byte) = scan.peek() {
            // One bit tells an object's brackets from an array's.
            let of_object = u32::from(byte >> 5 & 1);
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => scan.skip(),
                b'"' if self.expected & (KEY | VALUE) != 0 => {
                    self.expected = if self.expected & KEY != 0 { COLON } else { self.behind };
                    if !self.begin_text(scan) {
                        return Ok(None);
                    }
                    if let Some(token) = self.told() {
                        return Ok(Some(token));
                    }
                }
                b':' if self.expected == COLON => {
                    self.expected = VALUE;
                    scan.take(byte);
                }
                b',' if self.expected & COMMA != 0 => {
                    self.expected = if self.in_object() { KEY } else { VALUE };
                    scan.take(byte);
                }
                b'}' | b']' if self.expected & CLOSE != 0 && of_object == self.objects & 1 => {
                    self.depth = self.depth.wrapping_sub(1);
                    self.behind = if self.depth == 0 { 0 } else { COMMA | CLOSE };
                    self.objects >>= 1;
                    self.expected = self.behind;
                    scan.take(byte);
                    return Ok(Some(Token::Close));
                }
                _ if self.expected & VALUE == 0 => return Err(Problem::Unexpected),
                b'{' | b'[' => {
                    if self.depth >= MAX_DEPTH {
                        return Err(Problem::Depth);
                    }
                    self.depth = self.depth.wrapping_add(1);
                    self.behind = COMMA | CLOSE;
                    self.objects = self.objects << 1 | of_object;
                    self.expected = CLOSE | if self.in_object() { KEY } else { VALUE };
                    scan.take(byte);
                    return Ok(Some(Token::Open));
                }
                _ => {
                    self.inside = Inside::Literal;
                    self.expected = self.behind;
                    self.place = literal::BEGIN;
                    scan.at.mark = scan.at.write;
                    return Ok(None);
                }
            }
        }
        Ok(None)
    }

    /// Goes on behind a key with what comes there mostly, a plain text and another key, as far as they come; whether both did.
    #[inline(never)]
    pub(crate) fn member(&mut self, scan: &mut Scan<'_>) -> bool {
        let mut here = Scan { bytes: scan.bytes, at: scan.at };
        let mut separator = b':';
        let is_key = loop {
            match here.bytes.get(here.at.read..) {
                Some([first, b'"', ..]) if *first == separator => {}
                _ => break false,
            }
            here.take(separator);
            self.expected = if separator == b':' { COMMA | CLOSE } else { COLON };
            if !self.begin_text(&mut here) {
                break false;
            }
            if separator == b',' {
                break true;
            }
            separator = b',';
        };
        scan.at = here.at;
        is_key
    }

    /// Reads the begin of a text; whether it has ended as well, as most do that are plain and have come whole.
    #[inline(always)]
    fn begin_text(&mut self, scan: &mut Scan<'_>) -> bool {
        scan.at.mark = scan.at.write;
        scan.reserve();
        scan.pass(plain_len(scan.bytes.get(scan.at.read..).unwrap_or_default()));
        let is_end = scan.peek() == Some(b'"');
        if is_end {
            end_of_text(scan);
        } else {
            self.inside = Inside::Text;
        }
        is_end
    }

    /// What is said of a text, number or word that has ended.
    #[inline]
    fn told(&self) -> Option<Token> {
        if self.expected == COLON {
            Some(Token::Key)
        } else if self.depth <= TOLD {
            Some(Token::Scalar)
        } else {
            None
        }
    }

    /// Goes on in a text; whether it has ended.
    #[inline(never)]
    fn text(&mut self, scan: &mut Scan<'_>) -> Result<bool, Problem> {
        // As for the structure.
        let mut here = Scan { bytes: scan.bytes, at: scan.at };
        let is_end = self.characters(&mut here);
        scan.at = here.at;
        is_end
    }

    /// The inside of [`text`](Self::text).
    #[inline(always)]
    fn characters(&mut self, scan: &mut Scan<'_>) -> Result<bool, Problem> {
        while let Some(byte) = scan.peek() {
            if self.text.is_plain() {
                if byte >= 0x80 || self.text.is_character() {
                    self.text.character(byte)?;
                    scan.take(byte);
                    continue;
                }
                if byte == b'"' {
                    end_of_text(scan);
                    return Ok(true);
                }
                if byte >= b' ' && byte != b'\\' {
                    scan.take(byte);
                    scan.pass(plain_len(scan.bytes.get(scan.at.read..).unwrap_or_default()));
                    continue;
                }
            }
            let mut kept = self.text.escape(byte)?;
            scan.skip();
            while kept != NOTHING {
                scan.put(kept as u8);
                kept >>= 8;
                if kept == 0 {
                    break;
                }
            }
        }
        Ok(false)
    }

    /// Goes on in a number or word; whether it has ended.
    #[inline(never)]
    fn literal(&mut self, scan: &mut Scan<'_>) -> Result<bool, Problem> {
        while let Some(byte) = scan.peek() {
            let next = literal::next(self.place, byte);
            if next == literal::NONE {
                return if literal::is_whole(self.place) { Ok(true) } else { Err(Problem::Unexpected) };
            }
            self.place = next;
            scan.take(byte);
        }
        Ok(false)
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
}

/// Passes over the quote behind a text, and sees to it that both say how long it is.
#[inline]
fn end_of_text(scan: &mut Scan<'_>) {
    let len = scan.at.write.wrapping_sub(scan.at.mark).wrapping_sub(1);
    let quote = SHORT | len.min(0x7F) as u8;
    if let Some(begin) = scan.bytes.get_mut(scan.at.mark) {
        *begin = quote;
    }
    scan.take(quote);
}

/// Reads a whole text that lies in memory, compacting it; what is left is that of one value.
pub(super) fn read_whole(bytes: &mut [u8]) -> Result<usize, Error> {
    let mut reader = Reader::new();
    let mut scan = Scan { bytes, at: Cursor::START };
    let problem = loop {
        match reader.next(&mut scan) {
            Ok(Token::Key) if is_repeated(&scan, 0) => break Problem::Duplicate,
            Ok(Token::More) if reader.is_whole() => return Ok(scan.at.write),
            Ok(Token::More) => break Problem::Unfinished,
            Ok(_) => {}
            Err(problem) => break problem,
        }
    };
    Err(Error::Syntax { problem, at: scan.at.read })
}
