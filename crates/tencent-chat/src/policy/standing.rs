//! What a client knows from one call to the next.

use super::{Clock, pace::Pace};

/// What a client knows from one call to the next: the time, how long its UserSig is good, which host serves, and when it may
/// call again.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// The time.
    pub clock: Clock,
    /// The last second that the UserSig is good, as Unix time: none is there, or one whose end nobody knows.
    pub(super) signature: Signature,
    pub(super) pace: Pace,
    /// Nothing is called before this.
    pub(super) quiet_until: u64,
    pub(super) is_on_backup: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Signature {
    Missing,
    Endless,
    Until(u64),
}

impl Standing {
    /// Nothing is known but the time, and perhaps not that.
    #[must_use]
    pub const fn new(clock: Clock) -> Self {
        Self { clock, signature: Signature::Missing, pace: Pace::new(), quiet_until: 0, is_on_backup: false }
    }

    /// Whether the region's backup host is used, because the first one could not be reached or trusted.
    #[must_use]
    pub const fn is_on_backup(&self) -> bool {
        self.is_on_backup
    }
}
