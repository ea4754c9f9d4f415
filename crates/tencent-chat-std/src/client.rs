//! Calls the service, one call at a time.

use core::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use rand_core::TryRng;
use tencent_chat::{App, Endpoint, Exchange};

use crate::{Authority, Builder, Call, Error, authority::Signature, link::Link};

/// A client of the service, with one connection that is kept from call to call.
///
/// Nothing is connected before the first call. A client serves one call at a time; a program with several threads has one
/// client each.
pub struct Client<'a> {
    pub(crate) app: App<'a>,
    pub(crate) signature: Signature,
    pub(crate) link: Link,
    pub(crate) buffer: Box<[u8]>,
}

impl<'a> Client<'a> {
    /// Asks the app's host with the platform's CAs and the default limits.
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

    /// Begins a call. Its time runs from here, its bytes move with [`Call::next`].
    ///
    /// # Errors
    /// [`Error::Clock`], [`Error::Random`]; and [`Error::Chat`] where a minted UserSig is none.
    pub fn call<'c, E: Endpoint>(&'c mut self, endpoint: &'c E) -> Result<Call<'c, E>, Error> {
        let user_sig = self.signature.at(&self.app, unix_time()?)?;
        let exchange = Exchange::new(&self.app, user_sig, random()?, endpoint, &mut self.buffer);
        self.link.begin();
        Ok(Call::new(exchange, &mut self.link))
    }
}

impl fmt::Debug for Client<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("app", &self.app).field("link", &self.link).finish_non_exhaustive()
    }
}

pub(crate) fn random() -> Result<u32, Error> {
    getrandom::SysRng.try_next_u32().map_err(|error| Error::Random(error.into()))
}

fn unix_time() -> Result<u64, Error> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|_| Error::Clock)?;
    Ok(since.as_secs())
}
