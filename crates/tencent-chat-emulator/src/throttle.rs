//! Too many wrong UserSigs within a minute: 70050 until the minute is over.

use core::time::Duration;
use std::collections::VecDeque;

use crate::clock::Time;

/// When the last UserSigs were refused.
#[derive(Debug)]
pub(crate) struct Throttle {
    most: usize,
    refused: VecDeque<Time>,
}

impl Throttle {
    pub(crate) const fn new(most: usize) -> Self {
        Self { most, refused: VecDeque::new() }
    }

    /// Notes a refusal.
    pub(crate) fn note(&mut self, now: Time) {
        if self.refused.len() >= self.most {
            self.refused.pop_front();
        }
        self.refused.push_back(now);
    }

    /// Whether there were too many in the minute before `now`.
    pub(crate) fn is_closed(&mut self, now: Time) -> bool {
        // A clock set back must not close the service for as long as it was set back.
        self.refused.retain(|then| *then <= now && now.since(*then) < MINUTE);
        self.refused.len() >= self.most
    }
}

const MINUTE: Duration = Duration::from_secs(60);

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: u64) -> Time {
        Duration::from_secs(second).into()
    }

    #[test]
    fn it_closes_at_the_limit_and_opens_a_minute_later() {
        let mut throttle = Throttle::new(2);
        throttle.note(at(100));
        assert!(!throttle.is_closed(at(100)));
        throttle.note(at(130));
        assert!(throttle.is_closed(at(130)));
        assert!(throttle.is_closed(at(159)));
        assert!(!throttle.is_closed(at(160)));
    }

    #[test]
    fn a_clock_set_back_opens_it() {
        let mut throttle = Throttle::new(1);
        throttle.note(at(1000));
        assert!(throttle.is_closed(at(1000)));
        assert!(!throttle.is_closed(at(999)));
    }
}
