//! Chatbots: accounts whose UserID says that they are.

use serde_json::{Map, Value};

use crate::codes;
use crate::envelope::Refusal;
use crate::seed::ACCOUNT_BYTES;

/// What a chatbot's UserID begins with.
pub(super) const PREFIX: &str = "@RBT#";

/// The chatbot under this key.
pub(super) fn required<'a>(body: &'a Map<String, Value>, key: &str) -> Result<&'a str, Refusal> {
    let user_id = body.get(key).and_then(Value::as_str).ok_or_else(|| invalid(&format!("{key} is not a string")))?;
    if user_id.starts_with(PREFIX) && user_id.len() <= ACCOUNT_BYTES {
        return Ok(user_id);
    }
    Err(invalid(&format!("{key} does not begin with {PREFIX}, or has more than {ACCOUNT_BYTES} bytes")))
}

pub(super) fn invalid(info: &str) -> Refusal {
    Refusal::new(codes::GROUP_INVALID_PARAMETER, info)
}
