//! Views of JSON that has been read and checked. None of them allocates, copies, recurses or fails.

use core::fmt;

use super::{Error, QUOTE, reader::read_whole, write::quoted};
use crate::{cursor::Cursor, decimal::integer};

/// Any JSON value.
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

    /// The value that begins here, behind separators.
    pub(crate) fn compact(bytes: &'r [u8]) -> Self {
        Self(behind_separators(bytes))
    }

    /// The text, where it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<Text<'r>> {
        self.0.split_first().filter(|(first, _)| **first == QUOTE).map(|(_, rest)| Text(split_at_quote(rest).0))
    }

    /// The integer, where it is a number without fraction and exponent that fits 64 bits.
    #[must_use]
    pub fn as_integer(&self) -> Option<i64> {
        integer(self.plain())
    }

    /// The number as it is written, where it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<Text<'r>> {
        matches!(self.0.first(), Some(b'-' | b'0'..=b'9')).then(|| Text(self.plain()))
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
            [b'{', rest @ ..] => Some(Object(rest)),
            _ => None,
        }
    }

    /// The array, where it is one.
    #[must_use]
    pub fn as_array(&self) -> Option<Array<'r>> {
        match self.0 {
            [b'[', rest @ ..] => Some(Array(rest)),
            _ => None,
        }
    }

    /// A number or word: all up to what cannot be part of one.
    fn plain(&self) -> &'r [u8] {
        let is_separator = |byte: &u8| matches!(*byte, b',' | b']' | b'}' | QUOTE);
        let end = self.0.iter().position(is_separator).unwrap_or(self.0.len());
        self.0.get(..end).unwrap_or_default()
    }

    /// The value alone, and what follows it.
    fn split(&self) -> (&'r [u8], &'r [u8]) {
        let mut depth = 0_usize;
        let mut in_text = false;
        let is_end = |byte: &u8| {
            match *byte {
                QUOTE => in_text = !in_text,
                _ if in_text => {}
                b'{' | b'[' => depth = depth.wrapping_add(1),
                b'}' | b']' => depth = depth.wrapping_sub(1),
                _ => {}
            }
            !in_text && depth == 0
        };
        let end = match self.0.first() {
            Some(&QUOTE | b'{' | b'[') => {
                self.0.iter().position(is_end).map_or(self.0.len(), |last| last.wrapping_add(1))
            }
            _ => self.plain().len(),
        };
        self.0.split_at_checked(end).unwrap_or((self.0, &[]))
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
        self.members().find(|(name, _)| name == key).map(|(_, value)| value)
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
        Members(Value(self.0), true)
    }
}

impl<'r> Array<'r> {
    /// All of it, in order.
    #[must_use]
    pub const fn elements(&self) -> Elements<'r> {
        Elements(Value(self.0), true)
    }
}

/// The members of an [`Object`].
#[derive(Clone, Copy, Debug)]
pub struct Members<'r>(Value<'r>, bool);

impl<'r> Iterator for Members<'r> {
    type Item = (Text<'r>, Value<'r>);

    fn next(&mut self) -> Option<Self::Item> {
        // The last value is passed over only now: who looks for one member never walks through it.
        let rest = if core::mem::take(&mut self.1) { self.0.0 } else { self.0.split().1 };
        let (key, rest) = split_at_quote(match behind_separators(rest) {
            [QUOTE, rest @ ..] => rest,
            _ => return None,
        });
        self.0 = Value::compact(rest);
        Some((Text(key), self.0))
    }
}

/// The elements of an [`Array`].
#[derive(Clone, Copy, Debug)]
pub struct Elements<'r>(Value<'r>, bool);

impl<'r> Iterator for Elements<'r> {
    type Item = Value<'r>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = if core::mem::take(&mut self.1) { self.0.0 } else { self.0.split().1 };
        self.0 = Value::compact(rest);
        (!matches!(self.0.0.first(), None | Some(b']'))).then_some(self.0)
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
        // Texts and what lies between them take turns.
        for (turn, piece) in self.split().0.split(|byte| *byte == QUOTE).enumerate() {
            if turn % 2 == 0 { f.write_str(Text(piece).as_str())? } else { quoted(piece, f)? }
        }
        Ok(())
    }
}

impl fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.members()).finish()
    }
}

impl fmt::Debug for Array<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.elements()).finish()
    }
}

/// Whether the key that the cursor marks stands in its object before, which begins after the cursor's start.
///
/// Nothing remembers where that object begins: it is found by walking back, over whatever has been closed since.
pub(crate) fn is_repeated(bytes: &[u8], at: &Cursor) -> bool {
    let before = bytes.get(at.start..at.mark).unwrap_or_default();
    let key = bytes.get(at.mark..at.write).unwrap_or_default();
    let (mut rest, mut depth, mut behind) = (before, 0_usize, b',');
    while let Some((&last, front)) = rest.split_last() {
        rest = match last {
            QUOTE => {
                let begin = front.iter().rposition(|byte| *byte == QUOTE).unwrap_or(0);
                if depth == 0 && behind == b':' && rest.get(begin..) == Some(key) {
                    return true;
                }
                front.get(..begin).unwrap_or_default()
            }
            b'}' | b']' => {
                depth = depth.wrapping_add(1);
                front
            }
            b'{' | b'[' if depth == 0 => return false,
            b'{' | b'[' => {
                depth = depth.wrapping_sub(1);
                front
            }
            _ => front,
        };
        behind = last;
    }
    false
}

fn behind_separators(bytes: &[u8]) -> &[u8] {
    let count = bytes.iter().take_while(|byte| matches!(byte, b',' | b':')).count();
    bytes.get(count..).unwrap_or_default()
}

/// What stands before the next quote, and behind it.
fn split_at_quote(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| *byte == QUOTE).unwrap_or(bytes.len());
    let (text, rest) = bytes.split_at_checked(end).unwrap_or((bytes, &[]));
    (text, rest.get(1..).unwrap_or_default())
}
