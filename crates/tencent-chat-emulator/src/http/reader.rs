//! Requests read from bytes as they come.

use super::body::{Body, Progress};
use super::head::{self, Head, Unreadable};
use super::{Keep, Request};
use crate::config::Limits;

/// Reads requests from bytes as they come, one after the other.
#[derive(Debug)]
pub(crate) struct Reader {
    buffer: Vec<u8>,
    head_bytes: usize,
    body_bytes: usize,
    /// The request whose body is on its way.
    begun: Option<(Request, Body)>,
}

/// How far the reading has come.
#[derive(Debug)]
pub(crate) enum Read {
    /// More bytes are needed.
    More,
    /// The client waits to be told that it may send the body.
    WaitsFor100,
    Whole(Request),
    /// No request; it is refused with this HTTP status.
    Unreadable(u16),
}

impl Reader {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { buffer: Vec::new(), head_bytes: limits.head_bytes, body_bytes: limits.body_bytes, begun: None }
    }

    pub(crate) fn receive(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    pub(crate) fn next(&mut self) -> Read {
        self.try_next().unwrap_or_else(|Unreadable(status)| Read::Unreadable(status))
    }

    /// Whether bytes lie here that no request has taken.
    pub(crate) fn holds_bytes(&self) -> bool {
        !self.buffer.is_empty()
    }

    fn try_next(&mut self) -> Result<Read, Unreadable> {
        let (request, mut body) = match self.begun.take() {
            Some(begun) => begun,
            None => {
                let Some((head, len)) = head::parse(&self.buffer, self.head_bytes)? else { return Ok(Read::More) };
                self.buffer.drain(..len);
                let Head { request, framing, waits_for_100 } = head;
                let body = Body::new(framing, self.body_bytes);
                if waits_for_100 && self.buffer.is_empty() {
                    self.begun = Some((request, body));
                    return Ok(Read::WaitsFor100);
                }
                (request, body)
            }
        };
        let keep = match body.take(&mut self.buffer)? {
            Progress::More => {
                self.begun = Some((request, body));
                return Ok(Read::More);
            }
            Progress::Whole => request.keep,
            Progress::GivenUp => Keep::GivenUp,
        };
        Ok(Read::Whole(Request { body: body.into_whole(), keep, ..request }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_come_out_one_by_one_however_they_go_in() {
        let text = "POST /a?q HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}\
            POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n!\r\n0\r\n\r\n\
            POST /c HTTP/1.1\r\n\r\n";
        for size in 1..text.len() {
            let mut reader = Reader::new(&Limits::default());
            let mut pieces = text.as_bytes().chunks(size);
            let mut seen = Vec::new();
            while seen.len() < 3 {
                match reader.next() {
                    Read::More => reader.receive(pieces.next().unwrap()),
                    Read::Whole(request) => seen.push((request.path, request.body.unwrap())),
                    other => panic!("{other:?}"),
                }
            }
            let wanted = [("a", &b"{}"[..]), ("b", b"!"), ("c", b"")];
            assert_eq!(seen, wanted.map(|(path, body)| (path.to_owned(), body.to_vec())), "pieces of {size}");
            assert!(!reader.holds_bytes());
        }
    }

    #[test]
    fn whoever_waits_for_100_is_told_once_and_only_while_waiting() {
        let head = b"POST /a HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
        let mut reader = Reader::new(&Limits::default());
        reader.receive(head);
        assert!(matches!(reader.next(), Read::WaitsFor100));
        assert!(matches!(reader.next(), Read::More));
        reader.receive(b"{}");
        assert!(matches!(reader.next(), Read::Whole(_)));
        reader.receive(head);
        reader.receive(b"{}");
        assert!(matches!(reader.next(), Read::Whole(_)));
    }

    #[test]
    fn who_sends_too_much_is_refused_and_who_does_not_end_given_up() {
        let limits = Limits { body_bytes: 10, ..Limits::default() };
        let mut reader = Reader::new(&limits);
        reader.receive(b"POST /a HTTP/1.1\r\nContent-Length: 20\r\n\r\n");
        reader.receive(&[b' '; 20]);
        assert!(matches!(reader.next(), Read::Whole(Request { body: None, keep: Keep::Yes, .. })));
        reader.receive(b"POST /a HTTP/1.1\r\nContent-Length: 2000\r\n\r\n");
        reader.receive(&[b' '; 300]);
        assert!(matches!(reader.next(), Read::Whole(Request { body: None, keep: Keep::GivenUp, .. })));
    }
}
