//! An answer's head and the framing of its body.

use super::{HttpError, MAX_HEAD_LEN, date::Date};
use crate::{cursor::Scan, fault::Fault};

/// Follows one answer, to the end of its body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Response {
    stage: Stage,
    is_chunked: bool,
    keep_alive: bool,
    closes: bool,
    /// Whether the last byte was a carriage return, behind which a line has to end.
    is_return: bool,
    status: u16,
    /// How many bytes have come that are not the body, or not since the last chunk.
    spent: u16,
    /// How many bytes of the line were dropped, because the buffer could not hold them.
    dropped: u16,
    /// How many bytes of the body, or of this chunk of it, are missing.
    missing: u32,
    length: Option<u32>,
    /// When the answer was made, as it says so.
    date: Date,
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

/// Of a line of the head this much is kept: any header that matters, with whatever it may say.
const LINE_LEN: usize = 64;
/// This much has to be kept: the name of any header that matters, and its colon.
const LINE_BEGIN: usize = 24;

/// The headers that matter. Of all but the last one the value must be whole.
const HEADERS: [&[u8]; 5] = [b"content-length", b"transfer-encoding", b"content-encoding", b"connection", b"date"];

impl Response {
    pub(crate) const fn new() -> Self {
        Self {
            stage: Stage::Status,
            is_chunked: false,
            keep_alive: false,
            closes: false,
            is_return: false,
            status: 0,
            spent: 0,
            dropped: 0,
            missing: 0,
            length: None,
            date: Date::NONE,
        }
    }

    /// How many bytes of the body come next, at the most.
    pub(crate) const fn body(&self) -> Option<usize> {
        match self.stage {
            Stage::Unbounded => Some(usize::MAX),
            Stage::Body => Some(self.missing as usize),
            _ => None,
        }
    }

    /// Whether the answer has ended.
    pub(crate) fn is_end(&self) -> bool {
        self.stage == Stage::End
    }

    /// Reads a byte that is none of the body. A line of the head is kept while it comes.
    // Not a part of the loop that calls it: that has no register to spare.
    #[inline(never)]
    pub(crate) fn read(&mut self, byte: u8, scan: &mut Scan<'_>) -> Result<(), Fault> {
        scan.skip();
        self.spent = self.spent.wrapping_add(1);
        if self.spent > MAX_HEAD_LEN {
            return Err(HttpError::HeadTooLong.into());
        }
        if !self.in_head() {
            return Ok(self.chunk(byte)?);
        }
        match byte {
            b'\n' => {
                let line = scan.bytes.get(..scan.at.write).unwrap_or_default();
                scan.at.write = 0;
                self.is_return = false;
                self.line(line)?;
                self.dropped = 0;
            }
            // A carriage return has no place but at the end, a control character none.
            _ if self.is_return || byte < b' ' && byte != b'\t' && byte != b'\r' => {
                return Err(if self.stage == Stage::Status { HttpError::NotHttp } else { HttpError::Header }.into());
            }
            b'\r' => self.is_return = true,
            _ if scan.at.write < LINE_LEN => scan.put(byte),
            _ => self.cut(),
        }
        Ok(())
    }

    /// So many bytes of the body have been read.
    pub(crate) const fn pass(&mut self, count: usize) {
        self.missing = self.missing.wrapping_sub(count as u32);
        if self.missing == 0 && matches!(self.stage, Stage::Body) {
            self.stage = if self.is_chunked { Stage::ChunkEnd } else { Stage::End };
        }
    }

    /// The peer has closed the connection; whether that ends the answer.
    pub(crate) const fn close(&mut self) -> bool {
        let is_end = matches!(self.stage, Stage::Unbounded);
        if is_end {
            self.stage = Stage::End;
        }
        is_end
    }

    /// How large the buffer has to be for a line that was too long for it.
    pub(crate) fn needed(&self) -> usize {
        usize::from(self.dropped).min(LINE_LEN + 1)
    }

    /// A byte of the line that comes is dropped.
    pub(crate) const fn cut(&mut self) {
        self.dropped = self.dropped.wrapping_add(1);
    }

    pub(crate) const fn status(&self) -> u16 {
        self.status
    }

    /// When the answer was made, in seconds since 1970, where it says so.
    pub(crate) fn date(&self) -> Option<u64> {
        self.date.unix_time()
    }

    /// Whether the head is still coming.
    pub(crate) const fn in_head(&self) -> bool {
        matches!(self.stage, Stage::Status | Stage::Header)
    }

    /// Whether the peer will take another request on this connection once the answer has ended.
    pub(crate) const fn keeps_alive(&self) -> bool {
        self.keep_alive && !self.closes && matches!(self.stage, Stage::End)
    }

    /// A line of the head.
    fn line(&mut self, line: &[u8]) -> Result<(), Fault> {
        if self.dropped != 0 && line.len() < LINE_BEGIN {
            return Err(self.too_long(line));
        }
        match self.stage {
            Stage::Status => self.status_line(line),
            _ if line.is_empty() => Ok(self.end_of_head()?),
            _ => self.header(line),
        }
    }

    fn status_line(&mut self, line: &[u8]) -> Result<(), Fault> {
        let Some((b"HTTP/1.", [minor @ b'0'..=b'9', b' ', status @ ..])) = line.split_at_checked(7) else {
            return Err(HttpError::NotHttp.into());
        };
        self.keep_alive = *minor != b'0';
        let digits = status.split(|byte| *byte == b' ').next().unwrap_or_default();
        self.status = match number(digits) {
            Some(status @ 100..1000) if digits.len() == 3 => status as u16,
            _ => return Err(HttpError::NotHttp.into()),
        };
        self.stage = Stage::Header;
        // 101 would be the answer to a request for another protocol.
        match self.status {
            200 | 100 | 102..200 => Ok(()),
            _ => Err(Fault::Status),
        }
    }

    #[inline(never)]
    fn header(&mut self, line: &[u8]) -> Result<(), Fault> {
        let name_len = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
        let (name, value) = line.split_at_checked(name_len).unwrap_or_default();
        let Some((_, value)) = value.split_first() else {
            // A name may be cut, but then it is a longer one than any that matters.
            return if self.dropped == 0 { Err(HttpError::Header.into()) } else { Ok(()) };
        };
        if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
            return Err(HttpError::Header.into());
        }
        let mut value = value.trim_ascii();
        let Some(which) = HEADERS.iter().position(|known| name.eq_ignore_ascii_case(known)) else { return Ok(()) };
        if self.dropped != 0 && which < 4 {
            if line.len() < LINE_LEN {
                return Err(self.too_long(line));
            }
            // Whatever room there is, it is not read. No value that is taken is so long, and one of the options may be to close.
            (value, self.closes) = (b"", true);
        }
        match which {
            0 => {
                let length = number(value);
                if length.is_none() || self.length.is_some() && self.length != length {
                    return Err(HttpError::Length.into());
                }
                self.length = length;
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
            _ => self.date = Date::written(value),
        }
        Ok(())
    }

    /// This line was cut, and is needed.
    const fn too_long(&mut self, line: &[u8]) -> Fault {
        self.dropped = self.dropped.wrapping_add(line.len() as u16).wrapping_add(2);
        Fault::LineFull
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
            (false, Some(0)) => Stage::End,
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

/// A number of decimal digits and nothing else, of which nine are enough.
fn number(digits: &[u8]) -> Option<u32> {
    let mut number = 0_u32;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 || number > 99_999_999 {
            return None;
        }
        number = number.wrapping_mul(10).wrapping_add(u32::from(digit));
    }
    (!digits.is_empty()).then_some(number)
}
