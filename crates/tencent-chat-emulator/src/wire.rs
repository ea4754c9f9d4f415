//! A connection's stream that can be cut at a byte, and that gives up on a peer who does not read.

use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;
use std::io;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Sleep;

use crate::service::lock;

/// A stream that obeys a [`Cut`] and bounds how long a write may stand still.
pub(crate) struct Wire<S> {
    stream: S,
    cut: Arc<Cut>,
    patience: Duration,
    stalled: Option<Pin<Box<Sleep>>>,
}

/// Where a connection is to end; shared by its stream, which obeys, and the answers on it, which decide.
#[derive(Debug, Default)]
pub(crate) struct Cut(Mutex<State>);

/// How far the cutting has come.
#[derive(Debug, Default)]
enum State {
    /// The connection lives as long as the client likes.
    #[default]
    Off,
    /// It ends when this many more bytes have been written, or with the answer.
    After { left: usize, body_handed_over: bool },
    /// It has ended.
    Over,
}

impl Cut {
    /// Ends the connection after so many bytes from here on, or with the answer if that is shorter.
    pub(crate) fn after(&self, bytes: usize) {
        *lock(&self.0) = State::After { left: bytes, body_handed_over: false };
    }

    /// The answer's last byte is on its way to the stream.
    pub(crate) fn body_is_handed_over(&self) {
        if let State::After { body_handed_over, .. } = &mut *lock(&self.0) {
            *body_handed_over = true;
        }
    }

    /// How many bytes may be written.
    fn room(&self) -> usize {
        match *lock(&self.0) {
            State::Off => usize::MAX,
            State::After { left, .. } => left,
            State::Over => 0,
        }
    }

    fn written(&self, bytes: usize) {
        if let State::After { left, .. } = &mut *lock(&self.0) {
            *left = left.saturating_sub(bytes);
        }
    }

    /// All that was written is with the peer; says whether the connection ends with it.
    fn flushed(&self) -> bool {
        let mut state = lock(&self.0);
        let ends = matches!(*state, State::After { body_handed_over: true, .. });
        if ends {
            *state = State::Over;
        }
        ends
    }

    fn is_over(&self) -> bool {
        matches!(*lock(&self.0), State::Over)
    }
}

impl<S> Wire<S> {
    pub(crate) fn new(stream: S, cut: Arc<Cut>, patience: Duration) -> Self {
        Self { stream, cut, patience, stalled: None }
    }
}

impl<S: AsyncWrite + Unpin> Wire<S> {
    /// Does something that waits for the peer to read, but not for longer than the patience lasts.
    fn poll_patiently<T>(
        &mut self,
        cx: &mut Context<'_>,
        poll: impl FnOnce(Pin<&mut S>, &mut Context<'_>) -> Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        let outcome = poll(Pin::new(&mut self.stream), cx);
        if outcome.is_ready() {
            self.stalled = None;
            return outcome;
        }
        let patience = self.patience;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        stalled.as_mut().poll(cx).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Wire<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.cut.is_over() {
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Wire<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let allowed = buf.get(..self.cut.room().min(buf.len())).unwrap_or_default();
        if allowed.is_empty() && !buf.is_empty() {
            // What came before the cut must arrive; then the connection goes down without a word of farewell.
            ready!(self.poll_patiently(cx, |stream, cx| stream.poll_flush(cx)))?;
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        let written = ready!(self.poll_patiently(cx, |stream, cx| stream.poll_write(cx, allowed)))?;
        self.cut.written(written);
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_patiently(cx, |stream, cx| stream.poll_flush(cx)))?;
        if self.cut.flushed() {
            // Whoever waits for the next request is to see the end of the stream now.
            cx.waker().wake_by_ref();
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_patiently(cx, |stream, cx| stream.poll_shutdown(cx))
    }
}

#[cfg(test)]
mod tests {
    use core::sync::atomic::{AtomicUsize, Ordering};
    use core::task::Waker;
    use std::task::Wake;

    use tokio::io::{AsyncReadExt, AsyncWriteExt, BufWriter, DuplexStream, duplex};

    use super::*;

    /// A wire that holds back what it is given until it is flushed, and its other end.
    fn wire() -> (Wire<BufWriter<DuplexStream>>, Arc<Cut>, DuplexStream) {
        let (near, far) = duplex(1000);
        let cut = Arc::new(Cut::default());
        (Wire::new(BufWriter::new(near), Arc::clone(&cut), Duration::from_secs(1)), cut, far)
    }

    #[tokio::test]
    async fn what_comes_before_the_cut_arrives_however_it_is_written() {
        let (mut wire, cut, mut far) = wire();
        wire.write_all(b"before").await.unwrap();
        cut.after(5);
        wire.write_all(b"12").await.unwrap();
        assert_eq!(wire.write_all(b"3456").await.unwrap_err().kind(), io::ErrorKind::ConnectionAborted);
        drop(wire);
        let mut arrived = String::new();
        far.read_to_string(&mut arrived).await.unwrap();
        assert_eq!(arrived, "before12345");
    }

    #[tokio::test]
    async fn whoever_waits_is_woken_when_the_stream_ends_with_the_answer() {
        struct Woken(AtomicUsize);
        impl Wake for Woken {
            fn wake(self: Arc<Self>) {
                self.0.fetch_add(1, Ordering::Relaxed);
            }
        }
        let (mut wire, cut, _far) = wire();
        let woken = Arc::new(Woken(AtomicUsize::new(0)));
        let waker = Waker::from(Arc::clone(&woken));
        let mut cx = Context::from_waker(&waker);
        let mut room = [0; 8];
        let mut room = ReadBuf::new(&mut room);
        cut.after(usize::MAX);
        assert!(Pin::new(&mut wire).poll_flush(&mut cx).is_ready());
        assert!(Pin::new(&mut wire).poll_read(&mut cx, &mut room).is_pending(), "the answer is still being made");
        cut.body_is_handed_over();
        assert_eq!(woken.0.load(Ordering::Relaxed), 0);
        assert!(Pin::new(&mut wire).poll_flush(&mut cx).is_ready());
        assert_eq!(woken.0.load(Ordering::Relaxed), 1);
        assert!(Pin::new(&mut wire).poll_read(&mut cx, &mut room).is_ready());
        assert!(room.filled().is_empty());
    }
}
