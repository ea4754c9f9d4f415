//! A user's attributes to keep.

use core::fmt::{self, Write};

use heapless::{LinearMap, String};

use super::{MAX_LEN, SetAttributeNames, UserAttributes};
use crate::{
    invalid::MAX_ACCOUNT_LEN,
    json::{Text, Value},
};

/// A copy of [`UserAttributes`] that owns all it says, of a size known at compile time.
///
/// An app has at most 10 attributes, with names and values of at most 50 bytes each: the defaults hold any user that keeps
/// to the documentation.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct OwnedUserAttributes<const COUNT: usize = { SetAttributeNames::MAX_NAMES }, const LEN: usize = { MAX_LEN }> {
    /// Whose they are.
    pub account: String<{ MAX_ACCOUNT_LEN }>,
    /// Names and values, in the order they came.
    pub attributes: LinearMap<String<LEN>, OwnedValue<LEN>, COUNT>,
}

/// A copy of an attribute's value.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(untagged))]
pub enum OwnedValue<const LEN: usize> {
    /// A text, as the documentation has them.
    Text(String<LEN>),
    /// An integer of 64 bits.
    Integer(i64),
    /// Anything else, as compact JSON.
    Json(String<LEN>),
}

/// A part of a user is longer than the copy has room for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DoesNotFit {
    /// Which part.
    pub part: &'static str,
    /// How much room it has: bytes, or attributes.
    pub room: usize,
}

impl<const COUNT: usize, const LEN: usize> TryFrom<&UserAttributes<'_>> for OwnedUserAttributes<COUNT, LEN> {
    type Error = DoesNotFit;

    fn try_from(user: &UserAttributes<'_>) -> Result<Self, DoesNotFit> {
        let mut attributes = LinearMap::new();
        for (name, value) in user {
            let (name, value) = (text(name, "name")?, owned(value)?);
            attributes.insert(name, value).map_err(|_| DoesNotFit { part: "list of attributes", room: COUNT })?;
        }
        Ok(Self { account: text(user.account, "account")?, attributes })
    }
}

fn owned<const LEN: usize>(value: Value<'_>) -> Result<OwnedValue<LEN>, DoesNotFit> {
    if let Some(value) = value.as_text() {
        return Ok(OwnedValue::Text(text(value, "value")?));
    }
    if let Some(integer) = value.as_integer() {
        return Ok(OwnedValue::Integer(integer));
    }
    let mut json = String::new();
    write!(json, "{value}").map_err(|_| DoesNotFit { part: "value", room: LEN })?;
    Ok(OwnedValue::Json(json))
}

fn text<const LEN: usize>(text: Text<'_>, part: &'static str) -> Result<String<LEN>, DoesNotFit> {
    text.as_str().try_into().map_err(|_| DoesNotFit { part, room: LEN })
}

impl fmt::Display for DoesNotFit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a user's {} has more than the {} that there is room for", self.part, self.room)
    }
}

impl core::error::Error for DoesNotFit {}
