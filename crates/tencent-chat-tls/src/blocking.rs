//! For streams that block.
//!
//! A blocking stream is one whose asynchronous operations are always ready, so each stack is written once.

use core::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use crate::{Error, Time, Tls};

/// A blocking stream, as one that never has to wait.
#[derive(Debug)]
pub struct Ready<S>(pub S);

/// A TLS stream over one that blocks.
#[derive(Debug)]
pub struct Stream<S>(S);

/// [`Tls::open`], for a stream that blocks.
///
/// # Errors
/// See there.
pub fn open<T: Tls<Ready<S>>, S>(tls: &mut T, stream: S, host: &str, time: Time) -> Result<Stream<T::Stream>, Error> {
    ready(tls.open(Ready(stream), host, time)).map(Stream)
}

impl<S: embedded_io::ErrorType> embedded_io::ErrorType for Ready<S> {
    type Error = S::Error;
}

impl<S: embedded_io::Read> embedded_io_async::Read for Ready<S> {
    async fn read(&mut self, room: &mut [u8]) -> Result<usize, S::Error> {
        self.0.read(room)
    }
}

impl<S: embedded_io::Write> embedded_io_async::Write for Ready<S> {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, S::Error> {
        self.0.write(bytes)
    }

    async fn flush(&mut self) -> Result<(), S::Error> {
        self.0.flush()
    }
}

impl<S: embedded_io_async::ErrorType> embedded_io::ErrorType for Stream<S> {
    type Error = S::Error;
}

impl<S: embedded_io_async::Read> embedded_io::Read for Stream<S> {
    fn read(&mut self, room: &mut [u8]) -> Result<usize, S::Error> {
        ready(self.0.read(room))
    }
}

impl<S: embedded_io_async::Write> embedded_io::Write for Stream<S> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, S::Error> {
        ready(self.0.write(bytes))
    }

    fn flush(&mut self) -> Result<(), S::Error> {
        ready(self.0.flush())
    }
}

/// What blocks is ready whenever it is asked.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(result) = future.as_mut().poll(&mut context) {
            return result;
        }
    }
}
