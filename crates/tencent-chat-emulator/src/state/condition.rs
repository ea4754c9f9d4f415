//! Whom a push is for: by tags or by attributes, read from a call and held against accounts.

use serde_json::{Map, Value};

use super::{Account, State};
use crate::codes;
use crate::envelope::Refusal;
use crate::request;
use crate::seed::Attribute;

/// Whom a push is for. Of two lists both must hold.
#[derive(Debug)]
pub(crate) enum Condition {
    /// Any of the one, and all of the other.
    Tags { any: Vec<String>, all: Vec<String> },
    /// Any of the one, and all of the other, by their slots.
    Attributes { any: Vec<(u8, Attribute)>, all: Vec<(u8, Attribute)> },
}

impl Condition {
    /// Reads what stands under `Condition`.
    pub(crate) fn read(value: &Value, state: &State) -> Result<Self, Refusal> {
        let members = value.as_object().ok_or_else(|| malformed("Condition is not an object"))?;
        let tags = members.contains_key("TagsOr") || members.contains_key("TagsAnd");
        let attributes = members.contains_key("AttrsOr") || members.contains_key("AttrsAnd");
        match (tags, attributes) {
            (true, true) => Err(Refusal::new(codes::PUSH_CONDITIONS_MIXED, "Condition names tags and attributes")),
            (true, false) => Self::of_tags(members),
            (false, true) => {
                let any = attributes_under(members, "AttrsOr", state)?;
                Ok(Self::Attributes { any, all: attributes_under(members, "AttrsAnd", state)? })
            }
            (false, false) => Err(malformed("Condition is empty: leave it out to reach everybody")),
        }
    }

    fn of_tags(members: &Map<String, Value>) -> Result<Self, Refusal> {
        let (any, all) = (tags_under(members, "TagsOr")?, tags_under(members, "TagsAnd")?);
        if let Some(tag) = any.iter().find(|tag| all.contains(tag)) {
            return Err(Refusal::new(codes::PUSH_TAGS_REPEATED, format!("{tag:?} stands in TagsOr and in TagsAnd")));
        }
        Ok(Self::Tags { any, all })
    }

    /// Whether it holds for this account.
    pub(crate) fn holds(&self, account: &Account) -> bool {
        match self {
            Self::Tags { any, all } => {
                let has = |tag: &String| account.tags.contains(tag);
                (any.is_empty() || any.iter().any(has)) && all.iter().all(has)
            }
            Self::Attributes { any, all } => {
                let has = |(slot, value): &(u8, Attribute)| account.attributes.get(slot) == Some(value);
                (any.is_empty() || any.iter().any(has)) && all.iter().all(has)
            }
        }
    }
}

fn tags_under(members: &Map<String, Value>, key: &str) -> Result<Vec<String>, Refusal> {
    let Some(value) = members.get(key) else { return Ok(Vec::new()) };
    let list = value.as_array().filter(|list| !list.is_empty());
    let list = list.ok_or_else(|| malformed(&format!("{key} is not a list with a tag in it")))?;
    if list.len() > TAGS {
        let info = format!("{key} has {} tags, where at most {TAGS} are allowed", list.len());
        return Err(Refusal::new(codes::TOO_MANY_PUSH_TAGS, info));
    }
    let tags = list.iter().map(|tag| {
        let tag = tag.as_str().ok_or_else(|| malformed(&format!("{key} holds a tag that is not a string")))?;
        request::tag(tag, codes::PUSH_TAG_TOO_LONG)?;
        Ok(tag.to_owned())
    });
    tags.collect()
}

fn attributes_under(members: &Map<String, Value>, key: &str, state: &State) -> Result<Vec<(u8, Attribute)>, Refusal> {
    let Some(value) = members.get(key) else { return Ok(Vec::new()) };
    let wanted = value.as_object().filter(|wanted| !wanted.is_empty());
    let wanted = wanted.ok_or_else(|| malformed(&format!("{key} is not an object with an attribute in it")))?;
    wanted.iter().map(|(name, value)| Ok((state.slot(name)?, request::attribute(name, value)?))).collect()
}

fn malformed(info: &str) -> Refusal {
    Refusal::new(codes::MESSAGE_FORMAT_INVALID, info)
}

/// Tags in each list at most.
const TAGS: usize = 10;
