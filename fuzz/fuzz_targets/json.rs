#![no_main]
//! Any bytes: JSON exactly where an independent reader says so, and our own rules allow it.

use std::collections::HashSet;

use libfuzzer_sys::fuzz_target;
use serde_json::Value as Json;
use tencent_chat::json::{Error, MAX_DEPTH, Problem, Value};

fuzz_target!(|bytes: &[u8]| {
    let mut ours = bytes.to_vec();
    let theirs = serde_json::from_slice::<Json>(bytes);
    match (Value::parse_in_place(&mut ours), theirs) {
        (Ok(value), Ok(json)) => {
            let printed: Json = serde_json::from_str(&format!("{value:?}")).expect("a value prints as JSON");
            assert_eq!(printed, json);
        }
        (Err(Error::Syntax { problem: Problem::Duplicate, .. }), Ok(_)) => assert!(has_duplicates(bytes)),
        (Err(Error::Syntax { problem: Problem::Depth, .. }), Ok(_)) => assert!(depth(bytes) > MAX_DEPTH.into()),
        // Numbers that no floating point holds: JSON they are all the same.
        (Ok(_), Err(error)) => {
            assert!(error.to_string().contains("number out of range") || depth(bytes) > 100, "{error}")
        }
        (Err(_), Err(_)) => {}
        (Err(error), Ok(_)) => panic!("{error}"),
    }
});

/// Whether an object has a key twice. The bytes are known to be JSON, so a plain walk will do.
fn has_duplicates(bytes: &[u8]) -> bool {
    let mut objects: Vec<Option<HashSet<String>>> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' => objects.push(Some(HashSet::new())),
            b'[' => objects.push(None),
            b'}' | b']' => {
                objects.pop();
            }
            b'"' => {
                let mut end = at + 1;
                while bytes.get(end) != Some(&b'"') {
                    end += if bytes.get(end) == Some(&b'\\') { 2 } else { 1 };
                }
                let is_key = bytes[end + 1..].trim_ascii_start().first() == Some(&b':');
                if is_key && let Some(Some(keys)) = objects.last_mut() {
                    let key: String = serde_json::from_slice(&bytes[at..=end]).expect("a text");
                    if !keys.insert(key) {
                        return true;
                    }
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    false
}

/// How many objects and arrays lie within each other, at the most.
fn depth(bytes: &[u8]) -> usize {
    let (mut depth, mut most, mut at) = (0_usize, 0, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                at += 1;
                while bytes.get(at).is_some_and(|byte| *byte != b'"') {
                    at += if bytes.get(at) == Some(&b'\\') { 2 } else { 1 };
                }
            }
            _ => {}
        }
        most = most.max(depth);
        at += 1;
    }
    most
}
