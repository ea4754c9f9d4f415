//! A call as the service sees it, and what endpoints read from its body in common.

use serde_json::{Map, Value};

use crate::clock::Time;
use crate::codes;
use crate::envelope::Refusal;
use crate::seed::ACCOUNT_BYTES;

/// A call as the service sees it: an HTTP request without the wire.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub(crate) method: &'a str,
    /// Without the leading slash.
    pub(crate) path: &'a str,
    /// The text after the `?`.
    pub(crate) query: &'a str,
    /// `None` is one that was longer than allowed.
    pub(crate) body: Option<&'a [u8]>,
    pub(crate) now: Time,
}

/// The body of a call: a JSON object.
pub(crate) fn object(body: Option<&[u8]>) -> Result<Map<String, Value>, Refusal> {
    let body = body.ok_or_else(|| Refusal::new(codes::JSON_TOO_LONG, "the body is too long"))?;
    let refused = |info: String| Refusal::new(codes::JSON_PARSE_FAILED, info);
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(refused("the body is not a JSON object".to_owned())),
        Err(error) => Err(refused(format!("the body is not JSON: line {} column {}", error.line(), error.column()))),
    }
}

/// The list of accounts under this key: 1 to 100 UserIDs.
pub(crate) fn accounts<'a>(body: &'a Map<String, Value>, key: &str) -> Result<Vec<&'a str>, Refusal> {
    let missing = |info: String| Refusal::new(codes::TO_ACCOUNT_MISSING, info);
    let list = body.get(key).ok_or_else(|| missing(format!("{key} is missing")))?;
    let list = list.as_array().ok_or_else(|| missing(format!("{key} is not an array")))?;
    if list.is_empty() {
        return Err(missing(format!("{key} is empty")));
    }
    if list.len() > ACCOUNTS {
        let info = format!("{key} has {} accounts, where at most {ACCOUNTS} are allowed", list.len());
        return Err(Refusal::new(codes::TOO_MANY_ACCOUNTS, info));
    }
    list.iter().map(|account| self::account(account, key)).collect()
}

fn account<'a>(value: &'a Value, key: &str) -> Result<&'a str, Refusal> {
    let Some(account) = value.as_str() else {
        let info = format!("{key} holds a UserID that is not a string");
        return Err(Refusal::new(codes::ACCOUNT_TYPE_INVALID, info));
    };
    if (1..=ACCOUNT_BYTES).contains(&account.len()) {
        return Ok(account);
    }
    let info = format!("{key} holds a UserID of {} bytes, where 1 to {ACCOUNT_BYTES} are allowed", account.len());
    Err(Refusal::new(codes::TO_ACCOUNT_MISSING, info))
}

/// Accounts a call at most, in this section of the interface.
const ACCOUNTS: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    fn code(body: &str) -> i64 {
        match object(Some(body.as_bytes())) {
            Ok(object) => accounts(&object, "To_Account").err().map_or(0, |refusal| refusal.code),
            Err(refusal) => refusal.code,
        }
    }

    #[test]
    fn bodies_have_their_codes() {
        let many = |n: usize| format!(r#"{{"To_Account":{:?}}}"#, vec!["a"; n]);
        let long = |n: usize| format!(r#"{{"To_Account":["{}"]}}"#, "a".repeat(n));
        let cases = [
            (r#" {"To_Account": ["a", "b c"], "More": 1} "#.to_owned(), 0),
            (String::new(), 90001),
            ("{".to_owned(), 90001),
            (r#"{"To_Account":["a"]} x"#.to_owned(), 90001),
            (r#"{"To_Account":["a",]}"#.to_owned(), 90001),
            (r#"["a"]"#.to_owned(), 90001),
            ("[".repeat(100_000), 90001),
            ("{}".to_owned(), 90003),
            (r#"{"to_account":["a"]}"#.to_owned(), 90003),
            (r#"{"To_Account":"a"}"#.to_owned(), 90003),
            (r#"{"To_Account":null}"#.to_owned(), 90003),
            (r#"{"To_Account":[]}"#.to_owned(), 90003),
            (r#"{"To_Account":["a", 7]}"#.to_owned(), 60015),
            (r#"{"To_Account":["a", ["b"]]}"#.to_owned(), 60015),
            (r#"{"To_Account":["a", ""]}"#.to_owned(), 90003),
            (long(32), 0),
            (long(33), 90003),
            (many(100), 0),
            (many(101), 90018),
        ];
        for (body, wanted) in cases {
            assert_eq!(code(&body), wanted, "{}", body.get(..80).unwrap_or(&body));
        }
        assert_eq!(object(Some(b"{\"a\":\"\xff\"}")).unwrap_err().code, 90001);
    }
}
