//! The body of a request, taken out of a buffer as it fills.

use httparse::{Status, parse_chunk_size};

use super::head::{Framing, Unreadable};

/// The body of a request on its way.
#[derive(Debug)]
pub(crate) struct Body {
    whole: Vec<u8>,
    most: usize,
    passed_over: usize,
    rest: Rest,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Progress {
    /// It goes on.
    More,
    /// It has been read to its end.
    Whole,
    /// So much more than allowed came that nobody waits for the end.
    GivenUp,
}

/// What is yet to come.
#[derive(Clone, Copy, Debug)]
enum Rest {
    Bytes(u64),
    ChunkSize,
    Chunk(u64),
    ChunkEnd,
    /// The fields after the last chunk, of which so many bytes have gone.
    Trailer(usize),
    Nothing,
}

impl Body {
    /// A body of which at most so many bytes are kept.
    pub(crate) fn new(framing: Framing, most: usize) -> Self {
        let rest = match framing {
            Framing::Length(len) => Rest::Bytes(len),
            Framing::Chunked => Rest::ChunkSize,
        };
        Self { whole: Vec::new(), most, passed_over: 0, rest }
    }

    /// Takes from the buffer what belongs to the body.
    pub(crate) fn take(&mut self, buffer: &mut Vec<u8>) -> Result<Progress, Unreadable> {
        loop {
            if self.passed_over / PASSED_OVER > self.most {
                return Ok(Progress::GivenUp);
            }
            self.rest = match self.rest {
                Rest::Bytes(0) | Rest::Nothing => return Ok(Progress::Whole),
                Rest::Bytes(left) => match self.keep(buffer, left) {
                    0 => return Ok(Progress::More),
                    taken => Rest::Bytes(left - taken),
                },
                Rest::ChunkSize => match chunk_size(buffer)? {
                    None => return Ok(Progress::More),
                    Some(0) => Rest::Trailer(0),
                    Some(size) => Rest::Chunk(size),
                },
                Rest::Chunk(0) => Rest::ChunkEnd,
                Rest::Chunk(left) => match self.keep(buffer, left) {
                    0 => return Ok(Progress::More),
                    taken => Rest::Chunk(left - taken),
                },
                Rest::ChunkEnd => match line(buffer)? {
                    None => return Ok(Progress::More),
                    Some(0) => Rest::ChunkSize,
                    Some(_) => return Err(WRONG),
                },
                Rest::Trailer(gone) => match line(buffer)? {
                    None => return Ok(Progress::More),
                    Some(0) => Rest::Nothing,
                    Some(len) if gone + len <= LINE => Rest::Trailer(gone + len),
                    Some(_) => return Err(WRONG),
                },
            };
        }
    }

    /// What was kept; `None` when more came than allowed.
    pub(crate) fn into_whole(self) -> Option<Vec<u8>> {
        (self.passed_over == 0).then_some(self.whole)
    }

    /// Moves at most so many bytes out of the buffer, and passes over those beyond what is allowed, so that the client is
    /// done writing when it is told.
    fn keep(&mut self, buffer: &mut Vec<u8>, most: u64) -> u64 {
        let take = usize::try_from(most).unwrap_or(usize::MAX).min(buffer.len());
        let taken = buffer.drain(..take);
        if self.whole.len() + self.passed_over + take <= self.most {
            self.whole.extend(taken);
        } else {
            self.passed_over += take;
        }
        u64::try_from(take).unwrap_or(u64::MAX)
    }
}

/// Takes the line with a chunk's size.
fn chunk_size(buffer: &mut Vec<u8>) -> Result<Option<u64>, Unreadable> {
    match parse_chunk_size(buffer) {
        Ok(Status::Complete((len, size))) => {
            buffer.drain(..len);
            Ok(Some(size))
        }
        Ok(Status::Partial) if buffer.len() < LINE => Ok(None),
        Ok(Status::Partial) | Err(_) => Err(WRONG),
    }
}

/// Takes a line and says how long it was without its end.
fn line(buffer: &mut Vec<u8>) -> Result<Option<usize>, Unreadable> {
    match buffer.windows(2).position(|pair| pair == b"\r\n") {
        Some(len) => {
            buffer.drain(..len + 2);
            Ok(Some(len))
        }
        None if buffer.len() < LINE => Ok(None),
        None => Err(WRONG),
    }
}

const WRONG: Unreadable = Unreadable(400);
/// How many times the allowed length of a body is read before the connection is given up.
const PASSED_OVER: usize = 16;
/// Bytes of a line between chunks, and of all fields after the last one, at most.
const LINE: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read of this, given piece by piece, and what is left over.
    fn read(framing: Framing, text: &[u8], size: usize) -> Result<(Option<Vec<u8>>, Vec<u8>), Unreadable> {
        let mut body = Body::new(framing, 10);
        let mut buffer = Vec::new();
        let mut pieces = text.chunks(size);
        loop {
            match body.take(&mut buffer)? {
                Progress::More => buffer.extend(pieces.next().expect("the end is told before the text ends")),
                Progress::Whole => {
                    return Ok((body.into_whole(), [buffer, pieces.flatten().copied().collect()].concat()));
                }
                Progress::GivenUp => return Ok((None, Vec::new())),
            }
        }
    }

    #[test]
    fn a_body_ends_where_it_is_told_however_it_comes() {
        let chunked = b"1;x=\"y\"\r\n{\r\n0A\r\n}        .\r\n0\r\nTrailer: x\r\n\r\nnext";
        for size in 1..chunked.len() {
            let text = b"{}next";
            assert_eq!(read(Framing::Length(2), text, size), Ok((Some(b"{}".to_vec()), b"next".to_vec())), "{size}");
            let (body, rest) = read(Framing::Chunked, chunked, size).unwrap();
            assert_eq!((body, rest.as_slice()), (None, &b"next"[..]), "eleven bytes are one too many, {size}");
            let shorter = b"1\r\n{\r\n09\r\n}       .\r\n0\r\n\r\nnext";
            let (body, rest) = read(Framing::Chunked, shorter, size).unwrap();
            assert_eq!((body, rest.as_slice()), (Some(b"{}       .".to_vec()), &b"next"[..]), "{size}");
        }
    }

    #[test]
    fn a_body_without_end_is_given_up() {
        assert_eq!(read(Framing::Length(1_000_000), &[b' '; 1_000_000], 100), Ok((None, Vec::new())));
    }

    #[test]
    fn chunks_that_are_none_are_refused() {
        for wrong in [&b"x\r\n"[..], b"1\r\n{}\r\n", b"-1\r\n", b"11111111111111111\r\n", &[b'0'; 5000]] {
            assert_eq!(read(Framing::Chunked, wrong, 7), Err(WRONG), "{}", String::from_utf8_lossy(wrong));
        }
        let fields = format!("0\r\n{}\r\n", "A: b\r\n".repeat(5000));
        assert_eq!(read(Framing::Chunked, fields.as_bytes(), 100), Err(WRONG));
    }
}
