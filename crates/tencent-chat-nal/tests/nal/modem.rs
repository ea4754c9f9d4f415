//! A modem as behind AT commands: it answers late, takes and gives little at a time, and loses what it had. One socket.

use core::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::{
    io::{self, Read, Write},
    net::TcpStream,
    sync::Arc,
};

use embedded_nal::{AddrType, Dns, TcpClientStack, TcpError, TcpErrorKind, nb};
use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    crypto::ring,
    pki_types::{CertificateDer, ServerName},
};

/// How often it says that it is busy before it does what it was asked for.
const DELAYS: u32 = 3;
/// How many bytes it takes, or gives, at a time.
const PIECE: usize = 100;

pub(crate) struct Modem {
    tls: Option<Arc<ClientConfig>>,
    delays: u32,
    trouble: Option<Trouble>,
}

/// What happens once.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Trouble {
    /// The socket is closed after so many bytes of answers.
    ClosesAt(usize),
    NoName,
    NoConnection,
    /// It says nothing but that it is busy, until it is asked for another socket.
    Silence,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Error {
    NoName,
    NoCarrier,
    Closed,
}

impl TcpError for Error {
    fn kind(&self) -> TcpErrorKind {
        if *self == Self::Closed { TcpErrorKind::PipeClosed } else { TcpErrorKind::Other }
    }
}

pub(crate) struct Socket {
    stream: Option<Box<dyn Stream>>,
    /// How many bytes of answers it has given.
    given: usize,
    is_silent: bool,
}

trait Stream: Read + Write {}

impl<S: Read + Write> Stream for S {}

impl Modem {
    /// One that knows nothing of TLS.
    pub(crate) fn plain() -> Self {
        Self { tls: None, delays: DELAYS, trouble: None }
    }

    /// One that makes TLS itself, and trusts this CA.
    pub(crate) fn secured(ca: &CertificateDer<'static>) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(ca.clone()).unwrap();
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let config = config.with_safe_default_protocol_versions().unwrap();
        Self { tls: Some(Arc::new(config.with_root_certificates(roots).with_no_client_auth())), ..Self::plain() }
    }

    pub(crate) fn with(self, trouble: Trouble) -> Self {
        Self { trouble: Some(trouble), ..self }
    }

    /// Whether it has been asked often enough.
    fn is_ready<E>(&mut self) -> nb::Result<(), E> {
        self.delays = self.delays.checked_sub(1).unwrap_or(DELAYS);
        if self.delays == 0 { Ok(()) } else { Err(nb::Error::WouldBlock) }
    }

    fn strikes(&mut self, trouble: Trouble) -> bool {
        self.trouble.take_if(|planned| *planned == trouble).is_some()
    }

    fn dial(&self, to: SocketAddr) -> io::Result<Box<dyn Stream>> {
        let mut stream = TcpStream::connect(to)?;
        let Some(config) = &self.tls else {
            stream.set_nonblocking(true)?;
            return Ok(Box::new(stream));
        };
        let name = ServerName::try_from("localhost").unwrap();
        let mut tls = ClientConnection::new(Arc::clone(config), name).map_err(io::Error::other)?;
        while tls.is_handshaking() {
            tls.complete_io(&mut stream)?;
        }
        stream.set_nonblocking(true)?;
        Ok(Box::new(StreamOwned::new(tls, stream)))
    }
}

impl Dns for Modem {
    type Error = Error;

    fn get_host_by_name(&mut self, name: &str, _: AddrType) -> nb::Result<IpAddr, Error> {
        self.is_ready()?;
        if self.strikes(Trouble::NoName) || name != "localhost" {
            return Err(nb::Error::Other(Error::NoName));
        }
        Ok(Ipv4Addr::LOCALHOST.into())
    }

    fn get_host_by_address(&mut self, _: IpAddr, _: &mut [u8]) -> nb::Result<usize, Error> {
        Err(nb::Error::Other(Error::NoName))
    }
}

impl TcpClientStack for Modem {
    type TcpSocket = Socket;
    type Error = Error;

    fn socket(&mut self) -> Result<Socket, Error> {
        Ok(Socket { stream: None, given: 0, is_silent: self.strikes(Trouble::Silence) })
    }

    fn connect(&mut self, socket: &mut Socket, to: SocketAddr) -> nb::Result<(), Error> {
        self.is_ready()?;
        if self.strikes(Trouble::NoConnection) {
            return Err(nb::Error::Other(Error::NoCarrier));
        }
        socket.stream = Some(self.dial(to).map_err(|_| nb::Error::Other(Error::NoCarrier))?);
        Ok(())
    }

    fn send(&mut self, socket: &mut Socket, bytes: &[u8]) -> nb::Result<usize, Error> {
        self.is_ready()?;
        socket.carry(|stream| stream.write(&bytes[..bytes.len().min(PIECE)]))
    }

    fn receive(&mut self, socket: &mut Socket, room: &mut [u8]) -> nb::Result<usize, Error> {
        self.is_ready()?;
        let mut most = room.len().min(PIECE);
        if let Some(Trouble::ClosesAt(at)) = self.trouble {
            most = most.min(at.saturating_sub(socket.given));
            if most == 0 {
                self.trouble = None;
                socket.stream = None;
            }
        }
        let count = socket.carry(|stream| stream.read(&mut room[..most]))?;
        socket.given += count;
        if count == 0 { Err(nb::Error::Other(Error::Closed)) } else { Ok(count) }
    }

    fn close(&mut self, _: Socket) -> Result<(), Error> {
        Ok(())
    }
}

impl Socket {
    fn carry(&mut self, action: impl FnOnce(&mut dyn Stream) -> io::Result<usize>) -> nb::Result<usize, Error> {
        if self.is_silent {
            return Err(nb::Error::WouldBlock);
        }
        let stream = self.stream.as_mut().ok_or(nb::Error::Other(Error::Closed))?;
        action(&mut **stream).map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => nb::Error::WouldBlock,
            _ => nb::Error::Other(Error::Closed),
        })
    }
}
