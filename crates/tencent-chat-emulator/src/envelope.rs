//! What every answer is wrapped in: `ActionStatus`, `ErrorInfo`, `ErrorCode`.

use serde_json::{Map, Value};

use crate::codes;

/// What a call brings: the fields of its answer, or a refusal.
pub(crate) type Outcome = Result<Map<String, Value>, Refusal>;

/// The service says no. The text never repeats what may be secret.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) code: i64,
    pub(crate) info: String,
    /// What the answer has beside code and text.
    pub(crate) fields: Map<String, Value>,
}

impl Refusal {
    pub(crate) fn new(code: i64, info: impl Into<String>) -> Self {
        Self { code, info: info.into(), fields: Map::new() }
    }

    /// The same with a field more in the answer.
    pub(crate) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(key.to_owned(), value.into());
        self
    }
}

/// The three fields, in the order of the documentation's samples.
pub(crate) fn envelope(code: i64, info: &str) -> Map<String, Value> {
    let status = if code == codes::OK { "OK" } else { "FAIL" };
    [("ActionStatus", status.into()), ("ErrorInfo", info.into()), ("ErrorCode", code.into())]
        .map(|(key, value): (&str, Value)| (key.to_owned(), value))
        .into_iter()
        .collect()
}
