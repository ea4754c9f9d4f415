//! A connection of a stack, as a stream.

use core::{fmt, net::SocketAddr};

use embedded_io::{ErrorKind, ErrorType, Read, Write};
use embedded_nal::{Dns, TcpClientStack, TcpError, TcpErrorKind};

use super::{ErrorOf, Network, Ticks};
use crate::Error;

/// A TCP connection; dropped, it is closed.
pub struct Connection<'n, N: TcpClientStack, C: Ticks> {
    network: &'n Network<N, C>,
    /// `None` only while it is being dropped.
    socket: Option<N::TcpSocket>,
}

impl<'n, N: TcpClientStack, C: Ticks> Connection<'n, N, C> {
    pub(super) fn new<D>(network: &'n Network<N, C>) -> Result<Self, Error<D, N::Error>> {
        let socket = network.ask(Error::Connect, |stack| Ok(stack.socket()?))?;
        Ok(Self { network, socket: Some(socket) })
    }

    pub(super) fn connect<D>(&mut self, to: SocketAddr) -> Result<(), Error<D, N::Error>> {
        self.ask(|stack, socket| stack.connect(socket, to))
    }

    fn ask<T, D>(
        &mut self,
        mut question: impl FnMut(&mut N, &mut N::TcpSocket) -> embedded_nal::nb::Result<T, N::Error>,
    ) -> Result<T, Error<D, N::Error>> {
        let socket = self.socket.as_mut().ok_or(Error::Busy)?;
        self.network.ask(Error::Connect, |stack| question(stack, socket))
    }
}

impl<N: TcpClientStack, C: Ticks> Drop for Connection<'_, N, C> {
    fn drop(&mut self) {
        if let Some(socket) = self.socket.take() {
            // What cannot be closed is of no use to anybody, and nobody is left to be told.
            let _: Result<(), Error<(), N::Error>> = self.network.ask(Error::Connect, {
                let mut socket = Some(socket);
                move |stack| socket.take().map_or(Ok(()), |socket| Ok(stack.close(socket)?))
            });
        }
    }
}

/// What a connection fails with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Fault(ErrorKind);

impl embedded_io::Error for Fault {
    fn kind(&self) -> ErrorKind {
        self.0
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the connection broke: {}", self.0)
    }
}

impl core::error::Error for Fault {}

impl<E: TcpError> From<Error<(), E>> for Fault {
    fn from(error: Error<(), E>) -> Self {
        Self(match error {
            Error::TimedOut => ErrorKind::TimedOut,
            Error::Busy => ErrorKind::AddrInUse,
            Error::Connect(error) if error.kind() == TcpErrorKind::PipeClosed => ErrorKind::BrokenPipe,
            _ => ErrorKind::Other,
        })
    }
}

impl<N: TcpClientStack, C: Ticks> ErrorType for Connection<'_, N, C> {
    type Error = Fault;
}

impl<N: TcpClientStack, C: Ticks> Read for Connection<'_, N, C> {
    fn read(&mut self, room: &mut [u8]) -> Result<usize, Fault> {
        match self.ask(|stack, socket| stack.receive(socket, room)) {
            // The peer has closed it.
            Err(Error::Connect(error)) if error.kind() == TcpErrorKind::PipeClosed => Ok(0),
            result => Ok(result?),
        }
    }
}

impl<N: TcpClientStack, C: Ticks> Write for Connection<'_, N, C> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, Fault> {
        Ok(self.ask(|stack, socket| stack.send(socket, bytes))?)
    }

    /// Nothing is held back.
    fn flush(&mut self) -> Result<(), Fault> {
        Ok(())
    }
}

impl<N: TcpClientStack, C: Ticks> fmt::Debug for Connection<'_, N, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").finish_non_exhaustive()
    }
}

/// A stream over TLS, whose peer has shown to be the host.
pub struct Stream<'n, N, C, S> {
    network: &'n Network<N, C>,
    tls: tencent_chat_tls::blocking::Stream<S>,
}

impl<'n, N, C, S> Stream<'n, N, C, S> {
    pub(super) const fn new(network: &'n Network<N, C>, tls: tencent_chat_tls::blocking::Stream<S>) -> Self {
        Self { network, tls }
    }
}

impl<N: TcpClientStack + Dns, C, S> ErrorType for Stream<'_, N, C, S> {
    type Error = ErrorOf<N>;
}

impl<N, C, S> Read for Stream<'_, N, C, S>
where
    N: TcpClientStack + Dns,
    C: Ticks,
    S: embedded_io_async::Read<Error = tencent_chat_tls::Error>,
{
    fn read(&mut self, room: &mut [u8]) -> Result<usize, ErrorOf<N>> {
        self.tls.read(room).map_err(|error| self.network.error(error))
    }
}

impl<N, C, S> Write for Stream<'_, N, C, S>
where
    N: TcpClientStack + Dns,
    C: Ticks,
    S: embedded_io_async::Write<Error = tencent_chat_tls::Error>,
{
    fn write(&mut self, bytes: &[u8]) -> Result<usize, ErrorOf<N>> {
        self.tls.write(bytes).map_err(|error| self.network.error(error))
    }

    fn flush(&mut self) -> Result<(), ErrorOf<N>> {
        self.tls.flush().map_err(|error| self.network.error(error))
    }
}

impl<N, C, S> fmt::Debug for Stream<'_, N, C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").finish_non_exhaustive()
    }
}
