//! A TLS stream whose reads and writes end in time.

use core::time::Duration;
use std::{
    io::{self, Read, Write},
    net::TcpStream,
    time::Instant,
};

use rustls::{ClientConnection, StreamOwned};

use crate::LinkError;

/// A verified TLS stream.
pub(crate) struct Stream(StreamOwned<ClientConnection, Timed>);

impl Stream {
    /// Makes sure whom it speaks to, before anything is said.
    pub(crate) fn handshake(mut tls: ClientConnection, mut socket: Timed) -> Result<Self, LinkError> {
        while tls.is_handshaking() {
            tls.complete_io(&mut socket).map_err(LinkError::of)?;
        }
        Ok(Self(StreamOwned::new(tls, socket)))
    }

    pub(crate) const fn set_deadline(&mut self, deadline: Instant) {
        self.0.sock.deadline = deadline;
    }
}

impl embedded_io::ErrorType for Stream {
    type Error = LinkError;
}

impl embedded_io::Read for Stream {
    fn read(&mut self, room: &mut [u8]) -> Result<usize, LinkError> {
        self.0.read(room).map_err(LinkError::of)
    }
}

impl embedded_io::Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, LinkError> {
        self.0.write(bytes).map_err(LinkError::of)
    }

    fn flush(&mut self) -> Result<(), LinkError> {
        self.0.flush().map_err(LinkError::of)
    }
}

/// A TCP stream with a deadline. A socket knows limits for one read or write only, so each is given what time is left.
pub(crate) struct Timed {
    socket: TcpStream,
    deadline: Instant,
}

impl Timed {
    pub(crate) const fn new(socket: TcpStream, deadline: Instant) -> Self {
        Self { socket, deadline }
    }

    fn rest(&self) -> io::Result<Duration> {
        let rest = self.deadline.saturating_duration_since(Instant::now());
        if rest.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(rest) }
    }
}

impl Read for Timed {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        self.socket.set_read_timeout(Some(self.rest()?))?;
        self.socket.read(room)
    }
}

impl Write for Timed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.socket.set_write_timeout(Some(self.rest()?))?;
        self.socket.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.socket.flush()
    }
}
