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
}

impl Refusal {
    pub(crate) fn new(code: i64, info: impl Into<String>) -> Self {
        Self { code, info: info.into() }
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
