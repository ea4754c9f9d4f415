//! A TCP socket, and one connection after the other on it.

use core::{
    cell::{RefCell, RefMut},
    fmt,
};

use embassy_net::{
    IpEndpoint, Stack,
    tcp::{self, TcpSocket},
};
use embedded_io_async::{ErrorType, Read, Write};

use crate::Error;

/// What a [`Socket`] keeps on its way in either direction, in bytes. Made for a `StaticCell`.
///
/// `RECEIVE` is TCP's window: a short one makes long answers slow, and nothing else.
#[derive(Debug)]
pub struct Buffers<const RECEIVE: usize = 2048, const SEND: usize = 1024> {
    receive: [u8; RECEIVE],
    send: [u8; SEND],
}

impl<const RECEIVE: usize, const SEND: usize> Buffers<RECEIVE, SEND> {
    /// Buffers with nothing in them.
    #[must_use]
    pub const fn new() -> Self {
        Self { receive: [0; RECEIVE], send: [0; SEND] }
    }
}

impl<const RECEIVE: usize, const SEND: usize> Default for Buffers<RECEIVE, SEND> {
    fn default() -> Self {
        Self::new()
    }
}

/// A TCP socket. It takes one of the places in embassy-net's `StackResources`, and has one connection at a time.
pub struct Socket<'n>(RefCell<TcpSocket<'n>>);

impl<'n> Socket<'n> {
    /// A socket that is not connected.
    pub fn new<const RECEIVE: usize, const SEND: usize>(
        stack: Stack<'n>,
        buffers: &'n mut Buffers<RECEIVE, SEND>,
    ) -> Self {
        let mut socket = TcpSocket::new(stack, &mut buffers.receive, &mut buffers.send);
        // TLS hands over whole records; there is nothing to wait for.
        socket.set_nagle_enabled(false);
        Self(RefCell::new(socket))
    }

    /// Connects, once the connection before is dropped.
    pub(crate) async fn connect(&self, to: impl Into<IpEndpoint>) -> Result<Connection<'_, 'n>, Error> {
        let mut connection = Connection(self.0.try_borrow_mut().map_err(|_| Error::Busy)?);
        connection.0.connect(to).await.map_err(Error::Connect)?;
        Ok(connection)
    }
}

impl fmt::Debug for Socket<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Socket").field("is_connected", &self.0.try_borrow().is_err()).finish()
    }
}

/// A TCP connection; dropped, it is reset.
pub struct Connection<'s, 'n>(RefMut<'s, TcpSocket<'n>>);

impl Drop for Connection<'_, '_> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl ErrorType for Connection<'_, '_> {
    type Error = tcp::Error;
}

impl Read for Connection<'_, '_> {
    async fn read(&mut self, room: &mut [u8]) -> Result<usize, tcp::Error> {
        self.0.read(room).await
    }
}

impl Write for Connection<'_, '_> {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, tcp::Error> {
        self.0.write(bytes).await
    }

    /// Nothing is held back. The socket's own flush waits until the peer has acknowledged all, which takes a round trip.
    async fn flush(&mut self) -> Result<(), tcp::Error> {
        Ok(())
    }
}

impl fmt::Debug for Connection<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("state", &self.0.state()).finish()
    }
}
