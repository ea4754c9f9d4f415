//! Why an emulator did not start.

use core::error::Error;
use core::fmt;
use core::net::SocketAddr;
use std::io;

use crate::seed::SeedError;
use crate::store::DataError;
use crate::tls::CertificateError;

/// Why an emulator did not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The seed breaks one of the service's rules.
    Seed(SeedError),
    /// No certificate could be made.
    Certificate(CertificateError),
    /// The address cannot be listened on.
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The data file cannot be used.
    Data(DataError),
    /// The thread or its runtime could not be started.
    Thread(io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seed(error) => write!(f, "the seed is not valid: {error}"),
            Self::Certificate(error) => write!(f, "no certificate could be made: {error}"),
            Self::Listen { address, source } => write!(f, "cannot listen on {address}: {source}"),
            Self::Data(error) => error.fmt(f),
            Self::Thread(error) => write!(f, "the emulator's thread could not be started: {error}"),
        }
    }
}

impl Error for StartError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Seed(error) => Some(error),
            Self::Certificate(error) => Some(error),
            Self::Listen { source, .. } => Some(source),
            Self::Data(error) => Some(error),
            Self::Thread(error) => Some(error),
        }
    }
}

impl From<SeedError> for StartError {
    fn from(error: SeedError) -> Self {
        Self::Seed(error)
    }
}

impl From<CertificateError> for StartError {
    fn from(error: CertificateError) -> Self {
        Self::Certificate(error)
    }
}

impl From<DataError> for StartError {
    fn from(error: DataError) -> Self {
        Self::Data(error)
    }
}
