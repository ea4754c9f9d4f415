use serde_json::json;

use super::*;

fn code(body: Value) -> i64 {
    let body = body.as_object().unwrap();
    check(body).and_then(|()| check_offline_push_info(body)).err().map_or(0, |refusal| refusal.code)
}

fn facts(of: &str) -> Vec<toml::Value> {
    let facts: toml::Table = toml::from_str(of).unwrap();
    let table = facts.get("msg_element").unwrap_or_else(|| &facts["endpoint"]);
    table.as_array().unwrap().clone()
}

/// A field as the facts have it.
fn holds(facts: &toml::Value) -> (&str, Holds, bool) {
    let holds = match facts["type"].as_str().unwrap() {
        "string" => Holds::Text,
        "integer" => Holds::Integer,
        "number" => Holds::Number,
        "object" => Holds::Object,
        other => panic!("{other}"),
    };
    (facts["field"].as_str().unwrap(), holds, facts["required"].as_bool().unwrap())
}

#[test]
fn elements_and_their_fields_are_those_of_the_facts() {
    let facts = facts(include_str!("../../../../tests/spec/messages.toml"));
    for (kind, fields) in ELEMENTS {
        let facts = facts.iter().find(|facts| facts["type"].as_str() == Some(kind)).unwrap();
        let wanted: Vec<_> = facts["field"].as_array().unwrap().iter().map(holds).collect();
        let fields: Vec<_> = fields.iter().map(|field| (field.path, field.holds, field.required)).collect();
        assert_eq!(fields, wanted, "{kind}");
        let example: Value = serde_json::from_str(facts["example"].as_str().unwrap()).unwrap();
        assert_eq!(code(json!({ "MsgBody": [example] })), 0, "{kind}");
    }
}

#[test]
fn what_is_shown_offline_has_the_fields_of_the_facts() {
    let facts = facts(include_str!("../../../../tests/spec/push.toml"));
    let wanted = facts[0]["request"].as_array().unwrap().iter().map(holds);
    let wanted = wanted.filter_map(|(path, holds, _)| Some((path.strip_prefix("OfflinePushInfo.")?, holds)));
    let fields: Vec<_> = OFFLINE_PUSH_INFO.iter().map(|field| (field.path, field.holds)).collect();
    assert_eq!(fields, wanted.collect::<Vec<_>>());
}

#[test]
fn what_breaks_the_format_is_refused() {
    let text = json!({ "MsgType": "TIMTextElem", "MsgContent": { "Text": "hello" } });
    let image =
        |info: Value| json!([{ "MsgType": "TIMImageElem", "MsgContent": { "UUID": "u", "ImageInfoArray": info } }]);
    let size = json!({ "Width": 1, "Height": 1, "URL": "https://x" });
    for (elements, wanted) in [
        (json!([text, text]), 0),
        (text.clone(), 90007),
        (json!([]), 90002),
        (json!([1]), 90002),
        (json!([{ "MsgType": "TIMTextElem" }]), 90002),
        (json!([{ "MsgContent": { "Text": "hello" } }]), 90002),
        (json!([text, { "MsgType": "TIMTextElem", "MsgContent": {} }]), 90002),
        (json!([{ "MsgType": "TIMTextElem", "MsgContent": { "Text": 7 } }]), 90002),
        (json!([{ "MsgType": "TIMRelayElem", "MsgContent": {} }]), 90002),
        (image(json!([size, size])), 0),
        (image(json!([size, { "Width": 1, "Height": 1 }])), 90002),
        (image(size.clone()), 90002),
        (image(json!([7])), 90002),
    ] {
        assert_eq!(code(json!({ "MsgBody": elements })), wanted, "{elements}");
    }
    assert_eq!(code(json!({})), 90002);
    for (info, wanted) in [
        (json!({}), 0),
        (json!({ "Title": "t", "Unknown": [], "ApnsInfo": { "BadgeMode": 1 } }), 0),
        (json!([]), 90043),
        (json!({ "Title": 7 }), 90043),
        (json!({ "ApnsInfo": { "BadgeMode": "1" } }), 90043),
    ] {
        assert_eq!(code(json!({ "MsgBody": [text], "OfflinePushInfo": info })), wanted, "{info}");
    }
}
