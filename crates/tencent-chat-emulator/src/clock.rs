//! What time it is at the service: this machine's clock and an offset that can be changed while it runs.

use core::sync::atomic::{AtomicI64, Ordering};
use core::time::Duration;
use std::time::{SystemTime, UNIX_EPOCH};

/// This machine's clock, moved by an offset.
#[derive(Debug)]
pub(crate) struct Clock {
    offset: AtomicI64,
}

impl Clock {
    pub(crate) const fn new(offset: i64) -> Self {
        Self { offset: AtomicI64::new(offset) }
    }

    pub(crate) fn set_offset(&self, offset: i64) {
        self.offset.store(offset, Ordering::Relaxed);
    }

    /// Unix seconds.
    pub(crate) fn now(&self) -> i64 {
        machine_now().saturating_add(self.offset.load(Ordering::Relaxed))
    }

    /// The time as the `Date` of an answer.
    pub(crate) fn date(&self) -> String {
        let seconds = u64::try_from(self.now()).unwrap_or(0).min(LAST_DATE);
        httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds))
    }
}

/// Unix seconds by this machine's clock; 0 before 1970.
pub(crate) fn machine_now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// The last second of the year 9999, beyond which an HTTP date cannot be written.
const LAST_DATE: u64 = 253_402_300_799;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_follows_the_offset_and_never_leaves_the_format() {
        let clock = Clock::new(0);
        clock.set_offset(-machine_now() + 784_111_777);
        assert!(clock.date().starts_with("Sun, 06 Nov 1994 08:49:3"), "{}", clock.date());
        clock.set_offset(i64::MAX);
        assert_eq!(clock.date(), "Fri, 31 Dec 9999 23:59:59 GMT");
        clock.set_offset(i64::MIN);
        assert_eq!(clock.date(), "Thu, 01 Jan 1970 00:00:00 GMT");
    }
}
