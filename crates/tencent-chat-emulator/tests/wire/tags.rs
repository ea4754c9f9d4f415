//! Tags of users, on both routes.

use serde_json::{Value, json};

use crate::session::Session;

const ADD: &str = "v4/all_member_push/im_add_tag";
const GET: &str = "v4/all_member_push/im_get_tag";
const REMOVE: &str = "v4/all_member_push/im_remove_tag";
const REMOVE_ALL: &str = "v4/all_member_push/im_remove_all_tags";
const DEVICE: &str = "9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31";
const SEED: &str = "[users]\nalice = {}\nbob = {}\n9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31 = {}\n[tags]\nbob = ['seeded']";

fn user(account: &str, tags: impl IntoIterator<Item = impl Into<Value>>) -> Value {
    json!({ "UserTags": [{ "To_Account": account, "Tags": tags.into_iter().map(Into::into).collect::<Vec<Value>>() }] })
}

fn numbered(range: core::ops::Range<usize>) -> impl Iterator<Item = String> {
    range.map(|number| format!("t{number}"))
}

fn tags(session: &mut Session, account: &str) -> Value {
    session.done(GET, json!({ "To_Account": [account] }))["UserTags"][0]["Tags"].clone()
}

#[test]
fn tags_are_added_read_and_removed_in_their_order() {
    let mut session = Session::start(SEED);
    assert_eq!(tags(&mut session, "bob"), json!(["seeded"]));
    session.done(ADD, user("alice", ["b", "a", "b"]));
    session.done(ADD, user("alice", ["c", "a"]));
    assert_eq!(tags(&mut session, "alice"), json!(["b", "a", "c"]));
    session.done(REMOVE, user("alice", ["a", "never there"]));
    assert_eq!(tags(&mut session, "alice"), json!(["b", "c"]));
    session.done(REMOVE_ALL, json!({ "To_Account": ["alice", "nobody"] }));
    let both = session.done(GET, json!({ "To_Account": ["alice", "nobody", "bob"] }));
    let wanted = json!([
        { "To_Account": "alice", "Tags": [] },
        { "To_Account": "nobody", "Tags": [] },
        { "To_Account": "bob", "Tags": ["seeded"] },
    ]);
    assert_eq!(both["UserTags"], wanted);
}

#[test]
fn the_older_route_passes_over_unknown_accounts_and_the_newer_one_names_them() {
    let mut session = Session::start(SEED);
    let body = json!({ "UserTags": [
        { "To_Account": "nobody", "Tags": ["x"] },
        { "To_Account": "alice", "Tags": ["x"] },
    ] });
    assert!(session.done(ADD, body.clone()).get("ErrorList").is_none());
    assert_eq!(tags(&mut session, "alice"), json!(["x"]));
    let failed = json!([{ "To_Account": "nobody", "ErrorCode": 70107 }]);
    for path in ["v4/timpush/add_tag", "v4/timpush/remove_tag"] {
        assert_eq!(session.done(path, body.clone())["ErrorList"], failed, "{path}");
    }
    assert_eq!(tags(&mut session, "alice"), json!([]));
    let both = json!({ "To_Account": ["alice", "nobody"] });
    assert_eq!(session.done("v4/timpush/clear_all_tags", both.clone())["ErrorList"], failed);
    let answer = session.done("v4/timpush/get_tag", both);
    assert_eq!(answer["UserTags"], json!([{ "To_Account": "alice", "Tags": [] }]));
    assert_eq!(answer["ErrorList"], failed);
    let alice = json!({ "To_Account": ["alice"] });
    assert!(session.done("v4/timpush/get_tag", alice).get("ErrorList").is_none(), "absent when nobody failed");
}

#[test]
fn ten_tags_a_call_and_a_hundred_a_user() {
    let mut session = Session::start(SEED);
    assert_eq!(session.code(ADD, user("alice", numbered(0..11))), 90032);
    assert_eq!(tags(&mut session, "alice"), json!([]));
    for from in (0..100).step_by(10) {
        session.done(ADD, user("alice", numbered(from..from + 10)));
    }
    assert_eq!(session.code(ADD, user("alice", ["one more"])), 90032);
    session.done(ADD, user("alice", ["t7"]));
    let body = json!({ "UserTags": [
        { "To_Account": "bob", "Tags": ["new"] },
        { "To_Account": "alice", "Tags": ["one more"] },
    ] });
    assert_eq!(session.code(ADD, body.clone()), 90032);
    assert_eq!(tags(&mut session, "bob"), json!(["seeded"]), "what is refused leaves no mark");
    let failed = json!([{ "To_Account": "alice", "ErrorCode": 90032 }]);
    assert_eq!(session.done("v4/timpush/add_tag", body)["ErrorList"], failed);
    assert_eq!(tags(&mut session, "bob"), json!(["seeded", "new"]));
    assert_eq!(tags(&mut session, "alice").as_array().unwrap().len(), 100);
}

#[test]
fn replacing_takes_a_hundred_tags_and_leaves_no_other() {
    const PATH: &str = "v4/timpush/add_tag";
    let mut session = Session::start(SEED);
    let replace = |account, range| {
        let mut body = user(account, numbered(range));
        body["Replace"] = json!(1);
        body
    };
    session.done(PATH, replace("bob", 0..100));
    assert_eq!(tags(&mut session, "bob"), json!(numbered(0..100).collect::<Vec<_>>()));
    assert_eq!(session.code(PATH, replace("bob", 0..101)), 90032);
    session.done(PATH, replace("bob", 5..6));
    assert_eq!(tags(&mut session, "bob"), json!(["t5"]));
    let mut body = user("bob", numbered(0..11));
    for (replace, code) in [(json!(0), 90032), (json!(2), 90001), (json!(true), 90001)] {
        body["Replace"] = replace;
        assert_eq!(session.code(PATH, body.clone()), code, "{body}");
    }
}

#[test]
fn a_tag_of_users_is_not_for_devices() {
    let mut session = Session::start(SEED);
    let failed = json!([{ "To_Account": DEVICE, "ErrorCode": 90035 }]);
    assert_eq!(session.done("v4/timpush/add_tag", user(DEVICE, ["seeded"]))["ErrorList"], failed);
    session.done("v4/timpush/add_tag", user(DEVICE, ["of devices"]));
    let failed = json!([{ "To_Account": "alice", "ErrorCode": 90035 }]);
    assert_eq!(session.done("v4/timpush/add_tag", user("alice", ["of devices"]))["ErrorList"], failed);
    assert_eq!(session.code(ADD, user("alice", ["of devices"])), 90035, "and the older route has no list");
}

#[test]
fn a_thousand_different_tags_an_app() {
    let users: String = (0..11).map(|user| format!("u{user} = {{}}\n")).collect();
    let mut session = Session::start(&format!("[users]\n{users}"));
    let replace = |user: usize, range| {
        let mut body = self::user(&format!("u{user}"), numbered(range));
        body["Replace"] = json!(1);
        body
    };
    for user in 0..10 {
        session.done("v4/timpush/add_tag", replace(user, user * 100..user * 100 + 100));
    }
    let failed = json!([{ "To_Account": "u10", "ErrorCode": 90032 }]);
    assert_eq!(session.done("v4/timpush/add_tag", replace(10, 1000..1001))["ErrorList"], failed);
    assert!(session.done("v4/timpush/add_tag", replace(10, 999..1000)).get("ErrorList").is_none());
}

#[test]
fn what_is_no_list_of_tags_is_refused() {
    let mut session = Session::start(SEED);
    let many = |n: usize| json!({ "UserTags": vec![json!({ "To_Account": "alice", "Tags": ["x"] }); n] });
    for path in [ADD, REMOVE, "v4/timpush/add_tag", "v4/timpush/remove_tag"] {
        for (body, code) in [
            (user("alice", ["t".repeat(50)]), 0),
            (user("alice", ["t".repeat(51)]), 90034),
            (user("alice", ["도".repeat(17)]), 90034),
            (user("alice", [""]), 90040),
            (user("alice", [7]), 90001),
            (user("alice", [""; 0]), 90001),
            (json!({ "UserTags": [{ "To_Account": "alice" }] }), 90001),
            (json!({ "UserTags": [{ "Tags": ["x"] }] }), 90003),
            (json!({ "UserTags": [{ "To_Account": 7, "Tags": ["x"] }] }), 60015),
            (user("", ["x"]), 90003),
            (user(&"a".repeat(33), ["x"]), 90003),
            (json!({ "UserTags": ["alice"] }), 90001),
            (json!({ "UserTags": [] }), 90001),
            (json!({}), 90001),
            (many(100), 0),
            (many(101), 90018),
        ] {
            assert_eq!(session.code(path, body.clone()), code, "{path} {body}");
        }
    }
    for path in [GET, REMOVE_ALL, "v4/timpush/get_tag", "v4/timpush/clear_all_tags"] {
        for (body, code) in [
            (json!({ "To_Account": vec!["alice"; 100] }), 0),
            (json!({ "To_Account": vec!["alice"; 101] }), 90018),
            (json!({ "To_Account": [] }), 90003),
            (json!({ "To_Account": [7] }), 60015),
            (json!({}), 90003),
        ] {
            assert_eq!(session.code(path, body.clone()), code, "{path} {body}");
        }
    }
}
