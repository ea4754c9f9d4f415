#![doc = include_str!("../README.md")]
#![no_std]

mod clock;
mod failure;

use core::{cell::RefCell, ffi::CStr, fmt};

use embedded_io_async::{ErrorType, Read, Write};
use embedded_webpki::{Error as Check, Time, Verifier};
use mbedtls_rs::{
    Certificate, ClientSessionConfig, SavedSession, Session, SessionConfig, SessionError, TlsReference, TlsVersion,
};
use tencent_chat_tls::{Error, Tls};

pub use mbedtls_rs;

/// TLS 1.2 and 1.3 by mbedTLS, with a heap.
pub struct MbedTls<'a> {
    tls: TlsReference<'a>,
    roots: Certificate<'a>,
    sessions: &'a Sessions,
}

impl<'a> MbedTls<'a> {
    /// `tls` stands for mbedTLS, of which there is one in a program, and for its random numbers. `roots` are the CAs that are
    /// trusted: one in DER, or several in PEM (mbedtls-rs' features `pem-parse` and `base64`).
    pub fn new(tls: TlsReference<'a>, roots: Certificate<'a>, sessions: &'a Sessions) -> Self {
        clock::install();
        Self { tls, roots, sessions }
    }

    fn session<S: Read + Write>(&self, stream: S, host: &str) -> Result<Session<'a, S>, SessionError> {
        let config = ClientSessionConfig {
            ca_chain: Some(self.roots.clone()),
            min_version: TlsVersion::Tls1_2,
            ..ClientSessionConfig::new()
        };
        let mut session = Session::new(self.tls, stream, &SessionConfig::Client(config))?;
        session.set_server_name(TerminatedHost::new(host).as_c_str())?;
        Ok(session)
    }
}

impl<'a, S: Read + Write + 'a> Tls<S> for MbedTls<'a> {
    type Stream = Stream<'a, S>;

    async fn open(&mut self, stream: S, host: &str, time: Time) -> Result<Stream<'a, S>, Error> {
        Verifier::new(&[]).check_in_advance(host, time)?;
        // mbedTLS cannot be told that it is later than something.
        let Time::Now(second) = time else { return Err(Check::NoClock.into()) };
        clock::set(second);
        let mut session = self.session(stream, host).map_err(|error| failure::of(error, 0))?;
        // One that is for another host is refused by mbedtls-rs, and gone.
        let opened = match self.sessions.0.take() {
            Some(saved) => match session.connect_with_session(&saved).await {
                Err(SessionError::MbedTls(error)) if error == failure::OTHER_HOST => session.connect().await,
                result => result,
            },
            None => session.connect().await,
        };
        let flags = session.tls_verification_details();
        opened.map_err(|error| failure::of(error, flags))?;
        // A handshake with flags fails by itself. This is in case it did not.
        if flags != 0 {
            return Err(failure::of_flags(flags));
        }
        if session.tls_version() == Some(TlsVersion::Tls1_2) {
            self.sessions.0.replace(session.save().ok());
        }
        Ok(Stream(session))
    }
}

/// The session of the last connection, which the next one to the same host takes up where the server lets it (TLS 1.2; tickets of
/// TLS 1.3 are not used). That spares most of a handshake: the certificates are not shown again, nor are they verified.
#[derive(Default)]
pub struct Sessions(RefCell<Option<SavedSession>>);

impl Sessions {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(RefCell::new(None))
    }
}

/// A verified stream over TLS.
pub struct Stream<'a, S: Read + Write>(Session<'a, S>);

impl<S: Read + Write> Read for Stream<'_, S> {
    async fn read(&mut self, room: &mut [u8]) -> Result<usize, Error> {
        self.0.read(room).await.map_err(|error| failure::of(error, 0))
    }
}

impl<S: Read + Write> Write for Stream<'_, S> {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        self.0.write(bytes).await.map_err(|error| failure::of(error, 0))
    }

    async fn flush(&mut self) -> Result<(), Error> {
        self.0.flush().await.map_err(|error| failure::of(error, 0))
    }
}

impl<S: Read + Write> ErrorType for Stream<'_, S> {
    type Error = Error;
}

/// A host with a zero behind it. DNS names have at most 253 bytes.
struct TerminatedHost([u8; 254]);

impl TerminatedHost {
    fn new(host: &str) -> Self {
        let mut bytes = [0; 254];
        for (to, from) in bytes.iter_mut().zip(host.bytes()) {
            *to = from;
        }
        Self(bytes)
    }

    fn as_c_str(&self) -> &CStr {
        CStr::from_bytes_until_nul(&self.0).unwrap_or_default()
    }
}

impl fmt::Debug for MbedTls<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MbedTls").finish_non_exhaustive()
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions").finish_non_exhaustive()
    }
}

impl<S: Read + Write> fmt::Debug for Stream<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").finish_non_exhaustive()
    }
}
