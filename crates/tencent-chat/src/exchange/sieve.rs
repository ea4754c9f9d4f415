//! What of an answer is kept, and where.
//!
//! ```text
//! buffer: │ answer's members │ …free… │ element │ …free… │ not read yet │ …free… │
//!         0                  kept     start     at.write at.read        filled
//! ```
//! Elements are kept where they came in, so most bytes never move; only when the buffer is full they are moved down. All
//! that is not asked for is checked and dropped: it takes no room.

use crate::{
    Error, ErrorCode,
    cursor::Cursor,
    endpoint::Keys,
    json::{self, Object, Problem, Reader, Token, Value, is_repeated},
};

/// Reads the body of an answer, and keeps what the endpoint asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sieve {
    reader: Reader,
    keys: Keys,
    role: Role,
    /// Whether the list that is read is that of what failed.
    is_failed: bool,
    /// Which keys of the answer have been there: the envelope's, the lists', then the answer's own.
    seen: u32,
    /// Which keys of this element have been there.
    seen_fields: u32,
    /// Which keys of the innermost object may have been there, a bit of a hash each; all where that is not known.
    seen_names: u32,
    code: Option<i64>,
    is_fail: bool,
    /// Where the service's words stand among what is kept for good.
    words: (usize, usize),
    /// Where what is kept for good ends: the answer's members, without braces and separators.
    kept: usize,
    /// How many bytes of this element did not fit.
    lost: usize,
    /// How many bytes the element takes at the most while it is read, a key that is not asked for included.
    peak: usize,
}

/// What the member that is read means to the answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Role {
    Unknown,
    Code,
    Status,
    Words,
    Items,
    Answer,
}

const ENVELOPE: [(&str, Role); 3] =
    [("ErrorCode", Role::Code), ("ActionStatus", Role::Status), ("ErrorInfo", Role::Words)];

/// The number that the key of the list of what failed has among the known ones: behind the envelope's and the other list's.
const FAILED: usize = ENVELOPE.len() + 1;
/// Either list, as bits of what has been seen.
const LISTS: u32 = 0b11 << ENVELOPE.len();

/// How deep lie the members of the answer, the elements of the list, and their members.
const MEMBERS: u8 = 1;
const ELEMENTS: u8 = 2;
const FIELDS: u8 = 3;

/// No key that is read is as long as the shorter one; from the longer one on, the rest of a key is dropped.
const LONG_KEY: (usize, usize) = (48, 64);

impl Sieve {
    pub(crate) const fn new(keys: Keys) -> Self {
        Self {
            reader: Reader::new(MEMBERS),
            keys,
            role: Role::Unknown,
            is_failed: false,
            seen: 0,
            seen_fields: 0,
            seen_names: 0,
            code: None,
            is_fail: false,
            words: (0, 0),
            kept: 0,
            lost: 0,
            peak: 0,
        }
    }

    /// Reads on; whether an element is whole, which then lies between `start` and `at.write`. The first of `bytes` is
    /// number `origin` of the body.
    pub(crate) fn read(
        &mut self,
        bytes: &mut [u8],
        start: &mut usize,
        at: &mut Cursor,
        origin: usize,
    ) -> Result<bool, Error> {
        loop {
            let token = self.reader.next(bytes, at).map_err(|problem| syntax(problem, origin, at))?;
            let depth = self.reader.depth();
            match token {
                Token::More => return Ok(false),
                Token::Key => {
                    let is_new = match (depth, self.role) {
                        (MEMBERS, _) => self.member(bytes, start, at),
                        (FIELDS, Role::Items) => self.field(bytes, *start, at),
                        _ => self.name(bytes, *start, at),
                    };
                    if !is_new {
                        return Err(syntax(Problem::Duplicate, origin, at));
                    }
                }
                Token::Open => self.open(depth, start, at)?,
                Token::Scalar | Token::Close => match (depth, self.role) {
                    (0, _) if token == Token::Scalar => return Err(wrong("the answer", "an object")),
                    (MEMBERS, _) => self.end_of_member(bytes, token, start, at)?,
                    (ELEMENTS, Role::Items) => return self.end_of_element(*start, at),
                    (FIELDS, Role::Items) => self.reader.floor = ELEMENTS,
                    _ => self.seen_names = if token == Token::Close { u32::MAX } else { self.seen_names },
                },
            }
        }
    }

    /// Lets go of the element that is whole. The next one is kept where it comes in.
    pub(crate) const fn next_element(&mut self, start: &mut usize, at: &mut Cursor) {
        *start = at.read;
        at.write = at.read;
    }

    /// Makes room where there is none for what has to be kept.
    ///
    /// # Errors
    /// [`Error::BufferFull`].
    pub(crate) fn make_room(&mut self, bytes: &mut [u8], start: usize, at: &mut Cursor) -> Result<(), Error> {
        let in_key = self.reader.in_key();
        let from = if in_key { at.mark } else { at.write };
        let is_element = self.role == Role::Items && self.reader.depth() >= ELEMENTS;
        let is_chosen_by_key = matches!((self.reader.depth(), self.role), (MEMBERS, _) | (FIELDS, Role::Items));
        if in_key && is_chosen_by_key && at.write.saturating_sub(at.mark) > LONG_KEY.1 {
            at.write = at.mark.saturating_add(LONG_KEY.0);
        } else if self.words.1 != self.words.0 {
            // The service's words yield to everything else.
            let (begin, end) = core::mem::take(&mut self.words);
            at.shift(bytes, end, begin);
            self.kept = self.kept.saturating_sub(end.saturating_sub(begin));
        } else if self.role == Role::Words && !in_key {
            at.write = self.kept;
            self.ignore();
        } else if is_element && from != start {
            // The element is lost, and still read to its end, to say how much would have held it. A key stays whole.
            self.lost = self.lost.saturating_add(from.saturating_sub(start));
            at.shift(bytes, from, start);
        } else {
            return Err(Error::BufferFull { needed: bytes.len().saturating_add(self.lost).saturating_add(1) });
        }
        Ok(())
    }

    /// What the answer came to, now that it has ended after so many bytes.
    pub(crate) fn outcome(&self, len: usize) -> Result<(), Error> {
        if !self.reader.is_whole() {
            return Err(json::Error::Syntax { problem: Problem::Unfinished, at: len }.into());
        }
        let code = self.code.ok_or(json::Error::Missing { key: "ErrorCode" })?;
        if code != 0 || self.is_fail {
            return Err(Error::Refused(ErrorCode(code)));
        }
        // Where everything failed, the other list may be missing.
        if !self.keys.items.is_empty() && self.seen & LISTS == 0 {
            return Err(json::Error::Missing { key: self.keys.items }.into());
        }
        Ok(())
    }

    pub(crate) const fn keys(&self) -> Keys {
        self.keys
    }

    /// Whether the element that is whole is one of what failed.
    pub(crate) const fn is_failed(&self) -> bool {
        self.is_failed
    }

    /// See [`Reader::slack`].
    pub(crate) const fn slack(&self) -> usize {
        self.reader.slack()
    }

    /// Where what is kept for good ends.
    pub(crate) const fn kept(&self) -> usize {
        self.kept
    }

    /// The members of the answer that are kept, the service's words among them.
    pub(crate) fn answer<'r>(&self, bytes: &'r [u8]) -> Object<'r> {
        Object::compact(bytes.get(..self.kept).unwrap_or_default())
    }

    /// A key of the answer; whether it is new.
    fn member(&mut self, bytes: &mut [u8], start: &mut usize, at: &mut Cursor) -> bool {
        let key = key(bytes, at);
        let lists = [&self.keys.items, &self.keys.failed];
        let known = ENVELOPE.iter().map(|(name, _)| name).chain(lists).chain(self.keys.answer);
        // A list that is not there has an empty name, and no key may take it for its own.
        let Some(index) = known.into_iter().position(|name| name.as_bytes() == key && !key.is_empty()) else {
            at.write = self.kept;
            self.ignore();
            return true;
        };
        self.role = match ENVELOPE.get(index) {
            Some((_, role)) => *role,
            None if index <= FAILED => Role::Items,
            None => Role::Answer,
        };
        self.is_failed = index == FAILED;
        self.reader.floor = if self.role == Role::Items { ELEMENTS } else { MEMBERS };
        *start = self.kept;
        if matches!(self.role, Role::Answer | Role::Words) {
            at.shift(bytes, at.mark, self.kept);
        } else {
            at.write = self.kept;
        }
        is_first(&mut self.seen, index)
    }

    /// A key of an element; whether it is new.
    fn field(&mut self, bytes: &[u8], start: usize, at: &mut Cursor) -> bool {
        let key = key(bytes, at);
        match self.keys.fields.iter().position(|name| name.as_bytes() == key) {
            Some(index) => is_first(&mut self.seen_fields, index),
            None => {
                let end = at.write.min(at.mark.saturating_add(LONG_KEY.1 + 1));
                self.peak = self.peak.max(self.lost.saturating_add(end.saturating_sub(start)));
                at.write = at.mark;
                self.reader.floor = json::NOTHING;
                true
            }
        }
    }

    /// A key further inside; whether it is new, where it is kept.
    fn name(&mut self, bytes: &[u8], start: usize, at: &Cursor) -> bool {
        if self.reader.floor == json::NOTHING {
            return true;
        }
        let key = key(bytes, at);
        let hash = key.len().wrapping_mul(5) ^ usize::from(key.first().copied().unwrap_or_default());
        let hash = hash ^ usize::from(key.last().copied().unwrap_or_default()).wrapping_mul(3);
        is_first(&mut self.seen_names, hash % 32) || !is_repeated(bytes, start, at)
    }

    /// The begin of an object or array.
    fn open(&mut self, depth: u8, start: &mut usize, at: &mut Cursor) -> Result<(), Error> {
        self.seen_names = 0;
        let is_object = self.reader.in_object();
        match (depth, self.role) {
            (MEMBERS, _) if !is_object => return Err(wrong("the answer", "an object")),
            (ELEMENTS, Role::Code) => return Err(wrong("ErrorCode", "an integer of 64 bits")),
            (ELEMENTS, Role::Status | Role::Words) => self.ignore(),
            (ELEMENTS, Role::Items) if is_object => return Err(wrong(self.list(), "an array")),
            (ELEMENTS, Role::Items) => self.next_element(start, at),
            (FIELDS, Role::Items) => self.seen_fields = 0,
            _ => {}
        }
        Ok(())
    }

    fn end_of_member(&mut self, bytes: &[u8], token: Token, start: &mut usize, at: &mut Cursor) -> Result<(), Error> {
        let value = Value::compact(bytes.get(at.mark..at.write).unwrap_or_default());
        match self.role {
            Role::Code => self.code = Some(value.as_integer().ok_or(wrong("ErrorCode", "an integer of 64 bits"))?),
            Role::Status => self.is_fail = value.as_text().is_some_and(|status| status == "FAIL"),
            Role::Items if token == Token::Scalar => return Err(wrong(self.list(), "an array")),
            Role::Words if value.as_text().is_some_and(|words| !words.as_bytes().is_empty()) => {
                self.words = (self.kept, at.write);
                self.kept = at.write;
            }
            Role::Answer => self.kept = at.write,
            _ => {}
        }
        self.role = Role::Unknown;
        self.reader.floor = MEMBERS;
        *start = self.kept;
        at.write = self.kept;
        Ok(())
    }

    fn end_of_element(&mut self, start: usize, at: &Cursor) -> Result<bool, Error> {
        let peak = core::mem::take(&mut self.peak);
        if self.lost == 0 {
            return Ok(true);
        }
        let len = self.lost.saturating_add(at.write.saturating_sub(start));
        Err(Error::BufferFull { needed: self.kept.saturating_add(len.max(peak)) })
    }

    /// The key of the list that is read.
    const fn list(&self) -> &'static str {
        if self.is_failed { self.keys.failed } else { self.keys.items }
    }

    /// Drops the rest of this member.
    const fn ignore(&mut self) {
        self.role = Role::Unknown;
        self.reader.floor = json::NOTHING;
    }
}

/// The key that was read, without its quotes.
fn key<'r>(bytes: &'r [u8], at: &Cursor) -> &'r [u8] {
    match bytes.get(at.mark..at.write) {
        Some([_, key @ .., _]) => key,
        _ => &[],
    }
}

/// Adds a number below 32 to a set; whether it was not there before.
fn is_first(set: &mut u32, number: usize) -> bool {
    let bit = 1_u32.wrapping_shl(u32::try_from(number).unwrap_or(31));
    let is_first = *set & bit == 0;
    *set |= bit;
    is_first
}

fn syntax(problem: Problem, origin: usize, at: &Cursor) -> Error {
    json::Error::Syntax { problem, at: origin.wrapping_add(at.read) }.into()
}

fn wrong(key: &'static str, wanted: &'static str) -> Error {
    json::Error::Type { key, wanted }.into()
}
