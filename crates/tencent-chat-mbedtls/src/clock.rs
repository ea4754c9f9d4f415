//! The time that mbedTLS checks dates against. It asks a function, and there is one for the whole program.

use core::cell::Cell;

use critical_section::Mutex;
use mbedtls_rs::sys::{
    hook::{
        timer::{MbedtlsTimer, hook_timer},
        wall_clock::{MbedtlsWallClock, hook_wall_clock},
    },
    mbedtls_ms_time_t, tm,
};

/// Unix time in seconds, if it is known.
struct Clock(Mutex<Cell<Option<u64>>>);

static CLOCK: Clock = Clock(Mutex::new(Cell::new(None)));

/// From now on mbedTLS asks here.
pub(crate) fn install() {
    // SAFETY: What is installed is there for as long as the program runs, and tells the time whoever asks.
    #[expect(unsafe_code, reason = "functions that mbedTLS calls are unsafe to be set")]
    unsafe {
        hook_wall_clock(Some(&CLOCK));
        hook_timer(Some(&CLOCK));
    }
}

/// It is this second, in Unix time, until it is set again.
pub(crate) fn set(second: u64) {
    critical_section::with(|section| CLOCK.0.borrow(section).set(Some(second)));
}

impl Clock {
    fn second(&self) -> Option<u64> {
        critical_section::with(|section| self.0.borrow(section).get())
    }
}

impl MbedtlsWallClock for Clock {
    fn instant(&self) -> Option<tm> {
        self.second().and_then(calendar)
    }
}

impl MbedtlsTimer for Clock {
    fn now(&self) -> mbedtls_ms_time_t {
        self.second().and_then(|second| second.checked_mul(1000)?.try_into().ok()).unwrap_or(0)
    }
}

/// Unix time as a date of the Gregorian calendar. Weekdays and days of the year are left out: nobody asks for them.
fn calendar(second: u64) -> Option<tm> {
    let (days, rest) = (second / DAY, second % DAY);
    // Counted from the first of March of the year 0, so that a leap day is a year's last day.
    let days = days.checked_add(DAYS_BEFORE_1970)?;
    let (era, day) = (days / DAYS_OF_ERA, days % DAYS_OF_ERA);
    let year_of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month + 2) / 5 + 1;
    let is_of_next_year = month >= 10;
    let year = era * 400 + year_of_era + u64::from(is_of_next_year);
    let number = |number: u64| i32::try_from(number).ok();
    Some(tm {
        tm_sec: number(rest % 60)?,
        tm_min: number(rest / 60 % 60)?,
        tm_hour: number(rest / 3600)?,
        tm_mday: number(day_of_month)?,
        tm_mon: number(if is_of_next_year { month - 10 } else { month + 2 })?,
        tm_year: number(year.checked_sub(1900)?)?,
        tm_wday: 0,
        tm_yday: 0,
        tm_isdst: 0,
    })
}

const DAY: u64 = 86_400;
const DAYS_BEFORE_1970: u64 = 719_468;
/// Of 400 years, after which the calendar repeats.
const DAYS_OF_ERA: u64 = 146_097;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (second, date) in [
            (0, (1970, 1, 1, 0, 0, 0)),
            (951_782_399, (2000, 2, 28, 23, 59, 59)),
            (951_782_400, (2000, 2, 29, 0, 0, 0)),
            (951_868_800, (2000, 3, 1, 0, 0, 0)),
            (1_735_689_600, (2025, 1, 1, 0, 0, 0)),
            (1_735_689_599, (2024, 12, 31, 23, 59, 59)),
            (4_107_542_400, (2100, 3, 1, 0, 0, 0)),
            (253_402_300_799, (9999, 12, 31, 23, 59, 59)),
        ] {
            let tm = calendar(second).unwrap();
            let found = (tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
            assert_eq!(found, date, "{second}");
        }
        assert!(calendar(u64::MAX).is_none());
    }
}
