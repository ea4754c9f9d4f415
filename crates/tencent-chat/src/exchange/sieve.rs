//! What of an answer is kept, and where.
//!
//! ```text
//! buffer: │ answer's members │ …free… │ element │ …free… │ not read yet │ …free… │
//!         0                  kept  start          scan.at.write scan.at.read        filled
//! ```
//! Elements are kept where they came in, so most bytes never move; only when the buffer is full they are moved down. All
//! that is not asked for is checked and dropped: it takes no room.

use crate::{
    cursor::{Cursor, Scan},
    endpoint::Keys,
    fault::Fault,
    json::{Object, Problem, Reader, Token, Value, is_repeated, same},
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
    /// The service's code, by its bytes: that asks for no place on a bound of eight, of which others would have to know.
    code: [u8; 8],
    is_fail: bool,
    /// Where the service's words stand among what is kept for good.
    words: (usize, usize),
    /// Where what is kept for good ends: the answer's members, without braces and separators.
    kept: usize,
    /// Where the element begins that is being read.
    start: usize,
    /// From where on nothing is kept of what is read, if so.
    ignored: Option<usize>,
    /// How many bytes of this element had to be let go.
    lost: usize,
    /// How many bytes of it lay there at the most, before a key was let go.
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

/// No key that is read is as long as this one.
const LONG_KEY: usize = 64;

impl Sieve {
    pub(crate) const fn new(keys: &'static Keys) -> Self {
        Self {
            reader: Reader::new(),
            keys,
            role: Role::Unknown,
            is_failed: false,
            seen: 0,
            seen_fields: 0,
            seen_names: [0; 2],
            code: [0; 8],
            is_fail: false,
            words: (0, 0),
            kept: 0,
            start: 0,
            ignored: None,
            lost: 0,
            peak: 0,
        }
    }

    /// Reads on; whether an element is whole, which then lies between `self.start` and `scan.at.write`.
    pub(crate) fn read(&mut self, scan: &mut Scan<'_>) -> Result<bool, Fault> {
        loop {
            let token = self.reader.next(scan)?;
            let (depth, in_list) = (self.reader.depth(), self.role == Role::Items);
            match token {
                Token::More => return Ok(false),
                Token::Key if self.ignored.is_some() => {}
                Token::Key => {
                    let is_new = match depth {
                        MEMBERS => self.member(scan),
                        FIELDS if in_list => self.field(scan),
                        _ => loop {
                            if !self.name(scan) {
                                break false;
                            }
                            if !self.reader.member(scan) {
                                break true;
                            }
                        },
                    };
                    if !is_new {
                        return Err(Problem::Duplicate.into());
                    }
                }
                Token::Open => self.open(depth, scan)?,
                Token::Scalar | Token::Close => match depth {
                    0 if token == Token::Scalar => return Err(Fault::NoObject),
                    MEMBERS => self.end_of_member(token, scan)?,
                    ELEMENTS if in_list => {
                        if token == Token::Scalar {
                            self.start = scan.at.mark;
                        }
                        return if self.lost == 0 { Ok(true) } else { Err(self.too_long(scan.at)) };
                    }
                    FIELDS if in_list => {
                        if let Some(from) = self.ignored.take() {
                            scan.at.write = from;
                        }
                    }
                    _ if token == Token::Close => self.seen_names = [u32::MAX; 2],
                    _ => {}
                },
            }
        }
    }

    /// Lets go of the element that is whole. The next one is kept where it comes in.
    pub(crate) const fn next_element(&mut self, at: &mut Cursor) {
        at.write = at.read;
        self.start = at.read;
        (self.lost, self.peak) = (0, 0);
    }

    /// Makes room where there is none for what has to be kept.
    #[inline(never)]
    pub(crate) fn make_room(&mut self, scan: &mut Scan<'_>) -> Result<(), Fault> {
        let in_key = self.reader.in_key();
        let from = if in_key { scan.at.mark } else { scan.at.write };
        let (depth, in_list) = (self.reader.depth(), self.role == Role::Items);
        let is_chosen_by_key = depth == MEMBERS || depth == FIELDS && in_list;
        let is_kept = self.ignored.is_none();
        if let Some(from) = self.ignored
            && from != scan.at.write
        {
            scan.at.cut(from);
        } else if is_kept && in_key && is_chosen_by_key && scan.at.write.wrapping_sub(scan.at.mark) > LONG_KEY {
            self.ignored = Some(scan.at.mark);
        } else if self.words.1 != self.words.0 {
            // The service's words yield to everything else.
            let (begin, end) = core::mem::take(&mut self.words);
            self.shift(scan, end, begin);
            self.kept = self.kept.wrapping_sub(end).wrapping_add(begin);
        } else if is_kept && self.role == Role::Words && !in_key {
            self.ignored = Some(self.kept);
        } else if in_list && depth >= ELEMENTS && from != self.start {
            // The element is lost, and still read to its end, to say how much would have held it. A key stays whole.
            self.lost = self.lost.wrapping_add(from).wrapping_sub(self.start);
            self.shift(scan, from, self.start);
        } else {
            self.lost = self.lost.wrapping_add(scan.bytes.len()).wrapping_add(1);
            return Err(Fault::Full);
        }
        self.start = self.start.min(self.kept);
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
        if self.code() != 0 || self.is_fail {
            return Err(Fault::Refused);
        }
        // Where everything failed, the other list may be missing.
        if !self.keys.items.is_empty() && self.seen & ANY_LIST == 0 {
            return Err(Fault::NoList);
        }
        Ok(())
    }

    /// The element moves down when that doubles the room.
    pub(crate) fn move_down(&mut self, scan: &mut Scan<'_>) {
        let gap = self.start.wrapping_sub(self.kept);
        if self.start > self.kept && scan.bytes.len().wrapping_sub(scan.at.write) <= gap {
            self.shift(scan, self.start, self.kept);
            self.start = self.kept;
        }
    }

    /// Moves what is kept from `from` on down to `to`.
    fn shift(&mut self, scan: &mut Scan<'_>, from: usize, to: usize) {
        scan.shift(from, to);
        self.ignored = self.ignored.map(|ignored| ignored.wrapping_sub(from).wrapping_add(to));
    }

    /// How many bytes have to stay free behind what is kept.
    pub(crate) const fn pending(&self) -> usize {
        self.reader.pending()
    }

    /// The service's code.
    pub(crate) const fn code(&self) -> i64 {
        i64::from_ne_bytes(self.code)
    }

    pub(crate) const fn keys(&self) -> &'static Keys {
        self.keys
    }

    /// Whether the element that is whole is one of what failed.
    pub(crate) const fn is_failed(&self) -> bool {
        self.is_failed
    }

    /// The element that is whole.
    pub(crate) fn element<'r>(&self, bytes: &'r [u8], at: Cursor) -> Value<'r> {
        Value::compact(bytes.get(self.start..at.write).unwrap_or_default())
    }

    /// How many bytes an element would have taken that did not fit.
    pub(crate) const fn lost(&self) -> usize {
        self.lost
    }

    /// The members of the answer that are kept, the service's words among them.
    pub(crate) fn answer<'r>(&self, bytes: &'r [u8]) -> Object<'r> {
        Object::compact(bytes.get(..self.kept).unwrap_or_default())
    }

    /// A key of the answer; whether it is new.
    fn member(&mut self, scan: &mut Scan<'_>) -> bool {
        let key = key(scan);
        let [code, status, words] = ENVELOPE;
        let number = position(&[code, status, words, self.keys.items, self.keys.failed], key)
            .or_else(|| position(self.keys.answer, key).map(|own| own.wrapping_add(ROLES.len())));
        let is_new = match number {
            None => {
                self.ignored = Some(self.kept);
                true
            }
            Some(number) => {
                self.role = ROLES.get(number).copied().unwrap_or(Role::Answer);
                self.is_failed = number == FAILED;
                is_first(&mut self.seen, number)
            }
        };
        self.start = self.kept;
        if matches!(self.role, Role::Answer | Role::Words) {
            scan.shift(scan.at.mark, self.kept);
        } else {
            scan.at.write = self.kept;
        }
        is_new
    }

    /// A key of an element; whether it is new.
    fn field(&mut self, scan: &mut Scan<'_>) -> bool {
        if let Some(number) = position(self.keys.fields, key(scan)) {
            return is_first(&mut self.seen_fields, number);
        }
        self.peak = self.peak.max(self.element_len(scan.at));
        self.ignored = Some(scan.at.mark);
        true
    }

    /// A key further inside; whether it is new.
    fn name(&mut self, scan: &Scan<'_>) -> bool {
        let (Some(first), Some(last)) =
            (scan.bytes.get(scan.at.mark.wrapping_add(1)), scan.bytes.get(scan.at.write.wrapping_sub(2)))
        else {
            return true;
        };
        let len = scan.at.write.wrapping_sub(scan.at.mark) as u32;
        let hash = (len << 16 | u32::from(*last) << 8 | u32::from(*first)).wrapping_mul(0x9E37_79B1);
        let [these, those] = &mut self.seen_names;
        let is_new = is_first(these, (hash >> 27) as usize) | is_first(those, (hash >> 22) as usize);
        is_new || !is_repeated(scan, self.start)
    }

    /// The begin of an object or array.
    fn open(&mut self, depth: u8, scan: &mut Scan<'_>) -> Result<(), Fault> {
        self.seen_names = [0; 2];
        let is_object = self.reader.in_object();
        match (depth, self.role) {
            (MEMBERS, _) if !is_object => return Err(Fault::NoObject),
            (ELEMENTS, Role::Code) => return Err(Fault::CodeType),
            (ELEMENTS, Role::Status | Role::Words) => self.ignored = Some(self.kept),
            (ELEMENTS, Role::Items) if is_object => return Err(Fault::ListType),
            (ELEMENTS, Role::Items) => self.next_element(&mut scan.at),
            (FIELDS, Role::Items) => {
                self.seen_fields = 0;
                // What was dropped in front of it is not made up for by moving all of it.
                self.start = scan.at.read.wrapping_sub(1);
                scan.at.write = scan.at.read;
            }
            _ => {}
        }
        Ok(())
    }

    fn end_of_member(&mut self, token: Token, scan: &mut Scan<'_>) -> Result<(), Fault> {
        let value = Value::compact(scan.kept(scan.at.mark, scan.at.write));
        let role = if self.ignored.is_none() { self.role } else { Role::Unknown };
        match role {
            Role::Code => self.code = value.as_integer().ok_or(Fault::CodeType)?.to_ne_bytes(),
            Role::Status => self.is_fail = value.as_text().is_some_and(|status| same(status.as_bytes(), b"FAIL")),
            Role::Items if token == Token::Scalar => return Err(Fault::ListType),
            Role::Words if value.as_text().is_some_and(|words| !words.as_bytes().is_empty()) => {
                self.words = (self.kept, scan.at.write);
                self.kept = scan.at.write;
            }
            Role::Answer => self.kept = scan.at.write,
            _ => {}
        }
        (self.role, self.ignored) = (Role::Unknown, None);
        self.start = self.kept;
        scan.at.write = self.kept;
        Ok(())
    }

    /// The element is whole, but its begin is gone.
    fn too_long(&mut self, at: Cursor) -> Fault {
        self.lost = self.kept.wrapping_add(self.element_len(at).max(self.peak));
        Fault::Full
    }

    /// How many bytes of this element have been kept, or would have been.
    fn element_len(&self, at: Cursor) -> usize {
        self.lost.wrapping_add(self.ignored.unwrap_or(at.write)).wrapping_sub(self.start)
    }

    /// The key of the list that is read.
    pub(crate) const fn list(&self) -> &'static str {
        if self.is_failed { self.keys.failed } else { self.keys.items }
    }
}

/// The key that was read, without its quotes.
fn key<'r>(scan: &'r Scan<'_>) -> &'r [u8] {
    match scan.kept(scan.at.mark, scan.at.write) {
        [_, key @ .., _] => key,
        _ => &[],
    }
}

/// Which of the names it is. Those that are empty stand for nothing, and no key may take them for its own.
fn position(names: &[&str], key: &[u8]) -> Option<usize> {
    names.iter().position(|name| !key.is_empty() && same(name.as_bytes(), key))
}

/// Adds a number, of which the lowest five bits count, to a set; whether it was not there before.
const fn is_first(set: &mut u32, number: usize) -> bool {
    let bit = 1_u32.wrapping_shl(number as u32);
    let is_first = *set & bit == 0;
    *set |= bit;
    is_first
}
