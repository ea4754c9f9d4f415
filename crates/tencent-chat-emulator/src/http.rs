//! HTTP/1.1 without a stream: bytes go in, whole requests come out; answers go out as bytes.

mod body;
mod head;
mod reader;
mod render;

pub(crate) use reader::{Read, Reader};
pub(crate) use render::{bare, render};

/// A request that has been read to its end.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Without the leading slash.
    pub(crate) path: String,
    /// The text after the `?`.
    pub(crate) query: String,
    /// `None` is one that was longer than allowed.
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) keep: Keep,
}

/// Whether the connection is kept after the answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Keep {
    /// It is, without a word, as is usual.
    Yes,
    /// It is, and says so: the client is an old one and has asked for it.
    AsAsked,
    /// It is not.
    No,
    /// It is not, and the client has not been read to the end.
    GivenUp,
}
