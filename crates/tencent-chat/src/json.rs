//! JSON as the service speaks it: written without a buffer, read in pieces of any size.
//!
//! Reading happens in place. A `Reader` checks every byte against RFC 8259 and leaves what is worth keeping in the
//! buffer it came in, *compact*: without white space, texts unescaped, and the byte `0xFF` in the place of their quotes.
//! That byte never occurs in UTF-8, so the compact form needs no lengths, never outgrows its JSON, and is read by looking
//! for one byte. [`Value`] and its kin are views of it, and cannot fail: what they see has been checked before.

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
pub(crate) use value::is_repeated;
pub use value::{Array, Elements, Members, Object, Text, Value};
pub(crate) use write::escaped;
pub use write::{Fields, Items};

/// Stands for a quote in the compact form.
pub(crate) const QUOTE: u8 = 0xFF;

/// How many objects and arrays may lie within each other.
pub const MAX_DEPTH: u8 = 32;
