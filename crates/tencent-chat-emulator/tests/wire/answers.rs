//! The documented shapes.

use std::collections::BTreeMap;

use serde_json::json;
use tencent_chat_emulator::{Attribute, Config, Emulator, Seed};

use crate::client::{Client, ask};

#[test]
fn three_accounts_come_reordered_one_of_them_empty() {
    let emulator = Emulator::start(Config::default()).unwrap();
    let reply = ask(&emulator, r#"{"To_Account":["alice","Bob Lee","gateway-7"]}"#);
    assert_eq!(reply.status, 200);
    let wanted = json!({
        "ActionStatus": "OK",
        "ErrorInfo": "",
        "ErrorCode": 0,
        "UserAttrs": [
            { "To_Account": "alice", "Attrs": { "sex": "Female", "city": "New York" } },
            { "To_Account": "gateway-7", "Attrs": {} },
            { "To_Account": "Bob Lee",
              "Attrs": { "sex": "Male", "city": "Lyon", "language": "français", "level": 7 } },
        ],
    });
    assert_eq!(String::from_utf8(reply.body).unwrap(), wanted.to_string(), "also the order of the keys");
}

#[test]
fn an_unknown_account_is_answered_like_one_without_attributes_and_one_asked_twice_twice() {
    let emulator = Emulator::start(Config::default()).unwrap();
    let nobody = json!({ "To_Account": "nobody", "Attrs": {} });
    let reply = ask(&emulator, r#"{"To_Account":["nobody","nobody"]}"#);
    assert_eq!(reply.json()["UserAttrs"], json!([nobody, nobody]));
}

#[test]
fn a_hundred_accounts_of_the_longest_kind_are_answered_and_not_one_more() {
    let account = |i| format!("{i:032}");
    let value = "도".repeat(16) + "ab";
    let names: Vec<_> = (0..10).map(|slot| format!("{slot:050}")).collect();
    let user: BTreeMap<_, _> = names.iter().map(|name| (name.clone(), Attribute::from(value.as_str()))).collect();
    let users = (0..100).map(|i| (account(i), user.clone())).collect();
    let seed = Seed { attribute_names: names, users, ..Seed::default() };
    let emulator = Emulator::start(Config { seed, ..Config::default() }).unwrap();
    let mut client = Client::connect(&emulator);
    let body = |n| json!({ "To_Account": (0..n).map(account).collect::<Vec<_>>() }).to_string();
    let reply = client.ask(&emulator, &body(100)).unwrap().json();
    let users = reply["UserAttrs"].as_array().unwrap();
    assert_eq!(users.len(), 100);
    assert!(users.iter().all(|user| user["Attrs"].as_object().unwrap().len() == 10));
    assert_eq!(users[0]["To_Account"], account(1));
    assert_eq!(users[1]["To_Account"], account(0));
    assert_eq!(client.ask(&emulator, &body(101)).unwrap().code(), 90018);
}
