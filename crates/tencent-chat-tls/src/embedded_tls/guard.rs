//! What embedded-tls does not mind about records, and should.
//!
//! It takes messages in plain text at any time, so that anybody on the way could end an answer early, or bring a device to a
//! panic with a message that is out of place. And it panics at an encrypted record with nothing in it.

use core::{cell::Cell, fmt};

use embedded_io::{Error, ErrorKind};
use embedded_io_async::{ErrorType, Read, Write};

/// How far a connection has come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Phase {
    /// The next message is the first of the server's.
    Hello,
    /// All messages are encrypted, or change no more than the cipher.
    Handshake,
    /// There is nothing but encrypted records.
    Open,
}

/// A stream of TLS records, each of a kind that may come where it does.
pub(super) struct Guard<'p, S> {
    stream: S,
    phase: &'p Cell<Phase>,
    header: [u8; HEADER],
    /// How many bytes of the header have come.
    come: usize,
    /// How many bytes of the record's body have not.
    left: usize,
}

impl<'p, S> Guard<'p, S> {
    pub(super) const fn new(stream: S, phase: &'p Cell<Phase>) -> Self {
        Self { stream, phase, header: [0; HEADER], come: 0, left: 0 }
    }

    /// Looks at what has come, which does not go beyond the header or the body.
    fn check(&mut self, bytes: &[u8]) -> Option<()> {
        if self.left > 0 {
            self.left = self.left.checked_sub(bytes.len())?;
            return Some(());
        }
        let come = self.come.checked_add(bytes.len())?;
        self.header.get_mut(self.come..come)?.copy_from_slice(bytes);
        self.come = come;
        if come < HEADER {
            return Some(());
        }
        let [kind, _, _, high, low] = self.header;
        self.come = 0;
        self.left = usize::from(u16::from_be_bytes([high, low]));
        match (self.phase.get(), kind) {
            (Phase::Hello, HANDSHAKE) => self.phase.set(Phase::Handshake),
            (Phase::Hello, ALERT) | (Phase::Handshake, ALERT | CHANGE_CIPHER_SPEC) => {}
            (Phase::Handshake | Phase::Open, ENCRYPTED) if self.left >= SHORTEST_ENCRYPTED => {}
            _ => return None,
        }
        Some(())
    }
}

impl<S: Read> Read for Guard<'_, S> {
    async fn read(&mut self, room: &mut [u8]) -> Result<usize, Fault<S::Error>> {
        let most = if self.left > 0 { self.left } else { HEADER.saturating_sub(self.come) };
        let room = match room.split_at_mut_checked(most) {
            Some((room, _)) => room,
            None => room,
        };
        let count = self.stream.read(room).await.map_err(Fault::Stream)?;
        self.check(room.get(..count).unwrap_or_default()).ok_or(Fault::Record)?;
        Ok(count)
    }
}

impl<S: Write> Write for Guard<'_, S> {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, Fault<S::Error>> {
        self.stream.write(bytes).await.map_err(Fault::Stream)
    }

    async fn flush(&mut self) -> Result<(), Fault<S::Error>> {
        self.stream.flush().await.map_err(Fault::Stream)
    }
}

impl<S: ErrorType> ErrorType for Guard<'_, S> {
    type Error = Fault<S::Error>;
}

/// Why nothing can be read.
#[derive(Debug)]
pub(super) enum Fault<E> {
    Stream(E),
    /// This record must not be here.
    Record,
}

impl<E: Error> Error for Fault<E> {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Stream(error) => error.kind(),
            Self::Record => ErrorKind::InvalidData,
        }
    }
}

impl<E: fmt::Debug> fmt::Display for Fault<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl<E: fmt::Debug> core::error::Error for Fault<E> {}

const HEADER: usize = 5;
const CHANGE_CIPHER_SPEC: u8 = 20;
const ALERT: u8 = 21;
const HANDSHAKE: u8 = 22;
const ENCRYPTED: u8 = 23;
/// The tag, and what kind of content there is: no content before it is as short as can be.
const SHORTEST_ENCRYPTED: usize = 17;
