//! What to do when a call fails, and when to make it: written once, for every transport, without time or chance of its own.
//!
//! Time is a number of milliseconds that never goes back, counted from anywhere; [`Clock`] knows what Unix time that is.
//!
//! A [`Course`] is the machine of one call. [`Course::next`] says what to do now; whoever carries it out says what came of
//! it: [`Course::signed`], [`Course::connected`], [`Course::answered`] or [`Course::failed`]. What outlasts a call is
//! the client's [`Standing`].

mod clock;
mod course;
mod pace;
mod standing;

#[cfg(test)]
mod tests;

pub use clock::Clock;
pub use course::{Action, Call, Course, Failure, Trouble, Verdict};
pub use standing::Standing;

/// How often, how long and how patiently to try.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Policy {
    /// How often a call is tried at the most, the first time included.
    pub tries: u8,
    /// How long a call may take with all its tries and the waiting between them, in milliseconds. The service itself gives
    /// up after 3 seconds, so less makes little sense.
    pub deadline: u32,
    /// How long the service may leave a request, or the next part of an answer, waiting in milliseconds. Then the connection is
    /// taken for dead, which costs a try and not the call.
    pub patience: u32,
    /// How long connecting may take, TLS included, in milliseconds.
    pub connect_timeout: u32,
    /// How long a connection may lie idle and still be used, in milliseconds.
    pub idle_limit: u32,
    /// The longest wait after the first failure, in milliseconds; it doubles with each further one. The wait itself is
    /// chosen by chance from nothing up to that.
    pub backoff: u32,
    /// The longest of all waits, in milliseconds.
    pub longest_backoff: u32,
    /// How long a UserSig is good that is made here, in seconds. The documentation advises a day at least.
    pub lifetime: u32,
    /// A UserSig is made anew when it has less than this to go, in seconds.
    pub margin: u32,
    /// How many clients share the app's limits of calls a second.
    pub share: u16,
}

impl Policy {
    /// Five tries in 15 seconds, UserSigs for a week.
    pub const DEFAULT: Self = Self {
        tries: 5,
        deadline: 15_000,
        patience: 5_000,
        connect_timeout: 5_000,
        idle_limit: 30_000,
        backoff: 200,
        longest_backoff: 5_000,
        lifetime: 7 * 24 * 60 * 60,
        margin: 60 * 60,
        share: 1,
    };

    /// One try, within `deadline` milliseconds.
    #[must_use]
    pub const fn once(deadline: u32) -> Self {
        Self { tries: 1, deadline, ..Self::DEFAULT }
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::DEFAULT
    }
}
