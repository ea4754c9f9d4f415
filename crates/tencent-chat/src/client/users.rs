//! The attributes of any number of users.

use core::fmt;

use super::{Batch, Client, Platform, session::Run};
use crate::{
    Authority, Error, Failed, FailedAccount, Observer,
    push::{GetUserAttributes, UserAttributes},
};

/// The attributes of any number of users, as they come.
///
/// A call that fails is tried again even when some of its users have been handed out: those are asked about again, and left
/// out when they come again.
pub struct Users<'c, 'a, P: Platform, A, B, O> {
    client: &'c mut Client<'a, P, A, B, O>,
    batch: Batch<'c>,
    run: Option<Run<P::Error>>,
    has_failed: bool,
}

impl<'c, 'a, P: Platform, A: Authority, B: AsMut<[u8]>, O: Observer> Users<'c, 'a, P, A, B, O> {
    pub(super) const fn new(client: &'c mut Client<'a, P, A, B, O>, batch: Batch<'c>) -> Self {
        Self { client, batch, run: None, has_failed: false }
    }

    /// The next user, or account that has failed; `None` when all calls have ended well, and all before is true.
    ///
    /// # Errors
    /// What the last try of a call failed with; [`batch`](Self::batch) says how far it had come. That is final: afterwards it
    /// is [`Error::NotNow`].
    pub async fn next(&mut self) -> Result<Option<Result<UserAttributes<'_>, FailedAccount<'_>>>, Failed<P::Error>> {
        // A future that is dropped leaves this behind.
        if core::mem::replace(&mut self.has_failed, true) {
            return Err(Failed::Chat(Error::NotNow));
        }
        loop {
            let Some(call) = self.batch.call() else {
                self.has_failed = false;
                return Ok(None);
            };
            let mut run = match self.run.take() {
                Some(run) => run,
                None => self.client.begin::<GetUserAttributes<'_>>(),
            };
            if !self.client.advance(&mut run, &call, true).await? {
                self.batch.end_call();
                continue;
            }
            let user = self.client.session.item::<GetUserAttributes<'_>, _>(&run)?;
            let account = user.map_or_else(|failed| failed.account, |user| user.account);
            let is_new = self.batch.hand_out(account.as_str());
            let run = self.run.insert(run);
            if is_new {
                self.has_failed = false;
                return Ok(Some(self.client.session.item::<GetUserAttributes<'_>, _>(run)?));
            }
        }
    }

    /// Which accounts have been answered, and which have not.
    #[must_use]
    pub const fn batch(&self) -> &Batch<'c> {
        &self.batch
    }
}

impl<P: Platform, A, B, O> fmt::Debug for Users<'_, '_, P, A, B, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Users").field("batch", &self.batch).finish_non_exhaustive()
    }
}
