//! Pushes: whom they reach, how many there may be, and what is recorded of them.

use serde_json::{Value, json};
use tencent_chat_emulator::{Config, Limits, Seed};

use crate::session::Session;

const PUSH: &str = "v4/all_member_push/im_push";
const BATCH: &str = "v4/timpush/batch";
const SEED: &str = "attribute_names = ['sex', 'city', 'level']\n\
    [users]\nalice = { sex = 'Female', city = 'Busan' }\nbob = { sex = 'Male', city = 'Busan', level = 7 }\ncarol = {}\n\
    9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31 = {}\n\
    [tags]\nalice = ['a', 'b']\nbob = ['b', 'c']\n9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31 = ['d']\n";

fn push() -> Value {
    json!({ "MsgRandom": 7, "MsgBody": [{ "MsgType": "TIMTextElem", "MsgContent": { "Text": "hello" } }] })
}

fn with(changes: Value) -> Value {
    let mut push = push();
    push.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    push
}

fn batch() -> Value {
    json!({ "From_Account": "news", "To_Account": ["alice", "nobody"], "MsgRandom": 7, "OfflinePushInfo": {} })
}

#[test]
fn a_push_reaches_whom_its_condition_means() {
    let mut session = Session::start(SEED);
    for (condition, wanted) in [
        (json!({ "TagsOr": ["a", "c"] }), &["alice", "bob"][..]),
        (json!({ "TagsOr": ["c", "unused"] }), &["bob"]),
        (json!({ "TagsAnd": ["a", "b"] }), &["alice"]),
        (json!({ "TagsAnd": ["b"] }), &["alice", "bob"]),
        (json!({ "TagsOr": ["a"], "TagsAnd": ["b", "c"] }), &[]),
        (json!({ "TagsOr": ["a", "c"], "TagsAnd": ["b"] }), &["alice", "bob"]),
        (json!({ "TagsOr": ["d"] }), &[]),
        (json!({ "AttrsOr": { "sex": "Female", "level": 7 } }), &["alice", "bob"]),
        (json!({ "AttrsAnd": { "city": "Busan" } }), &["alice", "bob"]),
        (json!({ "AttrsAnd": { "city": "Busan", "sex": "Male" } }), &["bob"]),
        (json!({ "AttrsAnd": { "city": "Busan" }, "AttrsOr": { "sex": "Female", "city": "Oslo" } }), &["alice"]),
        (json!({ "AttrsOr": { "level": "7" } }), &[]),
        (json!({ "AttrsOr": { "city": "busan" } }), &[]),
    ] {
        session.advance(1001);
        session.done(PUSH, with(json!({ "Condition": condition })));
        let pushes = session.emulator.pushes();
        assert_eq!(pushes.last().unwrap().accounts, wanted, "{condition}");
    }
    session.advance(1001);
    session.done(PUSH, push());
    let all = ["administrator", "alice", "bob", "carol"];
    assert_eq!(session.emulator.pushes().last().unwrap().accounts, all, "without a condition, all users");
}

#[test]
fn what_a_push_reached_stays_what_it_was_when_it_was_taken() {
    let mut session = Session::start(SEED);
    let condition = with(json!({ "Condition": { "TagsOr": ["fw-2"] } }));
    session.done(PUSH, condition.clone());
    session.done("v4/all_member_push/im_add_tag", json!({ "UserTags": [{ "To_Account": "carol", "Tags": ["fw-2"] }] }));
    session.advance(1001);
    session.done(PUSH, condition);
    let reached: Vec<_> = session.emulator.pushes().into_iter().map(|push| push.accounts).collect();
    assert_eq!(reached, [vec![], vec!["carol".to_owned()]]);
}

#[test]
fn pushes_are_more_than_a_second_apart() {
    let mut session = Session::start(SEED);
    session.done(PUSH, push());
    for (millis, code) in [(0, 90024), (999, 90024), (1, 90024), (1, 0), (1000, 90024), (500, 0)] {
        session.advance(millis);
        assert_eq!(session.code(PUSH, push()), code, "after {millis} ms more");
    }
    assert_eq!(session.code(PUSH, json!({})), 90005, "what is wrong in itself is said first");
    assert_eq!(session.emulator.pushes().len(), 3);
}

/// On the documented rates, too: the page's own code comes, not that of the interface.
#[test]
fn the_interfaces_own_rate_does_not_come_before() {
    let mut session = Session::of(Config { seed: Seed::from_toml(SEED).unwrap(), ..Config::default() });
    let codes = [(); 3].map(|()| session.code(PUSH, push()));
    assert_eq!(codes, [0, 90024, 90024]);
}

#[test]
fn a_hundred_pushes_within_any_24_hours() {
    let mut session = Session::start(SEED);
    for _ in 0..100 {
        session.done(PUSH, push());
        session.advance(1001);
    }
    assert_eq!(session.code(PUSH, push()), 90047);
    session.done(BATCH, batch());
    session.advance(86_400_000 - 100 * 1001 - 1);
    assert_eq!(session.code(PUSH, push()), 90047);
    session.advance(1);
    session.done(PUSH, push());
    session.advance(1000);
    assert_eq!(session.code(PUSH, push()), 90024);
    session.advance(1);
    session.done(PUSH, push());
    session.emulator.stop_clock_at(core::time::Duration::from_secs(1));
    assert_eq!(session.code(PUSH, push()), 0, "a clock set back holds nothing up");
}

#[test]
fn more_or_fewer_pushes_a_day_can_be_had() {
    let limits = Limits { pushes_a_day: 1, ..Limits::default() };
    let mut session = Session::of(Config { limits, ..Config::default() });
    session.done(PUSH, push());
    session.advance(2000);
    assert_eq!(session.code(PUSH, push()), 90047);
}

#[test]
fn what_is_no_push_is_refused() {
    let mut session = Session::start(SEED);
    let tags = |n: usize| (0..n).map(|number| number.to_string()).collect::<Vec<_>>();
    let condition = |condition: Value| with(json!({ "Condition": condition }));
    for (body, code) in [
        (with(json!({ "MsgRandom": null })), 90005),
        (with(json!({ "MsgRandom": "7" })), 90005),
        (with(json!({ "MsgRandom": 4_294_967_296_u64 })), 90005),
        (json!({ "MsgBody": push()["MsgBody"] }), 90005),
        (with(json!({ "MsgBody": {} })), 90007),
        (with(json!({ "MsgBody": [] })), 90002),
        (with(json!({ "MsgBody": [{ "MsgType": "TIMTextElem", "MsgContent": {} }] })), 90002),
        (json!({ "MsgRandom": 7 }), 90002),
        (with(json!({ "MsgLifeTime": 604_801 })), 90026),
        (with(json!({ "MsgLifeTime": "1" })), 90044),
        (with(json!({ "OfflinePushInfo": "x" })), 90043),
        (with(json!({ "From_Account": 7 })), 90008),
        (with(json!({ "From_Account": "x".repeat(33) })), 90008),
        (condition(json!("all")), 90010),
        (condition(json!({})), 90010),
        (condition(json!({ "TagOr": ["a"] })), 90010),
        (condition(json!({ "TagsOr": [] })), 90010),
        (condition(json!({ "TagsOr": "a" })), 90010),
        (condition(json!({ "TagsOr": [7] })), 90010),
        (condition(json!({ "AttrsOr": {} })), 90010),
        (condition(json!({ "TagsOr": tags(11) })), 90032),
        (condition(json!({ "TagsAnd": tags(11) })), 90032),
        (condition(json!({ "TagsOr": ["x".repeat(51)] })), 90020),
        (condition(json!({ "TagsAnd": [""] })), 90040),
        (condition(json!({ "TagsOr": ["a", "b"], "TagsAnd": ["b"] })), 90022),
        (condition(json!({ "TagsOr": ["a"], "AttrsOr": { "sex": "Male" } })), 90039),
        (condition(json!({ "AttrsOr": { "planet": "Mars" } })), 90033),
        (condition(json!({ "AttrsAnd": { "city": "x".repeat(51) } })), 90033),
    ] {
        let answer = session.call(PUSH, body.clone());
        assert_eq!(answer["ErrorCode"], code, "{body}");
        assert!(answer.get("TaskId").is_none());
    }
    assert!(session.emulator.pushes().is_empty());
    for body in [
        with(json!({ "MsgLifeTime": 604_800, "MsgRandom": u32::MAX, "From_Account": "x".repeat(32) })),
        condition(json!({ "TagsOr": ["x".repeat(50)], "TagsAnd": tags(10) })),
        condition(json!({ "AttrsAnd": { "city": "x".repeat(50) } })),
    ] {
        session.advance(1001);
        session.done(PUSH, body);
    }
}

#[test]
fn the_free_plan_has_no_pushes() {
    let mut session = Session::start("plan = 'free'");
    assert_eq!(session.code(PUSH, push()), 90045);
    let answer = session.call(BATCH, batch());
    assert_eq!((&answer["ErrorCode"], &answer["TaskId"]), (&json!(90045), &json!("")));
}

#[test]
fn a_task_id_is_four_numbers_and_never_the_same() {
    let mut session = Session::start("sdk_app_id = 1400000007");
    let mut ids = [(); 2].map(|()| {
        session.advance(1001);
        session.done(PUSH, push())["TaskId"].as_str().unwrap().to_owned()
    });
    for id in &ids {
        let numbers: Vec<_> = id.split('_').map(|number| number.parse::<u64>().unwrap()).collect();
        assert_eq!((numbers.len(), numbers[0], numbers[3]), (4, 1_400_000_007, 7));
    }
    ids.sort();
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn a_batch_reaches_those_who_exist_and_names_the_others() {
    let mut session = Session::start(SEED);
    let answer = session.done(BATCH, batch());
    assert!(answer["TaskId"].as_str().unwrap().starts_with("batch_"));
    assert_eq!(answer["ErrorList"], json!([{ "To_Account": "nobody", "ErrorCode": 70107 }]));
    let mut to = batch();
    to["To_Account"] = json!(["9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31", "bob"]);
    assert!(session.done(BATCH, to).get("ErrorList").is_none());
    let reached: Vec<_> = session.emulator.pushes().into_iter().map(|push| push.accounts.join(" ")).collect();
    assert_eq!(reached, ["alice", "9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31 bob"]);
    assert_eq!(session.code(PUSH, push()), 0, "a batch is no push to all");
}

#[test]
fn what_is_no_batch_is_refused_with_an_empty_task() {
    let mut session = Session::start(SEED);
    for (key, value, code) in [
        ("To_Account", json!(vec!["alice"; 500]), 0),
        ("To_Account", json!(vec!["alice"; 501]), 90011),
        ("To_Account", json!([]), 90001),
        ("To_Account", json!("alice"), 90001),
        ("To_Account", json!([7]), 90001),
        ("To_Account", json!(["x".repeat(33)]), 90001),
        ("From_Account", json!(null), 90001),
        ("From_Account", json!(""), 90001),
        ("MsgRandom", json!(4_294_967_296_u64), 90001),
        ("MsgRandom", json!("7"), 90001),
        ("OfflinePushInfo", json!([]), 90043),
        ("DataId", json!("x".repeat(64)), 0),
        ("DataId", json!("x".repeat(65)), 90057),
        ("DataId", json!(7), 90001),
    ] {
        let mut body = batch();
        body[key] = value;
        let answer = session.call(BATCH, body.clone());
        assert_eq!(answer["ErrorCode"], code, "{body}");
        assert_eq!(answer["TaskId"] == "", code != 0);
    }
    for key in ["From_Account", "To_Account", "MsgRandom", "OfflinePushInfo"] {
        let mut body = batch();
        body.as_object_mut().unwrap().remove(key);
        assert_eq!(session.code(BATCH, body), 90001, "{key}");
    }
}

#[test]
fn the_last_thousand_pushes_are_remembered_and_all_that_count_today() {
    let mut session = Session::start(SEED);
    session.done(PUSH, push());
    for _ in 0..1000 {
        session.done(BATCH, batch());
    }
    let pushes = session.emulator.pushes();
    assert_eq!(pushes.len(), 1000);
    assert_eq!(pushes[0].path, PUSH, "though it is the oldest");
    session.advance(86_400_000);
    session.done(BATCH, batch());
    assert!(session.emulator.pushes().iter().all(|push| push.path == BATCH));
}
