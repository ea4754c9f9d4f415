//! Unix time, from a counter of milliseconds and whoever knows better.

/// Unix time, as far as it is known. It may be unset, and learns from the dates of answers that came over verified TLS.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Clock {
    /// Unix time in milliseconds when the counter was 0; before 1970, if need be.
    zero: i64,
    is_set: bool,
    moved: i64,
}

impl Clock {
    /// By how many seconds the clock and an answer's date may differ: a date is rounded, and was on its way.
    pub const TOLERANCE: u32 = 30;

    /// A clock that nobody has set: it begins with 1970.
    pub const UNSET: Self = Self { zero: 0, is_set: false, moved: 0 };

    /// Sets it: at `now`, in milliseconds, it is `unix`, in seconds since 1970.
    pub const fn set(&mut self, unix: u64, now: u64) {
        self.zero = unix.cast_signed().saturating_mul(1000).saturating_sub(now.cast_signed());
        self.is_set = true;
    }

    /// Unix time in seconds at `now`, in milliseconds.
    #[must_use]
    pub fn unix(&self, now: u64) -> u64 {
        u64::try_from(self.zero.saturating_add(now.cast_signed())).unwrap_or(0) / 1000
    }

    /// Whether somebody has set it, or it has learned.
    #[must_use]
    pub const fn is_set(&self) -> bool {
        self.is_set
    }

    /// By how many seconds it has been moved in all by answers' dates; forwards, if positive.
    #[must_use]
    pub const fn moved(&self) -> i64 {
        self.moved
    }

    /// Learns from the date of an answer that came just now. If that is further away than the
    /// [tolerance](Self::TOLERANCE), or the clock was unset, the clock moves: by so many seconds.
    pub fn learn(&mut self, date: u64, now: u64) -> Option<i64> {
        let difference = date.cast_signed().saturating_sub(self.unix(now).cast_signed());
        if self.is_set && difference.unsigned_abs() <= Self::TOLERANCE.into() {
            return None;
        }
        self.set(date, now);
        self.moved = self.moved.saturating_add(difference);
        Some(difference)
    }
}
