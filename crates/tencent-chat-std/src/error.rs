//! What can go wrong on a host.

use core::fmt;
use std::io;

use rustls::pki_types::pem;
use tencent_chat::{Advice, ErrorCode};

use crate::LinkError;

/// Why a call brought no answer. None of them holds a key, a UserSig or a URL.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The service understood, and said no.
    Refused {
        /// Its code.
        code: ErrorCode,
        /// Its own words, for people to read.
        words: Option<String>,
    },
    /// The call cannot be made so, or what came is no answer.
    Chat(tencent_chat::Error),
    /// The app's host is neither a DNS name nor an IP address.
    HostName,
    /// The host's name has no address that could be found.
    Resolve(io::Error),
    /// None of the host's addresses takes a connection; what the last one said.
    Connect(io::Error),
    /// The peer could not show that it is the service, or speaks no TLS that is safe.
    Tls(rustls::Error),
    /// The connection broke.
    Connection(io::Error),
    /// It took too long.
    TimedOut(Limit),
    /// A CA to be added is no PEM.
    Pem(pem::Error),
}

/// A limit of time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Limit {
    /// That of connecting, TLS included.
    Connect,
    /// That of waiting for an answer, or its next part.
    Answer,
    /// That of the whole call.
    Call,
}

impl Error {
    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> Advice {
        match self {
            Self::Refused { code, .. } => code.advice(),
            Self::Chat(error) => error.advice(),
            Self::Resolve(_) | Self::Connect(_) | Self::Connection(_) | Self::TimedOut(_) => Advice::TryLater,
            Self::HostName | Self::Pem(_) => Advice::FixRequest,
            Self::Tls(_) => Advice::Stop,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { code, words: None } => tencent_chat::Error::Refused(*code).fmt(f),
            Self::Refused { code, words: Some(words) } => {
                write!(f, "{}; the service says: {words}", tencent_chat::Error::Refused(*code))
            }
            Self::Chat(error) => error.fmt(f),
            Self::HostName => f.write_str("the app's host is neither a DNS name nor an IP address"),
            Self::Resolve(error) => write!(f, "the host's address was not found: {error}"),
            Self::Connect(error) => write!(f, "no connection to the host: {error}"),
            Self::Tls(error) => write!(f, "the host could not be trusted, and nothing was sent: {error}"),
            Self::Connection(error) => write!(f, "the connection broke: {error}"),
            Self::TimedOut(Limit::Connect) => f.write_str("connecting took too long"),
            Self::TimedOut(Limit::Answer) => f.write_str("the service left the call waiting for too long"),
            Self::TimedOut(Limit::Call) => f.write_str("the call took too long"),
            Self::Pem(error) => write!(f, "the CA to be added is no certificate in PEM: {error:?}"),
        }
    }
}

impl core::error::Error for Error {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Chat(error) => Some(error),
            Self::Resolve(error) | Self::Connect(error) | Self::Connection(error) => Some(error),
            Self::Tls(error) => Some(error),
            _ => None,
        }
    }
}

impl From<tencent_chat::Error> for Error {
    fn from(error: tencent_chat::Error) -> Self {
        match error {
            tencent_chat::Error::Refused(code) => Self::Refused { code, words: None },
            tencent_chat::Error::Deadline => Self::TimedOut(Limit::Call),
            other => Self::Chat(other),
        }
    }
}

impl From<LinkError> for Error {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::HostName => Self::HostName,
            LinkError::Resolve(error) => Self::Resolve(error),
            LinkError::Connect(error) => Self::Connect(error),
            LinkError::Tls(error) => Self::Tls(error),
            LinkError::ConnectTimedOut => Self::TimedOut(Limit::Connect),
            LinkError::AnswerTimedOut => Self::TimedOut(Limit::Answer),
            LinkError::Broken(error) => Self::Connection(error),
        }
    }
}

impl From<tencent_chat::Invalid> for Error {
    fn from(invalid: tencent_chat::Invalid) -> Self {
        Self::Chat(tencent_chat::Error::Invalid(invalid))
    }
}

impl From<rustls::Error> for Error {
    fn from(error: rustls::Error) -> Self {
        Self::Tls(error)
    }
}
