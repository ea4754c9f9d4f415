//! The app's attribute names and its users' attributes, on both routes.

use serde_json::{Value, json};

use crate::session::Session;

const SET_NAMES: &str = "v4/all_member_push/im_set_attr_name";
const GET_NAMES: &str = "v4/all_member_push/im_get_attr_name";
const SET: &str = "v4/all_member_push/im_set_attr";
const GET: &str = "v4/all_member_push/im_get_attr";
const REMOVE: &str = "v4/all_member_push/im_remove_attr";
const DEVICE: &str = "9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31";
const SEED: &str = "attribute_names = ['sex', 'city']\n[users]\nalice = { sex = 'Female' }\nbob = {}\n\
    9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31 = {}\n";

fn names(names: Value) -> Value {
    json!({ "AttrNames": names })
}

fn user(account: &str, attributes: Value) -> Value {
    json!({ "UserAttrs": [{ "To_Account": account, "Attrs": attributes }] })
}

fn attributes(session: &mut Session, account: &str) -> Value {
    session.done(GET, json!({ "To_Account": [account] }))["UserAttrs"][0]["Attrs"].clone()
}

#[test]
fn an_app_has_ten_slots_that_can_be_named_one_by_one() {
    let mut session = Session::start("");
    assert_eq!(session.done(GET_NAMES, json!({}))["AttrNames"], json!({}));
    session.done(SET_NAMES, names(json!({ "9": "nine", "0": "zero" })));
    session.done(SET_NAMES, names(json!({ "3": "drei", "0": "null" })));
    assert_eq!(session.done(GET_NAMES, json!({}))["AttrNames"], json!({ "0": "null", "3": "drei", "9": "nine" }));
    let all: serde_json::Map<_, _> =
        (0..10).map(|number| (number.to_string(), json!(format!("{number:050}")))).collect();
    session.done(SET_NAMES, names(all.clone().into()));
    let newer = session.done("v4/timpush/get_attr_name", json!({}));
    assert_eq!(newer["AttrNames"], Value::from(all));
    assert_eq!(newer["AttrTypes"].as_object().unwrap().len(), 10);
}

#[test]
fn names_and_numbers_that_an_app_cannot_have_are_refused() {
    let mut session = Session::start("attribute_names = ['sex', 'city']");
    for path in [SET_NAMES, "v4/timpush/set_attr_name"] {
        for (names, code) in [
            (json!({ "2": "x".repeat(51) }), 90033),
            (json!({ "2": "도".repeat(17) }), 90033),
            (json!({ "2": "" }), 90033),
            (json!({ "2": 7 }), 90033),
            (json!({ "10": "ten" }), 90033),
            (json!({ "-1": "x" }), 90033),
            (json!({ "+1": "x" }), 90033),
            (json!({ "02": "x" }), 90033),
            (json!({ "two": "x" }), 90033),
            (json!({ "2": "city" }), 90033),
            (json!({ "2": "x", "3": "x" }), 90033),
            (json!({}), 90001),
            (json!(["x"]), 90001),
        ] {
            assert_eq!(session.code(path, self::names(names.clone())), code, "{path} {names}");
        }
        assert_eq!(session.code(path, json!({})), 90001);
    }
    assert_eq!(
        session.done(GET_NAMES, json!({}))["AttrNames"],
        json!({ "0": "sex", "1": "city" }),
        "nothing is left of it"
    );
    session.done(SET_NAMES, names(json!({ "0": "city", "1": "sex" })));
    assert_eq!(
        session.done(GET_NAMES, json!({}))["AttrNames"],
        json!({ "0": "city", "1": "sex" }),
        "they may change places"
    );
}

#[test]
fn a_slots_account_type_is_set_once() {
    const PATH: &str = "v4/timpush/set_attr_name";
    let mut session = Session::start(SEED);
    let typed = |names: Value, types: Value| json!({ "AttrNames": names, "AttrTypes": types });
    session.done(PATH, typed(json!({ "2": "model", "3": "tier" }), json!({ "2": 1 })));
    let types = json!({ "0": 0, "1": 0, "2": 1, "3": 0 });
    assert_eq!(session.done("v4/timpush/get_attr_name", json!({}))["AttrTypes"], types);
    for (names, types, code) in [
        (json!({ "2": "model" }), json!({ "2": 0 }), 90033),
        (json!({ "3": "tier" }), json!({ "3": 1 }), 90033),
        (json!({ "4": "x" }), json!({ "4": 2 }), 90033),
        (json!({ "4": "x" }), json!({ "4": "0" }), 90033),
        (json!({ "4": "x" }), json!({ "5": 0 }), 90033),
        (json!({ "4": "x" }), json!([0]), 90001),
        (json!({ "2": "make" }), json!({ "2": 1 }), 0),
    ] {
        assert_eq!(session.code(PATH, typed(names.clone(), types.clone())), code, "{names} {types}");
    }
    session.done(PATH, names(json!({ "2": "model" })));
    assert_eq!(session.done("v4/timpush/get_attr_name", json!({}))["AttrTypes"], types, "it need not be said again");
    let set = json!({ "UserAttrs": [
        { "To_Account": DEVICE, "Attrs": { "model": "x1" } },
        { "To_Account": "alice", "Attrs": { "model": "x1" } },
    ] });
    let failed = json!([{ "To_Account": "alice", "ErrorCode": 90035 }]);
    assert_eq!(session.done("v4/timpush/set_attr", set)["ErrorList"], failed);
    assert_eq!(session.code(SET, user("alice", json!({ "model": "x1" }))), 90035, "the older route has no list");
    assert_eq!(attributes(&mut session, DEVICE), json!({ "model": "x1" }));
}

#[test]
fn attributes_are_set_one_by_one_and_removed_by_name() {
    let mut session = Session::start(SEED);
    session.done(SET, user("alice", json!({ "city": "Busan" })));
    assert_eq!(attributes(&mut session, "alice"), json!({ "sex": "Female", "city": "Busan" }), "the others stay");
    session.done(SET, user("alice", json!({ "city": "Lyon", "sex": 7 })));
    assert_eq!(attributes(&mut session, "alice"), json!({ "sex": 7, "city": "Lyon" }));
    session.done(SET_NAMES, names(json!({ "1": "town" })));
    assert_eq!(attributes(&mut session, "alice"), json!({ "sex": 7, "town": "Lyon" }), "the value is the slot's");
    session.done(REMOVE, user("alice", json!(["town", "town"])));
    session.done(REMOVE, user("alice", json!(["town"])));
    assert_eq!(attributes(&mut session, "alice"), json!({ "sex": 7 }));
}

#[test]
fn unknown_accounts_are_passed_over_or_listed() {
    let mut session = Session::start(SEED);
    let failed = json!([{ "To_Account": "nobody", "ErrorCode": 70107 }]);
    for (older, newer, attributes) in
        [(SET, "v4/timpush/set_attr", json!({ "sex": "Male" })), (REMOVE, "v4/timpush/remove_attr", json!(["sex"]))]
    {
        let users = ["nobody", "bob"].map(|account| json!({ "To_Account": account, "Attrs": attributes }));
        let body = json!({ "UserAttrs": users });
        assert!(session.done(older, body.clone()).get("ErrorList").is_none());
        assert_eq!(session.done(newer, body)["ErrorList"], failed);
    }
    assert_eq!(attributes(&mut session, "bob"), json!({}));
    assert_eq!(attributes(&mut session, "nobody"), json!({}));
    let answer = session.done("v4/timpush/get_attr", json!({ "To_Account": ["nobody", "alice", "bob"] }));
    let found = json!([
        { "To_Account": "alice", "Attrs": { "sex": "Female" } },
        { "To_Account": "bob", "Attrs": {} },
    ]);
    assert_eq!((&answer["UserAttrs"], &answer["ErrorList"]), (&found, &failed));
}

#[test]
fn what_is_no_attribute_is_refused() {
    let mut session = Session::start(SEED);
    let many = |n: usize, attributes: Value| json!({ "UserAttrs": vec![json!({ "To_Account": "bob", "Attrs": attributes }); n] });
    for path in [SET, "v4/timpush/set_attr"] {
        for (body, code) in [
            (user("bob", json!({ "city": "x".repeat(50) })), 0),
            (user("bob", json!({ "city": "x".repeat(51) })), 90033),
            (user("bob", json!({ "city": "도".repeat(17) })), 90033),
            (user("bob", json!({ "city": "" })), 90033),
            (user("bob", json!({ "city": 1.5 })), 90033),
            (user("bob", json!({ "city": null })), 90033),
            (user("bob", json!({ "planet": "Mars" })), 90033),
            (user("bob", json!({})), 90001),
            (user("bob", json!(["city"])), 90001),
            (json!({ "UserAttrs": [{ "Attrs": { "city": "x" } }] }), 90003),
            (json!({ "Attrs": [] }), 90001),
            (many(100, json!({ "city": "x" })), 0),
            (many(101, json!({ "city": "x" })), 90018),
        ] {
            assert_eq!(session.code(path, body.clone()), code, "{path} {body}");
        }
    }
    for path in [REMOVE, "v4/timpush/remove_attr"] {
        for (body, code) in [
            (user("bob", json!(["city", "sex"])), 0),
            (user("bob", json!(["city", "planet"])), 90033),
            (user("bob", json!([7])), 90001),
            (user("bob", json!([])), 90001),
            (user("bob", json!({ "city": "x" })), 90001),
            (many(100, json!(["city"])), 0),
            (many(101, json!(["city"])), 90018),
        ] {
            assert_eq!(session.code(path, body.clone()), code, "{path} {body}");
        }
    }
}
