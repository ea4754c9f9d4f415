//! A stream whose errors are those of its platform.

use core::marker::PhantomData;

use embedded_io_async::{ErrorType, Read, Write};

use crate::Error;

/// A stream over TLS, whose peer has shown to be the host.
#[derive(Debug)]
pub struct Stream<S, E> {
    tls: S,
    error: PhantomData<fn() -> E>,
}

impl<S, E> Stream<S, E> {
    pub(crate) const fn new(tls: S) -> Self {
        Self { tls, error: PhantomData }
    }
}

impl<S, D: core::fmt::Debug, C: core::fmt::Debug> ErrorType for Stream<S, Error<D, C>> {
    type Error = Error<D, C>;
}

impl<S: Read<Error = tencent_chat_tls::Error>, D: core::fmt::Debug, C: core::fmt::Debug> Read
    for Stream<S, Error<D, C>>
{
    async fn read(&mut self, room: &mut [u8]) -> Result<usize, Error<D, C>> {
        self.tls.read(room).await.map_err(Error::Tls)
    }
}

impl<S: Write<Error = tencent_chat_tls::Error>, D: core::fmt::Debug, C: core::fmt::Debug> Write
    for Stream<S, Error<D, C>>
{
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, Error<D, C>> {
        self.tls.write(bytes).await.map_err(Error::Tls)
    }

    async fn flush(&mut self) -> Result<(), Error<D, C>> {
        self.tls.flush().await.map_err(Error::Tls)
    }
}
