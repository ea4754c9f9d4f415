//! What the core's client needs of this system.

use core::time::Duration;
use std::{thread, time::Instant};

use rand_core::TryRng;
use tencent_chat::{
    Host,
    client::{NotConnected, blocking::Platform},
};

use crate::{LinkError, link::Link, stream::Stream};

/// Threads, sockets, time and chance.
pub(crate) struct System {
    begin: Instant,
    link: Link,
}

impl System {
    pub(crate) fn new(link: Link) -> Self {
        Self { begin: Instant::now(), link }
    }

    /// Milliseconds since this was made.
    pub(crate) fn now(&self) -> u64 {
        u64::try_from(self.begin.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn instant(&self, time: u64) -> Instant {
        self.begin + Duration::from_millis(time)
    }
}

impl Platform for System {
    type Error = LinkError;
    type Stream = Stream;

    fn now(&mut self) -> u64 {
        Self::now(self)
    }

    fn random(&mut self) -> u32 {
        // It tells calls apart and spreads waits: without a generator the time will do.
        getrandom::SysRng.try_next_u32().unwrap_or_else(|_| self.begin.elapsed().subsec_nanos())
    }

    fn sleep(&mut self, until: u64) {
        thread::sleep(self.instant(until).saturating_duration_since(Instant::now()));
    }

    fn connect(&mut self, host: Host<'_>, until: u64) -> Result<Stream, NotConnected<LinkError>> {
        self.link.connect(host, self.instant(until)).map_err(|error| match error {
            // What else can go wrong with TLS may pass: a peer that is about to restart, or is no peer at all.
            LinkError::Tls(rustls::Error::InvalidCertificate(_)) | LinkError::HostName => {
                NotConnected::Untrusted(error)
            }
            _ => NotConnected::Unreachable(error),
        })
    }

    fn limit(&mut self, stream: &mut Stream, until: u64) {
        stream.set_deadline(self.instant(until));
    }
}
