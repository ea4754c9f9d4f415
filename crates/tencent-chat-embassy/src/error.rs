//! What stands between a device and the service.

use core::fmt;

use embassy_net::{dns, tcp::ConnectError};
use embedded_io_async::ErrorKind;

/// What stands between a device and the service.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// DNS does not know the host's name, or nobody was there to be asked.
    Name(dns::Error),
    /// There is no TCP connection.
    Connect(ConnectError),
    /// There is none in time, TLS included.
    TimedOut,
    /// The socket's connection is in use, and it has one.
    Busy,
    /// What TLS, or TCP below it, failed with.
    Tls(tencent_chat_tls::Error),
}

impl embedded_io_async::Error for Error {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Name(_) => ErrorKind::NotFound,
            Self::Connect(error) => error.kind(),
            Self::TimedOut => ErrorKind::TimedOut,
            Self::Busy => ErrorKind::AddrInUse,
            Self::Tls(error) => error.kind(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name(dns::Error::InvalidName | dns::Error::NameTooLong) => {
                "the host's name is none that DNS can know"
            }
            Self::Name(dns::Error::Failed) => "DNS does not know the host's name, or did not answer",
            Self::Connect(ConnectError::NoRoute) => "there is no way to the host: has the device an address?",
            Self::Connect(ConnectError::ConnectionReset) => "the host refused the connection",
            Self::Connect(ConnectError::TimedOut) => "the host did not answer",
            Self::Connect(ConnectError::InvalidState) | Self::Busy => "the socket is in use",
            Self::TimedOut => "the host did not answer in time",
            Self::Tls(error) => return error.fmt(f),
        })
    }
}

impl core::error::Error for Error {}
