//! What of an answer is kept, and where.
//!
//! ```text
//! buffer: │ answer's members │ …free… │ element │ …free… │ not read yet │ …free… │
//!         0                  kept  at.start     at.write at.read        filled
//! ```
//! Elements are kept where they came in, so most bytes never move; only when the buffer is full they are moved down. All
//! that is not asked for is checked and dropped: it takes no room.

use crate::{
    cursor::Cursor,
    endpoint::Keys,
    fault::Fault,
    json::{self, Object, Problem, Reader, Token, Value, is_repeated},
};

/// Reads the body of an answer, and keeps what the endpoint asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sieve {
    reader: Reader,
    keys: &'static Keys,
    role: Role,
    /// Whether the list that is read is that of what failed.
    is_failed: bool,
    /// Which keys of the answer have been there: the envelope's, the lists', then the answer's own.
    seen: u32,
    /// Which keys of this element have been there.
    seen_fields: u32,
    /// Which keys of the innermost object may have been there, a bit of a hash each in two sets; all where that is not known.
    seen_names: [u32; 2],
    code: i64,
    is_fail: bool,
    /// Where the service's words stand among what is kept for good.
    words: (usize, usize),
    /// Where what is kept for good ends: the answer's members, without braces and separators.
    kept: usize,
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

/// The keys of the envelope.
const ENVELOPE: [&str; 3] = [CODE, "ActionStatus", "ErrorInfo"];
pub(super) const CODE: &str = "ErrorCode";

/// What the known keys mean, by their number: the envelope's, the two lists'. All others are the answer's own.
const ROLES: [Role; 5] = [Role::Code, Role::Status, Role::Words, Role::Items, Role::Items];
/// The number of the list of what failed.
const FAILED: usize = 4;
/// Sets of those that have been seen.
const ANY_CODE: u32 = 0b1;
const ANY_LIST: u32 = 0b1_1000;

/// How deep lie the members of the answer, the elements of the list, and their members.
const MEMBERS: u8 = 1;
const ELEMENTS: u8 = 2;
const FIELDS: u8 = 3;

/// No key that is read is as long as the shorter one; from the longer one on, the rest of a key is dropped.
const LONG_KEY: (usize, usize) = (48, 64);

impl Sieve {
    pub(crate) const fn new(keys: &'static Keys) -> Self {
        Self {
            reader: Reader::new(MEMBERS),
            keys,
            role: Role::Unknown,
            is_failed: false,
            seen: 0,
            seen_fields: 0,
            seen_names: [0; 2],
            code: 0,
            is_fail: false,
            words: (0, 0),
            kept: 0,
        }
    }

    /// Reads on; whether an element is whole, which then lies between `at.start` and `at.write`.
    pub(crate) fn read(&mut self, bytes: &mut [u8], at: &mut Cursor) -> Result<bool, Fault> {
        loop {
            let token = self.reader.next(bytes, at)?;
            let (depth, in_list) = (self.reader.depth(), self.role == Role::Items);
            match token {
                Token::More => return Ok(false),
                Token::Key => {
                    let is_new = match depth {
                        MEMBERS => self.member(bytes, at),
                        FIELDS if in_list => self.field(bytes, at),
                        _ => self.name(bytes, at),
                    };
                    if !is_new {
                        return Err(Problem::Duplicate.into());
                    }
                }
                Token::Open => self.open(depth, at)?,
                Token::Scalar | Token::Close => match depth {
                    0 if token == Token::Scalar => return Err(Fault::NoObject),
                    MEMBERS => self.end_of_member(bytes, token, at)?,
                    ELEMENTS if in_list => return self.end_of_element(at),
                    FIELDS if in_list => self.reader.floor = ELEMENTS,
                    _ if token == Token::Close => self.seen_names = [u32::MAX; 2],
                    _ => {}
                },
            }
        }
    }

    /// Lets go of the element that is whole. The next one is kept where it comes in.
    pub(crate) const fn next_element(at: &mut Cursor) {
        at.start = at.read;
        at.write = at.read;
        (at.lost, at.peak) = (0, 0);
    }

    /// Makes room where there is none for what has to be kept.
    pub(crate) fn make_room(&mut self, bytes: &mut [u8], at: &mut Cursor) -> Result<(), Fault> {
        let in_key = self.reader.in_key();
        let from = if in_key { at.mark } else { at.write };
        let (depth, in_list) = (self.reader.depth(), self.role == Role::Items);
        let is_chosen_by_key = depth == MEMBERS || depth == FIELDS && in_list;
        if in_key && is_chosen_by_key && at.write.wrapping_sub(at.mark) > LONG_KEY.1 {
            at.write = at.mark.wrapping_add(LONG_KEY.0);
        } else if self.words.1 != self.words.0 {
            // The service's words yield to everything else.
            let (begin, end) = core::mem::take(&mut self.words);
            at.shift(bytes, end, begin);
            self.kept = self.kept.wrapping_sub(end).wrapping_add(begin);
        } else if self.role == Role::Words && !in_key {
            at.write = self.kept;
            self.ignore();
        } else if in_list && depth >= ELEMENTS && from != at.start {
            // The element is lost, and still read to its end, to say how much would have held it. A key stays whole.
            at.lost = at.lost.wrapping_add(from).wrapping_sub(at.start);
            at.shift(bytes, from, at.start);
        } else {
            return Err(Fault::Full(bytes.len().wrapping_add(at.lost).wrapping_add(1)));
        }
        at.start = at.start.min(self.kept);
        Ok(())
    }

    /// What the answer came to, now that it has ended.
    pub(crate) fn outcome(&self) -> Result<(), Fault> {
        if !self.reader.is_whole() {
            return Err(Problem::Unfinished.into());
        }
        if self.seen & ANY_CODE == 0 {
            return Err(Fault::NoCode);
        }
        if self.code != 0 || self.is_fail {
            return Err(Fault::Refused);
        }
        // Where everything failed, the other list may be missing.
        if !self.keys.items.is_empty() && self.seen & ANY_LIST == 0 {
            return Err(Fault::NoList);
        }
        Ok(())
    }

    /// The service's code.
    pub(crate) const fn code(&self) -> i64 {
        self.code
    }

    pub(crate) const fn keys(&self) -> &'static Keys {
        self.keys
    }

    /// Whether the element that is whole is one of what failed.
    pub(crate) const fn is_failed(&self) -> bool {
        self.is_failed
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
    fn member(&mut self, bytes: &mut [u8], at: &mut Cursor) -> bool {
        let key = key(bytes, at);
        let [code, status, words] = ENVELOPE;
        let number = position(&[code, status, words, self.keys.items, self.keys.failed], key)
            .or_else(|| position(self.keys.answer, key).map(|own| own + ROLES.len()));
        let is_new = match number {
            None => {
                self.ignore();
                true
            }
            Some(number) => {
                self.role = ROLES.get(number).copied().unwrap_or(Role::Answer);
                self.is_failed = number == FAILED;
                self.reader.floor = if self.role == Role::Items { ELEMENTS } else { MEMBERS };
                is_first(&mut self.seen, number)
            }
        };
        at.start = self.kept;
        if matches!(self.role, Role::Answer | Role::Words) {
            at.shift(bytes, at.mark, self.kept);
        } else {
            at.write = self.kept;
        }
        is_new
    }

    /// A key of an element; whether it is new.
    fn field(&mut self, bytes: &[u8], at: &mut Cursor) -> bool {
        match position(self.keys.fields, key(bytes, at)) {
            Some(number) => is_first(&mut self.seen_fields, number),
            None => {
                at.write = at.write.min(at.mark.wrapping_add(LONG_KEY.1 + 1));
                at.needs(0);
                at.write = at.mark;
                self.reader.floor = json::NOTHING;
                true
            }
        }
    }

    /// A key further inside; whether it is new, where it is kept.
    fn name(&mut self, bytes: &[u8], at: &Cursor) -> bool {
        if self.reader.floor == json::NOTHING {
            return true;
        }
        let (Some(first), Some(last)) = (bytes.get(at.mark.wrapping_add(1)), bytes.get(at.write.wrapping_sub(2)))
        else {
            return true;
        };
        let len = at.write.wrapping_sub(at.mark) as u32;
        let hash = (len << 16 | u32::from(*last) << 8 | u32::from(*first)).wrapping_mul(0x9E37_79B1);
        let [these, those] = &mut self.seen_names;
        let is_new = is_first(these, (hash >> 27) as usize) | is_first(those, (hash >> 22) as usize);
        is_new || !is_repeated(bytes, at)
    }

    /// The begin of an object or array.
    fn open(&mut self, depth: u8, at: &mut Cursor) -> Result<(), Fault> {
        self.seen_names = [0; 2];
        let is_object = self.reader.in_object();
        match (depth, self.role) {
            (MEMBERS, _) if !is_object => return Err(Fault::NoObject),
            (ELEMENTS, Role::Code) => return Err(Fault::CodeType),
            (ELEMENTS, Role::Status | Role::Words) => self.ignore(),
            (ELEMENTS, Role::Items) if is_object => return Err(Fault::ListType),
            (ELEMENTS, Role::Items) => Self::next_element(at),
            (FIELDS, Role::Items) => {
                self.seen_fields = 0;
                // Behind a comma that was dropped its first byte was kept a place lower, where all others would have to follow.
                at.start = at.read.wrapping_sub(1);
                at.write = at.read;
            }
            _ => {}
        }
        Ok(())
    }

    fn end_of_member(&mut self, bytes: &[u8], token: Token, at: &mut Cursor) -> Result<(), Fault> {
        let value = Value::compact(bytes.get(at.mark..at.write).unwrap_or_default());
        match self.role {
            Role::Code => self.code = value.as_integer().ok_or(Fault::CodeType)?,
            Role::Status => self.is_fail = value.as_text().is_some_and(|status| status == "FAIL"),
            Role::Items if token == Token::Scalar => return Err(Fault::ListType),
            Role::Words if value.as_text().is_some_and(|words| !words.as_bytes().is_empty()) => {
                self.words = (self.kept, at.write);
                self.kept = at.write;
            }
            Role::Answer => self.kept = at.write,
            _ => {}
        }
        self.role = Role::Unknown;
        self.reader.floor = MEMBERS;
        at.start = self.kept;
        at.write = self.kept;
        Ok(())
    }

    // Not a part of what calls it: that takes 300 bytes of flash more.
    #[inline(never)]
    fn end_of_element(&mut self, at: &Cursor) -> Result<bool, Fault> {
        if at.lost == 0 { Ok(true) } else { Err(Fault::Full(self.kept.wrapping_add(at.len().max(at.peak)))) }
    }

    /// The key of the list that is read.
    pub(crate) const fn list(&self) -> &'static str {
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

/// Which of the names it is. Those that are empty stand for nothing, and no key may take them for its own.
fn position(names: &[&str], key: &[u8]) -> Option<usize> {
    names.iter().position(|name| name.as_bytes() == key && !key.is_empty())
}

/// Adds a number, of which the lowest five bits count, to a set; whether it was not there before.
const fn is_first(set: &mut u32, number: usize) -> bool {
    let bit = 1_u32.wrapping_shl(number as u32);
    let is_first = *set & bit == 0;
    *set |= bit;
    is_first
}
