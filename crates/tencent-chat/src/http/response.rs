//! An answer's head and the framing of its body.

use super::{HttpError, MAX_HEAD_LEN, date::unix_time};
use crate::{decimal::integer, fault::Fault};

/// Follows one answer, to the end of its body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Response {
    stage: Stage,
    is_chunked: bool,
    keep_alive: bool,
    closes: bool,
    status: u16,
    /// How many bytes have come that are not the body, or not since the last chunk.
    spent: usize,
    /// How many bytes of the line were dropped, because the buffer could not hold them.
    dropped: usize,
    /// How many bytes of the body, or of this chunk of it, are missing.
    missing: u32,
    length: Option<u32>,
    /// When the answer was made, in seconds since 1970.
    date: Option<u64>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Stage {
    Status,
    Header,
    /// A body of known length, or a chunk.
    Body,
    /// Before the first digit of a chunk's size, and behind it.
    ChunkSize,
    ChunkDigits,
    ChunkExtension,
    ChunkEnd,
    /// The lines behind the chunks: at the begin of one, and further on.
    TrailerBegin,
    Trailer,
    /// A body that ends with the connection.
    Unbounded,
    End,
}

/// Of a line that does not fit this much is kept: the name of any header that matters, and its colon.
const LINE_BEGIN: usize = 24;

/// The headers that matter. Of the first ones the value must be whole.
const HEADERS: [&[u8]; 5] = [b"content-length", b"transfer-encoding", b"content-encoding", b"connection", b"date"];

/// What the bytes begin with that have come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Frame {
    /// Nothing that can be told before more has come.
    More,
    /// So many bytes that are none of the body.
    Skip(usize),
    /// So many bytes of the body.
    Body(usize),
    /// Nothing of this answer, which has ended.
    End,
}

impl Response {
    pub(crate) const fn new() -> Self {
        Self {
            stage: Stage::Status,
            is_chunked: false,
            keep_alive: false,
            closes: false,
            status: 0,
            spent: 0,
            dropped: 0,
            missing: 0,
            length: None,
            date: None,
        }
    }

    /// Takes what the bytes begin with that have come.
    pub(crate) fn next(&mut self, come: &[u8]) -> Result<Frame, Fault> {
        let count = match self.stage {
            Stage::End => return Ok(Frame::End),
            Stage::Body => {
                let count = come.len().min(self.missing as usize);
                self.missing = self.missing.wrapping_sub(count as u32);
                if self.missing == 0 {
                    self.stage = if self.is_chunked { Stage::ChunkEnd } else { Stage::End };
                    return Ok(Frame::Body(count));
                }
                count
            }
            Stage::Unbounded => come.len(),
            Stage::Status | Stage::Header => {
                let Some(len) = come.iter().position(|byte| *byte == b'\n') else { return Ok(Frame::More) };
                self.line(come.get(..len).unwrap_or_default())?;
                return self.skip(len.wrapping_add(1));
            }
            _ => {
                let Some(byte) = come.first() else { return Ok(Frame::More) };
                self.chunk(*byte)?;
                return self.skip(1);
            }
        };
        Ok(if count == 0 { Frame::More } else { Frame::Body(count) })
    }

    /// The buffer is full of a line of the head. Its middle is dropped, for only lines of no interest are that long; how much
    /// is left of it.
    pub(crate) fn shorten(&mut self, line: &mut [u8]) -> Result<usize, Fault> {
        let Some(([.., to], [dropped @ .., last])) = line.split_at_mut_checked(LINE_BEGIN + 1) else {
            return Err(Fault::Full(LINE_BEGIN + 2));
        };
        self.dropped = self.dropped.wrapping_add(1).wrapping_add(dropped.len());
        core::mem::swap(to, last);
        let is_text = !has_control(&[*last]) && !has_control(dropped);
        self.skip(1 + dropped.len())?;
        if is_text { Ok(LINE_BEGIN + 1) } else { Err(self.not_a_line().into()) }
    }

    /// The peer has closed the connection; whether that ends the answer.
    pub(crate) const fn close(&mut self) -> bool {
        let is_end = matches!(self.stage, Stage::Unbounded);
        if is_end {
            self.stage = Stage::End;
        }
        is_end
    }

    pub(crate) const fn status(&self) -> u16 {
        self.status
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
    pub(crate) const fn keeps_alive(&self) -> bool {
        self.keep_alive && !self.closes && matches!(self.stage, Stage::End)
    }

    /// So many bytes have been read that are none of the body.
    fn skip(&mut self, count: usize) -> Result<Frame, Fault> {
        self.spent = self.spent.wrapping_add(count);
        if self.spent > MAX_HEAD_LEN.into() {
            return Err(HttpError::HeadTooLong.into());
        }
        Ok(Frame::Skip(count))
    }

    /// A line of the head, of which the buffer may hold a part only.
    fn line(&mut self, line: &[u8]) -> Result<(), Fault> {
        let line = match line {
            [line @ .., b'\r'] => line,
            line => line,
        };
        let dropped = core::mem::take(&mut self.dropped);
        if has_control(line) {
            return Err(self.not_a_line().into());
        }
        match self.stage {
            Stage::Status => self.status_line(line),
            _ if line.is_empty() => Ok(self.end_of_head()?),
            _ => self.header(line, dropped),
        }
    }

    const fn not_a_line(&self) -> HttpError {
        if matches!(self.stage, Stage::Status) { HttpError::NotHttp } else { HttpError::Header }
    }

    fn status_line(&mut self, line: &[u8]) -> Result<(), Fault> {
        let status = match line.split_at_checked(7) {
            Some((b"HTTP/1.", [minor @ b'0'..=b'9', b' ', status @ ..]))
                if matches!(status.get(3), None | Some(b' ')) =>
            {
                self.keep_alive = *minor != b'0';
                status.get(..3).and_then(number)
            }
            _ => None,
        };
        self.status = status.filter(|status| *status >= 100).ok_or(HttpError::NotHttp)? as u16;
        self.stage = Stage::Header;
        // 101 would be the answer to a request for another protocol.
        match self.status {
            200 | 100 | 102..200 => Ok(()),
            _ => Err(Fault::Status),
        }
    }

    fn header(&mut self, line: &[u8], dropped: usize) -> Result<(), Fault> {
        let name_len = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
        let (name, value) = line.split_at_checked(name_len).unwrap_or_default();
        // A name may be cut, but then it is a longer one than any that matters.
        if value.is_empty() && dropped != 0 {
            return Ok(());
        }
        if value.is_empty() || name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
            return Err(HttpError::Header.into());
        }
        let value = value.get(1..).unwrap_or_default().trim_ascii();
        let Some(which) = HEADERS.iter().position(|known| name.eq_ignore_ascii_case(known)) else { return Ok(()) };
        if dropped != 0 && which < 4 {
            return Err(Fault::Full(line.len().wrapping_add(dropped).wrapping_add(2)));
        }
        match which {
            0 => {
                let length = number(value).ok_or(HttpError::Length)?;
                if self.length.is_some_and(|before| before != length) {
                    return Err(HttpError::Length.into());
                }
                self.length = Some(length);
            }
            1 if self.is_chunked || !value.eq_ignore_ascii_case(b"chunked") => {
                return Err(HttpError::TransferEncoding.into());
            }
            1 => self.is_chunked = true,
            2 if !value.eq_ignore_ascii_case(b"identity") => return Err(HttpError::ContentEncoding.into()),
            2 => {}
            3 => {
                for option in value.split(|byte| *byte == b',') {
                    let option = option.trim_ascii();
                    self.closes |= option.eq_ignore_ascii_case(b"close");
                    self.keep_alive |= option.eq_ignore_ascii_case(b"keep-alive");
                }
            }
            _ => self.date = unix_time(value),
        }
        Ok(())
    }

    const fn end_of_head(&mut self) -> Result<(), HttpError> {
        if self.status != 200 {
            // An interim answer: another head follows.
            *self = Self { spent: self.spent, ..Self::new() };
            return Ok(());
        }
        self.stage = match (self.is_chunked, self.length) {
            // Two framings are how answers are smuggled past somebody in between.
            (true, Some(_)) => return Err(HttpError::Length),
            (true, None) => Stage::ChunkSize,
            (false, Some(length)) => {
                self.missing = length;
                Stage::Body
            }
            (false, None) => {
                self.closes = true;
                Stage::Unbounded
            }
        };
        Ok(())
    }

    /// A byte between the chunks, or after them.
    fn chunk(&mut self, byte: u8) -> Result<(), HttpError> {
        self.stage = match (self.stage, byte) {
            (Stage::ChunkDigits | Stage::ChunkExtension, b'\n') => {
                self.spent = 0;
                if self.missing == 0 { Stage::TrailerBegin } else { Stage::Body }
            }
            (Stage::ChunkDigits, b';' | b' ' | b'\t' | b'\r') => Stage::ChunkExtension,
            (Stage::ChunkSize | Stage::ChunkDigits, _) => {
                let digit = char::from(byte).to_digit(16).ok_or(HttpError::Chunk)?;
                if self.missing >> 28 != 0 {
                    return Err(HttpError::Chunk);
                }
                self.missing = self.missing << 4 | digit;
                Stage::ChunkDigits
            }
            (Stage::ChunkEnd, b'\n') => Stage::ChunkSize,
            (Stage::TrailerBegin, b'\n') => Stage::End,
            (Stage::Trailer, b'\n') => Stage::TrailerBegin,
            (Stage::ChunkEnd | Stage::TrailerBegin, b'\r') | (Stage::ChunkExtension, _) => self.stage,
            (Stage::TrailerBegin | Stage::Trailer, _) => Stage::Trailer,
            _ => return Err(HttpError::Chunk),
        };
        Ok(())
    }
}

/// Whether there is a byte that no line may have. A carriage return is one anywhere but at the end.
fn has_control(line: &[u8]) -> bool {
    line.iter().any(|byte| *byte < b' ' && *byte != b'\t')
}

/// A number of decimal digits and nothing else.
fn number(digits: &[u8]) -> Option<u32> {
    integer(digits).filter(|_| !digits.starts_with(b"-")).and_then(|number| number.try_into().ok())
}
