//! What stands between a device and the service.

use core::fmt;

use embedded_io::ErrorKind;
use tencent_chat::client::NotConnected;

/// What stands between a device and the service. `D` is the error of the stack's DNS, `C` that of its TCP.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Error<D, C> {
    /// The stack found no address for the host's name.
    Name(D),
    /// The stack made no connection.
    Connect(C),
    /// There is none in time, TLS included.
    TimedOut,
    /// The stack is in use by whoever called this.
    Busy,
    /// What TLS, or the connection below it, failed with.
    Tls(tencent_chat_tls::Error),
}

impl<D, C> Error<D, C> {
    pub(crate) const fn into_not_connected(self) -> NotConnected<Self> {
        match &self {
            Self::Tls(error) if error.is_untrusted() => NotConnected::Untrusted(self),
            _ => NotConnected::Unreachable(self),
        }
    }
}

impl<D: fmt::Debug, C: fmt::Debug> embedded_io::Error for Error<D, C> {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Name(_) => ErrorKind::NotFound,
            Self::Connect(_) => ErrorKind::NotConnected,
            Self::TimedOut => ErrorKind::TimedOut,
            Self::Busy => ErrorKind::AddrInUse,
            Self::Tls(error) => error.kind(),
        }
    }
}

impl<D: fmt::Debug, C: fmt::Debug> fmt::Display for Error<D, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(error) => write!(f, "there is no address for the host's name: {error:?}"),
            Self::Connect(error) => write!(f, "there is no connection to the host: {error:?}"),
            Self::TimedOut => f.write_str("the host did not answer in time"),
            Self::Busy => f.write_str("the network is in use by whoever called this"),
            Self::Tls(error) => error.fmt(f),
        }
    }
}

impl<D: fmt::Debug, C: fmt::Debug> core::error::Error for Error<D, C> {}
