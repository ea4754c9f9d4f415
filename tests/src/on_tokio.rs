//! The core's client over tokio: how an asynchronous platform is made.

use core::time::Duration;
use std::{io, sync::Arc, time::Instant};

use embedded_io_adapters::tokio_1::FromTokio;
use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use tencent_chat::{
    Host,
    client::{NotConnected, Platform},
};
use tokio::{
    net::TcpStream,
    time::{sleep_until, timeout_at},
};
use tokio_rustls::{TlsConnector, client::TlsStream};

/// Sockets, time and chance of tokio, and whom to trust.
pub struct Tokio {
    begin: Instant,
    tls: TlsConnector,
    chance: u32,
}

impl Tokio {
    /// Trusts this CA alone.
    ///
    /// # Errors
    /// Where it is none.
    pub fn new(ca_pem: &str) -> Result<Self, rustls::Error> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(ca_pem.as_bytes()).flatten() {
            roots.add(certificate)?;
        }
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let config = config.with_safe_default_protocol_versions()?.with_root_certificates(roots).with_no_client_auth();
        Ok(Self { begin: Instant::now(), tls: Arc::new(config).into(), chance: 1 })
    }

    fn instant(&self, time: u64) -> tokio::time::Instant {
        (self.begin + Duration::from_millis(time)).into()
    }
}

impl Platform for Tokio {
    type Error = io::Error;
    type Stream = FromTokio<TlsStream<TcpStream>>;

    fn now(&mut self) -> u64 {
        self.begin.elapsed().as_millis() as u64
    }

    fn random(&mut self) -> u32 {
        self.chance = self.chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.chance
    }

    async fn sleep(&mut self, until: u64) {
        sleep_until(self.instant(until)).await;
    }

    async fn connect(&mut self, host: Host<'_>, until: u64) -> Result<Self::Stream, NotConnected<io::Error>> {
        let connect = async {
            let name = ServerName::try_from(host.name().to_owned()).map_err(io::Error::other)?;
            let socket = TcpStream::connect((host.name(), host.port())).await?;
            socket.set_nodelay(true)?;
            self.tls.connect(name, socket).await
        };
        match timeout_at(self.instant(until), connect).await {
            Ok(Ok(stream)) => Ok(FromTokio::new(stream)),
            Ok(Err(error)) if is_untrusted(&error) => Err(NotConnected::Untrusted(error)),
            Ok(Err(error)) => Err(NotConnected::Unreachable(error)),
            Err(_) => Err(NotConnected::Unreachable(io::ErrorKind::TimedOut.into())),
        }
    }
}

fn is_untrusted(error: &io::Error) -> bool {
    let tls = error.get_ref().and_then(|inner| inner.downcast_ref());
    matches!(tls, Some(rustls::Error::InvalidCertificate(_)))
}
