//! What was called, newest last: bounded, and without anything secret.

use core::time::Duration;
use std::collections::VecDeque;

use crate::clock::Time;
use crate::fault::Fault;

/// A call as the log has it. There is no query, which holds the UserSig, and nothing else that is secret.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct LoggedCall {
    /// When it had been read, by the emulator's clock, counted from 1970.
    pub at: Duration,
    /// The how-manieth connection it came on, from 1 on.
    pub connection: u64,
    /// The HTTP method.
    pub method: String,
    /// The path without the leading slash.
    pub path: String,
    /// The body as text, of a long one the beginning.
    pub body: String,
    /// The HTTP status of the answer.
    pub status: u16,
    /// The answer's `ErrorCode`, where it has one.
    pub code: Option<i64>,
    /// What went wrong on purpose.
    pub faults: Vec<Fault>,
    /// How long it took until the answer was out, by the emulator's clock; `None` while it is on its way, and for good when
    /// the client went before.
    pub duration: Option<Duration>,
}

/// Which call of the log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry(u64);

/// The last calls.
#[derive(Debug)]
pub(crate) struct Log {
    most: usize,
    calls: VecDeque<LoggedCall>,
    /// How many there ever were.
    noted: u64,
}

impl Log {
    pub(crate) const fn new(most: usize) -> Self {
        Self { most, calls: VecDeque::new(), noted: 0 }
    }

    /// Notes a call, and lets the oldest go where there are too many.
    pub(crate) fn note(&mut self, call: LoggedCall) -> Entry {
        let entry = Entry(self.noted);
        self.noted += 1;
        self.calls.push_back(call);
        while self.calls.len() > self.most {
            self.calls.pop_front();
        }
        entry
    }

    /// The answer is out.
    pub(crate) fn finish(&mut self, entry: Entry, now: Time) {
        let from_the_end = usize::try_from(self.noted - entry.0).unwrap_or(usize::MAX);
        let place = self.calls.len().checked_sub(from_the_end);
        if let Some(call) = place.and_then(|place| self.calls.get_mut(place)) {
            call.duration = Some(now.since(call.at.into()));
        }
    }

    pub(crate) fn read(&self) -> Vec<LoggedCall> {
        self.calls.iter().cloned().collect()
    }
}

/// A text that comes from outside, without the secrets in it, and not longer than a log can bear.
pub(crate) fn redacted(text: &str, secrets: &[&str]) -> String {
    let mut text = text.to_owned();
    for secret in secrets.iter().filter(|secret| secret.len() >= SHORTEST_SECRET) {
        text = text.replace(secret, REDACTED);
    }
    if text.len() > LONGEST {
        text.truncate(text.floor_char_boundary(LONGEST));
        text.push('…');
    }
    text
}

/// The same for a path: a client that escapes the `?` of its URL has the whole query in it.
pub(crate) fn redacted_path(path: &str, secrets: &[&str]) -> String {
    match path.to_ascii_lowercase().find("usersig").and_then(|at| path.get(..at)) {
        Some(path) => redacted(path, secrets) + REDACTED,
        None => redacted(path, secrets),
    }
}

const REDACTED: &str = "(redacted)";
/// What is shorter is no secret, and would tear holes into everything.
const SHORTEST_SECRET: usize = 16;
/// Bytes of a text at most: more than a call for 100 accounts of the longest kind.
const LONGEST: usize = 8 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    fn call(path: &str) -> LoggedCall {
        LoggedCall {
            at: Duration::from_secs(100),
            connection: 1,
            method: "POST".to_owned(),
            path: path.to_owned(),
            body: String::new(),
            status: 200,
            code: Some(0),
            faults: Vec::new(),
            duration: None,
        }
    }

    #[test]
    fn the_oldest_go_and_what_is_left_is_finished_in_its_place() {
        let mut log = Log::new(2);
        let entries = ["a", "b", "c"].map(|path| log.note(call(path)));
        for (entry, second) in entries.into_iter().zip([101, 102, 103]) {
            log.finish(entry, Duration::from_secs(second).into());
        }
        let calls = log.read();
        let seen: Vec<_> = calls.iter().map(|call| (call.path.as_str(), call.duration.unwrap().as_secs())).collect();
        assert_eq!(seen, [("b", 2), ("c", 3)]);
        let mut none = Log::new(0);
        let entry = none.note(call("a"));
        none.finish(entry, Duration::from_secs(1).into());
        assert!(none.read().is_empty());
    }

    #[test]
    fn secrets_go_and_long_texts_end() {
        let secret = "eJwrzUstKUpMzs-SA";
        assert_eq!(redacted(&format!("a{secret}b{secret}"), &[secret, ""]), "a(redacted)b(redacted)");
        assert_eq!(redacted("abc", &["b"]), "abc");
        assert_eq!(redacted_path("v4/x%3Fidentifier=a&UserSig=eJw", &[]), "v4/x%3Fidentifier=a&(redacted)");
        let long = redacted(&"é".repeat(9000), &[]);
        assert!(long.len() < 8200 && long.ends_with("é…"));
    }
}
