//! Links whose TLS is made elsewhere.

use embedded_io_async::{Error as _, ErrorType, Read, Write};
use tencent_chat_tls::{Error, Time, Tls};

/// For a modem or Wi-Fi chip that makes TLS itself, verification and all: what is written goes to it as it is.
///
/// **The link has to be secured already.** The host's name, the CAs and the time are the modem's to check, and its driver's to
/// set up: nothing is checked here, and a UserSig goes out with the first bytes. Over plain TCP, whoever is on the way has it.
#[derive(Clone, Copy, Debug, Default)]
pub struct AlreadySecured;

/// A link that is secured already.
#[derive(Debug)]
pub struct Plain<S>(S);

impl<S: Read + Write> Tls<S> for AlreadySecured {
    type Stream = Plain<S>;

    async fn open(&mut self, stream: S, _: &str, _: Time) -> Result<Plain<S>, Error> {
        Ok(Plain(stream))
    }
}

impl<S> ErrorType for Plain<S> {
    type Error = Error;
}

impl<S: Read> Read for Plain<S> {
    async fn read(&mut self, room: &mut [u8]) -> Result<usize, Error> {
        self.0.read(room).await.map_err(|error| Error::Transport(error.kind()))
    }
}

impl<S: Write> Write for Plain<S> {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        self.0.write(bytes).await.map_err(|error| Error::Transport(error.kind()))
    }

    async fn flush(&mut self) -> Result<(), Error> {
        self.0.flush().await.map_err(|error| Error::Transport(error.kind()))
    }
}
