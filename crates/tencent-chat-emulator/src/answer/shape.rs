//! The body of an answer: envelope and fields, in the shape that the faults give them.

use core::mem;

use serde_json::{Map, Value, json};

use super::escaped;
use crate::codes;
use crate::envelope::{Outcome, envelope};
use crate::fault::Fault;

/// The body of an answer and the code in it. Without faults the envelope stands before the fields, as the documentation's
/// samples show it.
pub(crate) fn body(outcome: Outcome, faults: &[Fault]) -> (i64, String) {
    let (mut code, mut info, fields) = match outcome {
        Ok(fields) => (codes::OK, String::new(), fields),
        Err(refusal) => (refusal.code, refusal.info, refusal.fields),
    };
    let last = faults.iter().find_map(|fault| match fault {
        Fault::CodeLast(code) => Some(*code),
        _ => None,
    });
    if let Some(wanted) = last.filter(|wanted| code == codes::OK && *wanted != codes::OK) {
        code = wanted;
        info.push_str(ON_PURPOSE);
    }
    let envelope = envelope(code, &info);
    let mut answer: Map<_, _> = match last {
        None => envelope.into_iter().chain(fields).collect(),
        Some(_) => fields.into_iter().chain(envelope).collect(),
    };
    for fault in faults {
        match fault {
            Fault::NoActionStatus => drop(answer.shift_remove("ActionStatus")),
            Fault::NoErrorInfo => drop(answer.shift_remove("ErrorInfo")),
            Fault::UnknownFields => add_unknown_fields(&mut answer),
            Fault::ReorderedKeys => reverse_keys(&mut answer),
            Fault::ReorderedUsers => lists(&mut answer).for_each(|list| list.reverse()),
            _ => {}
        }
    }
    let answer = Value::Object(answer);
    (code, if faults.contains(&Fault::Escaped) { escaped::to_string(&answer) } else { answer.to_string() })
}

/// They hold what a careless search would take for the real fields.
fn add_unknown_fields(answer: &mut Map<String, Value>) {
    for element in lists(answer).flatten() {
        if let Value::Object(element) = element {
            let more = json!({ "To_Account": "nobody", "Attrs": { "sex": "?" } });
            surround(element, ("NickName", json!("\"To_Account\":\"nobody\"}]")), ("Profile", more));
        }
    }
    let first =
        json!({ "ErrorCode": 1, "ActionStatus": "FAIL", "UserAttrs": [{ "To_Account": "nobody" }], "Deep": [[[{}]]] });
    surround(answer, ("Diagnosis", first), ("Costs", json!([-1.5e-7, null, true, "]}", []])));
}

fn surround(object: &mut Map<String, Value>, first: (&str, Value), last: (&str, Value)) {
    let known = mem::take(object);
    object.insert(first.0.to_owned(), first.1);
    object.extend(known);
    object.insert(last.0.to_owned(), last.1);
}

fn reverse_keys(object: &mut Map<String, Value>) {
    *object = mem::take(object).into_iter().rev().collect();
    for value in object.values_mut() {
        match value {
            Value::Object(inner) => reverse_keys(inner),
            Value::Array(list) => list.iter_mut().filter_map(Value::as_object_mut).for_each(reverse_keys),
            _ => {}
        }
    }
}

fn lists(answer: &mut Map<String, Value>) -> impl Iterator<Item = &mut Vec<Value>> {
    answer.values_mut().filter_map(Value::as_array_mut)
}

pub(crate) const ON_PURPOSE: &str = "refused on purpose";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envelope::Refusal;

    fn text(outcome: Outcome, faults: &[Fault]) -> String {
        body(outcome, faults).1
    }

    fn fields() -> Outcome {
        let users = json!([{ "To_Account": "a", "Attrs": { "x": "1", "y": "2" } }, { "To_Account": "b", "Attrs": {} }]);
        Ok(Map::from_iter([("UserAttrs".to_owned(), users)]))
    }

    fn refused() -> Outcome {
        Err(Refusal::new(90001, "no \"JSON\""))
    }

    #[test]
    fn the_envelope_stands_before_the_fields_or_after_them() {
        assert_eq!(
            text(Ok(Map::from_iter([("TaskId".to_owned(), "1".into())])), &[]),
            r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"TaskId":"1"}"#
        );
        assert_eq!(text(refused(), &[]), r#"{"ActionStatus":"FAIL","ErrorInfo":"no \"JSON\"","ErrorCode":90001}"#);
        for (code, end) in [
            (0, r#"],"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#),
            (91000, r#"],"ActionStatus":"FAIL","ErrorInfo":"refused on purpose","ErrorCode":91000}"#),
        ] {
            let (said, text) = body(fields(), &[Fault::CodeLast(code)]);
            assert!(text.starts_with(r#"{"UserAttrs":[{"To_Account":"a""#) && text.ends_with(end), "{text}");
            assert_eq!(said, code);
        }
        assert_eq!(body(refused(), &[Fault::CodeLast(0)]).0, 90001, "what is refused stays refused");
    }

    #[test]
    fn fields_go_missing_or_change_places() {
        let rest = r#"[{"To_Account":"a","Attrs":{"x":"1","y":"2"}},{"To_Account":"b","Attrs":{}}]"#;
        assert_eq!(
            text(fields(), &[Fault::NoActionStatus]),
            format!(r#"{{"ErrorInfo":"","ErrorCode":0,"UserAttrs":{rest}}}"#)
        );
        assert_eq!(
            text(fields(), &[Fault::NoErrorInfo]),
            format!(r#"{{"ActionStatus":"OK","ErrorCode":0,"UserAttrs":{rest}}}"#)
        );
        assert_eq!(text(refused(), &[Fault::NoErrorInfo, Fault::NoActionStatus]), r#"{"ErrorCode":90001}"#);
        assert_eq!(
            text(fields(), &[Fault::ReorderedKeys]),
            r#"{"UserAttrs":[{"Attrs":{"y":"2","x":"1"},"To_Account":"a"},{"Attrs":{},"To_Account":"b"}],"ErrorCode":0,"ErrorInfo":"","ActionStatus":"OK"}"#
        );
        assert!(
            text(fields(), &[Fault::ReorderedUsers])
                .ends_with(r#"[{"To_Account":"b","Attrs":{}},{"To_Account":"a","Attrs":{"x":"1","y":"2"}}]}"#)
        );
    }

    #[test]
    fn unknown_fields_leave_the_known_ones_as_they_are() {
        let text = text(fields(), &[Fault::UnknownFields]);
        let with: Value = serde_json::from_str(&text).unwrap();
        let without: Value = serde_json::from_str(&self::text(fields(), &[])).unwrap();
        assert!(text.starts_with(r#"{"Diagnosis":{"ErrorCode":1,"#), "{text}");
        assert!(text.contains(r#"[{"NickName":"#) && text.ends_with(r#""]}",[]]}"#), "{text}");
        for key in ["ActionStatus", "ErrorInfo", "ErrorCode"] {
            assert_eq!(with[key], without[key]);
        }
        for (with, without) in
            with["UserAttrs"].as_array().unwrap().iter().zip(without["UserAttrs"].as_array().unwrap())
        {
            assert_eq!((&with["To_Account"], &with["Attrs"]), (&without["To_Account"], &without["Attrs"]));
            assert_eq!(with.as_object().unwrap().len(), 4);
        }
    }

    #[test]
    fn faults_of_the_shape_act_together() {
        let faults =
            [Fault::CodeLast(0), Fault::UnknownFields, Fault::ReorderedKeys, Fault::ReorderedUsers, Fault::Escaped];
        let text = text(fields(), &faults);
        assert!(text.starts_with(r#"{"\u0043\u006f\u0073\u0074\u0073":["#), "{text}");
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["UserAttrs"][0]["To_Account"], "b");
        assert_eq!(value.as_object().unwrap().keys().nth(1).unwrap(), "ErrorCode");
    }
}
