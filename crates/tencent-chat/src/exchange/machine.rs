//! The steps of an exchange, without the types of its endpoint: so they are in the program once.

use core::fmt;

use super::{
    Step,
    sieve::{self, Sieve},
};
use crate::{
    Endpoint, Error, ErrorCode,
    cursor::{Cursor, Scan},
    endpoint::{Keys, Parse},
    fault::Fault,
    http::{Head, Response},
    json::{self, Fields, Object, Text, Value},
    window::Window,
};

/// How far a call has come. It belongs to the buffer and the request it was made with, and makes sense with them only.
#[derive(Clone, Copy)]
pub struct Progress {
    random: u32,
    phase: Phase,
    /// How many bytes of the request have been sent.
    sent: usize,
    /// Up to where the buffer is filled with what is to be sent, or has come.
    filled: usize,
    /// Up to where that has been sent, or read.
    at: Cursor,
    /// How many bytes of the answer have come.
    come: usize,
    response: Response,
    sieve: Sieve,
    /// How many bytes of the answer's body have been read.
    body_read: usize,
}

pub(crate) struct Machine<'x> {
    head: Head<'x>,
    body: &'x dyn Body,
    buffer: &'x mut [u8],
    progress: Progress,
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    Sending,
    Receiving,
    Item,
    Done,
    Failed(Fault),
}

/// An endpoint, of which nothing is known but that it writes a request's body.
pub(crate) trait Body {
    fn write(&self, to: &mut Fields<'_, '_>);
}

impl<E: Endpoint> Body for E {
    fn write(&self, to: &mut Fields<'_, '_>) {
        self.body(to);
    }
}

impl Progress {
    pub(crate) const fn new(random: u32, keys: &'static Keys) -> Self {
        Self {
            random,
            phase: Phase::Sending,
            sent: 0,
            filled: 0,
            at: Cursor::START,
            come: 0,
            response: Response::new(),
            sieve: Sieve::new(keys),
            body_read: 0,
        }
    }

    /// How many bytes of the request have been sent.
    #[must_use]
    pub const fn bytes_sent(&self) -> usize {
        self.sent
    }

    /// How many bytes of an answer have come.
    #[must_use]
    pub const fn bytes_received(&self) -> usize {
        self.come
    }

    /// When the answer was made by the service's clock, in seconds since 1970, where its head has come and says so.
    #[must_use]
    pub fn date(&self) -> Option<u64> {
        self.response.date()
    }

    /// Whether the connection is in order and the service will take another call on it: true only once the answer has ended,
    /// be it a refusal.
    #[must_use]
    pub fn keeps_alive(&self) -> bool {
        self.response.keeps_alive() && self.at.read == self.filled
    }

    /// All that there is to say of a fault, in a buffer with so much room.
    fn error(&self, fault: Fault, room: usize) -> Error {
        let json = match fault {
            Fault::LineFull => return Error::BufferFull { needed: self.response.needed() },
            Fault::Full => return Error::BufferFull { needed: self.sieve.lost().max(room.saturating_add(1)) },
            Fault::Http(error) => return Error::Http(error),
            Fault::Status => return Error::Status(self.response.status()),
            Fault::Closed => return Error::Closed,
            Fault::Refused => return Error::Refused(ErrorCode(self.sieve.code())),
            Fault::Json(problem) => json::Error::Syntax { problem, at: self.body_read },
            Fault::NoObject => json::Error::Type { key: "the answer", wanted: "an object" },
            Fault::NoCode => json::Error::Missing { key: sieve::CODE },
            Fault::CodeType => json::Error::Type { key: sieve::CODE, wanted: "an integer of 64 bits" },
            Fault::NoList => json::Error::Missing { key: self.sieve.list() },
            Fault::ListType => json::Error::Type { key: self.sieve.list(), wanted: "an array" },
        };
        Error::Json(json)
    }

    /// The element that the last step brought into this buffer.
    pub(crate) fn item<'r, T: Parse<'r>>(&self, buffer: &'r [u8]) -> Result<T, Error> {
        let json = self.element(buffer)?;
        let item = if self.sieve.is_failed() { T::parse_failed(json) } else { T::parse(json) };
        Ok(item?)
    }

    /// Not a part of [`item`](Self::item), which is in the program once for each type.
    fn element<'r>(&self, buffer: &'r [u8]) -> Result<Value<'r>, Error> {
        match self.phase {
            Phase::Item => Ok(self.sieve.element(buffer, self.at)),
            _ => Err(Error::NotNow),
        }
    }

    /// What the answer says beside the list, in this buffer.
    pub(crate) fn answer<'r>(&self, buffer: &'r [u8]) -> Result<Object<'r>, Error> {
        match self.phase {
            Phase::Done => Ok(self.sieve.answer(buffer)),
            _ => Err(Error::NotNow),
        }
    }

    /// The service's own words, in this buffer.
    pub(crate) fn error_info<'r>(&self, buffer: &'r [u8]) -> Option<Text<'r>> {
        self.sieve.answer(buffer).get("ErrorInfo")?.as_text()
    }
}

/// Shows how far it is, and nothing of what is said.
impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress").field("phase", &self.phase).finish_non_exhaustive()
    }
}

impl<'x> Machine<'x> {
    /// Begins at the first byte.
    // Not a part of what calls it, which is in the program once for each endpoint.
    #[inline(never)]
    pub(super) fn begin(
        head: Head<'x>,
        body: &'x dyn Body,
        buffer: &'x mut [u8],
        random: u32,
        keys: &'static Keys,
    ) -> Self {
        Self::new(head, body, buffer, Progress::new(random, keys))
    }

    /// Goes on where `progress` says.
    pub(super) const fn new(head: Head<'x>, body: &'x dyn Body, buffer: &'x mut [u8], progress: Progress) -> Self {
        Self { head, body, buffer, progress }
    }

    pub(super) const fn restart(&mut self, random: u32) {
        self.progress = Progress::new(random, self.progress.sieve.keys());
    }

    pub(super) const fn progress(&self) -> &Progress {
        &self.progress
    }

    pub(crate) fn step(&mut self) -> Result<Step, Error> {
        let step = match self.progress.phase {
            Phase::Sending => match self.send() {
                Ok(false) => self.receive(),
                sent => sent.map(|_| Step::Send),
            },
            Phase::Receiving => self.receive(),
            Phase::Item => {
                self.progress.sieve.next_element(&mut self.progress.at);
                self.progress.phase = Phase::Receiving;
                self.receive()
            }
            Phase::Done => Ok(Step::Done),
            Phase::Failed(fault) => Err(fault),
        };
        step.map_err(|fault| {
            self.progress.phase = Phase::Failed(fault);
            self.progress.error(fault, self.buffer.len())
        })
    }

    pub(crate) fn outgoing(&self) -> &[u8] {
        match self.progress.phase {
            Phase::Sending => self.buffer.get(self.progress.at.read..self.progress.filled).unwrap_or_default(),
            _ => &[],
        }
    }

    pub(crate) fn incoming(&mut self) -> &mut [u8] {
        match self.progress.phase {
            Phase::Receiving => self.buffer.get_mut(self.progress.filled..).unwrap_or_default(),
            _ => &mut [],
        }
    }

    pub(crate) fn sent(&mut self, count: usize) {
        let count = count.min(self.outgoing().len());
        self.progress.at.read = self.progress.at.read.saturating_add(count);
        self.progress.sent = self.progress.sent.saturating_add(count);
        if count == 0 && matches!(self.progress.phase, Phase::Sending) {
            self.progress.phase = Phase::Failed(Fault::Closed);
        }
    }

    pub(crate) fn received(&mut self, count: usize) {
        let count = count.min(self.incoming().len());
        if count != 0 {
            self.progress.come = self.progress.come.saturating_add(count);
            self.progress.filled = self.progress.filled.saturating_add(count);
        } else if matches!(self.progress.phase, Phase::Receiving) && !self.progress.response.close() {
            self.progress.phase = Phase::Failed(Fault::Closed);
        }
    }

    pub(super) fn item<'r, T: Parse<'r>>(&'r self) -> Result<T, Error> {
        self.progress.item(self.buffer)
    }

    pub(super) fn answer(&self) -> Result<Object<'_>, Error> {
        self.progress.answer(self.buffer)
    }

    pub(super) fn error_info(&self) -> Option<Text<'_>> {
        self.progress.error_info(self.buffer)
    }

    /// Brings more of the request into the buffer where that has been sent; whether there is some to be sent.
    // Not a part of a step, whose stack it would make deeper while an answer is read.
    #[inline(never)]
    fn send(&mut self) -> Result<bool, Fault> {
        if self.progress.at.read >= self.progress.filled {
            // Not counted where a call goes on: that happens once an item.
            let mut counted = Window::counting();
            Fields::write(&mut counted, |to| self.body.write(to));
            let mut window = Window::new(self.buffer, self.progress.sent);
            self.head.write(self.progress.random, counted.len(), &mut window);
            Fields::write(&mut window, |to| self.body.write(to));
            let rest = window.len().saturating_sub(self.progress.sent);
            if self.buffer.is_empty() {
                return Err(Fault::Full);
            }
            self.progress.filled = rest.min(self.buffer.len());
            self.progress.at.read = 0;
            if rest == 0 {
                self.progress.phase = Phase::Receiving;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Reads what has come, and makes room behind what is kept of it.
    fn receive(&mut self) -> Result<Step, Fault> {
        let Progress { phase, filled, at, response, sieve, body_read, .. } = &mut self.progress;
        let mut come = Scan { bytes: self.buffer.get_mut(..*filled).unwrap_or_default(), at: *at };
        let is_item = read(&mut come, response, sieve, body_read);
        *at = come.at;
        if is_item? {
            *phase = Phase::Item;
            return Ok(Step::Item);
        }
        if response.is_end() {
            sieve.outcome()?;
            *phase = Phase::Done;
            return Ok(Step::Done);
        }
        let mut scan = Scan { bytes: self.buffer, at: *at };
        let is_room = make_room(&mut scan, response, sieve);
        *at = scan.at;
        *filled = at.read;
        is_room?;
        Ok(Step::Receive)
    }
}

/// Reads up to the end of an element, of the answer, or of the bytes; whether an element is whole.
fn read(scan: &mut Scan<'_>, response: &mut Response, sieve: &mut Sieve, body_read: &mut usize) -> Result<bool, Fault> {
    while let Some(byte) = scan.peek() {
        let Some(most) = response.body() else {
            if response.is_end() {
                break;
            }
            response.read(byte, scan)?;
            continue;
        };
        let begin = scan.at.read;
        let end = scan.bytes.len().min(begin.saturating_add(most));
        let mut body = Scan { bytes: scan.bytes.get_mut(..end).unwrap_or_default(), at: scan.at };
        let is_item = sieve.read(&mut body);
        scan.at = body.at;
        let count = scan.at.read.wrapping_sub(begin);
        *body_read = body_read.wrapping_add(count);
        response.pass(count);
        if is_item? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// All that has come is read, and makes room, but for what is kept of it.
fn make_room(scan: &mut Scan<'_>, response: &mut Response, sieve: &mut Sieve) -> Result<(), Fault> {
    loop {
        sieve.move_down(scan);
        scan.at.close_gap(sieve.pending());
        if scan.at.read < scan.bytes.len() {
            return Ok(());
        }
        if response.in_head() {
            response.cut();
            scan.at.write = scan.at.write.wrapping_sub(1);
        } else {
            sieve.make_room(scan)?;
        }
    }
}
