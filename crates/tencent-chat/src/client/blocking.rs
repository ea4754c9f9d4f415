//! The client for systems that block.
//!
//! It is the asynchronous client over streams that are always ready, so there is one loop, and one policy, for both.

use core::{
    fmt,
    pin::pin,
    task::{Context, Poll, Waker},
};

use embedded_io::{ErrorType, Read, Write};

use super::{Batch, NotConnected};
use crate::{
    App, Authority, Endpoint, Error, Failed, FailedAccount, Host, Invalid, Observer,
    json::Text,
    policy::{Clock, Policy, Standing},
    push::UserAttributes,
};

/// What a client needs of the system it runs on. Times are in milliseconds since anything, and never go back.
pub trait Platform {
    /// What connecting, reading and writing fail with.
    type Error;
    /// A stream over TLS, whose peer has shown to be the host that was asked for.
    type Stream: Read + Write + ErrorType<Error = Self::Error>;

    /// The time.
    fn now(&mut self) -> u64;

    /// Any number.
    fn random(&mut self) -> u32;

    /// Does nothing until then.
    fn sleep(&mut self, until: u64);

    /// Connects and verifies, or fails, before `until`.
    ///
    /// # Errors
    /// [`NotConnected`] says whether it was a matter of reach or of trust.
    fn connect(&mut self, host: Host<'_>, until: u64) -> Result<Self::Stream, NotConnected<Self::Error>>;

    /// From now on reading and writing this stream fail at `until`.
    fn limit(&mut self, stream: &mut Self::Stream, until: u64);
}

/// See [`super::Client`].
pub struct Client<'a, P: Platform, A, B, O = ()>(super::Client<'a, Ready<P>, A, B, O>);

impl<'a, P: Platform, A: Authority, B: AsMut<[u8]>, O: Observer> Client<'a, P, A, B, O> {
    /// See [`super::Client::new`].
    pub fn new(app: App<'a>, authority: A, policy: Policy, clock: Clock, platform: P, room: B, observer: O) -> Self {
        Self(super::Client::new(app, authority, policy, clock, Ready(platform), room, observer))
    }

    /// See [`super::Client::call`].
    pub fn call<'c, E: Endpoint>(&'c mut self, endpoint: &'c E) -> Running<'c, 'a, P, A, B, O, E> {
        Running(self.0.call(endpoint))
    }

    /// See [`super::Client::users`].
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`].
    pub fn users<'c>(&'c mut self, accounts: &'c [&'c str]) -> Result<Users<'c, 'a, P, A, B, O>, Invalid> {
        Ok(Users(self.0.users(accounts)?))
    }

    /// See [`super::Client::standing`].
    pub const fn standing(&mut self) -> &mut Standing {
        self.0.standing()
    }

    /// The system it runs on.
    pub const fn platform(&mut self) -> &mut P {
        &mut self.0.platform().0
    }
}

/// See [`super::Running`].
pub struct Running<'c, 'a, P: Platform, A, B, O, E>(super::Running<'c, 'a, Ready<P>, A, B, O, E>);

impl<P: Platform, A: Authority, B: AsMut<[u8]>, O: Observer, E: Endpoint> Running<'_, '_, P, A, B, O, E> {
    /// See [`super::Running::next`].
    ///
    /// # Errors
    /// What the last try failed with.
    #[expect(clippy::should_implement_trait, reason = "an iterator's items cannot borrow from it")]
    pub fn next(&mut self) -> Result<Option<E::Item<'_>>, Failed<P::Error>> {
        ready(self.0.next())
    }

    /// See [`super::Running::advance`].
    ///
    /// # Errors
    /// What the last try failed with.
    pub fn advance(&mut self) -> Result<bool, Failed<P::Error>> {
        ready(self.0.advance())
    }

    /// See [`super::Running::item`].
    ///
    /// # Errors
    /// [`Error::NotNow`], [`Error::Json`].
    pub fn item(&mut self) -> Result<E::Item<'_>, Error> {
        self.0.item()
    }

    /// See [`super::Running::answer`].
    ///
    /// # Errors
    /// [`Error::NotNow`], [`Error::Json`].
    pub fn answer(&mut self) -> Result<E::Answer<'_>, Error> {
        self.0.answer()
    }

    /// See [`super::Running::error_info`].
    #[must_use]
    pub fn error_info(&mut self) -> Option<Text<'_>> {
        self.0.error_info()
    }
}

/// See [`super::Users`].
pub struct Users<'c, 'a, P: Platform, A, B, O>(super::Users<'c, 'a, Ready<P>, A, B, O>);

impl<'c, P: Platform, A: Authority, B: AsMut<[u8]>, O: Observer> Users<'c, '_, P, A, B, O> {
    /// See [`super::Users::next`].
    ///
    /// # Errors
    /// What the last try of a call failed with.
    #[expect(clippy::should_implement_trait, reason = "an iterator's items cannot borrow from it")]
    pub fn next(&mut self) -> Result<Option<Result<UserAttributes<'_>, FailedAccount<'_>>>, Failed<P::Error>> {
        ready(self.0.next())
    }

    /// See [`super::Users::batch`].
    #[must_use]
    pub const fn batch(&self) -> &Batch<'c> {
        self.0.batch()
    }
}

/// What blocks is ready whenever it is asked.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(result) = future.as_mut().poll(&mut context) {
            return result;
        }
    }
}

/// A blocking platform or stream, as one that waits asynchronously and never has to.
#[derive(Debug)]
pub struct Ready<T>(T);

impl<P: Platform> super::Platform for Ready<P> {
    type Error = P::Error;
    type Stream = Ready<P::Stream>;

    fn now(&mut self) -> u64 {
        self.0.now()
    }

    fn random(&mut self) -> u32 {
        self.0.random()
    }

    async fn sleep(&mut self, until: u64) {
        self.0.sleep(until);
    }

    async fn connect(&mut self, host: Host<'_>, until: u64) -> Result<Self::Stream, NotConnected<P::Error>> {
        self.0.connect(host, until).map(Ready)
    }

    fn limit(&mut self, stream: &mut Self::Stream, until: u64) {
        self.0.limit(&mut stream.0, until);
    }
}

impl<S: ErrorType> ErrorType for Ready<S> {
    type Error = S::Error;
}

impl<S: Read> embedded_io_async::Read for Ready<S> {
    async fn read(&mut self, room: &mut [u8]) -> Result<usize, S::Error> {
        self.0.read(room)
    }
}

impl<S: Write> embedded_io_async::Write for Ready<S> {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, S::Error> {
        self.0.write(bytes)
    }

    async fn flush(&mut self) -> Result<(), S::Error> {
        self.0.flush()
    }
}

impl<P: Platform, A, B, O> fmt::Debug for Client<'_, P, A, B, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<P: Platform, A, B, O, E> fmt::Debug for Running<'_, '_, P, A, B, O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<P: Platform, A, B, O> fmt::Debug for Users<'_, '_, P, A, B, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
