//! An answer's head and the framing of its body.

use super::{HttpError, MAX_HEAD_LEN, date::unix_time};
use crate::{Error, cursor::Cursor};

/// Follows one answer, to the end of its body.
///
/// Lines are kept in the buffer from `start` on until they are whole, then dropped; a body's bytes are left to the caller.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Response {
    stage: Stage,
    /// How many more bytes may come that are not the body.
    budget: u16,
    /// How many bytes of the line were dropped, because the buffer could not hold them.
    dropped: usize,
    status: u16,
    length: Option<u32>,
    /// When the answer was made, in seconds since 1970.
    date: Option<u64>,
    is_chunked: bool,
    keep_alive: bool,
    closes: bool,
    /// Whether the byte before was a carriage return, which only the end of a line may follow.
    after_cr: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Stage {
    Status,
    Header,
    /// A body of which this many bytes are missing.
    Sized(u32),
    ChunkSize {
        size: u32,
        has_digits: bool,
    },
    ChunkExtension {
        size: u32,
    },
    Chunk(u32),
    ChunkEnd,
    Trailer {
        is_empty: bool,
    },
    /// A body that ends with the connection.
    Unbounded,
    End,
}

/// Of a line that does not fit, this much less a quarter is kept: the name of any header that matters, and its colon.
const MIN_LINE_LEN: usize = 32;

/// What comes next on the wire.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Frame {
    /// Nothing, until more has come.
    More,
    /// The body: this many of the bytes that have come are it.
    Body(usize),
    /// The answer has ended.
    End,
}

impl Response {
    pub(crate) const fn new() -> Self {
        Self {
            stage: Stage::Status,
            budget: MAX_HEAD_LEN,
            dropped: 0,
            status: 0,
            length: None,
            date: None,
            is_chunked: false,
            keep_alive: false,
            closes: false,
            after_cr: false,
        }
    }

    /// Follows what has come.
    pub(crate) fn next(&mut self, bytes: &mut [u8], start: &mut usize, at: &mut Cursor) -> Result<Frame, Error> {
        loop {
            let unread = bytes.len().saturating_sub(at.read);
            if let Stage::Sized(missing) | Stage::Chunk(missing) = self.stage {
                if missing != 0 {
                    let body = usize::try_from(missing).unwrap_or(usize::MAX).min(unread);
                    return Ok(if body == 0 { Frame::More } else { Frame::Body(body) });
                }
                self.stage = if self.is_chunked { Stage::ChunkEnd } else { Stage::End };
            }
            let byte = match (self.stage, bytes.get(at.read)) {
                (Stage::End, _) => return Ok(Frame::End),
                (_, None) => return Ok(Frame::More),
                (Stage::Unbounded, _) => return Ok(Frame::Body(unread)),
                (_, Some(byte)) => *byte,
            };
            self.budget = self.budget.checked_sub(1).ok_or(HttpError::HeadTooLong)?;
            if self.in_head() {
                let is_control = byte < b' ' && !matches!(byte, b'\t' | b'\r' | b'\n');
                if is_control || core::mem::replace(&mut self.after_cr, byte == b'\r') && byte != b'\n' {
                    let is_first = self.stage == Stage::Status;
                    return Err(if is_first { HttpError::NotHttp } else { HttpError::Header }.into());
                }
                at.pass(bytes, 1, true);
                if byte == b'\n' {
                    self.line(bytes.get(*start..at.write).unwrap_or_default())?;
                    *start = if self.in_head() { at.read } else { 0 };
                    at.write = *start;
                }
            } else {
                at.read = at.read.saturating_add(1);
                self.chunk(byte)?;
            }
        }
    }

    /// Says that this many bytes of the body have been taken.
    pub(crate) fn took(&mut self, count: usize) {
        if let Stage::Sized(missing) | Stage::Chunk(missing) = &mut self.stage {
            *missing = missing.saturating_sub(u32::try_from(count).unwrap_or(u32::MAX));
        }
    }

    /// The buffer is full of one line: its last part is dropped, for only lines of no interest are that long.
    pub(crate) fn drop_some(&mut self, start: usize, at: &mut Cursor) -> Result<(), Error> {
        let len = at.write.saturating_sub(start);
        if len < MIN_LINE_LEN {
            return Err(Error::BufferFull { needed: MIN_LINE_LEN });
        }
        let some = len / 4;
        self.dropped = self.dropped.saturating_add(some);
        at.write = at.write.saturating_sub(some);
        Ok(())
    }

    /// The peer has closed the connection.
    pub(crate) fn close(&mut self) -> Result<(), Error> {
        if self.stage != Stage::Unbounded {
            return Err(Error::Closed);
        }
        self.stage = Stage::End;
        Ok(())
    }

    /// When the answer was made, in seconds since 1970, where it says so.
    pub(crate) const fn date(&self) -> Option<u64> {
        self.date
    }

    /// Whether the head is still coming.
    pub(crate) const fn in_head(&self) -> bool {
        matches!(self.stage, Stage::Status | Stage::Header)
    }

    /// Whether the peer will take another request on this connection once the answer has ended.
    pub(crate) fn keeps_alive(&self) -> bool {
        self.keep_alive && !self.closes && self.stage == Stage::End
    }

    /// A whole line, of which the buffer may hold only the first part.
    fn line(&mut self, line: &[u8]) -> Result<(), Error> {
        let line = match line {
            [line @ .., b'\n'] => line,
            line => line,
        };
        let line = match line {
            [line @ .., b'\r'] => line,
            line => line,
        };
        let dropped = core::mem::take(&mut self.dropped);
        match self.stage {
            Stage::Status => self.status_line(line),
            Stage::Header if line.is_empty() => self.end_of_head(),
            _ => self.header(line, dropped),
        }
    }

    fn status_line(&mut self, line: &[u8]) -> Result<(), Error> {
        let (minor, status) = match line {
            [b'H', b'T', b'T', b'P', b'/', b'1', b'.', minor @ b'0'..=b'9', b' ', status @ ..] => (*minor, status),
            _ => return Err(HttpError::NotHttp.into()),
        };
        self.status = match status {
            [a, b, c] | [a, b, c, b' ', ..] => number(&[*a, *b, *c]),
            _ => None,
        }
        .and_then(|status| u16::try_from(status).ok())
        .filter(|status| *status >= 100)
        .ok_or(HttpError::NotHttp)?;
        self.keep_alive = minor != b'0';
        self.stage = Stage::Header;
        // 101 would be the answer to a request for another protocol.
        if self.status != 200 && (!(100..200).contains(&self.status) || self.status == 101) {
            return Err(Error::Status(self.status));
        }
        Ok(())
    }

    fn header(&mut self, line: &[u8], dropped: usize) -> Result<(), Error> {
        let mut parts = line.splitn(2, |byte| *byte == b':');
        let (name, value) = match (parts.next(), parts.next()) {
            (Some(name), Some(value)) if !name.is_empty() && name.iter().all(u8::is_ascii_graphic) => {
                (name, value.trim_ascii())
            }
            // A name may be cut, but then it is a longer one than any that matters.
            (Some(_), None) if dropped != 0 => return Ok(()),
            _ => return Err(HttpError::Header.into()),
        };
        let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
        let (length, transfer) = (is("content-length"), is("transfer-encoding"));
        let (content, connection) = (is("content-encoding"), is("connection"));
        if dropped != 0 && (length || transfer || content || connection) {
            return Err(Error::BufferFull { needed: line.len().saturating_add(dropped).saturating_add(2) });
        }
        if length {
            let length = number(value).ok_or(HttpError::Length)?;
            if self.length.replace(length).is_some_and(|before| before != length) {
                return Err(HttpError::Length.into());
            }
        } else if transfer {
            if self.is_chunked || !value.eq_ignore_ascii_case(b"chunked") {
                return Err(HttpError::TransferEncoding.into());
            }
            self.is_chunked = true;
        } else if content {
            if !value.eq_ignore_ascii_case(b"identity") {
                return Err(HttpError::ContentEncoding.into());
            }
        } else if is("date") {
            self.date = unix_time(value);
        } else if connection {
            for option in value.split(|byte| *byte == b',').map(<[u8]>::trim_ascii) {
                self.closes |= option.eq_ignore_ascii_case(b"close");
                self.keep_alive |= option.eq_ignore_ascii_case(b"keep-alive");
            }
        }
        Ok(())
    }

    fn end_of_head(&mut self) -> Result<(), Error> {
        if self.status != 200 {
            // An interim answer: another head follows.
            *self = Self { budget: self.budget, ..Self::new() };
            return Ok(());
        }
        self.stage = match (self.is_chunked, self.length) {
            // Two framings are how answers are smuggled past somebody in between.
            (true, Some(_)) => return Err(HttpError::Length.into()),
            (true, None) => Stage::ChunkSize { size: 0, has_digits: false },
            (false, Some(length)) => Stage::Sized(length),
            (false, None) => {
                self.closes = true;
                Stage::Unbounded
            }
        };
        Ok(())
    }

    /// A byte between the chunks, or after them.
    fn chunk(&mut self, byte: u8) -> Result<(), Error> {
        self.stage = match (self.stage, byte) {
            (Stage::ChunkSize { has_digits: true, size } | Stage::ChunkExtension { size }, b'\n') => {
                self.budget = MAX_HEAD_LEN;
                if size == 0 { Stage::Trailer { is_empty: true } } else { Stage::Chunk(size) }
            }
            (Stage::ChunkSize { has_digits: true, size }, b';' | b' ' | b'\t' | b'\r') => {
                Stage::ChunkExtension { size }
            }
            (Stage::ChunkSize { size, .. }, _) => {
                let digit = char::from(byte).to_digit(16).ok_or(HttpError::Chunk)?;
                let size = size.checked_mul(16).ok_or(HttpError::Chunk)?;
                Stage::ChunkSize { size: size | digit, has_digits: true }
            }
            (Stage::ChunkExtension { .. }, _) => self.stage,
            (Stage::ChunkEnd, b'\r') => Stage::ChunkEnd,
            (Stage::ChunkEnd, b'\n') => Stage::ChunkSize { size: 0, has_digits: false },
            (Stage::Trailer { is_empty: true }, b'\n') => Stage::End,
            (Stage::Trailer { is_empty }, _) => Stage::Trailer { is_empty: byte == b'\n' || is_empty && byte == b'\r' },
            _ => return Err(HttpError::Chunk.into()),
        };
        Ok(())
    }
}

/// A number of decimal digits and nothing else.
fn number(digits: &[u8]) -> Option<u32> {
    let mut value = 0_u32;
    for digit in digits {
        value = value.checked_mul(10)?.checked_add(char::from(*digit).to_digit(10)?)?;
    }
    (!digits.is_empty()).then_some(value)
}
