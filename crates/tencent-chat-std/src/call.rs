//! Calls that run.

use core::fmt;

use tencent_chat::{
    Endpoint, Failed, FailedAccount, Observer,
    client::{Batch, blocking},
    push::UserAttributes,
};

use crate::{Authority, Error, LinkError, system::System};

/// A call that runs, and hands out what comes.
///
/// Once elements have been handed out it is not tried again, for they would come twice; [`Users`] tells them apart. Left
/// before its end, it takes its connection with it: the rest of an answer is never mistaken for the next one.
pub struct Call<'c, 'a, O, E>(pub(crate) blocking::Running<'c, 'a, System, Authority, Box<[u8]>, O, E>);

impl<O: Observer, E: Endpoint> Call<'_, '_, O, E> {
    /// The next element of the list; `None` when the service has answered, and all before is true.
    ///
    /// # Errors
    /// [`Error::Refused`] where the service says no, and whatever else the last try failed with. That is final.
    #[expect(clippy::should_implement_trait, reason = "an iterator's items cannot borrow from it")]
    pub fn next(&mut self) -> Result<Option<E::Item<'_>>, Error> {
        let refused = match self.0.advance() {
            Ok(true) => return Ok(Some(self.0.item()?)),
            Ok(false) => return Ok(None),
            Err(Failed::Chat(tencent_chat::Error::Refused(code))) => code,
            Err(error) => return Err(error.into()),
        };
        Err(Error::Refused { code: refused, words: self.0.error_info().map(|words| words.to_string()) })
    }

    /// What the answer says beside the list, once [`next`](Self::next) has said `None`.
    ///
    /// # Errors
    /// [`Error::Chat`] before that, or where it is not what the documentation says.
    pub fn answer(&mut self) -> Result<E::Answer<'_>, Error> {
        Ok(self.0.answer()?)
    }
}

/// The attributes of any number of users, as they come.
///
/// A call that fails is tried again even when some of its users have been handed out: those are asked about again, and left
/// out when they come again.
pub struct Users<'c, 'a, O>(pub(crate) blocking::Users<'c, 'a, System, Authority, Box<[u8]>, O>);

impl<'c, O: Observer> Users<'c, '_, O> {
    /// The next user, or account that has failed; `None` when all calls have ended well, and all before is true.
    ///
    /// # Errors
    /// What the last try of a call failed with; [`batch`](Self::batch) says how far it had come. That is final.
    #[expect(clippy::should_implement_trait, reason = "an iterator's items cannot borrow from it")]
    pub fn next(&mut self) -> Result<Option<Result<UserAttributes<'_>, FailedAccount<'_>>>, Error> {
        self.0.next().map_err(Error::from)
    }

    /// Which accounts have been answered, and which have not.
    #[must_use]
    pub const fn batch(&self) -> &Batch<'c> {
        self.0.batch()
    }
}

impl From<Failed<LinkError>> for Error {
    fn from(failed: Failed<LinkError>) -> Self {
        match failed {
            Failed::Transport(error) => error.into(),
            Failed::Chat(error) => error.into(),
        }
    }
}

impl<O, E> fmt::Debug for Call<'_, '_, O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<O> fmt::Debug for Users<'_, '_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
