//! An answer on its way out: which bytes go together, where it stalls, and what becomes of the connection.
//!
//! Here every fault of the wire acts, for sockets and in memory alike; who plays the script moves bytes and nothing else.

use core::time::Duration;

use crate::fault::Fault;
use crate::http::Keep;

/// An answer on its way out.
#[derive(Debug)]
pub(crate) struct Script {
    bytes: Vec<u8>,
    /// What comes after them, again and again: a chunk of white space, where the body is endless.
    filler: Vec<u8>,
    /// How many bytes come in all.
    len: usize,
    at: usize,
    /// How many bytes at most go together.
    piece: usize,
    /// Where it stalls and for how long, the first one last.
    stalls: Vec<(usize, Option<Duration>)>,
    end_at: usize,
    end: End,
}

/// What to do next.
#[derive(Debug, Eq, PartialEq)]
pub(crate) enum Act<'s> {
    /// These bytes go out together.
    Send(&'s [u8]),
    /// Nothing goes out for so long, or until the client goes.
    Stall(Option<Duration>),
}

/// What becomes of the connection after the answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum End {
    /// It waits for the next request.
    Kept,
    /// It waits for the next request, and is then reset.
    Forgotten,
    /// It ends.
    Over(Over),
}

/// How a connection ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Over {
    /// It is closed in good order.
    Closed,
    /// It is closed in good order, after the client has had a moment to read the answer instead of writing on.
    ClosedAfterReading,
    /// It is closed without a word of farewell.
    Cut,
    /// It is reset.
    Reset,
}

impl Script {
    /// An answer of these bytes and, where it is endless, white space after them.
    pub(crate) fn new(bytes: Vec<u8>, faults: &[Fault], keep: Keep) -> Self {
        let endless = faults.contains(&Fault::EndlessBody);
        let filler = if endless { format!("{FILLER:x}\r\n{:FILLER$}\r\n", "").into_bytes() } else { Vec::new() };
        let len = bytes.len() + filler.len() * ENDLESS;
        let mut stalls: Vec<_> = faults.iter().filter_map(|fault| stall(fault, len)).collect();
        // Stable, so that of several at the same place all have their turn.
        stalls.sort_by_key(|(at, _)| *at);
        stalls.reverse();
        let usual = match keep {
            _ if endless => End::Over(Over::Cut),
            Keep::Yes | Keep::AsAsked => End::Kept,
            Keep::No => End::Over(Over::Closed),
            Keep::GivenUp => End::Over(Over::ClosedAfterReading),
        };
        let ends = faults.iter().filter_map(|fault| end(fault, len));
        let (end_at, end) = ends.min_by_key(|(at, _)| *at).unwrap_or((len, usual));
        let piece = if faults.contains(&Fault::OneByte) { 1 } else { PIECE };
        Self { bytes, filler, len, at: 0, piece, stalls, end_at, end }
    }

    /// What to do next; nothing when the answer is out.
    pub(crate) fn next(&mut self) -> Option<Act<'_>> {
        if let Some((_, duration)) = self.stalls.pop_if(|(at, _)| *at <= self.at) {
            return Some(Act::Stall(duration));
        }
        if self.at >= self.end_at {
            return None;
        }
        let stall_at = self.stalls.last().map_or(self.len, |(at, _)| *at);
        let most = self.piece.min(stall_at.min(self.end_at) - self.at);
        let piece = match self.bytes.get(self.at..).filter(|rest| !rest.is_empty()) {
            Some(rest) => rest,
            None => {
                let at = self.at.saturating_sub(self.bytes.len()).checked_rem(self.filler.len()).unwrap_or(0);
                self.filler.get(at..).unwrap_or_default()
            }
        };
        let piece = piece.get(..most).unwrap_or(piece);
        self.at += piece.len();
        Some(Act::Send(piece))
    }

    /// What becomes of the connection, when the answer is out.
    pub(crate) fn ended(&self) -> Option<End> {
        let stalls = self.stalls.last().is_some_and(|(at, _)| *at <= self.at);
        (self.at >= self.end_at && !stalls).then_some(self.end)
    }
}

fn stall(fault: &Fault, len: usize) -> Option<(usize, Option<Duration>)> {
    match fault {
        Fault::Stall { at, millis } => {
            Some(((*at).min(len), millis.map(|millis| Duration::from_millis(millis.into()))))
        }
        _ => None,
    }
}

fn end(fault: &Fault, len: usize) -> Option<(usize, End)> {
    Some(match fault {
        Fault::CloseAfter(at) if *at < len => (*at, End::Over(Over::Cut)),
        Fault::CloseHalfway => (len / 2, End::Over(Over::Cut)),
        Fault::CloseAfter(_) | Fault::CloseSilently | Fault::CloseAnnounced => (len, End::Over(Over::Closed)),
        Fault::Reset(at) => ((*at).min(len), End::Over(Over::Reset)),
        Fault::Stale => (len, End::Forgotten),
        _ => return None,
    })
}

/// Bytes of white space in a chunk of an endless body.
const FILLER: usize = 4096;
/// How many such chunks come before the connection is cut: 16 MiB.
const ENDLESS: usize = 4096;
/// Bytes that go together at most, where nothing else is wanted.
const PIECE: usize = 16 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[u8] = b"0123456789";

    fn script(faults: &[Fault]) -> Script {
        Script::new(TEXT.to_vec(), faults, Keep::Yes)
    }

    /// What happens, in words.
    fn played(faults: &[Fault]) -> String {
        let mut script = script(faults);
        let mut happened = Vec::new();
        while script.ended().is_none() {
            happened.push(match script.next().unwrap() {
                Act::Send(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
                Act::Stall(duration) => format!("{duration:?}"),
            });
        }
        assert_eq!(script.next(), None);
        happened.push(match script.ended().unwrap() {
            End::Over(over) => format!("{over:?}"),
            end => format!("{end:?}"),
        });
        happened.join(" ")
    }

    #[test]
    fn an_answer_goes_out_whole_or_byte_by_byte() {
        assert_eq!(played(&[]), "0123456789 Kept");
        assert_eq!(played(&[Fault::OneByte]), "0 1 2 3 4 5 6 7 8 9 Kept");
    }

    #[test]
    fn it_ends_where_the_faults_want_the_earliest_first() {
        for (faults, wanted) in [
            (&[Fault::CloseAfter(0)][..], "Cut"),
            (&[Fault::CloseAfter(4)], "0123 Cut"),
            (&[Fault::CloseAfter(10)], "0123456789 Closed"),
            (&[Fault::CloseAfter(usize::MAX)], "0123456789 Closed"),
            (&[Fault::CloseHalfway], "01234 Cut"),
            (&[Fault::CloseSilently], "0123456789 Closed"),
            (&[Fault::CloseAnnounced], "0123456789 Closed"),
            (&[Fault::Stale], "0123456789 Forgotten"),
            (&[Fault::Reset(0)], "Reset"),
            (&[Fault::Reset(99)], "0123456789 Reset"),
            (&[Fault::Reset(7), Fault::CloseAfter(4), Fault::Stale], "0123 Cut"),
        ] {
            assert_eq!(played(faults), wanted, "{faults:?}");
        }
    }

    #[test]
    fn it_stalls_where_the_faults_want_and_never_behind_its_end() {
        let stall = |at, millis| Fault::Stall { at, millis };
        assert_eq!(played(&[stall(3, Some(20))]), "012 Some(20ms) 3456789 Kept");
        assert_eq!(played(&[stall(0, None)]), "None 0123456789 Kept");
        assert_eq!(played(&[stall(50, None)]), "0123456789 None Kept");
        assert_eq!(played(&[stall(5, Some(1)), stall(2, None), Fault::CloseAfter(4)]), "01 None 23 Cut");
        assert_eq!(played(&[stall(4, Some(1)), Fault::Reset(4)]), "0123 Some(1ms) Reset");
    }

    #[test]
    fn an_endless_body_is_of_chunks_and_ends_all_the_same() {
        let mut script = script(&[Fault::EndlessBody]);
        let (mut len, mut text) = (0, Vec::new());
        while let Some(Act::Send(bytes)) = script.next() {
            len += bytes.len();
            if text.len() < 10_000 {
                text.extend_from_slice(bytes);
            }
        }
        assert_eq!(script.ended(), Some(End::Over(Over::Cut)));
        let chunk = format!("1000\r\n{:4096}\r\n", "");
        assert_eq!(len, TEXT.len() + 4096 * chunk.len());
        let text = String::from_utf8(text).unwrap();
        assert!(text.starts_with(&format!("0123456789{chunk}{chunk}")), "{text:?}");
    }
}
