//! The loops that carry an exchange out.

use core::hint::black_box;
use core::pin::{Pin, pin};
use core::task::{Context, Poll, Waker};

use embedded_io::ErrorKind;
use tencent_chat::{Failed, blocking, nonblocking};

use crate::exchange::with;
use crate::print;

pub fn drivers() {
    let mut buffer = black_box([0; 512]);
    with(&mut buffer, |exchange| {
        loop {
            match blocking::next(exchange, &mut Stream) {
                Ok(Some(Ok(user))) => look_at(user.account.as_str()),
                Ok(Some(Err(failed))) => print(failed),
                Ok(None) => break,
                Err(error) => return look_at_error(error),
            }
        }
    });
    // Not `next`, which awaits this. A future that is polled after its end panics, and that nobody does so is more than the
    // optimizer sees of a future within a future.
    with(&mut buffer, |exchange| {
        loop {
            match wait(pin!(nonblocking::advance(exchange, &mut Stream))) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => return look_at_error(error),
            }
        }
    });
}

fn look_at(text: &str) {
    black_box(text);
}

fn look_at_error(error: Failed<ErrorKind>) {
    print(error);
}

fn wait<F: Future>(mut future: Pin<&mut F>) -> F::Output {
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// A stream that does anything. Its futures are written by hand, for an `async fn` panics when it is polled once too often.
struct Stream;

impl embedded_io::ErrorType for Stream {
    type Error = ErrorKind;
}

impl embedded_io::Read for Stream {
    fn read(&mut self, bytes: &mut [u8]) -> Result<usize, ErrorKind> {
        black_box(bytes);
        black_box(Ok(1))
    }
}

impl embedded_io::Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, ErrorKind> {
        black_box(bytes);
        black_box(Ok(1))
    }

    fn flush(&mut self) -> Result<(), ErrorKind> {
        black_box(Ok(()))
    }
}

impl embedded_io_async::Read for Stream {
    fn read(&mut self, bytes: &mut [u8]) -> impl Future<Output = Result<usize, ErrorKind>> {
        black_box(bytes);
        core::future::poll_fn(|_| black_box(Poll::Ready(Ok(1))))
    }
}

impl embedded_io_async::Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> impl Future<Output = Result<usize, ErrorKind>> {
        black_box(bytes);
        core::future::poll_fn(|_| black_box(Poll::Ready(Ok(1))))
    }

    fn flush(&mut self) -> impl Future<Output = Result<(), ErrorKind>> {
        core::future::poll_fn(|_| black_box(Poll::Ready(Ok(()))))
    }
}
