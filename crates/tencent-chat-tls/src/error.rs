//! What goes wrong beneath a call.

use core::fmt;

use embedded_io::ErrorKind;
use tencent_chat::client::NotConnected;

/// What opening, reading and writing fail with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// The stream beneath failed.
    Transport(ErrorKind),
    /// The stream beneath ended, and the peer had not said that it would: something may be missing.
    CutOff,
    /// A certificate, or a signature made with its key, did not pass this check.
    Untrusted(embedded_webpki::Error),
    /// The peer showed a certificate and did not sign with its key: it may be anybody's.
    Unproven,
    /// The peer ended the handshake with an alert (RFC 8446, section 6).
    Refused {
        /// Its number, if the stack tells it. 40 and 70 are what a server says, too, that does not speak the stack's versions
        /// of TLS.
        alert: Option<u8>,
    },
    /// The peer sent a record that is longer than the buffer for it.
    RecordTooLong {
        /// How long a record may be.
        most: usize,
    },
    /// What the peer sent is no TLS, or was changed on the way.
    Protocol,
    /// The buffers serve another stream, which has to be dropped first.
    Busy,
    /// The heap is too small, for a stack that needs one.
    OutOfMemory,
}

impl Error {
    /// Whether somebody was reached who could not show to be the host, rather than nobody.
    #[must_use]
    pub const fn is_untrusted(&self) -> bool {
        match self {
            Self::Untrusted(_)
            | Self::Unproven
            | Self::Refused { .. }
            | Self::RecordTooLong { .. }
            | Self::Protocol => true,
            Self::Transport(_) | Self::CutOff | Self::Busy | Self::OutOfMemory => false,
        }
    }
}

impl From<Error> for NotConnected<Error> {
    fn from(error: Error) -> Self {
        if error.is_untrusted() { Self::Untrusted(error) } else { Self::Unreachable(error) }
    }
}

impl From<embedded_webpki::Error> for Error {
    fn from(error: embedded_webpki::Error) -> Self {
        Self::Untrusted(error)
    }
}

impl embedded_io::Error for Error {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Transport(kind) => *kind,
            Self::CutOff => ErrorKind::ConnectionAborted,
            Self::Untrusted(_) | Self::Unproven => ErrorKind::PermissionDenied,
            Self::Refused { .. } => ErrorKind::ConnectionRefused,
            Self::RecordTooLong { .. } | Self::OutOfMemory => ErrorKind::OutOfMemory,
            Self::Protocol => ErrorKind::InvalidData,
            Self::Busy => ErrorKind::AddrInUse,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(kind) => write!(f, "the connection broke: {kind}"),
            Self::CutOff => f.write_str("the connection was cut off"),
            Self::Untrusted(error) => write!(f, "the host could not be trusted, and nothing was sent: {error}"),
            Self::Unproven => f.write_str(
                "the host could not be trusted, and nothing was sent: it did not sign with its certificate's key",
            ),
            Self::Refused { alert: None } => f.write_str("the host refused with an alert of TLS"),
            Self::Refused { alert: Some(alert @ (40 | 70)) } => {
                write!(f, "the host refused with alert {alert} of TLS: it may not speak this version")
            }
            Self::Refused { alert: Some(alert) } => write!(f, "the host refused with alert {alert} of TLS"),
            Self::RecordTooLong { most } => {
                write!(f, "the host sent a TLS record of more than {most} bytes: give the record buffer 16640")
            }
            Self::Protocol => f.write_str("what the host sent is no TLS, or was changed on the way"),
            Self::Busy => f.write_str("the buffers for TLS serve another stream"),
            Self::OutOfMemory => f.write_str("the heap is too small for TLS"),
        }
    }
}

impl core::error::Error for Error {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Untrusted(error) => Some(error),
            _ => None,
        }
    }
}
