//! Pushes as they were taken, and how many may be.

use core::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{State, Table};
use crate::clock::Time;
use crate::codes;
use crate::envelope::Refusal;

/// A push as it was taken.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Push {
    pub(crate) task_id: String,
    pub(crate) at: Time,
    /// The interface that took it.
    pub(crate) path: String,
    pub(crate) sender: String,
    /// Whether it went to everybody or by condition, and so counts for the day.
    pub(crate) counts: bool,
    /// Whom it was for.
    pub(crate) accounts: Vec<String>,
    /// As it was sent.
    pub(crate) body: Map<String, Value>,
}

impl State {
    /// Whether one more push to everybody, or by condition, may be taken: more than a second after the last one, and so many
    /// within any 24 hours.
    pub(crate) fn check_pace(&self, now: Time, pushes_a_day: u32) -> Result<(), Refusal> {
        // A clock set back must not hold pushes up for as long as it was set back.
        let counting = || self.pushes.rows().map(|(_, push)| push).filter(|push| push.counts && push.at <= now);
        if counting().any(|push| now.since(push.at) <= APART) {
            let info = "the last push was no more than a second ago";
            return Err(Refusal::new(codes::PUSH_TOO_FREQUENT, info));
        }
        let today = counting().filter(|push| now.since(push.at) < DAY).count();
        if u32::try_from(today).is_ok_and(|today| today < pushes_a_day) {
            return Ok(());
        }
        let info = format!("{today} pushes were taken within 24 hours, where {pushes_a_day} are allowed");
        Err(Refusal::new(codes::PUSH_DAILY_LIMIT_REACHED, info))
    }

    /// The number of the next push.
    pub(crate) fn next_push(&self) -> u64 {
        self.pushes.rows().next_back().map_or(1, |(number, _)| number.saturating_add(1))
    }

    /// Records a push. Of too many the oldest go, but for those that count today.
    pub(crate) fn record(&mut self, push: Push) {
        let (number, now) = (self.next_push(), push.at);
        self.pushes.insert(number, push);
        while self.pushes.len() > PUSHES {
            let Some(oldest) = oldest(&self.pushes, now) else { return };
            self.pushes.remove(&oldest);
        }
    }
}

fn oldest(pushes: &Table<u64, Push>, now: Time) -> Option<u64> {
    let mut old = pushes.rows().filter(|(_, push)| !push.counts || now.since(push.at) >= DAY);
    old.next().map(|(number, _)| *number)
}

/// Two pushes are more than that apart.
const APART: Duration = Duration::from_secs(1);
const DAY: Duration = Duration::from_secs(86_400);
/// Pushes that are remembered.
const PUSHES: usize = 1000;
