//! HTTP/1.1 as one call needs it: a request that is written in parts, an answer that is read in pieces.

mod date;
mod request;
mod response;

pub(crate) use request::Head;
pub(crate) use response::Response;

use core::fmt;

/// What is wrong with an answer's HTTP.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum HttpError {
    /// The first line is not that of an HTTP/1 answer.
    NotHttp,
    /// A header line is none.
    Header,
    /// The head, or what stands beside the chunks, is longer than [`MAX_HEAD_LEN`].
    HeadTooLong,
    /// `Content-Length` is no number, stands there with two values, or beside `Transfer-Encoding`.
    Length,
    /// A `Transfer-Encoding` other than `chunked`.
    TransferEncoding,
    /// A `Content-Encoding`: none was asked for.
    ContentEncoding,
    /// A chunk without a size, or without its end.
    Chunk,
}

/// How many bytes the head of an answer takes at most, interim answers included; so may the lines beside the chunks.
pub const MAX_HEAD_LEN: u16 = 16 * 1024;

impl fmt::Display for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotHttp => "the peer does not speak HTTP/1; is this the service's host and port?",
            Self::Header => "the answer's head has a line that is no header",
            Self::HeadTooLong => "the answer's head has more than 16384 bytes",
            Self::Length => "the answer's Content-Length is not one number",
            Self::TransferEncoding => "the answer has a Transfer-Encoding other than chunked",
            Self::ContentEncoding => "the answer is compressed, which was not asked for",
            Self::Chunk => "the answer has a chunk without a proper size or end",
        })
    }
}

impl core::error::Error for HttpError {}

#[cfg(test)]
mod tests {
    use std::format;

    use super::*;

    #[test]
    fn a_head_that_is_too_long_says_what_would_not_be() {
        assert_eq!(
            format!("{}", HttpError::HeadTooLong),
            format!("the answer's head has more than {MAX_HEAD_LEN} bytes")
        );
    }
}
