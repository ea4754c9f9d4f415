//! The same service in memory: no sockets, no TLS, no threads, and time is a number.
//!
//! ```
//! use core::time::Duration;
//! use tencent_chat_emulator::memory::{Read, Service};
//! use tencent_chat_emulator::{Config, Fault, Times};
//!
//! let service = Service::new(&Config::default())?;
//! service.inject(Fault::Stall { at: 0, millis: Some(2_000) }, Times::Next(1));
//! let mut now = Duration::from_secs(1_700_000_000);
//! let mut connection = service.connect(now)?;
//! connection.write(b"POST /v4/all_member_push/im_get_attr HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}");
//! let mut room = [0; 1024];
//! assert_eq!(connection.read(&mut room, now), Read::Stalled { until: Some(now + Duration::from_secs(2)) });
//! now += Duration::from_secs(2);
//! let Read::Bytes(len) = connection.read(&mut room, now) else { panic!("no answer") };
//! assert!(room[..len].ends_with(br#""ErrorCode":60012}"#));
//! assert!(matches!(connection.read(&mut room, now), Read::Waiting { .. }));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

use core::error::Error;
use core::fmt;
use core::time::Duration;
use std::sync::Arc;

use crate::clock::Time;
use crate::config::Config;
use crate::connection::{self, Next};
use crate::counts::Counts;
use crate::fault::{Fault, PlannedFault, Times};
use crate::host::{Host, Peer};
use crate::lock::lock;
use crate::log::LoggedCall;
use crate::recorded::RecordedPush;
use crate::script::{Act, Over};
use crate::seed::SeedError;
use crate::state::State;

/// The service in memory, with the faults, limits, counts and log of the one over sockets. The time is that of the calls,
/// counted from 1970; nothing else decides what it answers.
pub struct Service(Arc<Host>);

impl Service {
    /// Makes one of a configuration's seed, limits and faults; what else stands there concerns sockets, TLS and
    /// files.
    ///
    /// # Errors
    ///
    /// When the seed is not valid.
    pub fn new(config: &Config) -> Result<Self, SeedError> {
        config.seed.check()?;
        Ok(Self(Arc::new(Host::new(config, State::new(&config.seed), None))))
    }

    /// Makes a connection, to a client that looks at certificates.
    ///
    /// # Errors
    ///
    /// When a fault of the handshake happens that such a client cannot overlook.
    pub fn connect(&self, now: Duration) -> Result<Connection, NoHandshake> {
        let connection = self.0.counters.connection();
        match lock(&self.0.plan).take_of_handshake() {
            None | Some(Fault::OtherCertificate) => {}
            Some(fault) => return Err(NoHandshake { fault }),
        }
        self.0.counters.handshakes.add();
        let peer = Peer { connection, is_admin: false };
        let idle = self.0.limits.idle;
        Ok(Connection {
            inner: connection::Connection::new(Arc::clone(&self.0), peer),
            piece: Vec::new(),
            taken: 0,
            stalled: None,
            idle,
            until: now.saturating_add(idle),
            over: None,
        })
    }

    /// Lets a fault happen to requests for any path.
    pub fn inject(&self, fault: Fault, times: Times) {
        self.plan(PlannedFault::new(fault, times));
    }

    /// Lets a fault happen to requests for this path.
    pub fn inject_at(&self, path: &str, fault: Fault, times: Times) {
        self.plan(PlannedFault::new(fault, times).at(path));
    }

    /// Lets a fault happen as planned, such as `"stall=100,2000:1".parse()?`.
    pub fn plan(&self, planned: PlannedFault) {
        lock(&self.0.plan).add(planned);
    }

    /// Lets no more faults happen.
    pub fn clear_faults(&self) {
        lock(&self.0.plan).clear();
    }

    /// The faults that still lie ahead.
    #[must_use]
    pub fn faults(&self) -> Vec<PlannedFault> {
        lock(&self.0.plan).ahead().to_vec()
    }

    /// How much it has been asked until now.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.0.counters.read()
    }

    /// The pushes that were taken, newest last.
    #[must_use]
    pub fn pushes(&self) -> Vec<RecordedPush> {
        self.0.service.pushes().iter().map(RecordedPush::from).collect()
    }

    /// The last calls, newest last.
    #[must_use]
    pub fn calls(&self) -> Vec<LoggedCall> {
        lock(&self.0.log).read()
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").finish_non_exhaustive()
    }
}

/// One connection to a [`Service`]; dropping it closes it.
pub struct Connection {
    inner: connection::Connection,
    /// What the service sent together, and how much of it the client has.
    piece: Vec<u8>,
    taken: usize,
    /// Where the answer stands still: until then, or for good.
    stalled: Option<Option<Duration>>,
    idle: Duration,
    /// When the service's patience ends, where it waits for a request.
    until: Duration,
    over: Option<Read>,
}

/// What a client finds when it reads.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Read {
    /// So many bytes, which the service sent together, or as much of them as there was room for.
    Bytes(usize),
    /// Nothing before this time; `None` is nothing ever, and the client may go.
    Stalled {
        /// When to read again.
        until: Option<Duration>,
    },
    /// Nothing before the client has written (more of) a request; at this time the service closes the connection.
    Waiting {
        /// When the service's patience ends.
        until: Duration,
    },
    /// The end of the stream.
    Closed {
        /// Whether it was announced (TLS `close_notify`), so that nobody can have cut it.
        announced: bool,
    },
    /// The connection was reset.
    Reset,
}

impl Connection {
    /// Takes what the client writes; the service sees it when the client reads. After the end it falls into the void, as it
    /// may over sockets.
    pub fn write(&mut self, bytes: &[u8]) {
        self.inner.receive(bytes);
    }

    /// Reads at this time.
    pub fn read(&mut self, room: &mut [u8], now: Duration) -> Read {
        if self.taken == self.piece.len()
            && let Some(read) = self.fetch(now)
        {
            return read;
        }
        let rest = self.piece.get(self.taken..).unwrap_or_default();
        let len = rest.len().min(room.len());
        if let (Some(room), Some(rest)) = (room.get_mut(..len), rest.get(..len)) {
            room.copy_from_slice(rest);
        }
        self.taken += len;
        self.until = now.saturating_add(self.idle);
        Read::Bytes(len)
    }

    /// Fetches what the service sends next, or says what there is instead.
    fn fetch(&mut self, now: Duration) -> Option<Read> {
        if self.over.is_some() {
            return self.over;
        }
        if let Some(until) = self.stalled {
            if until.is_none_or(|time| now < time) {
                return Some(Read::Stalled { until });
            }
            self.stalled = None;
        }
        if self.until <= now && !self.inner.is_answering() {
            self.over = Some(Read::Closed { announced: false });
            return self.over;
        }
        match self.inner.next(Time::from(now)) {
            Next::Act(Act::Send(bytes)) => {
                self.piece.clear();
                self.piece.extend_from_slice(bytes);
                self.taken = 0;
                return None;
            }
            Next::Act(Act::Stall(duration)) => {
                let until = duration.map(|duration| now.saturating_add(duration));
                self.stalled = Some(until);
                return Some(Read::Stalled { until });
            }
            Next::Receive => return Some(Read::Waiting { until: self.until }),
            Next::Over(Over::Closed | Over::ClosedAfterReading) => self.over = Some(Read::Closed { announced: true }),
            Next::Over(Over::Cut) => self.over = Some(Read::Closed { announced: false }),
            Next::Over(Over::Reset) => self.over = Some(Read::Reset),
        }
        self.over
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("over", &self.over).finish_non_exhaustive()
    }
}

/// A handshake that failed on purpose.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct NoHandshake {
    /// Why.
    pub fault: Fault,
}

impl fmt::Display for NoHandshake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the handshake failed on purpose: {}", self.fault)
    }
}

impl Error for NoHandshake {}

#[cfg(test)]
mod tests;
