//! What the facts say of every endpoint alike: who may call, what a body is, how often, and every code.

use std::fs;

use serde_json::json;
use tencent_chat_emulator::{Config, Emulator, Fault, Times};

use crate::client::{Client, query, query_with, signer};
use crate::signer::Signer;

/// An endpoint as the facts have it.
struct Endpoint {
    path: String,
    codes: Vec<i64>,
    calls_a_second: usize,
}

/// All of the sections that the emulator covers that are documented completely, and what else it knows.
fn endpoints(emulator: &Emulator) -> Vec<Endpoint> {
    let mut client = Client::connect(emulator);
    let mut known = Vec::new();
    for file in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/spec")).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_none_or(|is| is != "toml") {
            continue;
        }
        let facts: toml::Table = toml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let is_covered = ["accounts", "push", "timpush"].iter().any(|section| file.file_stem().unwrap() == *section);
        for facts in facts.get("endpoint").and_then(toml::Value::as_array).into_iter().flatten() {
            let path = facts["path"].as_str().unwrap();
            let is_complete = facts.get("complete").and_then(toml::Value::as_bool) != Some(false);
            let is_there = client.post(path, "", "").unwrap().code() != 60009;
            assert!(is_there || !is_covered || !is_complete, "{path} is not there");
            if is_there {
                let errors = facts.get("error").and_then(toml::Value::as_array).into_iter().flatten();
                known.push(Endpoint {
                    path: path.to_owned(),
                    codes: errors.map(|error| error["code"].as_integer().unwrap()).collect(),
                    calls_a_second: facts["calls_per_second"].as_integer().unwrap().try_into().unwrap(),
                });
            }
        }
    }
    known
}

/// The one of these codes that is documented, or the one for all.
fn documented(endpoint: &Endpoint, codes: &[i64], otherwise: i64) -> i64 {
    codes.iter().copied().find(|code| endpoint.codes.contains(code)).unwrap_or(otherwise)
}

#[test]
fn every_endpoint_is_there_and_a_body_that_is_no_json_has_its_code() {
    let emulator = Emulator::start(Config::default()).unwrap();
    let mut client = Client::connect(&emulator);
    for endpoint in endpoints(&emulator) {
        for body in ["{", "[]", ""] {
            let code = client.post(&endpoint.path, &query(&emulator), body).unwrap().code();
            assert_eq!(code, documented(&endpoint, &[90001, 70402, 40001, 10004], 90001), "{} {body}", endpoint.path);
        }
    }
}

#[test]
fn who_is_no_administrator_is_told_so_in_the_endpoints_own_code() {
    let emulator = Emulator::start(Config::default()).unwrap();
    let mut client = Client::connect(&emulator);
    let usersig = Signer { identifier: "alice".to_owned(), ..signer(&emulator) }.sign();
    let query = query_with(emulator.sdk_app_id(), "alice", &usersig);
    for endpoint in endpoints(&emulator) {
        let code = client.post(&endpoint.path, &query, "{}").unwrap().code();
        assert_eq!(code, documented(&endpoint, &[90009, 70403, 40004, 10008], 60010), "{}", endpoint.path);
    }
}

#[test]
fn the_readme_says_of_every_documented_code_how_it_is_had() {
    let readme = include_str!("../../README.md");
    for endpoint in endpoints(&Emulator::start(Config::default()).unwrap()) {
        for code in endpoint.codes {
            assert!(readme.contains(&code.to_string()), "{code} of {}", endpoint.path);
        }
    }
}

#[test]
fn every_documented_code_can_be_had_by_a_fault() {
    let emulator = Emulator::start(Config::default()).unwrap();
    let mut client = Client::connect(&emulator);
    for endpoint in endpoints(&emulator) {
        for code in &endpoint.codes {
            emulator.inject_at(&endpoint.path, Fault::Refuse(*code), Times::Next(1));
            assert_eq!(
                client.post(&endpoint.path, &query(&emulator), "{}").unwrap().code(),
                *code,
                "{}",
                endpoint.path
            );
        }
    }
}

#[test]
fn every_endpoint_has_its_documented_rate() {
    let emulator = Emulator::start(Config::default()).unwrap();
    emulator.stop_clock_at(emulator.now());
    let mut client = Client::connect(&emulator);
    let query = query(&emulator);
    for endpoint in endpoints(&emulator) {
        // The one keeps pushes apart with a code of its own, the other has no one number.
        let wanted = match endpoint.path.as_str() {
            "v4/all_member_push/im_push" => continue,
            "v4/timpush/batch" => 10,
            _ => endpoint.calls_a_second,
        };
        let body = json!({}).to_string();
        let taken = (0..).take_while(|_| client.post(&endpoint.path, &query, &body).unwrap().code() != 60007).count();
        assert_eq!(taken, wanted, "{}", endpoint.path);
        emulator.advance_clock(core::time::Duration::from_secs(1));
    }
}
