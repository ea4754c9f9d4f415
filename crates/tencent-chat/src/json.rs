//! JSON as the service speaks it: written without a buffer, read in pieces of any size.
//!
//! Reading happens in place. A `Reader` checks every byte against RFC 8259 and leaves what is worth keeping in the
//! buffer it came in, *compact*: without white space, texts unescaped, and in the place of their quotes a byte that says how
//! long they are. The compact form never outgrows its JSON. [`Value`] and its kin are views of it, and cannot fail: what they
//! see has been checked before.

mod error;
mod literal;
mod reader;
#[cfg(feature = "serde")]
mod serialize;
mod text;
mod value;
mod write;

#[cfg(test)]
mod tests;

pub use error::{Error, Problem};
pub(crate) use reader::{Reader, Token};
pub use value::{Array, Elements, Members, Object, Text, Value};
pub(crate) use value::{is_repeated, same};
pub(crate) use write::escaped;
pub use write::{Fields, Items};

/// Stands for both quotes of an empty text in the compact form; with as much added as it has bytes, for those of a text with
/// up to 126.
pub(crate) const SHORT: u8 = 0x80;
/// Stands for the quotes of a longer text, which has no such byte: it never occurs in UTF-8.
pub(crate) const QUOTE: u8 = 0xFF;

/// How many objects and arrays may lie within each other.
pub const MAX_DEPTH: u8 = 32;
