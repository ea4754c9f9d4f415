//! What a client is made with.

use core::time::Duration;

use rustls::pki_types::{CertificateDer, ServerName, pem::PemObject};
use tencent_chat::App;

use crate::{
    Authority, Client, Error, Roots,
    authority::Signature,
    link::{Limits, Link},
};

/// Makes a [`Client`].
#[derive(Debug)]
pub struct Builder<'a> {
    app: App<'a>,
    authority: Authority,
    roots: Roots,
    added: Vec<CertificateDer<'static>>,
    limits: Limits,
    buffer_len: usize,
}

impl<'a> Builder<'a> {
    /// How long a call may take: more than the 3 seconds after which the service itself gives up.
    pub const DEADLINE: Duration = Duration::from_secs(10);
    /// How long connecting may take, TLS included.
    pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
    /// How long a connection may lie idle and still be used.
    pub const IDLE_LIMIT: Duration = Duration::from_secs(30);
    /// How many bytes a client's buffer has: some three of the largest users that the documentation allows.
    pub const BUFFER_LEN: usize = 4096;

    pub(crate) const fn new(app: App<'a>, authority: Authority) -> Self {
        Self {
            app,
            authority,
            roots: Roots::DEFAULT,
            added: Vec::new(),
            limits: Limits { call: Self::DEADLINE, connect: Self::CONNECT_TIMEOUT, idle: Self::IDLE_LIMIT },
            buffer_len: Self::BUFFER_LEN,
        }
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

    /// How long a call may take, connecting included.
    #[must_use]
    pub const fn deadline(mut self, limit: Duration) -> Self {
        self.limits.call = limit;
        self
    }

    /// How long connecting may take, TLS included.
    #[must_use]
    pub const fn connect_timeout(mut self, limit: Duration) -> Self {
        self.limits.connect = limit;
        self
    }

    /// How long a connection may lie idle and still be used. Keep it below the peer's own limit, which is not documented.
    #[must_use]
    pub const fn idle_limit(mut self, limit: Duration) -> Self {
        self.limits.idle = limit;
        self
    }

    /// How many bytes the buffer has: it bounds one user, never the list of them.
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
        let host = self.app.host();
        let name = ServerName::try_from(host.name().to_owned()).map_err(|_| Error::HostName)?;
        let tls = self.roots.config(self.added)?;
        Ok(Client {
            app: self.app,
            signature: Signature::new(self.authority),
            link: Link::new(name, host.port(), tls, self.limits),
            buffer: vec![0; self.buffer_len].into_boxed_slice(),
        })
    }
}
