//! One call, with all its tries.

use super::{Policy, Standing, pace::interval, standing::Signature};
use crate::{Advice, Endpoint, Error, ErrorCode, Progress, json};

/// What the machine has to know of a call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Call {
    /// The endpoint's path.
    pub path: &'static str,
    /// The endpoint's documented maximum of calls a second.
    pub calls_per_second: u16,
    /// Whether it may be carried out twice.
    pub is_repeatable: bool,
    /// Whether a UserSig can be made anew.
    pub can_sign: bool,
    /// Whether the region has a backup host.
    pub has_backup: bool,
}

impl Call {
    /// A call of this endpoint.
    #[must_use]
    pub const fn of<E: Endpoint>(can_sign: bool, has_backup: bool) -> Self {
        Self {
            path: E::PATH,
            calls_per_second: E::CALLS_PER_SECOND,
            is_repeatable: E::REPEATABLE,
            can_sign,
            has_backup,
        }
    }
}

/// What to do now.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Action {
    /// Nothing, until this time.
    Wait {
        /// When to ask again.
        until: u64,
    },
    /// Make a UserSig for this Unix time, in seconds; then say [`Course::signed`].
    Sign {
        /// The time of signing.
        unix: u64,
    },
    /// Connect, over TLS that verifies; then say [`Course::connected`] or [`Course::failed`].
    Connect {
        /// To the region's backup host, rather than the first one.
        to_backup: bool,
        /// It may take until then.
        until: u64,
    },
    /// Send the request on the connection and read the answer; then say [`Course::answered`] or
    /// [`Course::failed`].
    Call {
        /// It may take until then.
        until: u64,
    },
    /// Give up: the time for the call is over.
    GiveUp,
}

/// What is to become of a call that failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Verdict {
    /// It is tried again: see [`Course::next`].
    Again,
    /// This was the last try, and what it failed with is what the call fails with.
    GiveUp,
}

/// How a call failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Failure {
    /// What stood in the way.
    pub trouble: Trouble,
    /// Whether a byte of the request may have reached the service.
    pub was_sent: bool,
    /// Whether a byte of an answer has come.
    pub was_answered: bool,
    /// Whether the connection is in order, and may be used again.
    pub keeps_alive: bool,
    /// When the service answered by its own clock, as Unix time in seconds.
    pub date: Option<u64>,
}

/// What stood in the way of a call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Trouble {
    /// There was no connection to be had.
    Unreachable,
    /// The peer could not show that it is the service.
    Untrusted,
    /// The connection broke.
    Broken,
    /// What was said on the connection, or could not be.
    Chat(Error),
}

impl Failure {
    /// No connection was made, so nothing was said.
    #[must_use]
    pub const fn to_connect(trouble: Trouble) -> Self {
        Self { trouble, was_sent: false, was_answered: false, keeps_alive: false, date: None }
    }

    /// An exchange that came this far.
    #[must_use]
    pub fn after(trouble: Trouble, progress: &Progress) -> Self {
        Self {
            trouble,
            was_sent: progress.bytes_sent() != 0,
            was_answered: progress.bytes_received() != 0,
            keeps_alive: progress.keeps_alive(),
            date: progress.date(),
        }
    }
}

/// The course of one call.
#[derive(Clone, Copy, Debug)]
pub struct Course {
    call: Call,
    policy: Policy,
    deadline: u64,
    /// Nothing is done before this.
    not_before: u64,
    /// How many tries have failed.
    failures: u8,
    is_connected: bool,
    /// Whether the connection served another call before.
    is_kept: bool,
    has_taken_turn: bool,
    /// Whether a UserSig was made for this call.
    is_signed: bool,
    was_signed_again: bool,
    has_changed_host: bool,
}

/// After a code that says "too often" at least this much is waited, in milliseconds: the limits are by the second.
const SLOWER: u32 = 1000;

/// After too many wrong UserSigs the service wants a minute without any, in milliseconds.
const QUIET: u32 = 60_000;

impl Course {
    /// A call begins at `now`: on a connection that was kept from another call, or on none.
    #[must_use]
    pub fn new(call: Call, policy: Policy, is_connected: bool, now: u64) -> Self {
        Self {
            call,
            policy,
            deadline: now.saturating_add(policy.deadline.into()),
            not_before: now,
            failures: 0,
            is_connected,
            is_kept: is_connected,
            has_taken_turn: false,
            is_signed: false,
            was_signed_again: false,
            has_changed_host: false,
        }
    }

    /// What to do at `now`.
    pub fn next(&mut self, standing: &mut Standing, now: u64) -> Action {
        let free_at = if self.has_taken_turn { 0 } else { standing.pace.free_at(self.call.path) };
        let begin = self.not_before.max(standing.quiet_until).max(free_at);
        if now.max(begin) >= self.deadline {
            return Action::GiveUp;
        }
        if now < begin {
            return Action::Wait { until: begin };
        }
        let unix = standing.clock.unix(now);
        if self.needs_signature(standing, unix) {
            return Action::Sign { unix };
        }
        if !self.is_connected {
            let until = self.deadline.min(now.saturating_add(self.policy.connect_timeout.into()));
            return Action::Connect { to_backup: standing.is_on_backup && self.call.has_backup, until };
        }
        if !self.has_taken_turn {
            self.has_taken_turn = true;
            standing.pace.call(self.call.path, now, interval(self.call.calls_per_second, self.policy.share));
        }
        Action::Call { until: self.deadline.min(now.saturating_add(self.policy.patience.into())) }
    }

    /// A UserSig was made; its last second, as Unix time, where that is known.
    pub const fn signed(&mut self, standing: &mut Standing, expires_at: Option<u64>) {
        self.is_signed = true;
        standing.signature = match expires_at {
            Some(last) => Signature::Until(last),
            None => Signature::Endless,
        };
    }

    /// There is a connection.
    pub const fn connected(&mut self) {
        self.is_connected = true;
        self.is_kept = false;
        self.has_changed_host = false;
    }

    /// The service has answered, and all is well. `date` is when, by its own clock; by how many seconds ours was moved.
    pub fn answered(&mut self, standing: &mut Standing, date: Option<u64>, now: u64) -> Option<i64> {
        standing.clock.learn(date?, now)
    }

    /// The call failed. `random` is any number.
    pub fn failed(&mut self, standing: &mut Standing, failure: &Failure, now: u64, random: u32) -> Verdict {
        let was_kept = core::mem::replace(&mut self.is_kept, false);
        self.is_connected = failure.keeps_alive;
        self.has_taken_turn = false;
        if let Some(date) = failure.date {
            standing.clock.learn(date, now);
        }
        let may_repeat = self.call.is_repeatable || !failure.was_sent;
        let is_broken = matches!(failure.trouble, Trouble::Broken | Trouble::Chat(Error::Closed));
        if is_broken && was_kept && !failure.was_answered && may_repeat {
            // What lay idle may have been closed by anybody in between: that says nothing of the service.
            return Verdict::Again;
        }
        let at_least = match failure.trouble {
            Trouble::Unreachable | Trouble::Untrusted => self.other_host(standing, failure.trouble),
            Trouble::Broken => may_repeat.then_some(Retry::Backoff(0)),
            Trouble::Chat(error) => self.after(standing, &error, may_repeat, now),
        };
        self.failures = self.failures.saturating_add(1);
        let wait = match at_least {
            None => return Verdict::GiveUp,
            Some(Retry::AtOnce) => 0,
            Some(Retry::Backoff(at_least)) => at_least.saturating_add(self.backoff(random)),
        };
        self.not_before = now.saturating_add(wait.into());
        if self.failures >= self.policy.tries || self.not_before >= self.deadline {
            return Verdict::GiveUp;
        }
        Verdict::Again
    }

    fn needs_signature(&self, standing: &Standing, unix: u64) -> bool {
        // A UserSig that is shorter than the margin would be made anew for each call.
        let margin = self.policy.margin.min(self.policy.lifetime / 2);
        match standing.signature {
            Signature::Missing => true,
            Signature::Endless => false,
            // One that is over as soon as it is made is judged by the service, whose answer says what time it is.
            Signature::Until(last) => !self.is_signed && unix.saturating_add(margin.into()) > last,
        }
    }

    /// After a host that could not be reached or trusted the region's other one is asked at once; after both, later.
    fn other_host(&mut self, standing: &mut Standing, trouble: Trouble) -> Option<Retry> {
        if self.call.has_backup {
            standing.is_on_backup = !standing.is_on_backup;
            if !core::mem::replace(&mut self.has_changed_host, true) {
                return Some(Retry::AtOnce);
            }
        }
        // Who is not the service now will not be later.
        (trouble == Trouble::Unreachable).then_some(Retry::Backoff(0))
    }

    /// What was said, or kept from being said.
    fn after(&mut self, standing: &mut Standing, error: &Error, may_repeat: bool, now: u64) -> Option<Retry> {
        let code = match error {
            Error::Refused(code) => *code,
            Error::Closed | Error::Http(_) | Error::Json(json::Error::Syntax { .. }) => {
                return may_repeat.then_some(Retry::Backoff(0));
            }
            other => {
                let is_passing = matches!(other.advice(), Advice::TryLater);
                return (is_passing && may_repeat).then_some(Retry::Backoff(0));
            }
        };
        // A refusal for want of a good UserSig, or of patience, says that nothing was done: it never doubles a write.
        match code.advice_at(self.call.path) {
            Advice::SignAgain | Advice::FixClock if self.call.can_sign && !self.was_signed_again => {
                self.was_signed_again = true;
                standing.signature = Signature::Missing;
                Some(Retry::AtOnce)
            }
            Advice::SlowDown if code == ErrorCode::TOO_MANY_WRONG_USER_SIGS => {
                standing.quiet_until = now.saturating_add(QUIET.into());
                Some(Retry::Backoff(QUIET))
            }
            Advice::SlowDown => Some(Retry::Backoff(SLOWER)),
            Advice::TryLater => may_repeat.then_some(Retry::Backoff(0)),
            _ => None,
        }
    }

    /// Exponential, with full jitter: anything from nothing up to twice as much as after the failure before.
    fn backoff(&self, random: u32) -> u32 {
        let doublings = u32::from(self.failures.saturating_sub(1)).min(31);
        let most = self.policy.backoff.saturating_mul(1_u32.wrapping_shl(doublings)).min(self.policy.longest_backoff);
        random.checked_rem(most.saturating_add(1)).unwrap_or(0)
    }
}

/// When to try again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Retry {
    AtOnce,
    /// After at least so many milliseconds, and some more by chance.
    Backoff(u32),
}
