//! What is known of a push that was accepted.

use crate::{
    ParseAnswer,
    json::{self, Object, Text},
};

/// A push that was accepted. It is delivered by and by.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PushTask<'r> {
    /// What it is known by to the service, where that says so.
    pub id: Option<Text<'r>>,
}

impl PushTask<'_> {
    /// The answer's keys that are read.
    pub(super) const ANSWER: &'static [&'static str] = &["TaskId"];
}

impl<'r> ParseAnswer<'r> for PushTask<'r> {
    fn parse(json: Object<'r>) -> Result<Self, json::Error> {
        Ok(Self { id: json.get("TaskId").and_then(|id| id.as_text()).filter(|id| !id.as_bytes().is_empty()) })
    }
}
