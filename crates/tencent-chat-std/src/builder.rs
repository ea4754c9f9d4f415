//! What a client is made with.

use core::time::Duration;
use std::time::{SystemTime, UNIX_EPOCH};

use rustls::pki_types::{CertificateDer, ServerName, pem::PemObject};
use tencent_chat::{
    App, Observer,
    client::blocking,
    policy::{Clock, Policy},
};

use crate::{Authority, Client, Error, Roots, link::Link, system::System};

/// Makes a [`Client`].
#[derive(Debug)]
pub struct Builder<'a> {
    app: App<'a>,
    authority: Authority,
    roots: Roots,
    added: Vec<CertificateDer<'static>>,
    policy: Policy,
    buffer_len: usize,
}

impl<'a> Builder<'a> {
    /// How many bytes a client's buffer has: enough for the largest user that the documentation allows, three times over.
    pub const BUFFER_LEN: usize = 4096;

    pub(crate) const fn new(app: App<'a>, authority: Authority) -> Self {
        let (policy, buffer_len) = (Policy::DEFAULT, Self::BUFFER_LEN);
        Self { app, authority, roots: Roots::DEFAULT, added: Vec::new(), policy, buffer_len }
    }

    /// Whom to trust.
    #[must_use]
    pub const fn roots(mut self, roots: Roots) -> Self {
        self.roots = roots;
        self
    }

    /// Trusts a CA more: all certificates of this PEM text.
    ///
    /// # Errors
    /// [`Error::Pem`] where there is none.
    pub fn add_ca_pem(mut self, pem: &str) -> Result<Self, Error> {
        let before = self.added.len();
        for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
            self.added.push(certificate.map_err(Error::Pem)?);
        }
        if self.added.len() == before {
            return Err(Error::Pem(rustls::pki_types::pem::Error::NoItemsFound));
        }
        Ok(self)
    }

    /// How often, how long and how patiently to try.
    #[must_use]
    pub const fn policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// How long a call may take, with all its tries.
    #[must_use]
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.policy.deadline = millis(limit);
        self
    }

    /// How many bytes the buffer has. It holds the UserSig, of some 200 bytes, and one user, never the list of them.
    #[must_use]
    pub const fn buffer_len(mut self, bytes: usize) -> Self {
        self.buffer_len = bytes;
        self
    }

    /// Makes the client. Nothing is connected yet.
    ///
    /// # Errors
    /// [`Error::Tls`] where an added CA is no certificate, or the platform has none at all.
    pub fn build(self) -> Result<Client<'a>, Error> {
        self.build_observed(())
    }

    /// Makes the client, and has it tell what happens. With the feature `tracing` there is
    /// [`Tracing`](crate::Tracing) to be told.
    ///
    /// # Errors
    /// As [`build`](Self::build).
    pub fn build_observed<O: Observer>(self, observer: O) -> Result<Client<'a, O>, Error> {
        let host = self.app.host();
        ServerName::try_from(host.name().to_owned()).map_err(|_| Error::HostName)?;
        let system = System::new(Link::new(self.roots.config(self.added)?));
        let mut clock = Clock::UNSET;
        if let Ok(unix) = SystemTime::now().duration_since(UNIX_EPOCH) {
            clock.set(unix.as_secs(), system.now());
        }
        let room = vec![0; self.buffer_len].into_boxed_slice();
        Ok(Client(blocking::Client::new(self.app, self.authority, self.policy, clock, system, room, observer)))
    }
}

fn millis(time: Duration) -> u32 {
    u32::try_from(time.as_millis()).unwrap_or(u32::MAX)
}
