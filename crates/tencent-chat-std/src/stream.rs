//! A TLS stream whose reads and writes end in time.

use std::{
    io::{self, Read, Write},
    net::TcpStream,
    time::Instant,
};

use rustls::{ClientConnection, StreamOwned};

use crate::Error;

/// A verified TLS stream.
pub(crate) struct Stream(StreamOwned<ClientConnection, Timed>);

impl Stream {
    /// Makes sure whom it speaks to, before anything is said.
    pub(crate) fn handshake(mut tls: ClientConnection, mut socket: Timed) -> Result<Self, Error> {
        while tls.is_handshaking() {
            tls.complete_io(&mut socket).map_err(Error::of_handshake)?;
        }
        Ok(Self(StreamOwned::new(tls, socket)))
    }

    pub(crate) const fn set_deadline(&mut self, deadline: Instant) {
        self.0.sock.deadline = deadline;
    }
}

impl embedded_io::ErrorType for Stream {
    type Error = io::Error;
}

impl embedded_io::Read for Stream {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        self.0.read(room)
    }
}

impl embedded_io::Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
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

    fn rest(&self) -> io::Result<core::time::Duration> {
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
