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
fn the_documentations_example_round_trips() {
    let facts = include_str!("../../../../tests/spec/push.toml");
    let facts: toml::Table = toml::from_str(facts).unwrap();
    let endpoints = facts["endpoint"].as_array().unwrap();
    let endpoint = endpoints.iter().find(|e| e["name"].as_str() == Some("get_user_attributes")).unwrap();
    let mut seed = Seed::from_toml("attribute_names = [\"tier\", \"city\"]\n[users.u-1007]").unwrap();
    seed.add_user("mina", [("tier", "gold"), ("city", "Busan")]);
    seed.add_user("oskar", [("tier", "none")]);
    let emulator = Emulator::start(Config { seed, ..Config::default() }).unwrap();
    let reply = Client::connect(&emulator)
        .post(
            endpoint["path"].as_str().unwrap(),
            &crate::client::query(&emulator),
            endpoint["request_example"].as_str().unwrap(),
        )
        .unwrap();
    let wanted: serde_json::Value = serde_json::from_str(endpoint["response_example"].as_str().unwrap()).unwrap();
    assert_eq!(reply.json(), wanted);
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
