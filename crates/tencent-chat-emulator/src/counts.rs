//! How much the emulator has been asked, for tests that assert on it.

use core::sync::atomic::{AtomicU64, Ordering};
use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::endpoints;
use crate::lock::lock;

/// How much the emulator has been asked until the moment of [`Emulator::counts`](crate::Emulator::counts).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Counts {
    /// TCP connections taken.
    pub connections: u64,
    /// TLS handshakes that both sides completed.
    pub handshakes: u64,
    /// Requests read to the end, whatever their path and outcome, but for those of the admin API.
    pub requests: u64,
    pub(crate) calls: Vec<(&'static str, u64)>,
    pub(crate) codes: BTreeMap<i64, u64>,
}

impl Counts {
    /// Requests to this path, such as `v4/all_member_push/im_get_attr`, whatever their outcome.
    #[must_use]
    pub fn calls(&self, path: &str) -> u64 {
        let path = path.strip_prefix('/').unwrap_or(path);
        self.calls.iter().find(|(known, _)| *known == path).map_or(0, |(_, calls)| *calls)
    }

    /// Answers with this `ErrorCode`, 0 being success. Of more than 256 different codes the later ones are not counted.
    #[must_use]
    pub fn answers(&self, code: i64) -> u64 {
        self.codes.get(&code).copied().unwrap_or(0)
    }
}

/// The counters themselves; a slot an endpoint, so that foreign paths cannot fill the memory.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    connections: Counter,
    pub(crate) handshakes: Counter,
    requests: Counter,
    calls: [Counter; endpoints::TABLE.len()],
    codes: Mutex<BTreeMap<i64, u64>>,
}

impl Counters {
    /// Counts a connection and says the how-manieth it is.
    pub(crate) fn connection(&self) -> u64 {
        self.connections.add() + 1
    }

    /// Counts a request for this path.
    pub(crate) fn request(&self, path: &str) {
        self.requests.add();
        for (endpoint, counter) in endpoints::TABLE.iter().zip(&self.calls) {
            if endpoint.path == path {
                counter.add();
            }
        }
    }

    /// Counts an answer with this code.
    pub(crate) fn code(&self, code: Option<i64>) {
        let Some(code) = code else { return };
        let mut codes = lock(&self.codes);
        if codes.len() < CODES || codes.contains_key(&code) {
            *codes.entry(code).or_default() += 1;
        }
    }

    pub(crate) fn read(&self) -> Counts {
        Counts {
            connections: self.connections.read(),
            handshakes: self.handshakes.read(),
            requests: self.requests.read(),
            calls: endpoints::TABLE.iter().zip(&self.calls).map(|(e, counter)| (e.path, counter.read())).collect(),
            codes: lock(&self.codes).clone(),
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    /// Adds one and says how many there were before.
    pub(crate) fn add(&self) -> u64 {
        self.0.fetch_add(1, Ordering::Relaxed)
    }

    fn read(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Different codes that are counted.
const CODES: usize = 256;
