//! A condition sends the lists that have something in them, and no others.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test ends where it is wrong")]

use tencent_chat::{
    App, Exchange, Region, Step, UserSig,
    message::{Element, MessageBody},
    push::{Condition, PushToAllUsers},
};

/// What is sent under this key.
fn sent(condition: Condition<'_>) -> serde_json::Value {
    let app = App::new(1, Region::Singapore, "admin").unwrap();
    let elements = [Element::Text("hello")];
    let push = PushToAllUsers::new(7, MessageBody::new(&elements).unwrap()).with_condition(condition);
    let mut buffer = [0; 2048];
    let mut exchange = Exchange::new(&app, UserSig::minted("none").unwrap(), 7, &push, &mut buffer);
    assert_eq!(exchange.step(), Ok(Step::Send));
    let request = core::str::from_utf8(exchange.outgoing()).unwrap();
    let (_, body) = request.split_once("\r\n\r\n").unwrap();
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    body["Condition"].clone()
}

#[test]
fn what_is_empty_is_left_out() {
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(sent(Condition::tags(&["a"], &[]).unwrap()), json(r#"{"TagsOr":["a"]}"#));
    assert_eq!(sent(Condition::tags(&[], &["a", "b"]).unwrap()), json(r#"{"TagsAnd":["a","b"]}"#));
    assert_eq!(sent(Condition::attributes(&[("n", "v")], &[]).unwrap()), json(r#"{"AttrsOr":{"n":"v"}}"#));
    assert_eq!(sent(Condition::attributes(&[], &[("n", "")]).unwrap()), json(r#"{"AttrsAnd":{"n":""}}"#));
}
