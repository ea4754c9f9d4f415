//! Calls the service, one call at a time.

use core::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use tencent_chat::{App, Endpoint, Observer, client::blocking, policy::Standing};

use crate::{Authority, Builder, Call, Error, Users, system::System};

/// The core's client on this system.
pub(crate) type Inner<'a, O> = blocking::Client<'a, System, Authority, Box<[u8]>, O>;

/// A client of the service, with one connection that is kept from call to call.
///
/// Nothing is connected before the first call. A client serves one call at a time; a program with several threads has one
/// client each, and says so in its [policy](tencent_chat::policy::Policy::share).
pub struct Client<'a, O = ()>(pub(crate) Inner<'a, O>);

impl<'a> Client<'a> {
    /// Asks the app's host with the platform's CAs and the default policy.
    ///
    /// # Errors
    /// As [`Builder::build`].
    pub fn new(app: App<'a>, authority: Authority) -> Result<Self, Error> {
        Self::builder(app, authority).build()
    }

    /// Sets what is to be other than usual.
    #[must_use]
    pub const fn builder(app: App<'a>, authority: Authority) -> Builder<'a> {
        Builder::new(app, authority)
    }
}

impl<'a, O: Observer> Client<'a, O> {
    /// Begins a call. Its time runs from here, its bytes move with [`Call::next`].
    pub fn call<'c, E: Endpoint>(&'c mut self, endpoint: &'c E) -> Call<'c, 'a, O, E> {
        self.look_at_the_clock();
        Call(self.0.call(endpoint))
    }

    /// Asks for the attributes of any number of users, in calls of at most 100.
    ///
    /// # Errors
    /// [`Error::Chat`] where there is no account, or one that is not 1 to 32 bytes long.
    pub fn users<'c>(&'c mut self, accounts: &'c [&'c str]) -> Result<Users<'c, 'a, O>, Error> {
        self.look_at_the_clock();
        Ok(Users(self.0.users(accounts)?))
    }

    /// What is known from call to call.
    pub const fn standing(&mut self) -> &mut Standing {
        self.0.standing()
    }

    /// The system's clock may have been set since, and knows better than what was learned before.
    fn look_at_the_clock(&mut self) {
        let now = self.0.platform().now();
        let standing = self.0.standing();
        let Ok(unix) = SystemTime::now().duration_since(UNIX_EPOCH) else { return };
        let known = standing.clock.unix(now);
        // What an answer's date has corrected stays corrected.
        if standing.clock.moved() == 0 && known.abs_diff(unix.as_secs()) > 1 {
            standing.clock.set(unix.as_secs(), now);
        }
    }
}

impl<O> fmt::Debug for Client<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
