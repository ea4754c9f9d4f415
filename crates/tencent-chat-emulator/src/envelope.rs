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

/// The body of an answer, with the envelope before the fields, as the documentation's samples show it.
pub(crate) fn render(outcome: Outcome) -> String {
    let (mut answer, fields) = match outcome {
        Ok(fields) => (envelope(codes::OK, ""), fields),
        Err(refusal) => (envelope(refusal.code, &refusal.info), Map::new()),
    };
    answer.extend(fields);
    Value::Object(answer).to_string()
}

/// The body of an answer with the envelope after the fields, where the service may put it as well, and with this code
/// in it.
pub(crate) fn render_code_last(fields: Map<String, Value>, code: i64, info: &str) -> String {
    let mut answer = fields;
    answer.extend(envelope(code, info));
    Value::Object(answer).to_string()
}

fn envelope(code: i64, info: &str) -> Map<String, Value> {
    let status = if code == codes::OK { "OK" } else { "FAIL" };
    [("ActionStatus", status.into()), ("ErrorInfo", info.into()), ("ErrorCode", code.into())]
        .map(|(key, value): (&str, Value)| (key.to_owned(), value))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Map<String, Value> {
        Map::from_iter([("TaskId".to_owned(), Value::from("1"))])
    }

    #[test]
    fn the_envelope_stands_before_the_fields() {
        assert_eq!(render(Ok(fields())), r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"TaskId":"1"}"#);
        assert_eq!(
            render(Err(Refusal::new(90001, "no \"JSON\""))),
            r#"{"ActionStatus":"FAIL","ErrorInfo":"no \"JSON\"","ErrorCode":90001}"#
        );
    }

    #[test]
    fn the_envelope_can_stand_after_the_fields() {
        assert_eq!(
            render_code_last(fields(), 0, ""),
            r#"{"TaskId":"1","ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#
        );
        assert_eq!(
            render_code_last(fields(), 91000, "sorry"),
            r#"{"TaskId":"1","ActionStatus":"FAIL","ErrorInfo":"sorry","ErrorCode":91000}"#
        );
    }
}
