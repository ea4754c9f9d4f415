//! One connection without its stream: bytes go in, and it says what to do next.

use std::sync::Arc;

use crate::clock::Time;
use crate::host::{Host, Peer};
use crate::http::{self, Keep, Read, Reader, Request};
use crate::lock::lock;
use crate::log::Entry;
use crate::script::{Act, End, Over, Script};

/// One connection without its stream; sockets and memory carry it alike.
pub(crate) struct Connection {
    host: Arc<Host>,
    peer: Peer,
    reader: Reader,
    /// The answer on its way, and its place in the log.
    script: Option<(Script, Option<Entry>)>,
    /// What became of the connection with the last answer.
    end: End,
}

/// What a connection wants next.
#[derive(Debug, Eq, PartialEq)]
pub(crate) enum Next<'c> {
    /// Bytes from the client.
    Receive,
    /// What the answer on its way wants.
    Act(Act<'c>),
    /// Its end.
    Over(Over),
}

impl Connection {
    pub(crate) fn new(host: Arc<Host>, peer: Peer) -> Self {
        let reader = Reader::new(&host.limits);
        Self { host, peer, reader, script: None, end: End::Kept }
    }

    /// Takes bytes from the client.
    pub(crate) fn receive(&mut self, bytes: &[u8]) {
        self.reader.receive(bytes);
    }

    /// What to do next, at this time by the service's clock.
    pub(crate) fn next(&mut self, now: Time) -> Next<'_> {
        loop {
            match (&self.script, self.end) {
                (Some((script, _)), _) => match script.ended() {
                    None => break,
                    Some(end) => self.finish(end, now),
                },
                (None, End::Kept) => match self.read(now) {
                    None => return Next::Receive,
                    begun => self.script = begun,
                },
                (None, End::Forgotten) if self.reader.holds_bytes() => self.end = End::Over(Over::Reset),
                (None, End::Forgotten) => return Next::Receive,
                (None, End::Over(over)) => return Next::Over(over),
            }
        }
        let act = self.script.as_mut().and_then(|(script, _)| script.next());
        act.map_or(Next::Receive, Next::Act)
    }

    /// Whether an answer is on its way.
    pub(crate) fn is_answering(&self) -> bool {
        self.script.as_ref().is_some_and(|(script, _)| script.ended().is_none())
    }

    /// Reads a request and begins to answer it, when it is whole.
    fn read(&mut self, now: Time) -> Option<(Script, Option<Entry>)> {
        match self.reader.next() {
            Read::More => None,
            Read::WaitsFor100 => Some((Script::new(CONTINUE.to_vec(), &[], Keep::Yes), None)),
            Read::Unreadable(status) => Some((Script::new(http::bare(status, now), &[], Keep::GivenUp), None)),
            Read::Whole(request) => Some(self.answer(&request, now)),
        }
    }

    fn answer(&self, request: &Request, now: Time) -> (Script, Option<Entry>) {
        let answered = self.host.answer(request, self.peer, now);
        let bodiless = request.method == "HEAD";
        let bytes = http::render(&answered.answer, &answered.faults, now, request.keep, bodiless);
        (Script::new(bytes, &answered.faults, request.keep), answered.entry)
    }

    fn finish(&mut self, end: End, now: Time) {
        if let Some((_, Some(entry))) = self.script.take() {
            lock(&self.host.log).finish(entry, now);
        }
        self.end = end;
    }
}

const CONTINUE: &[u8] = b"HTTP/1.1 100 Continue\r\n\r\n";
