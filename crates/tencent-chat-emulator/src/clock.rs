//! What time it is at the service: this machine's clock and an offset, or a clock that stands until it is moved.

use core::time::Duration;
use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::lock::lock;

/// A moment, in microseconds since 1970.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub(crate) struct Time {
    micros: i64,
}

impl Time {
    /// Unix seconds.
    pub(crate) fn seconds(self) -> i64 {
        self.micros.div_euclid(SECOND)
    }

    pub(crate) fn plus(self, duration: Duration) -> Self {
        Self { micros: self.micros.saturating_add(Self::from(duration).micros) }
    }

    pub(crate) fn plus_seconds(self, seconds: i64) -> Self {
        Self { micros: self.micros.saturating_add(seconds.saturating_mul(SECOND)) }
    }

    /// How much later it is than `earlier`; nothing, when it is not.
    pub(crate) fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.micros.saturating_sub(earlier.micros)).unwrap_or(0))
    }

    /// How long after 1970; nothing, when it is before.
    pub(crate) fn since_1970(self) -> Duration {
        self.since(Self { micros: 0 })
    }

    /// As the `Date` of an answer.
    pub(crate) fn http_date(self) -> String {
        let seconds = self.since_1970().as_secs().min(LAST_DATE);
        httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds))
    }
}

impl From<Duration> for Time {
    /// So long after 1970.
    fn from(since_1970: Duration) -> Self {
        Self { micros: i64::try_from(since_1970.as_micros()).unwrap_or(i64::MAX) }
    }
}

/// The emulator's clock, which can be moved while it runs.
#[derive(Debug)]
pub(crate) struct Clock(Mutex<Mode>);

#[derive(Clone, Copy, Debug)]
enum Mode {
    /// With this machine's clock, so many microseconds ahead of it.
    Goes {
        ahead: i64,
    },
    Stands {
        at: Time,
    },
}

impl Clock {
    /// One that is so many seconds ahead of this machine's.
    pub(crate) fn new(offset: i64) -> Self {
        let clock = Self(Mutex::new(Mode::Goes { ahead: 0 }));
        clock.set_offset(offset);
        clock
    }

    /// Lets it go, so many seconds ahead of this machine's.
    pub(crate) fn set_offset(&self, seconds: i64) {
        *lock(&self.0) = Mode::Goes { ahead: seconds.saturating_mul(SECOND) };
    }

    /// Lets it stand.
    pub(crate) fn stop_at(&self, at: Time) {
        *lock(&self.0) = Mode::Stands { at };
    }

    /// Moves it on, whether it goes or stands.
    pub(crate) fn advance(&self, by: Duration) {
        match &mut *lock(&self.0) {
            Mode::Goes { ahead } => *ahead = ahead.saturating_add(Time::from(by).micros),
            Mode::Stands { at } => *at = at.plus(by),
        }
    }

    pub(crate) fn stands(&self) -> bool {
        matches!(*lock(&self.0), Mode::Stands { .. })
    }

    pub(crate) fn now(&self) -> Time {
        match *lock(&self.0) {
            Mode::Goes { ahead } => Time { micros: machine_now().micros.saturating_add(ahead) },
            Mode::Stands { at } => at,
        }
    }
}

/// The time by this machine's clock; 1970 before that.
pub(crate) fn machine_now() -> Time {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().into()
}

/// In microseconds.
const SECOND: i64 = 1_000_000;
/// The last second of the year 9999, beyond which an HTTP date cannot be written.
const LAST_DATE: u64 = 253_402_300_799;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_follows_the_offset_and_never_leaves_the_format() {
        let clock = Clock::new(0);
        clock.set_offset(784_111_777 - machine_now().seconds());
        assert!(clock.now().http_date().starts_with("Sun, 06 Nov 1994 08:49:3"), "{}", clock.now().http_date());
        clock.set_offset(i64::MAX);
        assert_eq!(clock.now().http_date(), "Fri, 31 Dec 9999 23:59:59 GMT");
        clock.set_offset(i64::MIN);
        assert_eq!(clock.now().http_date(), "Thu, 01 Jan 1970 00:00:00 GMT");
    }

    #[test]
    fn a_clock_that_stands_moves_only_when_it_is_moved() {
        let clock = Clock::new(0);
        clock.stop_at(Duration::from_millis(1_500).into());
        assert!(clock.stands());
        assert_eq!((clock.now().seconds(), clock.now().since_1970()), (1, Duration::from_millis(1_500)));
        clock.advance(Duration::from_millis(500));
        assert_eq!(clock.now().since_1970(), Duration::from_secs(2));
        clock.set_offset(0);
        assert!(!clock.stands());
        clock.advance(Duration::from_secs(1_000));
        let ahead = clock.now().since(machine_now());
        assert!(ahead > Duration::from_secs(990) && ahead <= Duration::from_secs(1_000), "{ahead:?}");
    }
}
