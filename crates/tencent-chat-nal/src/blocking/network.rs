//! A stack, and how long it is asked.

use core::{
    cell::{Cell, RefCell},
    fmt,
};

use tencent_chat_tls::Error as TlsError;

use crate::Error;

/// A stack of `embedded-nal`, which is asked again and again until it is ready, or time is over.
pub struct Network<N, C> {
    stack: RefCell<N>,
    ticks: C,
    /// When time is over.
    until: Cell<u64>,
}

/// A clock to wait by. A function that gives the time is one.
pub trait Ticks {
    /// Milliseconds since anything, which never go back.
    fn now(&self) -> u64;

    /// There is nothing to do before the stack, or the clock, has moved on: a place to sleep until the next interrupt, for a
    /// millisecond, or not at all.
    fn idle(&self) {
        core::hint::spin_loop();
    }
}

impl<F: Fn() -> u64> Ticks for F {
    fn now(&self) -> u64 {
        self()
    }
}

impl<N, C: Ticks> Network<N, C> {
    /// A stack that nobody else uses meanwhile.
    pub const fn new(stack: N, ticks: C) -> Self {
        Self { stack: RefCell::new(stack), ticks, until: Cell::new(0) }
    }

    pub(super) fn now(&self) -> u64 {
        self.ticks.now()
    }

    pub(super) fn sleep(&self, until: u64) {
        while self.ticks.now() < until {
            self.ticks.idle();
        }
    }

    /// From now on asking ends at `until`.
    pub(super) fn limit(&self, until: u64) {
        self.until.set(until);
    }

    fn is_over(&self) -> bool {
        self.ticks.now() >= self.until.get()
    }

    /// Asks until the stack has an answer.
    pub(super) fn ask<T, E, D, F>(
        &self,
        error: impl FnOnce(E) -> Error<D, F>,
        mut question: impl FnMut(&mut N) -> embedded_nal::nb::Result<T, E>,
    ) -> Result<T, Error<D, F>> {
        loop {
            let answer = question(&mut *self.stack.try_borrow_mut().map_err(|_| Error::Busy)?);
            match answer {
                Ok(answer) => return Ok(answer),
                Err(embedded_nal::nb::Error::Other(why)) => return Err(error(why)),
                Err(embedded_nal::nb::Error::WouldBlock) if self.is_over() => return Err(Error::TimedOut),
                Err(embedded_nal::nb::Error::WouldBlock) => self.ticks.idle(),
            }
        }
    }

    /// What TLS, or the connection below it, failed with.
    pub(super) fn error<D, F>(&self, error: TlsError) -> Error<D, F> {
        match error {
            TlsError::Transport(embedded_io::ErrorKind::TimedOut) => Error::TimedOut,
            error => Error::Tls(error),
        }
    }
}

impl<N, C> fmt::Debug for Network<N, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network").field("until", &self.until.get()).finish_non_exhaustive()
    }
}
