//! How a call ends, whatever it ran on.

use core::fmt;
use std::io;

use embedded_io::{Error as _, ErrorKind};
use tencent_chat::Failed;
use tencent_chat_std::Error;

use crate::world::WireError;

/// How a call ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Ending {
    /// With the right users.
    Users,
    /// With users, but not the right ones.
    WrongUsers,
    /// With a code of the service.
    Refused(i64),
    /// With an HTTP status of somebody else.
    Status(u16),
    /// With an answer that is none.
    Garbled,
    /// With a connection that broke, or was not to be had.
    Broken,
    /// With a limit of time.
    Slow,
    /// With a peer that could not show to be the service.
    Untrusted,
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Users => f.pad("users"),
            Self::WrongUsers => f.pad("WRONG"),
            Self::Refused(code) => f.pad(&format!("code {code}")),
            Self::Status(status) => f.pad(&format!("HTTP {status}")),
            Self::Garbled => f.pad("garbled"),
            Self::Broken => f.pad("broken"),
            Self::Slow => f.pad("slow"),
            Self::Untrusted => f.pad("untrusted"),
        }
    }
}

impl From<tencent_chat::Error> for Ending {
    fn from(error: tencent_chat::Error) -> Self {
        match error {
            tencent_chat::Error::Refused(code) => Self::Refused(code.0),
            tencent_chat::Error::Status(status) => Self::Status(status),
            tencent_chat::Error::Http(_) | tencent_chat::Error::Json(_) => Self::Garbled,
            tencent_chat::Error::Deadline => Self::Slow,
            tencent_chat::Error::Closed => Self::Broken,
            _ => Self::WrongUsers,
        }
    }
}

impl From<Error> for Ending {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused { code, .. } => Self::Refused(code.0),
            Error::Chat(error) => error.into(),
            Error::Tls(rustls::Error::InvalidCertificate(_)) => Self::Untrusted,
            Error::TimedOut(_) => Self::Slow,
            _ => Self::Broken,
        }
    }
}

impl From<Failed<WireError>> for Ending {
    fn from(failed: Failed<WireError>) -> Self {
        use tencent_chat_emulator::Fault;
        match failed {
            Failed::Chat(error) => error.into(),
            Failed::Transport(WireError::Handshake(
                Fault::OtherAuthority | Fault::WrongName | Fault::ExpiredCertificate | Fault::FutureCertificate,
            )) => Self::Untrusted,
            Failed::Transport(WireError::Handshake(Fault::TlsStall)) => Self::Slow,
            Failed::Transport(error) => of_kind(error.kind()),
        }
    }
}

impl From<Failed<io::Error>> for Ending {
    fn from(failed: Failed<io::Error>) -> Self {
        match failed {
            Failed::Chat(error) => error.into(),
            Failed::Transport(error) => match error.get_ref().and_then(|inner| inner.downcast_ref()) {
                Some(rustls::Error::InvalidCertificate(_)) => Self::Untrusted,
                _ => of_kind(error.kind().into()),
            },
        }
    }
}

fn of_kind(kind: ErrorKind) -> Ending {
    if kind == ErrorKind::TimedOut { Ending::Slow } else { Ending::Broken }
}
