//! One call as a machine.

mod machine;
mod sieve;

use core::{fmt, marker::PhantomData};

use crate::{
    App, Endpoint, Error, UserSig,
    endpoint::{Keys, ParseAnswer},
    http::Head,
    json::Text,
};

pub(crate) use machine::Machine;
pub use machine::Progress;

/// One call on one stream: what to write, when to read, and what came.
///
/// It moves no byte itself. Ask it for the next [`Step`] and do that, until there is none left:
///
/// ```
/// # use tencent_chat::{Endpoint, Error, Exchange, Step};
/// # fn write(_: &[u8]) -> usize { 0 }
/// # fn read(_: &mut [u8]) -> usize { 0 }
/// # fn show<T>(_: T) {}
/// # fn call<E: Endpoint>(mut exchange: Exchange<'_, E>) -> Result<(), Error> {
/// loop {
///     match exchange.step()? {
///         Step::Send => {
///             let count = write(exchange.outgoing());
///             exchange.sent(count);
///         }
///         Step::Receive => {
///             let count = read(exchange.incoming());
///             exchange.received(count);
///         }
///         Step::Item => show(exchange.item()?),
///         Step::Done => break,
///     }
/// }
/// show(exchange.answer()?);
/// # Ok(())
/// # }
/// ```
///
/// **Items are true only at [`Step::Done`]**: the service may say that it refuses after the list.
///
/// One buffer serves the request and then the answer. It bounds one element of the list, never the list; the request may be
/// longer than it, too. An error is final: every further step returns it again.
pub struct Exchange<'x, E> {
    machine: Machine<'x>,
    endpoint: PhantomData<&'x E>,
}

/// What an [`Exchange`] wants next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// Write from [`Exchange::outgoing`], then say [`Exchange::sent`].
    Send,
    /// Read into [`Exchange::incoming`], then say [`Exchange::received`].
    Receive,
    /// An element of the list is there: see [`Exchange::item`]. It goes with the next step.
    Item,
    /// The service has answered, and the answer has ended: see [`Exchange::answer`].
    Done,
}

impl<'x, E: Endpoint> Exchange<'x, E> {
    /// `random` is new for each call: any number will do, [`rand_core`](https://docs.rs/rand_core)'s `next_u32` for one. It
    /// is the only trace of a call that the service documents, so keep it with the time where calls are logged.
    ///
    /// The buffer may have any size; [`Error::BufferFull`] says if it had to be larger.
    pub fn new(app: &'x App<'x>, user_sig: UserSig<'x>, random: u32, endpoint: &'x E, buffer: &'x mut [u8]) -> Self {
        let head = Head { app, user_sig, path: app.route().path::<E>() };
        Self { machine: Machine::begin(head, endpoint, buffer, random, Keys::of::<E>()), endpoint: PhantomData }
    }

    /// Goes on with a call that was put aside, for clients that cannot keep what it borrows. All must be as it was, the
    /// buffer to the last byte.
    pub fn resume(
        app: &'x App<'x>,
        user_sig: UserSig<'x>,
        endpoint: &'x E,
        buffer: &'x mut [u8],
        progress: Progress,
    ) -> Self {
        let head = Head { app, user_sig, path: app.route().path::<E>() };
        Self { machine: Machine::new(head, endpoint, buffer, progress), endpoint: PhantomData }
    }

    /// Begins the call again, on a new stream, with a new random number. What came of it before is gone.
    pub fn restart(&mut self, random: u32) {
        self.machine.restart(random);
    }

    /// What to do next. Asked again before it is done, it is the same, but that an item is left behind.
    ///
    /// # Errors
    /// [`Error::Refused`] where the service says no; [`Error::Status`], [`Error::Http`] and [`Error::Json`] where the answer
    /// is none; [`Error::Closed`] where it breaks off; [`Error::BufferFull`].
    pub fn step(&mut self) -> Result<Step, Error> {
        self.machine.step()
    }

    /// The element that [`Step::Item`] speaks of.
    ///
    /// # Errors
    /// [`Error::Json`] where it is not what the documentation says; [`Error::NotNow`] where there is none.
    pub fn item(&self) -> Result<E::Item<'_>, Error> {
        self.machine.item()
    }

    /// What the answer says beside the list, once all is [`Step::Done`].
    ///
    /// # Errors
    /// [`Error::Json`] where it is not what the documentation says; [`Error::NotNow`] before the end.
    pub fn answer(&self) -> Result<E::Answer<'_>, Error> {
        Ok(E::Answer::parse(self.machine.answer()?)?)
    }
}

impl<'x, E> Exchange<'x, E> {
    /// The call without its types, for what carries it out: that is then in the program once, and not for each endpoint.
    #[cfg(any(feature = "embedded-io", feature = "embedded-io-async"))]
    pub(crate) const fn machine(&mut self) -> &mut Machine<'x> {
        &mut self.machine
    }

    /// Bytes to write. Never empty after [`Step::Send`].
    #[must_use]
    pub fn outgoing(&self) -> &[u8] {
        self.machine.outgoing()
    }

    /// Room to read into. Never empty after [`Step::Receive`].
    #[must_use]
    pub fn incoming(&mut self) -> &mut [u8] {
        self.machine.incoming()
    }

    /// Says how many bytes of [`outgoing`](Self::outgoing) have been written; 0 says that the peer takes no more.
    pub fn sent(&mut self, count: usize) {
        self.machine.sent(count);
    }

    /// Says how many bytes have been read into [`incoming`](Self::incoming); 0 says that the peer has closed the connection.
    pub fn received(&mut self, count: usize) {
        self.machine.received(count);
    }

    /// The service's own words (`ErrorInfo`), where it said any and there was room for them. For people to read: never
    /// compare them.
    #[must_use]
    pub fn error_info(&self) -> Option<Text<'_>> {
        self.machine.error_info()
    }

    /// How far it is.
    #[must_use]
    pub const fn progress(&self) -> &Progress {
        self.machine.progress()
    }
}

/// Shows how far it is, and nothing of what is said: the request's head holds the UserSig.
impl<E> fmt::Debug for Exchange<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange").field("progress", self.progress()).finish_non_exhaustive()
    }
}
