//! What can be wrong with JSON that was read.

use core::fmt;

/// A text that is not JSON, or not the JSON that was asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Error {
    /// The text breaks a rule of JSON (RFC 8259), or one of ours.
    Syntax {
        /// Which rule.
        problem: Problem,
        /// Offset of the byte that breaks it, from the text's first.
        at: usize,
    },
    /// A member that the service always sends is not there.
    Missing {
        /// Its key.
        key: &'static str,
    },
    /// A value is of another type than documented, or an integer beyond 64 bits.
    Type {
        /// The key it has, or that of the list it is an element of.
        key: &'static str,
        /// What it should have been.
        wanted: &'static str,
    },
}

/// A rule of JSON that a text can break.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Problem {
    /// A byte that has no place here.
    Unexpected,
    /// The text ends before its value does.
    Unfinished,
    /// More than [`MAX_DEPTH`](super::MAX_DEPTH) objects and arrays lie within each other.
    Depth,
    /// A control character stands in a text unescaped.
    Control,
    /// A backslash is followed by something that is no escape.
    Escape,
    /// Half of a surrogate pair.
    Surrogate,
    /// Bytes that are not UTF-8.
    Utf8,
    /// A key that is read stands twice in one object.
    Duplicate,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Syntax { problem, at } => write!(f, "not the JSON it should be: {problem} at byte {at}"),
            Self::Missing { key } => write!(f, "{key} is missing"),
            Self::Type { key, wanted } => write!(f, "{key} should be {wanted}"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unexpected => "something that has no place there",
            Self::Unfinished => "the end, too early,",
            Self::Depth => "one object or array too deep (32 may lie within each other)",
            Self::Control => "a control character that is not escaped",
            Self::Escape => "an escape that does not exist",
            Self::Surrogate => "half a surrogate pair",
            Self::Utf8 => "bytes that are not UTF-8",
            Self::Duplicate => "a key that was there before",
        })
    }
}

impl core::error::Error for Error {}
