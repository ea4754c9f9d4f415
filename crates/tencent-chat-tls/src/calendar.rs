//! What time certificates are held to.

use embedded_webpki::Time;
use tencent_chat::policy::Clock;

/// What time it is, as far as a device knows before anybody has been verified. The client has a clock of its own, which learns from
/// the dates of answers; those came over a connection that this one had to be good enough for.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Calendar {
    /// The clock, on the milliseconds of the client's platform; unset, if nobody set it.
    pub clock: Clock,
    /// It is this Unix time or later: that of the firmware's build, say. Certificates are held to it while the clock is unset.
    pub not_before: Option<u64>,
}

impl Calendar {
    /// What is known of the time at `now`, in milliseconds.
    #[must_use]
    pub fn time(&self, now: u64) -> Time {
        match self.not_before {
            _ if self.clock.is_set() => Time::Now(self.clock.unix(now)),
            Some(unix) => Time::After(unix),
            None => Time::Unknown,
        }
    }
}
