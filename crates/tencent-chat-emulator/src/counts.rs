//! How much the emulator has been asked, for tests that assert on it.

use core::sync::atomic::{AtomicU64, Ordering};

use crate::endpoints;

/// How much the emulator has been asked until the moment of [`Emulator::counts`](crate::Emulator::counts).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Counts {
    /// TCP connections taken.
    pub connections: u64,
    /// TLS handshakes that both sides completed.
    pub handshakes: u64,
    /// Requests read to the end, whatever their path and outcome.
    pub requests: u64,
    calls: Vec<(&'static str, u64)>,
}

impl Counts {
    /// Requests to this path, such as `v4/all_member_push/im_get_attr`, whatever their outcome.
    #[must_use]
    pub fn calls(&self, path: &str) -> u64 {
        let path = path.strip_prefix('/').unwrap_or(path);
        self.calls.iter().find(|(known, _)| *known == path).map_or(0, |(_, calls)| *calls)
    }
}

/// The counters themselves; a slot an endpoint, so that foreign paths cannot fill the memory.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) connections: Counter,
    pub(crate) handshakes: Counter,
    pub(crate) requests: Counter,
    calls: [Counter; endpoints::TABLE.len()],
}

impl Counters {
    /// Counts a call of the endpoint with this path.
    pub(crate) fn call(&self, path: &str) {
        for (endpoint, counter) in endpoints::TABLE.iter().zip(&self.calls) {
            if endpoint.path == path {
                counter.add();
            }
        }
    }

    pub(crate) fn read(&self) -> Counts {
        Counts {
            connections: self.connections.read(),
            handshakes: self.handshakes.read(),
            requests: self.requests.read(),
            calls: endpoints::TABLE.iter().zip(&self.calls).map(|(e, counter)| (e.path, counter.read())).collect(),
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn read(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}
