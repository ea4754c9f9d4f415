//! How the account section names accounts: one under `UserID`, or a list of objects that hold one.

use serde_json::{Map, Value};

use crate::codes;
use crate::envelope::Refusal;
use crate::seed::ACCOUNT_BYTES;

/// The account under `UserID`, of 1 to 32 bytes.
pub(super) fn required(fields: &Map<String, Value>) -> Result<&str, Refusal> {
    let account = text(fields, "UserID")?.ok_or_else(|| invalid("UserID is missing"))?;
    check(account)?;
    Ok(account)
}

/// The accounts under this key, each in an object of its own: 1 to 100.
pub(super) fn listed<'a>(body: &'a Map<String, Value>, key: &str) -> Result<Vec<&'a str>, Refusal> {
    let account = |item: &'a Value| {
        let fields = item.as_object().ok_or_else(|| invalid(&format!("{key} holds what is not an object")))?;
        text(fields, "UserID")?.ok_or_else(|| invalid(&format!("an element of {key} has no UserID")))
    };
    list(body, key)?.iter().map(account).collect()
}

/// The list under this key: 1 to 100 elements.
pub(super) fn list<'a>(body: &'a Map<String, Value>, key: &str) -> Result<&'a Vec<Value>, Refusal> {
    let list = body.get(key).and_then(Value::as_array).ok_or_else(|| invalid(&format!("{key} is not a list")))?;
    if (1..=ACCOUNTS).contains(&list.len()) {
        return Ok(list);
    }
    Err(invalid(&format!("{key} has {} elements, where 1 to {ACCOUNTS} are allowed", list.len())))
}

/// The text under this key, where there is one.
pub(super) fn text<'a>(fields: &'a Map<String, Value>, key: &str) -> Result<Option<&'a str>, Refusal> {
    match fields.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(invalid(&format!("{key} is not a string"))),
    }
}

/// Holds an account to its 1 to 32 bytes.
pub(super) fn check(account: &str) -> Result<(), Refusal> {
    if (1..=ACCOUNT_BYTES).contains(&account.len()) {
        return Ok(());
    }
    Err(invalid(&format!("a UserID has {} bytes, where 1 to {ACCOUNT_BYTES} are allowed", account.len())))
}

pub(super) fn invalid(info: &str) -> Refusal {
    Refusal::new(codes::ACCOUNT_PARAMETER_INVALID, info)
}

/// Accounts a call at most.
const ACCOUNTS: usize = 100;
