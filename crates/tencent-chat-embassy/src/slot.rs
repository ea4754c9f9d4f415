//! Where an open stream lies.

use core::{
    cell::{RefCell, RefMut},
    fmt,
};

use embedded_io_async::{ErrorType, Read, Write};

use crate::Error;

/// Where an open stream lies, empty between two connections. The keys of a TLS connection are more than a thousand bytes, which
/// a client that hands its streams about would have several times over.
pub struct Slot<S>(RefCell<Option<S>>);

impl<S> Slot<S> {
    /// An empty one.
    #[must_use]
    pub const fn new() -> Self {
        Self(RefCell::new(None))
    }

    /// Empty, for one stream; `None` while another one lies there.
    pub(crate) fn take(&self) -> Option<Stream<'_, S>> {
        self.0.try_borrow_mut().ok().map(Stream)
    }
}

impl<S> Default for Slot<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> fmt::Debug for Slot<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slot").field("is_taken", &self.0.try_borrow().is_err()).finish()
    }
}

/// A stream over TLS, whose peer has shown to be the host. It lies in a [`Slot`], and leaves that empty when it is dropped.
pub struct Stream<'s, S>(RefMut<'s, Option<S>>);

impl<S> Stream<'_, S> {
    /// Where it is opened.
    pub(crate) fn place(&mut self) -> &mut Option<S> {
        &mut self.0
    }

    fn tls(&mut self) -> Result<&mut S, Error> {
        self.0.as_mut().ok_or(Error::Busy)
    }
}

impl<S> Drop for Stream<'_, S> {
    fn drop(&mut self) {
        *self.0 = None;
    }
}

impl<S> ErrorType for Stream<'_, S> {
    type Error = Error;
}

impl<S: Read<Error = tencent_chat_tls::Error>> Read for Stream<'_, S> {
    async fn read(&mut self, room: &mut [u8]) -> Result<usize, Error> {
        self.tls()?.read(room).await.map_err(Error::Tls)
    }
}

impl<S: Write<Error = tencent_chat_tls::Error>> Write for Stream<'_, S> {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        self.tls()?.write(bytes).await.map_err(Error::Tls)
    }

    async fn flush(&mut self) -> Result<(), Error> {
        self.tls()?.flush().await.map_err(Error::Tls)
    }
}

impl<S> fmt::Debug for Stream<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").finish_non_exhaustive()
    }
}
