//! The buffers for records, and the connection that uses them.
//!
//! embedded-tls borrows its buffers for as long as a connection may live, and never hands them back; a client that connects
//! again needs them again. So they are lent to one connection at a time. This is the only unsafe code of the crate.

use core::{
    cell::{Cell, UnsafeCell},
    fmt,
};

use embedded_io_async::{Read, Write};
use embedded_tls::{Aes128GcmSha256, CryptoProvider, MaxFragmentLength, TlsConnection, TlsContext, TlsError};

use super::guard::{Guard, Phase};

/// Where records are put together and taken apart: memory for one connection, as a `static` or wherever it lives long enough.
///
/// `READ` decides what the server is asked for. 16640 takes any record there can be. With less, the server is asked to send
/// records of at most 4096 bytes (from 4352 on), 2048 (2304), 1024 (1280) or 512 (768); servers that do not know this extension
/// of TLS send longer ones, and a server's certificates have to fit one record: 2048 bytes do not hold a chain with RSA keys.
///
/// `WRITE` is at least 640, which is room for a request of 512 bytes at a time; a longer request goes out in more records.
pub struct Records<const READ: usize, const WRITE: usize> {
    read: UnsafeCell<[u8; READ]>,
    write: UnsafeCell<[u8; WRITE]>,
    is_lent: Cell<bool>,
    phase: Cell<Phase>,
}

impl<const READ: usize, const WRITE: usize> Records<READ, WRITE> {
    /// What the server is asked for.
    pub(super) const MAX_FRAGMENT: Option<MaxFragmentLength> = {
        assert!(WRITE >= 640, "the buffer for records to be written is too small for a handshake: at least 640 bytes");
        match READ {
            16_640.. => None,
            4352.. => Some(MaxFragmentLength::Bits12),
            2304.. => Some(MaxFragmentLength::Bits11),
            1280.. => Some(MaxFragmentLength::Bits10),
            768.. => Some(MaxFragmentLength::Bits9),
            _ => panic!("the buffer for records to be read is too small: at least 768 bytes"),
        }
    };

    /// Empty ones.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            read: UnsafeCell::new([0; READ]),
            write: UnsafeCell::new([0; WRITE]),
            is_lent: Cell::new(false),
            phase: Cell::new(Phase::Hello),
        }
    }

    /// A connection that uses them; `None` while another one does.
    pub(super) fn connection<'a, S: Read + Write + 'a>(&'a self, stream: S) -> Option<Connection<'a, S>> {
        if self.is_lent.replace(true) {
            return None;
        }
        let lease = Lease(&self.is_lent);
        // SAFETY: Nobody else refers to the buffers. They were not lent out, and from now on are, until `lease` is dropped. A
        // `Connection` drops that after the `TlsConnection`, which keeps the buffers to itself and which it never lets go.
        #[expect(unsafe_code, reason = "the buffers are lent again, which borrowing cannot express")]
        let (read, write) = unsafe { (&mut *self.read.get(), &mut *self.write.get()) };
        self.phase.set(Phase::Hello);
        Some(Connection {
            tls: TlsConnection::new(Guard::new(stream, &self.phase), read, write),
            phase: &self.phase,
            _lease: lease,
        })
    }
}

/// A connection, with the buffers that are lent to it.
pub(super) struct Connection<'a, S: Read + Write + 'a> {
    /// Dropped first: fields are, in the order they are declared in.
    tls: TlsConnection<'a, Guard<'a, S>, Aes128GcmSha256>,
    phase: &'a Cell<Phase>,
    _lease: Lease<'a>,
}

impl<S: Read + Write> Connection<'_, S> {
    pub(super) async fn open<P>(&mut self, context: TlsContext<'_, P>) -> Result<(), TlsError>
    where
        P: CryptoProvider<CipherSuite = Aes128GcmSha256>,
    {
        self.tls.open(context).await?;
        self.phase.set(Phase::Open);
        Ok(())
    }

    pub(super) async fn read(&mut self, room: &mut [u8]) -> Result<usize, TlsError> {
        self.tls.read(room).await
    }

    pub(super) async fn write(&mut self, bytes: &[u8]) -> Result<usize, TlsError> {
        self.tls.write(bytes).await
    }

    pub(super) async fn flush(&mut self) -> Result<(), TlsError> {
        self.tls.flush().await
    }
}

/// Ends the lending.
struct Lease<'a>(&'a Cell<bool>);

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

impl<const READ: usize, const WRITE: usize> Default for Records<READ, WRITE> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const READ: usize, const WRITE: usize> fmt::Debug for Records<READ, WRITE> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records").field("is_lent", &self.is_lent.get()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use core::convert::Infallible;

    use embedded_io::{ErrorType, Read, Write};
    use embedded_webpki::{Time, Verifier};

    use super::*;
    use crate::{EmbeddedTls, Error, blocking};

    /// A stream that takes anything, and has ended.
    struct Ended;

    impl ErrorType for Ended {
        type Error = Infallible;
    }

    impl Read for Ended {
        fn read(&mut self, _: &mut [u8]) -> Result<usize, Infallible> {
            Ok(0)
        }
    }

    impl Write for Ended {
        fn write(&mut self, bytes: &[u8]) -> Result<usize, Infallible> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> Result<(), Infallible> {
            Ok(())
        }
    }

    /// Good for nothing but to begin with.
    struct Counter(u8);

    impl rand_core::TryRng for Counter {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            Ok(7)
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            Ok(7)
        }

        fn try_fill_bytes(&mut self, room: &mut [u8]) -> Result<(), Infallible> {
            self.0 = self.0.wrapping_add(1);
            room.fill(self.0);
            Ok(())
        }
    }

    impl rand_core::TryCryptoRng for Counter {}

    /// Miri finds here no two that use the buffers at once: `cargo +nightly miri test -p tencent-chat-tls --lib`.
    #[test]
    fn buffers_are_lent_again_and_again() {
        let records = Records::<768, 640>::new();
        let mut tls = EmbeddedTls::new(&records, Verifier::of_keys(&[]), Counter(0));
        for _ in 0..2 {
            let opened = blocking::open(&mut tls, Ended, "chat.example", Time::Unknown);
            assert_eq!(opened.err(), Some(Error::CutOff));
        }
        let first = records.connection(blocking::Ready(Ended));
        assert!(first.is_some());
        assert!(records.connection(blocking::Ready(Ended)).is_none());
        drop(first);
        assert!(records.connection(blocking::Ready(Ended)).is_some());
    }
}
