//! What stands in a seed beside texts and numbers.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The value of an attribute, or of a profile's field.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Attribute {
    /// Text; an attribute's has 1 to 50 bytes, which is all that the documentation shows.
    Text(String),
    /// A number, which other clients of the service expect as well.
    Number(i64),
}

impl From<&str> for Attribute {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&Attribute> for Value {
    fn from(value: &Attribute) -> Self {
        match value {
            Attribute::Text(text) => text.as_str().into(),
            Attribute::Number(number) => (*number).into(),
        }
    }
}

/// What an app has bought.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Plan {
    /// At most 100 accounts (70398), which may be deleted and imported again, and no pushes to all users (90045).
    Free,
    /// As many accounts as one likes, and pushes. What was deleted cannot be imported again for three months (70399).
    #[default]
    Premium,
}

/// What administrators may do with a profile tag of the app's own.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum Rights {
    /// Read and write it.
    ReadWrite,
    /// Read it; writing is refused with 40008.
    ReadOnly,
    /// Write it; reading is refused with 40007.
    WriteOnly,
}

/// What an account is logged in on.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub enum Platform {
    /// `iPhone`
    #[serde(rename = "iPhone")]
    IPhone,
    /// `Android`
    Android,
    /// `Web`
    Web,
    /// `PC`
    #[serde(rename = "PC")]
    Pc,
    /// `iPad`
    #[serde(rename = "iPad")]
    IPad,
    /// `Mac`
    Mac,
}

/// How an account is there on a platform; on none of them it is offline.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub enum Presence {
    /// Connected.
    Online,
    /// Not connected, and still reached by pushes.
    PushOnline,
}

impl Platform {
    /// As the service writes it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::IPhone => "iPhone",
            Self::Android => "Android",
            Self::Web => "Web",
            Self::Pc => "PC",
            Self::IPad => "iPad",
            Self::Mac => "Mac",
        }
    }
}

impl Presence {
    /// As the service writes it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Online => "Online",
            Self::PushOnline => "PushOnline",
        }
    }
}
