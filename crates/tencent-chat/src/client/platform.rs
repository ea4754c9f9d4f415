//! What a client needs of the system it runs on.

use core::{future::poll_fn, pin::pin, task::Poll};

use embedded_io_async::{ErrorType, Read, Write};

use crate::Host;

/// What a client needs of the system it runs on. Times are in milliseconds since anything, and never go back.
pub trait Platform {
    /// What connecting, reading and writing fail with.
    type Error;
    /// A stream over TLS, whose peer has shown to be the host that was asked for.
    type Stream: Read + Write + ErrorType<Error = Self::Error>;

    /// The time.
    fn now(&mut self) -> u64;

    /// Any number.
    fn random(&mut self) -> u32;

    /// Does nothing until then.
    fn sleep(&mut self, until: u64) -> impl Future<Output = ()>;

    /// Connects and verifies, or fails, before `until`.
    fn connect(
        &mut self,
        host: Host<'_>,
        until: u64,
    ) -> impl Future<Output = Result<Self::Stream, NotConnected<Self::Error>>>;

    /// From now on reading and writing this stream fail at `until`. Whatever waits asynchronously is ended by the client
    /// itself, and needs to do nothing here.
    fn limit(&mut self, _stream: &mut Self::Stream, _until: u64) {}
}

/// Why there is no connection.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotConnected<E> {
    /// Nobody was reached, or nobody in time.
    Unreachable(E),
    /// Somebody was reached who could not show to be the service.
    Untrusted(E),
}

/// Waits for an operation, but not longer than for the end of its time.
pub(super) async fn in_time<T>(operation: impl Future<Output = T>, end: impl Future<Output = ()>) -> Option<T> {
    let (mut operation, mut end) = (pin!(operation), pin!(end));
    poll_fn(|context| match operation.as_mut().poll(context) {
        Poll::Ready(result) => Poll::Ready(Some(result)),
        Poll::Pending => end.as_mut().poll(context).map(|()| None),
    })
    .await
}
