//! TLS 1.3 by the crate of that name, which moves the bytes. Whom to trust is decided here: left to itself, it finds a handshake
//! good that has no certificate in it, or no signature.

mod guard;
mod peer;
mod records;

use core::fmt;

use embedded_io::ErrorKind;
use embedded_io_async::{ErrorType, Read, Write};
use embedded_tls::{TlsConfig, TlsContext, TlsError};
use embedded_webpki::{Time, Verifier};
use rand_core::CryptoRng;

use crate::{Error, Tls};
use peer::Peer;
use records::Connection;

pub use records::Records;

/// TLS 1.3 without a heap.
///
/// One connection at a time, for which [`Records`] are the buffers. There is no session resumption: embedded-tls reads over the
/// tickets that a server offers.
pub struct EmbeddedTls<'a, R, const READ: usize, const WRITE: usize> {
    records: &'a Records<READ, WRITE>,
    verifier: Verifier<'a>,
    random: R,
}

impl<'a, R: CryptoRng, const READ: usize, const WRITE: usize> EmbeddedTls<'a, R, READ, WRITE> {
    /// `random` must be good: each connection's keys come from it. One that only gives zeros makes opening hang.
    pub const fn new(records: &'a Records<READ, WRITE>, verifier: Verifier<'a>, random: R) -> Self {
        Self { records, verifier, random }
    }
}

impl<'a, S, R, const READ: usize, const WRITE: usize> Tls<S> for EmbeddedTls<'a, R, READ, WRITE>
where
    S: Read + Write + 'a,
    R: CryptoRng,
{
    type Stream = Stream<'a, S>;

    async fn open(&mut self, stream: S, host: &str, time: Time) -> Result<Stream<'a, S>, Error> {
        let mut place = None;
        self.open_in(&mut place, stream, host, time).await?;
        place.ok_or(Error::Unproven)
    }

    async fn open_in(
        &mut self,
        place: &mut Option<Stream<'a, S>>,
        stream: S,
        host: &str,
        time: Time,
    ) -> Result<(), Error> {
        // What lies there may hold the buffers.
        *place = None;
        let is_dns_name = self.verifier.check_in_advance(host, time)?;
        let mut config = TlsConfig::new();
        if is_dns_name {
            config = config.with_server_name(host);
        }
        if cfg!(feature = "rsa") {
            config = config.enable_rsa_signatures();
        }
        if let Some(length) = Records::<READ, WRITE>::MAX_FRAGMENT {
            config = config.with_max_fragment_length(length);
        }
        let connection = self.records.connection(stream).ok_or(Error::Busy)?;
        let mut opening = Opening { place, is_proven: false };
        let stream = opening.place.insert(Stream { connection, most: READ, is_ended: false });
        let mut peer = Peer::new(self.verifier, host, time, &mut self.random);
        match stream.connection.open(TlsContext::new(&config, &mut peer)).await {
            Ok(()) => peer.verdict()?,
            Err(error) => return Err(peer.failure().unwrap_or_else(|| Error::of(error, READ))),
        }
        opening.is_proven = true;
        Ok(())
    }
}

/// The place of a stream whose peer has shown nothing yet; left before it has, it is empty.
struct Opening<'p, S> {
    place: &'p mut Option<S>,
    is_proven: bool,
}

impl<S> Drop for Opening<'_, S> {
    fn drop(&mut self) {
        if !self.is_proven {
            *self.place = None;
        }
    }
}

/// A verified stream over TLS 1.3.
pub struct Stream<'a, S: Read + Write + 'a> {
    connection: Connection<'a, S>,
    /// How long a record may be.
    most: usize,
    is_ended: bool,
}

impl<S: Read + Write> Read for Stream<'_, S> {
    async fn read(&mut self, room: &mut [u8]) -> Result<usize, Error> {
        if self.is_ended {
            return Ok(0);
        }
        match self.connection.read(room).await {
            Err(TlsError::ConnectionClosed) => {
                self.is_ended = true;
                Ok(0)
            }
            result => result.map_err(|error| Error::of(error, self.most)),
        }
    }
}

impl<S: Read + Write> Write for Stream<'_, S> {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        self.connection.write(bytes).await.map_err(|error| Error::of(error, self.most))
    }

    async fn flush(&mut self) -> Result<(), Error> {
        self.connection.flush().await.map_err(|error| Error::of(error, self.most))
    }
}

impl<S: Read + Write> ErrorType for Stream<'_, S> {
    type Error = Error;
}

impl Error {
    /// `most` is how long a record may be.
    fn of(error: TlsError, most: usize) -> Self {
        match error {
            // What the guard says.
            TlsError::Io(ErrorKind::InvalidData) => Self::Protocol,
            TlsError::Io(kind) => Self::Transport(kind),
            TlsError::IoError | TlsError::ConnectionClosed | TlsError::MissingHandshake => Self::CutOff,
            TlsError::HandshakeAborted(_, alert) => Self::Refused { alert: Some(alert as u8) },
            TlsError::InsufficientSpace => Self::RecordTooLong { most },
            _ => Self::Protocol,
        }
    }
}

impl<R, const READ: usize, const WRITE: usize> fmt::Debug for EmbeddedTls<'_, R, READ, WRITE> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmbeddedTls").field("records", &self.records).finish_non_exhaustive()
    }
}

impl<S: Read + Write> fmt::Debug for Stream<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").field("is_ended", &self.is_ended).finish_non_exhaustive()
    }
}
