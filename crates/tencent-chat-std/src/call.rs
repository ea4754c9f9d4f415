//! A call that runs.

use core::fmt;

use tencent_chat::{Endpoint, Exchange, Failed, blocking};

use crate::{Error, client::random, link::Link};

/// A call that runs, and hands out what comes.
///
/// Left before its end, it takes its connection with it: the rest of an answer is never mistaken for the next one.
pub struct Call<'c, E: Endpoint> {
    exchange: Exchange<'c, E>,
    link: &'c mut Link,
    state: State,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    Running,
    Done,
    Failed,
}

impl<'c, E: Endpoint> Call<'c, E> {
    pub(crate) const fn new(exchange: Exchange<'c, E>, link: &'c mut Link) -> Self {
        Self { exchange, link, state: State::Running }
    }

    /// The next element of the list; `None` when the service has answered, and all before is true.
    ///
    /// A kept connection that turns out to be closed is replaced without a word where that can do no harm: no byte of an
    /// answer has come, and either no byte of the request has gone out or the call may be repeated.
    ///
    /// # Errors
    /// [`Error::Refused`] where the service says no, and whatever else can go wrong on the way. An error is final: then the
    /// call says [`Error::Over`].
    #[expect(clippy::should_implement_trait, reason = "an iterator's items cannot borrow from it")]
    pub fn next(&mut self) -> Result<Option<E::Item<'_>>, Error> {
        match self.state {
            State::Done => return Ok(None),
            State::Failed => return Err(Error::Over),
            State::Running => {}
        }
        match self.advance() {
            Ok(true) => self.exchange.item().map(Some).map_err(|error| {
                self.state = State::Failed;
                self.link.drop_connection();
                Error::Chat(error)
            }),
            Ok(false) => {
                self.end(State::Done);
                Ok(None)
            }
            Err(error) => {
                self.end(State::Failed);
                Err(error)
            }
        }
    }

    /// What the answer says beside the list, once [`next`](Self::next) has said `None`.
    ///
    /// # Errors
    /// [`Error::Chat`] before that, or where it is not what the documentation says.
    pub fn answer(&self) -> Result<E::Answer<'_>, Error> {
        self.exchange.answer().map_err(Error::Chat)
    }

    /// Goes on to the next element, or to the end.
    fn advance(&mut self) -> Result<bool, Error> {
        loop {
            let (stream, has_served) = self.link.stream()?;
            let failed = match blocking::advance(&mut self.exchange, stream) {
                Ok(is_item) => return Ok(is_item),
                Err(failed) => failed,
            };
            let is_closed = matches!(failed, Failed::Transport(_) | Failed::Chat(tencent_chat::Error::Closed));
            let is_harmless = self.exchange.progress().bytes_received() == 0
                && (E::REPEATABLE || self.exchange.progress().bytes_sent() == 0);
            let error = self.explain(failed);
            if matches!(error, Error::TimedOut(_)) || !(is_closed && is_harmless && has_served) {
                return Err(error);
            }
            // A new connection has not served a call, so this happens once.
            self.link.drop_connection();
            self.exchange.restart(random()?);
        }
    }

    fn explain(&self, failed: Failed<std::io::Error>) -> Error {
        match failed {
            Failed::Transport(error) => self.link.explain(error),
            Failed::Chat(tencent_chat::Error::Refused(code)) => {
                Error::Refused { code, words: self.exchange.error_info().map(|words| words.to_string()) }
            }
            Failed::Chat(error) => Error::Chat(error),
        }
    }

    fn end(&mut self, state: State) {
        self.state = state;
        if self.exchange.progress().keeps_alive() {
            self.link.keep();
        } else {
            self.link.drop_connection();
        }
    }
}

impl<E: Endpoint> Drop for Call<'_, E> {
    fn drop(&mut self) {
        if self.state == State::Running {
            self.link.drop_connection();
        }
    }
}

impl<E: Endpoint> fmt::Debug for Call<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("exchange", &self.exchange).field("state", &self.state).finish_non_exhaustive()
    }
}
