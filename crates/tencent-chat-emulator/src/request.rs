//! A call as the service sees it, and what endpoints read from its body in common.

use serde_json::{Map, Value};

use crate::app::App;
use crate::clock::Time;
use crate::codes;
use crate::envelope::Refusal;
use crate::seed::{ACCOUNT_BYTES, ATTRIBUTE_BYTES, Attribute};
use crate::state::Kind;

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

/// What an endpoint is asked, when everything else has been checked.
pub(crate) struct Asked<'a> {
    pub(crate) app: &'a App,
    /// The administrator who calls.
    pub(crate) caller: &'a str,
    pub(crate) now: Time,
    pub(crate) body: &'a Map<String, Value>,
}

/// The body of a call: a JSON object, or this code.
pub(crate) fn object(body: Option<&[u8]>, malformed: i64) -> Result<Map<String, Value>, Refusal> {
    let body = body.ok_or_else(|| Refusal::new(codes::JSON_TOO_LONG, "the body is too long"))?;
    let refused = |info: String| Refusal::new(malformed, info);
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(refused("the body is not a JSON object".to_owned())),
        Err(error) => Err(refused(format!("the body is not JSON: line {} column {}", error.line(), error.column()))),
    }
}

/// The accounts under `To_Account`: 1 to 100.
pub(crate) fn accounts(body: &Map<String, Value>) -> Result<Vec<&str>, Refusal> {
    let missing = |info: &str| Refusal::new(codes::TO_ACCOUNT_MISSING, format!("To_Account {info}"));
    let list = body.get("To_Account").ok_or_else(|| missing("is missing"))?;
    let list = list.as_array().ok_or_else(|| missing("is not an array"))?;
    if list.is_empty() {
        return Err(missing("is empty"));
    }
    at_most(list, "To_Account", ACCOUNTS, codes::TOO_MANY_ACCOUNTS)?;
    list.iter().map(account).collect()
}

/// One of the users that a call is about, and what it says of the user.
pub(crate) struct User<'a> {
    pub(crate) account: &'a str,
    pub(crate) fields: &'a Map<String, Value>,
}

/// The users under this key, each with an account: 1 to 100.
pub(crate) fn users<'a>(body: &'a Map<String, Value>, key: &str) -> Result<Vec<User<'a>>, Refusal> {
    let list = list(body, key)?;
    at_most(list, key, ACCOUNTS, codes::TOO_MANY_ACCOUNTS)?;
    let user = |value: &'a Value| {
        let fields = value.as_object().ok_or_else(|| malformed(&format!("{key} holds what is not an object")))?;
        let account = fields.get("To_Account").ok_or_else(|| {
            Refusal::new(codes::TO_ACCOUNT_MISSING, format!("To_Account is missing from an element of {key}"))
        });
        Ok(User { account: self::account(account?)?, fields })
    };
    list.iter().map(user).collect()
}

/// The tags under `Tags`: 1 to so many, each of 1 to 50 bytes.
pub(crate) fn tags(fields: &Map<String, Value>, most: usize) -> Result<Vec<&str>, Refusal> {
    let list = list(fields, "Tags")?;
    at_most(list, "Tags", most, codes::TOO_MANY_PUSH_TAGS)?;
    let tags = list.iter().map(|value| {
        let text = value.as_str().ok_or_else(|| malformed("Tags holds a tag that is not a string"))?;
        tag(text, codes::PUSH_TAG_LENGTH_EXCEEDED)?;
        Ok(text)
    });
    tags.collect()
}

/// Holds a tag to its 1 to 50 bytes; one that is longer has this code.
pub(crate) fn tag(tag: &str, too_long: i64) -> Result<(), Refusal> {
    match tag.len() {
        0 => Err(Refusal::new(codes::PUSH_TAG_EMPTY, "a tag is empty")),
        1..=ATTRIBUTE_BYTES => Ok(()),
        len => Err(Refusal::new(too_long, format!("a tag has {len} bytes, where {ATTRIBUTE_BYTES} are allowed"))),
    }
}

/// The value of the attribute with this name: a text of 1 to 50 bytes, or a number.
pub(crate) fn attribute(name: &str, value: &Value) -> Result<Attribute, Refusal> {
    let invalid = |info: String| Refusal::new(codes::PUSH_ATTRIBUTE_INVALID, info);
    match value {
        Value::String(text) if (1..=ATTRIBUTE_BYTES).contains(&text.len()) => Ok(Attribute::Text(text.clone())),
        Value::String(text) => {
            let len = text.len();
            Err(invalid(format!("the value of {name:?} has {len} bytes, where 1 to {ATTRIBUTE_BYTES} are allowed")))
        }
        _ => {
            let number =
                value.as_i64().ok_or_else(|| invalid(format!("the value of {name:?} is no text and no integer")))?;
            Ok(Attribute::Number(number))
        }
    }
}

/// The list under this key, with something in it.
pub(crate) fn list<'a>(fields: &'a Map<String, Value>, key: &str) -> Result<&'a Vec<Value>, Refusal> {
    let list = fields.get(key).and_then(Value::as_array).filter(|list| !list.is_empty());
    list.ok_or_else(|| malformed(&format!("{key} is not a list with something in it")))
}

/// A call of the push section that is JSON, and not what was to be sent.
pub(crate) fn malformed(info: &str) -> Refusal {
    Refusal::new(codes::JSON_PARSE_FAILED, info)
}

/// Whether an account has a UserID's 1 to 32 bytes, or is a RegistrationID.
pub(crate) fn is_account(account: &str) -> bool {
    (1..=ACCOUNT_BYTES).contains(&account.len()) || Kind::of(account) == Kind::RegistrationId
}

fn account(value: &Value) -> Result<&str, Refusal> {
    let Some(account) = value.as_str() else {
        return Err(Refusal::new(codes::ACCOUNT_TYPE_INVALID, "To_Account holds a UserID that is not a string"));
    };
    if is_account(account) {
        return Ok(account);
    }
    let len = account.len();
    let info = format!("To_Account holds a UserID of {len} bytes, where 1 to {ACCOUNT_BYTES} are allowed");
    Err(Refusal::new(codes::TO_ACCOUNT_MISSING, info))
}

fn at_most(list: &[Value], key: &str, most: usize, code: i64) -> Result<(), Refusal> {
    if list.len() <= most {
        return Ok(());
    }
    Err(Refusal::new(code, format!("{key} has {} elements, where at most {most} are allowed", list.len())))
}

/// Accounts a call at most, in this section of the interface.
const ACCOUNTS: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    fn code(body: &str) -> i64 {
        match object(Some(body.as_bytes()), 90001) {
            Ok(object) => accounts(&object).err().map_or(0, |refusal| refusal.code),
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
        assert_eq!(object(Some(b"{\"a\":\"\xff\"}"), 90001).unwrap_err().code, 90001);
    }
}
