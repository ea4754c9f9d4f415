//! The body of an answer, whole or in chunks of odd sizes.

use core::convert::Infallible;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::sync::Arc;

use hyper::body::{Body, Bytes, Frame, SizeHint};

use crate::wire::Cut;

/// The body of an answer. It tells the connection when it has been handed over.
pub(crate) struct AnswerBody {
    rest: Bytes,
    chunks: Option<Chunks>,
    cut: Arc<Cut>,
}

impl AnswerBody {
    /// A body that is sent whole, with its length before it.
    pub(crate) fn whole(text: String, cut: Arc<Cut>) -> Self {
        Self { rest: Bytes::from(text), chunks: None, cut }
    }

    /// A body whose length nobody knows beforehand, so that it is sent in chunks.
    pub(crate) fn chunked(text: String, cut: Arc<Cut>) -> Self {
        Self { rest: Bytes::from(text), chunks: Some(Chunks::default()), cut }
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        let most = self.rest.len();
        let size = self.chunks.as_mut().map_or(most, |chunks| chunks.next_size().min(most));
        let frame = self.rest.split_to(size);
        Poll::Ready(Some(Ok(Frame::data(frame))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        match (self.chunks, u64::try_from(self.rest.len())) {
            (None, Ok(len)) => SizeHint::with_exact(len),
            _ => SizeHint::new(),
        }
    }
}

impl Drop for AnswerBody {
    fn drop(&mut self) {
        self.cut.body_is_handed_over();
    }
}

/// Sizes of chunks: 1, 2, 3, 5, 7, 11 bytes and so on to a few hundred, then from the beginning.
#[derive(Clone, Copy, Default)]
struct Chunks {
    last: usize,
}

impl Chunks {
    fn next_size(&mut self) -> usize {
        let next = SIZES.into_iter().find(|size| *size > self.last).unwrap_or(1);
        self.last = next;
        next
    }
}

const SIZES: [usize; 12] = [1, 2, 3, 5, 7, 11, 17, 31, 61, 127, 257, 511];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_grow_and_begin_again() {
        let mut chunks = Chunks::default();
        let sizes: Vec<_> = (0..14).map(|_| chunks.next_size()).collect();
        assert_eq!(sizes, [1, 2, 3, 5, 7, 11, 17, 31, 61, 127, 257, 511, 1, 2]);
    }
}
