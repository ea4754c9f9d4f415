//! What happens within a call, for logs and counters.

use crate::policy::Trouble;

/// Is told what happens within a call. Nothing it hears is secret.
///
/// A function is one: `|event| println!("{event:?}")`. So is `()`, which does not listen.
pub trait Observer {
    /// Something has happened.
    fn observe(&mut self, event: Event);
}

impl<F: FnMut(Event)> Observer for F {
    fn observe(&mut self, event: Event) {
        self(event);
    }
}

impl Observer for () {
    fn observe(&mut self, _: Event) {}
}

/// What happens within a call. Times are in milliseconds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Event {
    /// A UserSig was made.
    Signed {
        /// For this Unix time, in seconds.
        unix: u64,
    },
    /// A connection is made.
    Connecting {
        /// To the region's backup host, rather than the first one.
        to_backup: bool,
    },
    /// A connection was made.
    Connected {
        /// How long it took.
        took: u64,
    },
    /// A request is sent.
    Calling {
        /// The number that the call is known by to the service.
        random: u32,
    },
    /// The service has answered, and all is well.
    Answered {
        /// How long it took since the request began.
        took: u64,
        /// How many bytes the request had.
        sent: usize,
        /// How many bytes the answer had.
        received: usize,
    },
    /// A try has failed.
    Failed {
        /// What stood in the way.
        trouble: Trouble,
        /// How many bytes of the request had been sent.
        sent: usize,
        /// How many bytes of the answer had come.
        received: usize,
        /// Whether there is another try.
        tries_again: bool,
    },
    /// Nothing is done for a while.
    Waiting {
        /// For how long.
        time: u64,
    },
    /// The clock was moved by the date of an answer.
    ClockMoved {
        /// By how many seconds; forwards, if positive.
        seconds: i64,
    },
}
