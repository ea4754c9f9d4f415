//! An answer as serde derives it, with texts that stay in the body where they have no escapes.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use crate::sink::Sink;

#[derive(Deserialize)]
pub(super) struct Answer<'a> {
    #[serde(rename = "ErrorCode")]
    error_code: u32,
    #[serde(borrow, rename = "UserAttrs")]
    users: Vec<User<'a>>,
}

#[derive(Deserialize)]
struct User<'a> {
    #[serde(borrow, rename = "To_Account")]
    account: Cow<'a, str>,
    #[serde(borrow, rename = "Attrs")]
    attributes: Attributes<'a>,
}

/// In the order of the wire; a map would hash or sort what is only looked at.
struct Attributes<'a>(Vec<(Text<'a>, Text<'a>)>);

/// serde borrows a `Cow` only as a field.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Attributes<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Attributes<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("attributes")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Attributes(pairs))
            }
        }
        from.deserialize_map(Pairs)
    }
}

impl Answer<'_> {
    pub(super) fn hand_over(&self, sink: &mut impl Sink) -> Result<(), String> {
        if self.error_code != 0 {
            return Err(format!("the service says {}", self.error_code));
        }
        for user in &self.users {
            sink.user(user.account.as_bytes());
            for (name, value) in &user.attributes.0 {
                sink.attribute(name.0.as_bytes(), value.0.as_bytes());
            }
        }
        Ok(())
    }
}
