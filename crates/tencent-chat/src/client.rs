//! A client that carries a [policy](crate::policy) out over any stack: what differs between systems is a [`Platform`], the
//! rest is here.
//!
//! It keeps one connection from call to call, signs when it is time to, and tries again as the policy says. It is
//! asynchronous; [`blocking`] is the same for systems that block.

#[cfg(feature = "embedded-io")]
pub mod blocking;

mod batch;
mod platform;
mod running;
mod session;
mod users;

use core::fmt;

use crate::{
    App, Authority, Endpoint, Error, Event, Failed, Invalid, Observer,
    nonblocking::advance,
    policy::{Action, Clock, Failure, Policy, Standing},
};
use platform::in_time;
use session::{Run, Session};

pub use batch::Batch;
pub use platform::{NotConnected, Platform};
pub use running::Running;
pub use users::Users;

/// A client with one connection, which is kept from call to call. Nothing is connected before the first one.
///
/// Dropping one of its futures at any point drops the connection with it, and the next call is right again.
pub struct Client<'a, P: Platform, A, B, O = ()> {
    session: Session<'a, A, B, O>,
    platform: P,
    stream: Option<P::Stream>,
}

impl<'a, P: Platform, A: Authority, B: AsMut<[u8]>, O: Observer> Client<'a, P, A, B, O> {
    /// `room` takes the UserSig (some 200 bytes, see [`UserSig::MAX_LEN`](crate::UserSig::MAX_LEN)) and behind it the largest
    /// element of any list.
    pub fn new(app: App<'a>, authority: A, policy: Policy, clock: Clock, platform: P, room: B, observer: O) -> Self {
        Self { session: Session::new(app, authority, policy, clock, room, observer), platform, stream: None }
    }

    /// Begins a call. Its time runs from here; its bytes move with [`Running::next`].
    pub fn call<'c, E: Endpoint>(&'c mut self, endpoint: &'c E) -> Running<'c, 'a, P, A, B, O, E> {
        Running::new(self, endpoint)
    }

    /// Asks for the attributes of any number of users, in calls of at most 100.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`].
    pub fn users<'c>(&'c mut self, accounts: &'c [&'c str]) -> Result<Users<'c, 'a, P, A, B, O>, Invalid> {
        Ok(Users::new(self, Batch::new(accounts)?))
    }

    /// What is known from call to call, the time for one.
    pub const fn standing(&mut self) -> &mut Standing {
        &mut self.session.standing
    }

    /// The system it runs on.
    pub const fn platform(&mut self) -> &mut P {
        &mut self.platform
    }

    fn begin<E: Endpoint>(&mut self) -> Run<P::Error> {
        let now = self.platform.now();
        let (run, is_kept) = self.session.begin::<E, _>(self.stream.is_some(), now);
        if !is_kept {
            self.stream = None;
        }
        run
    }

    /// Goes on to the next element of the list (true), or to the end of the answer.
    async fn advance<E: Endpoint>(
        &mut self,
        run: &mut Run<P::Error>,
        endpoint: &E,
        may_resume: bool,
    ) -> Result<bool, Failed<P::Error>> {
        loop {
            let now = self.platform.now();
            match run.next(&mut self.session.standing, now) {
                Action::GiveUp => return Err(run.out_of_time()),
                Action::Wait { until } => {
                    self.session.observe(Event::Waiting { time: until.saturating_sub(now) });
                    self.platform.sleep(until).await;
                }
                Action::Sign { unix } => self.session.sign(run, unix)?,
                Action::Connect { to_backup, until } => {
                    self.session.observe(Event::Connecting { to_backup });
                    match self.platform.connect(self.session.host(to_backup), until).await {
                        Ok(stream) => {
                            self.stream = Some(stream);
                            self.session.connected(run, self.platform.now().saturating_sub(now));
                        }
                        Err(not_connected) => {
                            let (failure, error) = not_connected.into_failure();
                            let (now, random) = (self.platform.now(), self.platform.random());
                            self.session.failed(run, error, &failure, may_resume, now, random)?;
                        }
                    }
                }
                Action::Call { until } => {
                    if let Some(is_item) = self.try_once(run, endpoint, may_resume, until).await? {
                        return Ok(is_item);
                    }
                }
            }
        }
    }

    /// Goes on with the try that runs, or begins one; `None` if it failed, and there is another.
    async fn try_once<E: Endpoint>(
        &mut self,
        run: &mut Run<P::Error>,
        endpoint: &E,
        may_resume: bool,
        until: u64,
    ) -> Result<Option<bool>, Failed<P::Error>> {
        // It is put back in good order only: a connection that broke, or was left at any point, is gone.
        let Some(mut stream) = self.stream.take() else { return Err(Failed::Chat(Error::Closed)) };
        self.platform.limit(&mut stream, until);
        let (now, random) = (self.platform.now(), self.platform.random());
        let mut exchange = self.session.exchange(run, endpoint, now, random);
        let result = in_time(advance(&mut exchange, &mut stream), self.platform.sleep(until)).await;
        let progress = *exchange.progress();
        let now = self.platform.now();
        if progress.keeps_alive() || matches!(result, Some(Ok(true))) {
            self.stream = Some(stream);
        }
        match result.unwrap_or(Err(Failed::Chat(Error::Deadline))) {
            Ok(is_item) => {
                self.session.went_on(run, progress, is_item, now);
                Ok(Some(is_item))
            }
            Err(error) => {
                run.set_progress(progress);
                let failure = Failure::after(error.trouble(), &progress);
                self.session.failed(run, error, &failure, may_resume, now, self.platform.random())?;
                Ok(None)
            }
        }
    }
}

impl<P: Platform, A, B, O> fmt::Debug for Client<'_, P, A, B, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("is_connected", &self.stream.is_some()).finish_non_exhaustive()
    }
}
