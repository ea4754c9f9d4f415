//! What can never be sent, refused before a byte is.

use core::fmt;

/// Why a value is refused when it is made: the service could never accept it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Invalid {
    /// The SDKAppID is 0.
    SdkAppId,
    /// An identifier has no byte, or more than 32.
    IdentifierLength {
        /// How many it has.
        bytes: usize,
    },
    /// An identifier has a control character.
    IdentifierCharacter {
        /// The first one's offset in bytes.
        at: usize,
    },
    /// A host's name has no byte, or more than 253.
    HostLength {
        /// How many it has.
        bytes: usize,
    },
    /// A host's name has something else than letters, digits, `-`, `.` and `_`.
    HostCharacter {
        /// The first one's offset in bytes.
        at: usize,
    },
    /// A host's port is 0.
    Port,
    /// The secret key is empty.
    SecretKey,
    /// A UserSig is empty, or longer than any can be.
    UserSigLength {
        /// How many bytes it has.
        bytes: usize,
    },
    /// A UserSig has something else than letters, digits, `*`, `-` and `_`.
    UserSigCharacter {
        /// The first one's offset in bytes.
        at: usize,
    },
    /// A room's name has more bytes than its length field can say (65,535).
    RoomName {
        /// How many it has.
        bytes: usize,
    },
    /// A call asks about no account, or about more than it may.
    AccountCount {
        /// How many were given.
        given: usize,
        /// How many a call takes.
        most: usize,
    },
    /// An account has no byte, or more than 32.
    AccountLength {
        /// Which one, from 0.
        index: usize,
        /// How many bytes it has.
        bytes: usize,
    },
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::SdkAppId => f.write_str("the SDKAppID is 0; the console shows the app's number"),
            Self::IdentifierLength { bytes } => {
                write!(f, "an identifier takes 1 to 32 bytes, and this one has {bytes}")
            }
            Self::IdentifierCharacter { at } => {
                write!(f, "an identifier has no control characters, and this one has one at byte {at}")
            }
            Self::HostLength { bytes } => write!(f, "a host name takes 1 to 253 bytes, and this one has {bytes}"),
            Self::HostCharacter { at } => {
                write!(f, "a host name is a DNS name or an IPv4 address alone, and this one goes astray at byte {at}")
            }
            Self::Port => f.write_str("a host's port is 1 to 65535, and this one is 0"),
            Self::SecretKey => f.write_str("the secret key is empty; the console shows the app's key"),
            Self::UserSigLength { bytes } => {
                write!(f, "a UserSig is not empty and fits a URL, and this one has {bytes} bytes")
            }
            Self::UserSigCharacter { at } => {
                write!(
                    f,
                    "a UserSig is made of letters, digits, *, - and _, and this one has something else at byte {at}"
                )
            }
            Self::RoomName { bytes } => write!(f, "a room's name takes at most 65535 bytes, and this one has {bytes}"),
            Self::AccountCount { given, most } => {
                write!(f, "a call takes 1 to {most} accounts, and this one has {given}")
            }
            Self::AccountLength { index, bytes } => {
                write!(f, "an account takes 1 to 32 bytes, and number {index} (from 0) has {bytes}")
            }
        }
    }
}

impl core::error::Error for Invalid {}
