//! Why a UserSig is no good.

use core::fmt;

use crate::{Invalid, json};

/// Why a UserSig was not read, or not accepted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Rejected {
    /// The scratch does not hold the text's bytes, and more is needed for the JSON beside them.
    ScratchFull {
        /// How many those bytes are, at most.
        needed: usize,
    },
    /// The text is not base64 in the service's alphabet (`*`, `-`, `_`), padding included.
    Base64,
    /// The bytes are no zlib stream.
    Zlib,
    /// The zlib stream ends too early.
    Truncated,
    /// The zlib stream's checksum is not that of its text.
    Checksum,
    /// Something follows the zlib stream.
    Trailing,
    /// More comes out of the zlib stream than the scratch has room for.
    TooLong {
        /// How many bytes there was room for.
        room: usize,
    },
    /// The JSON is broken, or lacks a field, or has one of the wrong type.
    Json(json::Error),
    /// The JSON is something else than an object.
    NoObject,
    /// The version is not 2.0.
    Version,
    /// The identifier or the SDKAppID can never be valid.
    Invalid(Invalid),
    /// It is somebody else's.
    OtherIdentifier,
    /// It is for another app.
    OtherApp {
        /// Which one.
        sdk_app_id: u32,
    },
    /// It has run out.
    Expired {
        /// The last second it was good, as Unix time.
        at: u64,
    },
    /// A userbuf is expected, and there is none.
    UserbufMissing,
    /// There is a userbuf, and none is expected.
    UserbufUnexpected,
    /// The userbuf is not the expected one.
    UserbufOther,
    /// The signature is not one of the text with this key.
    Signature,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match *self {
            Self::ScratchFull { needed } => {
                return write!(
                    f,
                    "the scratch is too small: it takes {needed} bytes for the text, and more for the JSON"
                );
            }
            Self::Base64 => "the text is not base64 with the signs *, - and _",
            Self::Zlib => "the text holds no zlib stream",
            Self::Truncated => "the zlib stream ends too early",
            Self::Checksum => "the zlib stream is damaged: its checksum differs",
            Self::Trailing => "something follows the zlib stream",
            Self::TooLong { room } => return write!(f, "more comes out of the zlib stream than {room} bytes"),
            Self::Json(why) => return fmt::Display::fmt(&why, f),
            Self::NoObject => "the JSON is no object",
            Self::Version => "the version is not 2.0",
            Self::Invalid(why) => return fmt::Display::fmt(&why, f),
            Self::OtherIdentifier => "it is another identifier's",
            Self::OtherApp { sdk_app_id } => return write!(f, "it is for another app, {sdk_app_id}"),
            Self::Expired { at } => return write!(f, "it expired: its last second was {at}"),
            Self::UserbufMissing => "it has no userbuf, and should have one",
            Self::UserbufUnexpected => "it has a userbuf, and should have none",
            Self::UserbufOther => "its userbuf is another one",
            Self::Signature => "its signature was not made of this text with this key",
        })
    }
}

impl core::error::Error for Rejected {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Json(why) => Some(why),
            Self::Invalid(why) => Some(why),
            _ => None,
        }
    }
}

impl From<json::Error> for Rejected {
    fn from(why: json::Error) -> Self {
        Self::Json(why)
    }
}

impl From<Invalid> for Rejected {
    fn from(why: Invalid) -> Self {
        Self::Invalid(why)
    }
}
