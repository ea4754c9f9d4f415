//! The way to a host.

use core::fmt;
use std::{
    io,
    net::{TcpStream, ToSocketAddrs},
    sync::Arc,
    time::Instant,
};

use rustls::{ClientConfig, ClientConnection, pki_types::ServerName};
use tencent_chat::Host;

use crate::stream::{Stream, Timed};

/// Makes connections that are verified.
pub(crate) struct Link {
    tls: Arc<ClientConfig>,
}

/// What goes wrong on the way to the service, and back.
#[derive(Debug)]
#[non_exhaustive]
pub enum LinkError {
    /// The host is neither a DNS name nor an IP address.
    HostName,
    /// The host's name has no address that could be found.
    Resolve(io::Error),
    /// None of the host's addresses takes a connection; what the last one said.
    Connect(io::Error),
    /// The peer could not show that it is the service, or speaks no TLS that is safe.
    Tls(rustls::Error),
    /// Connecting took too long.
    ConnectTimedOut,
    /// The service left a request, or the rest of its answer, waiting for too long.
    AnswerTimedOut,
    /// The connection broke.
    Broken(io::Error),
}

impl Link {
    pub(crate) const fn new(tls: Arc<ClientConfig>) -> Self {
        Self { tls }
    }

    pub(crate) fn connect(&self, host: Host<'_>, until: Instant) -> Result<Stream, LinkError> {
        let in_time = |error| if Instant::now() >= until { LinkError::ConnectTimedOut } else { error };
        let name = ServerName::try_from(host.name().to_owned()).map_err(|_| LinkError::HostName)?;
        let addresses = (host.name(), host.port()).to_socket_addrs().map_err(LinkError::Resolve)?;
        let mut failed = LinkError::Resolve(io::ErrorKind::NotFound.into());
        for address in addresses {
            let rest = until.saturating_duration_since(Instant::now());
            if rest.is_zero() {
                return Err(LinkError::ConnectTimedOut);
            }
            match TcpStream::connect_timeout(&address, rest) {
                Ok(socket) => {
                    // A request goes out in few pieces, and the answer waits for the last.
                    socket.set_nodelay(true).map_err(LinkError::Broken)?;
                    let tls = ClientConnection::new(Arc::clone(&self.tls), name).map_err(LinkError::Tls)?;
                    return Stream::handshake(tls, Timed::new(socket, until)).map_err(in_time);
                }
                Err(error) => failed = in_time(LinkError::Connect(error)),
            }
        }
        Err(failed)
    }
}

impl LinkError {
    /// A fault of TLS comes wrapped in one of the socket.
    pub(crate) fn of(error: io::Error) -> Self {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            Some(tls) => Self::Tls(tls.clone()),
            // Systems differ in what they call the end of a socket's time.
            None if matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) => Self::AnswerTimedOut,
            None => Self::Broken(error),
        }
    }
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HostName => f.write_str("the app's host is neither a DNS name nor an IP address"),
            Self::Resolve(error) => write!(f, "the host's address was not found: {error}"),
            Self::Connect(error) => write!(f, "no connection to the host: {error}"),
            Self::Tls(error) => write!(f, "the host could not be trusted, and nothing was sent: {error}"),
            Self::ConnectTimedOut => f.write_str("connecting took too long"),
            Self::AnswerTimedOut => f.write_str("the service left the call waiting for too long"),
            Self::Broken(error) => write!(f, "the connection broke: {error}"),
        }
    }
}

impl core::error::Error for LinkError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Resolve(error) | Self::Connect(error) | Self::Broken(error) => Some(error),
            Self::Tls(error) => Some(error),
            Self::HostName | Self::ConnectTimedOut | Self::AnswerTimedOut => None,
        }
    }
}

impl embedded_io::Error for LinkError {
    fn kind(&self) -> embedded_io::ErrorKind {
        match self {
            Self::Resolve(error) | Self::Connect(error) | Self::Broken(error) => error.kind().into(),
            Self::ConnectTimedOut | Self::AnswerTimedOut => embedded_io::ErrorKind::TimedOut,
            Self::HostName | Self::Tls(_) => embedded_io::ErrorKind::Other,
        }
    }
}
