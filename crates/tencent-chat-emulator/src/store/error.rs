//! What is wrong with a data file, and what to do about it.

use core::error::Error;
use core::fmt;
use std::io;
use std::path::{Path, PathBuf};

use redb::{DatabaseError, StorageError};

/// What is wrong with a data file, and what to do about it.
#[derive(Debug)]
pub struct DataError {
    file: PathBuf,
    problem: Problem,
}

#[derive(Debug)]
pub(super) enum Problem {
    /// Somebody else has it open.
    InUse,
    /// It is no file of the emulator's.
    Foreign,
    /// It was written by another version.
    OtherFormat(u64),
    /// It is another app's.
    OtherApp(u64),
    /// What stands here cannot be read.
    Damaged(String),
    /// The system does not let it be opened.
    System(io::Error),
    /// The database has failed.
    Database(Box<redb::Error>),
}

impl Problem {
    pub(super) fn of(self, file: &Path) -> DataError {
        DataError { file: file.to_owned(), problem: self }
    }

    pub(super) fn database(error: impl Into<redb::Error>) -> Self {
        match error.into() {
            redb::Error::Io(error) => Self::System(error),
            redb::Error::Corrupted(what) => Self::Damaged(what),
            error => Self::Database(Box::new(error)),
        }
    }

    pub(super) fn of_opening(error: DatabaseError) -> Self {
        match error {
            DatabaseError::DatabaseAlreadyOpen => Self::InUse,
            DatabaseError::Storage(StorageError::Io(error)) if error.kind() == io::ErrorKind::InvalidData => {
                Self::Foreign
            }
            error => Self::database(error),
        }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the data file {} ", self.file.display())?;
        match &self.problem {
            Problem::InUse => f.write_str("is in use by another emulator; end that one, or name another file"),
            Problem::Foreign => {
                f.write_str("was not written by an emulator; name another file, or none that is there yet")
            }
            Problem::OtherFormat(format) => {
                write!(f, "is of format {format}, which this version does not know; name another file")
            }
            Problem::OtherApp(app) => {
                write!(f, "holds the data of app {app}; start with that SDKAppID, or name another file")
            }
            Problem::Damaged(what) => write!(f, "is damaged ({what}); name another file"),
            Problem::System(error) => write!(f, "cannot be read or written: {error}"),
            Problem::Database(error) => write!(f, "cannot be used: {error}"),
        }
    }
}

impl Error for DataError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.problem {
            Problem::System(error) => Some(error),
            Problem::Database(error) => Some(error),
            _ => None,
        }
    }
}
