//! What can go wrong with a call, and what to do then.

use core::{convert::Infallible, fmt};

use crate::{Advice, ErrorCode, HttpError, Invalid, json, usersig::SignError};

/// Why a call brought no answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Error {
    /// What was asked for can never be sent.
    Invalid(Invalid),
    /// The buffer is too small. This much holds what came last; elements behind it may be longer.
    BufferFull {
        /// How many bytes it takes, or where that is not known, at least takes.
        needed: usize,
    },
    /// The service understood, and said no.
    Refused(ErrorCode),
    /// Not the service answered but something in front of it, with this HTTP status.
    Status(u16),
    /// The answer is not the HTTP it should be.
    Http(HttpError),
    /// The answer is not the JSON it should be.
    Json(json::Error),
    /// The connection was closed before the answer had ended.
    Closed,
    /// The time for the call was over.
    Deadline,
    /// The signer made no UserSig.
    Unsigned,
    /// An item or answer was asked for where there is none.
    NotNow,
}

impl Error {
    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> Advice {
        match self {
            Self::Refused(code) => code.advice(),
            Self::Closed | Self::Deadline | Self::Status(408 | 429 | 500..) => Advice::TryLater,
            Self::Unsigned => Advice::FixSetup,
            Self::Invalid(_) | Self::NotNow => Advice::FixRequest,
            Self::BufferFull { .. } => Advice::Split,
            Self::Status(_) | Self::Http(_) | Self::Json(_) => Advice::Stop,
        }
    }
}

impl Error {
    /// What a signer says of itself is lost.
    pub(crate) fn from_signer<E>(error: SignError<E>) -> Self {
        match error {
            SignError::BufferFull { needed } => Self::BufferFull { needed },
            SignError::Signer(_) => Self::Unsigned,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(invalid) => invalid.fmt(f),
            Self::BufferFull { needed } => write!(f, "the buffer is too small: it takes at least {needed} bytes"),
            Self::Refused(ErrorCode(0)) => f.write_str("the service refused without saying why"),
            Self::Refused(code) => write!(f, "the service refused with code {code}: {}", code.advice()),
            Self::Status(status) => {
                write!(f, "HTTP status {status} instead of an answer: something in front of the service is in the way")
            }
            Self::Http(error) => error.fmt(f),
            Self::Json(error) => write!(f, "the answer is not what it should be: {error}"),
            Self::Closed => f.write_str("the connection was closed before the answer had ended"),
            Self::Deadline => f.write_str("the time for the call was over"),
            Self::Unsigned => f.write_str("the signer made no UserSig"),
            Self::NotNow => f.write_str("an item or answer was asked for where there is none"),
        }
    }
}

impl core::error::Error for Error {}

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

impl From<HttpError> for Error {
    fn from(error: HttpError) -> Self {
        Self::Http(error)
    }
}

impl From<json::Error> for Error {
    fn from(error: json::Error) -> Self {
        Self::Json(error)
    }
}

/// Signing with a key in memory fails for want of room only.
impl From<SignError<Infallible>> for Error {
    fn from(error: SignError<Infallible>) -> Self {
        Self::from_signer(error)
    }
}

/// A failed call: the stream broke, or what was said on it did.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Failed<T> {
    /// The stream's own error.
    Transport(T),
    /// What was said on the stream.
    Chat(Error),
}

impl<T> From<Error> for Failed<T> {
    fn from(error: Error) -> Self {
        Self::Chat(error)
    }
}

impl<T: fmt::Display> fmt::Display for Failed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => write!(f, "the connection failed: {error}"),
            Self::Chat(error) => error.fmt(f),
        }
    }
}

impl<T: core::error::Error + 'static> core::error::Error for Failed<T> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Transport(error) => Some(error),
            Self::Chat(error) => Some(error),
        }
    }
}
