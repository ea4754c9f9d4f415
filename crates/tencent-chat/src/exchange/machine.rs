//! The steps of an exchange, without the types of its endpoint: so they are in the program once.

use super::{Step, sieve::Sieve};
use crate::{
    Error,
    cursor::Cursor,
    endpoint::Keys,
    http::{Frame, Head, Response},
    json::{Fields, Object, Text, Value},
    window::Window,
};

pub(super) struct Machine<'x> {
    head: Head<'x>,
    body_len: usize,
    buffer: &'x mut [u8],
    phase: Phase,
    /// How many bytes of the request have been sent.
    sent: usize,
    /// Up to where the buffer is filled with what is to be sent, or has come.
    filled: usize,
    /// Up to where that has been sent, or read.
    at: Cursor,
    /// Where the line or element begins that is being read.
    start: usize,
    has_answer: bool,
    response: Response,
    sieve: Sieve,
    /// How many bytes of the answer's body have been read.
    body_read: usize,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Phase {
    Sending,
    Receiving,
    Item,
    Done,
    Failed(Error),
}

/// Writes the members of a request's body.
type Body<'a> = &'a dyn Fn(&mut Fields<'_, '_>);

impl<'x> Machine<'x> {
    pub(super) fn new(head: Head<'x>, keys: Keys, body: Body<'_>, buffer: &'x mut [u8]) -> Self {
        let mut counted = Window::counting();
        Fields::object(&mut counted, body);
        Self {
            head,
            body_len: counted.len(),
            buffer,
            phase: Phase::Sending,
            sent: 0,
            filled: 0,
            at: Cursor::default(),
            start: 0,
            has_answer: false,
            response: Response::new(),
            sieve: Sieve::new(keys),
            body_read: 0,
        }
    }

    pub(super) fn restart(&mut self, random: u32) {
        let keys = self.sieve.keys();
        self.head.random = random;
        self.phase = Phase::Sending;
        (self.sent, self.filled, self.at, self.start) = (0, 0, Cursor::default(), 0);
        self.has_answer = false;
        self.response = Response::new();
        self.sieve = Sieve::new(keys);
        self.body_read = 0;
    }

    pub(super) fn step(&mut self, body: Body<'_>) -> Result<Step, Error> {
        let step = match self.phase {
            Phase::Sending => self.send(body),
            Phase::Receiving => self.receive(),
            Phase::Item => {
                self.sieve.next_element(&mut self.start, &mut self.at);
                self.phase = Phase::Receiving;
                self.receive()
            }
            Phase::Done => Ok(Step::Done),
            Phase::Failed(error) => Err(error),
        };
        if let Err(error) = step {
            self.phase = Phase::Failed(error);
        }
        step
    }

    pub(super) fn outgoing(&self) -> &[u8] {
        match self.phase {
            Phase::Sending => self.buffer.get(self.at.read..self.filled).unwrap_or_default(),
            _ => &[],
        }
    }

    pub(super) fn incoming(&mut self) -> &mut [u8] {
        match self.phase {
            Phase::Receiving => self.buffer.get_mut(self.filled..).unwrap_or_default(),
            _ => &mut [],
        }
    }

    pub(super) fn sent(&mut self, count: usize) {
        let count = count.min(self.outgoing().len());
        self.at.read = self.at.read.saturating_add(count);
        self.sent = self.sent.saturating_add(count);
        if count == 0 && self.phase == Phase::Sending {
            self.phase = Phase::Failed(Error::Closed);
        }
    }

    pub(super) fn received(&mut self, count: usize) {
        let count = count.min(self.incoming().len());
        if count != 0 {
            self.has_answer = true;
            self.filled = self.filled.saturating_add(count);
        } else if self.phase == Phase::Receiving
            && let Err(error) = self.response.close()
        {
            self.phase = Phase::Failed(error);
        }
    }

    pub(super) fn item(&self) -> Result<Value<'_>, Error> {
        match self.phase {
            Phase::Item => Ok(Value::compact(self.buffer.get(self.start..self.at.write).unwrap_or_default())),
            _ => Err(Error::NotNow),
        }
    }

    pub(super) fn answer(&self) -> Result<Object<'_>, Error> {
        match self.phase {
            Phase::Done => Ok(self.sieve.answer(self.buffer)),
            _ => Err(Error::NotNow),
        }
    }

    pub(super) fn error_info(&self) -> Option<Text<'_>> {
        self.sieve.answer(self.buffer).get("ErrorInfo")?.as_text()
    }

    pub(super) fn keeps_alive(&self) -> bool {
        self.response.keeps_alive() && self.at.read == self.filled
    }

    pub(super) const fn bytes_sent(&self) -> usize {
        self.sent
    }

    pub(super) const fn has_answer(&self) -> bool {
        self.has_answer
    }

    pub(super) const fn phase(&self) -> Phase {
        self.phase
    }

    fn send(&mut self, body: Body<'_>) -> Result<Step, Error> {
        if self.at.read >= self.filled {
            let mut window = Window::new(self.buffer, self.sent);
            self.head.write(self.body_len, &mut window);
            Fields::object(&mut window, body);
            let rest = window.len().saturating_sub(self.sent);
            if self.buffer.is_empty() {
                return Err(Error::BufferFull { needed: 1 });
            }
            self.filled = rest.min(self.buffer.len());
            self.at.read = 0;
            if rest == 0 {
                self.phase = Phase::Receiving;
                return self.receive();
            }
        }
        Ok(Step::Send)
    }

    fn receive(&mut self) -> Result<Step, Error> {
        loop {
            let come = self.buffer.get_mut(..self.filled).unwrap_or_default();
            match self.response.next(come, &mut self.start, &mut self.at)? {
                Frame::More => return self.make_room(),
                Frame::Body(count) => {
                    let begin = self.at.read;
                    let body = come.get_mut(..begin.saturating_add(count)).unwrap_or_default();
                    let origin = self.body_read.wrapping_sub(begin);
                    let is_item = self.sieve.read(body, &mut self.start, &mut self.at, origin)?;
                    let count = self.at.read.saturating_sub(begin);
                    self.response.took(count);
                    self.body_read = self.body_read.saturating_add(count);
                    if is_item {
                        self.phase = Phase::Item;
                        return Ok(Step::Item);
                    }
                }
                Frame::End => {
                    self.sieve.outcome(self.body_read)?;
                    self.phase = Phase::Done;
                    return Ok(Step::Done);
                }
            }
        }
    }

    /// All that has come has been read: what is kept of it stays, and room is made behind.
    fn make_room(&mut self) -> Result<Step, Error> {
        let kept = self.sieve.kept();
        let slack = self.sieve.slack();
        let room = self.buffer.len().saturating_sub(self.at.write.saturating_add(slack));
        if self.start > kept && room <= self.start - kept {
            self.at.shift(self.buffer, self.start, kept);
            self.start = kept;
        }
        while self.at.write.saturating_add(slack) >= self.buffer.len() {
            if self.response.in_head() {
                self.response.drop_some(self.start, &mut self.at)?;
            } else {
                self.sieve.make_room(self.buffer, self.start, &mut self.at)?;
                self.start = self.start.min(self.sieve.kept());
            }
        }
        self.at.read = self.at.write.saturating_add(slack);
        self.filled = self.at.read;
        Ok(Step::Receive)
    }
}
