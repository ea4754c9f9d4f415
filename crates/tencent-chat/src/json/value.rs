//! Views of JSON that has been read and checked. None of them allocates, copies, recurses or fails.

use core::fmt;

use super::{Error, QUOTE, SHORT, reader::read_whole, write::quoted};
use crate::{cursor::Scan, decimal::integer};

/// Any JSON value.
///
/// A text, number or word is exactly its bytes. Behind an object or array others may follow: to find its end would mean to
/// walk through it, for who wants to walk through it next.
#[derive(Clone, Copy)]
pub struct Value<'r>(&'r [u8]);

/// A text, its escapes undone.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Text<'r>(&'r [u8]);

/// An object: keys and values, in the order they came.
#[derive(Clone, Copy)]
pub struct Object<'r>(&'r [u8]);

/// An array.
#[derive(Clone, Copy)]
pub struct Array<'r>(&'r [u8]);

impl<'r> Value<'r> {
    /// Reads one JSON text that lies in memory whole, and views it there: the bytes are changed, escapes being undone in
    /// their place.
    ///
    /// # Errors
    /// [`Error::Syntax`]. A key that stands twice in one object is an error wherever it stands.
    pub fn parse_in_place(bytes: &'r mut [u8]) -> Result<Self, Error> {
        let len = read_whole(bytes)?;
        Ok(Self::compact(bytes.get(..len).unwrap_or_default()))
    }

    /// The value that these bytes are, or begin with.
    pub(crate) const fn compact(bytes: &'r [u8]) -> Self {
        Self(bytes)
    }

    /// The text, where it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<Text<'r>> {
        match self.0 {
            [SHORT..=QUOTE, text @ .., _] => Some(Text(text)),
            _ => None,
        }
    }

    /// The integer, where it is a number without fraction and exponent that fits 64 bits.
    #[must_use]
    pub fn as_integer(&self) -> Option<i64> {
        integer(self.0)
    }

    /// The number as it is written, where it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<Text<'r>> {
        matches!(self.0.first(), Some(b'-' | b'0'..=b'9')).then_some(Text(self.0))
    }

    /// True or false, where it is one of them.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.0.first() {
            Some(b't') => Some(true),
            Some(b'f') => Some(false),
            _ => None,
        }
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.0.first() == Some(&b'n')
    }

    /// The object, where it is one.
    #[must_use]
    pub fn as_object(&self) -> Option<Object<'r>> {
        match self.0 {
            [b'{', members @ ..] => Some(Object(members)),
            _ => None,
        }
    }

    /// The array, where it is one.
    #[must_use]
    pub fn as_array(&self) -> Option<Array<'r>> {
        match self.0 {
            [b'[', elements @ ..] => Some(Array(elements)),
            _ => None,
        }
    }
}

impl<'r> Object<'r> {
    /// What stands between an object's braces.
    pub(crate) const fn compact(bytes: &'r [u8]) -> Self {
        Self(bytes)
    }

    /// The value with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Value<'r>> {
        self.members().find(|(name, _)| same(name.0, key.as_bytes())).map(|(_, value)| value)
    }

    /// The value with this key.
    ///
    /// # Errors
    /// [`Error::Missing`].
    pub fn value(&self, key: &'static str) -> Result<Value<'r>, Error> {
        self.get(key).ok_or(Error::Missing { key })
    }

    /// The text with this key.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Type`].
    pub fn text(&self, key: &'static str) -> Result<Text<'r>, Error> {
        self.value(key)?.as_text().ok_or(Error::Type { key, wanted: "a text" })
    }

    /// The integer with this key.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Type`].
    pub fn integer(&self, key: &'static str) -> Result<i64, Error> {
        self.value(key)?.as_integer().ok_or(Error::Type { key, wanted: "an integer of 64 bits" })
    }

    /// The object with this key.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Type`].
    pub fn object(&self, key: &'static str) -> Result<Self, Error> {
        self.value(key)?.as_object().ok_or(Error::Type { key, wanted: "an object" })
    }

    /// All of it, in the order it came.
    #[must_use]
    pub const fn members(&self) -> Members<'r> {
        Members(Values { rest: self.0, is_inside: false })
    }
}

impl<'r> Array<'r> {
    /// All of it, in order.
    #[must_use]
    pub const fn elements(&self) -> Elements<'r> {
        Elements(Values { rest: self.0, is_inside: false })
    }
}

/// The members of an [`Object`].
#[derive(Clone, Copy)]
pub struct Members<'r>(Values<'r>);

impl<'r> Iterator for Members<'r> {
    type Item = (Text<'r>, Value<'r>);

    fn next(&mut self) -> Option<Self::Item> {
        let key = self.0.next()?.as_text()?;
        Some((key, self.0.next()?))
    }
}

/// The elements of an [`Array`].
#[derive(Clone, Copy)]
pub struct Elements<'r>(Values<'r>);

impl<'r> Iterator for Elements<'r> {
    type Item = Value<'r>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

/// Values side by side, keys among them.
#[derive(Clone, Copy)]
struct Values<'r> {
    rest: &'r [u8],
    /// Whether the rest begins with an object or array that was handed out, and is passed over only when more is asked for.
    is_inside: bool,
}

impl<'r> Values<'r> {
    fn next(&mut self) -> Option<Value<'r>> {
        if self.is_inside {
            self.rest = self.rest.get(compound_len(self.rest)..)?;
        }
        self.is_inside = false;
        let len = loop {
            match *self.rest.first()? {
                SHORT.. => break text_len(self.rest).wrapping_add(2),
                // Of a member that was dropped the comma is left.
                b',' | b':' => self.rest = self.rest.get(1..)?,
                b'}' | b']' => return None,
                b'{' | b'[' => {
                    self.is_inside = true;
                    return Some(Value(self.rest));
                }
                _ => {
                    let is_end = |byte: &u8| matches!(*byte, b',' | b'}' | b']' | SHORT..);
                    break self.rest.iter().position(is_end).unwrap_or(self.rest.len());
                }
            }
        };
        let (value, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(Value(value))
    }
}

impl fmt::Debug for Members<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(*self).finish()
    }
}

impl fmt::Debug for Elements<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(*self).finish()
    }
}

impl<'r> Text<'r> {
    /// The text as a `str`.
    #[must_use]
    pub fn as_str(&self) -> &'r str {
        // It has been checked as it came in, and cannot be wrong here.
        core::str::from_utf8(self.0).unwrap_or_default()
    }

    /// The text's bytes, which are UTF-8: cheaper than [`as_str`](Self::as_str).
    #[must_use]
    pub const fn as_bytes(&self) -> &'r [u8] {
        self.0
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        self.0 == other.as_bytes()
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == other.as_bytes()
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// A text without quotes, everything else as compact JSON.
impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_text() {
            Some(text) => f.pad(text.as_str()),
            None => fmt::Debug::fmt(self, f),
        }
    }
}

/// Compact JSON.
impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = match self.0 {
            [b'{' | b'[', ..] => self.0.get(..compound_len(self.0)).unwrap_or_default(),
            value => value,
        };
        while let Some(begin) = rest.iter().position(|byte| *byte >= SHORT) {
            let (between, text) = rest.split_at_checked(begin).unwrap_or_default();
            f.write_str(Text(between).as_str())?;
            let end = text_len(text).wrapping_add(1);
            quoted(text.get(1..end).unwrap_or_default(), f)?;
            rest = text.get(end.wrapping_add(1)..).unwrap_or_default();
        }
        f.write_str(Text(rest).as_str())
    }
}

impl fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.members().fmt(f)
    }
}

impl fmt::Debug for Array<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.elements().fmt(f)
    }
}

/// Whether the key that the cursor marks stands in its object before, which begins after `start`.
///
/// Nothing remembers where that object begins, so one goes back to there.
pub(crate) fn is_repeated(scan: &Scan<'_>, start: usize) -> bool {
    let key = scan.kept(scan.at.mark, scan.at.write);
    let mut rest = scan.kept(start, scan.at.mark);
    let (mut depth, mut is_key) = (0_usize, false);
    while let [before @ .., last] = rest {
        rest = before;
        match *last {
            b'}' | b']' => depth = depth.wrapping_add(1),
            b'{' | b'[' if depth == 0 => break,
            b'{' | b'[' => depth = depth.wrapping_sub(1),
            quote @ SHORT.. => {
                let begin = match quote {
                    QUOTE => before.iter().rposition(|byte| *byte == QUOTE).unwrap_or_default(),
                    _ => before.len().wrapping_sub(1).wrapping_sub(usize::from(quote ^ SHORT)),
                };
                let text;
                (rest, text) = before.split_at_checked(begin).unwrap_or_default();
                if is_key && depth == 0 && matches!(key, [name @ .., _] if same(name, text)) {
                    return true;
                }
            }
            _ => {}
        }
        is_key = *last == b':';
    }
    false
}

/// Whether they are the same. The comparison of the library is for long ones, and takes several times the flash.
#[inline(never)]
pub(crate) fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one == other)
}

/// How many bytes an object or array has.
fn compound_len(bytes: &[u8]) -> usize {
    let (mut rest, mut depth) = (bytes, 0_u32);
    while let Some(first) = rest.first() {
        let mut len = 1;
        match *first {
            b'{' | b'[' => depth = depth.wrapping_add(1),
            b'}' | b']' => depth = depth.wrapping_sub(1),
            SHORT.. => len = text_len(rest).wrapping_add(2),
            _ => {}
        }
        rest = rest.get(len..).unwrap_or_default();
        if depth == 0 {
            break;
        }
    }
    bytes.len().wrapping_sub(rest.len())
}

/// How many bytes stand between the quotes of the text that comes first.
fn text_len(bytes: &[u8]) -> usize {
    match bytes {
        [QUOTE, text @ ..] => text.iter().take_while(|byte| **byte != QUOTE).count(),
        [quote, ..] => (quote ^ SHORT).into(),
        [] => 0,
    }
}
