//! Not more calls a second than the documentation allows.

use core::num::NonZeroU32;

/// When the next call of an interface may be made. The limits are an app's, for each interface by itself.
///
/// Calls are spread evenly, rather than saved up for a burst: a limit counts by the second, and nobody says where its
/// seconds begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    interfaces: [Interface; INTERFACES],
}

#[derive(Clone, Copy, Debug)]
struct Interface {
    path: &'static str,
    free_at: u64,
}

/// How many interfaces are paced side by side. One more takes the place of the one that has been free for longest, which
/// matters only to somebody who uses more than this many within a few milliseconds.
const INTERFACES: usize = 4;

impl Pace {
    pub(super) const fn new() -> Self {
        Self { interfaces: [Interface { path: "", free_at: 0 }; INTERFACES] }
    }

    /// From when on this interface may be called.
    pub(super) fn free_at(&self, path: &'static str) -> u64 {
        self.interfaces.iter().find(|interface| interface.path == path).map_or(0, |interface| interface.free_at)
    }

    /// It is called now, and then not for so many milliseconds.
    pub(super) fn call(&mut self, path: &'static str, now: u64, interval: u32) {
        let own = self.interfaces.iter().position(|interface| interface.path == path);
        let longest_free = || self.interfaces.iter().enumerate().min_by_key(|(_, interface)| interface.free_at);
        let index = own.or_else(|| longest_free().map(|(index, _)| index)).unwrap_or(0);
        if let Some(interface) = self.interfaces.get_mut(index) {
            *interface = Interface { path, free_at: now.saturating_add(interval.into()) };
        }
    }
}

/// How many milliseconds lie between two calls of one client, where so many share so many calls a second.
///
/// However a second is laid over the calls, none of the clients makes more than its share in it: so it is the share that is
/// rounded, not the time. More clients than calls a second cannot be kept apart without knowing of each other; they are
/// right on average.
pub(super) fn interval(calls_per_second: u16, share: u16) -> u32 {
    let [calls, share] =
        [calls_per_second, share].map(|number| NonZeroU32::new(number.into()).unwrap_or(NonZeroU32::MIN));
    let interval = match SECOND.checked_div(calls.get() / share) {
        Some(interval) => interval,
        None => SECOND.saturating_mul(share.get()) / calls,
    };
    interval.saturating_add(1)
}

/// A second in milliseconds, and what one call may gain on another on the way.
const SECOND: u32 = 1050;
