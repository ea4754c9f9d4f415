//! A call that runs.

use core::fmt;

use super::{Client, Platform, session::Run};
use crate::{Authority, Endpoint, Error, Failed, Observer, json::Text};

/// A call that runs, and hands out what comes.
///
/// Once elements have been handed out it is not tried again, for they would come twice; [`Users`](super::Users) tells them
/// apart. Left before its end, it takes its connection with it: the rest of an answer is never mistaken for the next one.
pub struct Running<'c, 'a, P: Platform, A, B, O, E> {
    client: &'c mut Client<'a, P, A, B, O>,
    run: Run<P::Error>,
    endpoint: &'c E,
    state: State,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    Runs,
    Done,
    Failed,
}

impl<'c, 'a, P: Platform, A: Authority, B: AsMut<[u8]>, O: Observer, E: Endpoint> Running<'c, 'a, P, A, B, O, E> {
    pub(super) fn new(client: &'c mut Client<'a, P, A, B, O>, endpoint: &'c E) -> Self {
        Self { run: client.begin::<E>(), client, endpoint, state: State::Runs }
    }

    /// The next element of the list; `None` when the service has answered, and all before is true.
    ///
    /// # Errors
    /// What the last try failed with. That is final: afterwards it is [`Error::NotNow`].
    pub async fn next(&mut self) -> Result<Option<E::Item<'_>>, Failed<P::Error>> {
        Ok(if self.advance().await? { Some(self.item()?) } else { None })
    }

    /// Goes on to the next [`item`](Self::item), or, where this says `false`, to the [`answer`](Self::answer).
    ///
    /// # Errors
    /// As [`next`](Self::next).
    pub async fn advance(&mut self) -> Result<bool, Failed<P::Error>> {
        match self.state {
            State::Runs => {}
            State::Done => return Ok(false),
            State::Failed => return Err(Failed::Chat(Error::NotNow)),
        }
        // A future that is dropped leaves this behind.
        self.state = State::Failed;
        let is_item = self.client.advance(&mut self.run, self.endpoint, false).await?;
        self.state = if is_item { State::Runs } else { State::Done };
        Ok(is_item)
    }

    /// The element that [`advance`](Self::advance) went on to.
    ///
    /// # Errors
    /// [`Error::Json`] where it is not what the documentation says; [`Error::NotNow`] where there is none.
    pub fn item(&mut self) -> Result<E::Item<'_>, Error> {
        self.client.session.item::<E, _>(&self.run)
    }

    /// What the answer says beside the list, once [`next`](Self::next) has said `None`.
    ///
    /// # Errors
    /// [`Error::NotNow`] before that, [`Error::Json`] where it is not what the documentation says.
    pub fn answer(&mut self) -> Result<E::Answer<'_>, Error> {
        self.client.session.answer::<E, _>(&self.run)
    }

    /// The service's own words about a refusal, where it said any and there was room for them.
    #[must_use]
    pub fn error_info(&mut self) -> Option<Text<'_>> {
        self.client.session.error_info(&self.run)
    }
}

impl<P: Platform, A, B, O, E> fmt::Debug for Running<'_, '_, P, A, B, O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Running").field("state", &self.state).finish_non_exhaustive()
    }
}
