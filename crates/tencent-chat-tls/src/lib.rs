#![doc = include_str!("../README.md")]
#![no_std]

pub mod blocking;
mod calendar;
#[cfg(feature = "embedded-tls")]
mod embedded_tls;
mod error;

use embedded_io_async::{ErrorType, Read, Write};

pub use calendar::Calendar;
#[cfg(feature = "embedded-tls")]
pub use embedded_tls::{EmbeddedTls, Records, Stream};
pub use embedded_webpki::{CertificateDer, Time, TrustAnchor, Verifier, root};
pub use error::Error;

/// A TLS stack, over streams of the kind `S`.
pub trait Tls<S> {
    /// A stream whose peer has shown to be the host that was asked for. Reading gives 0 when the peer has ended it; a stream that
    /// was cut off is an error.
    type Stream: Read + Write + ErrorType<Error = Error>;

    /// Makes sure that whoever is at the other end of `stream` is `host`, a DNS name or an IP address. Until that is so there is
    /// no stream to send anything on.
    ///
    /// # Errors
    /// [`Error::Untrusted`] if the peer could not show it, and says which check failed. That the time is not known is found
    /// before a byte is sent.
    fn open(&mut self, stream: S, host: &str, time: Time) -> impl Future<Output = Result<Self::Stream, Error>>;

    /// [`open`](Self::open), and the stream is where it is to lie: with its keys it may be more than a thousand bytes, of which
    /// every function that hands it on has a copy. Until all has gone well, `place` is empty for everybody else.
    ///
    /// # Errors
    /// As `open`.
    fn open_in(
        &mut self,
        place: &mut Option<Self::Stream>,
        stream: S,
        host: &str,
        time: Time,
    ) -> impl Future<Output = Result<(), Error>> {
        async move {
            *place = None;
            *place = Some(self.open(stream, host, time).await?);
            Ok(())
        }
    }
}
