//! Too many wrong UserSigs within a minute: 70050 until the minute is over.

use std::collections::VecDeque;

/// When the last UserSigs were refused.
#[derive(Debug)]
pub(crate) struct Throttle {
    most: usize,
    refused: VecDeque<i64>,
}

impl Throttle {
    pub(crate) const fn new(most: usize) -> Self {
        Self { most, refused: VecDeque::new() }
    }

    /// Notes a refusal.
    pub(crate) fn note(&mut self, now: i64) {
        if self.refused.len() >= self.most {
            self.refused.pop_front();
        }
        self.refused.push_back(now);
    }

    /// Whether there were too many in the minute before `now`.
    pub(crate) fn is_closed(&mut self, now: i64) -> bool {
        // A clock set back must not close the service for as long as it was set back.
        self.refused.retain(|then| (0..MINUTE).contains(&now.saturating_sub(*then)));
        self.refused.len() >= self.most
    }
}

const MINUTE: i64 = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_closes_at_the_limit_and_opens_a_minute_later() {
        let mut throttle = Throttle::new(2);
        throttle.note(100);
        assert!(!throttle.is_closed(100));
        throttle.note(130);
        assert!(throttle.is_closed(130));
        assert!(throttle.is_closed(159));
        assert!(!throttle.is_closed(160));
    }

    #[test]
    fn a_clock_set_back_opens_it() {
        let mut throttle = Throttle::new(1);
        throttle.note(1000);
        assert!(throttle.is_closed(1000));
        assert!(!throttle.is_closed(999));
    }
}
