//! What is read: the documented example, every documented key, and no other.

use core::fmt::Debug;
use std::{
    borrow::ToOwned,
    collections::BTreeSet,
    format,
    string::{String, ToString},
    vec::Vec,
};

use serde_json::{Map, Value, json};
use toml::Table;

use super::{Documented, Facts, call::read, fields, spec};
use crate::Endpoint;

impl<E: Endpoint> Facts<E>
where
    for<'r> E::Item<'r>: Debug,
    for<'r> E::Answer<'r>: Debug,
{
    pub(super) fn the_documented_answer_is_read_in_pieces_of_any_size(&self, documented: &Documented) {
        let answer = spec::text(&documented.entry, "response_example");
        let whole = read(&self.least, answer, answer.len() + 100);
        let printed: Vec<_> = whole.0.iter().chain(&whole.1).collect();
        assert_eq!(printed, documented.outcome.iter().collect::<Vec<_>>(), "{}: {:?}", documented.name, whole.1);
        for piece in 1..=answer.len() {
            assert_eq!(read(&self.least, answer, piece), whole, "{} by {piece}", documented.name);
        }
    }

    pub(super) fn every_documented_key_of_an_answer_is_read(&self, documented: &Documented) {
        let keys = fields(&documented.entry, "response");
        for key in keys.iter().filter(|key| !self.left_out.iter().any(|(left_out, _)| left_out == key)) {
            let matters = [0, 7].iter().any(|number| {
                let whole = synthetic(&documented.entry, *number, None).to_string();
                let renamed = synthetic(&documented.entry, *number, Some(key)).to_string();
                assert_ne!(whole, renamed, "{key}");
                read(&self.least, &whole, 999) != read(&self.least, &renamed, 999)
            });
            assert!(matters, "{} does not read {key} of {}", self.source, documented.name);
        }
    }

    pub(super) fn no_key_is_read_that_is_not_documented(&self) {
        let entries = || self.documented.iter().map(|documented| &documented.entry);
        let paths: BTreeSet<_> = entries().flat_map(|entry| fields(entry, "response")).collect();
        let notes = entries().flat_map(|entry| spec::list(entry, "response"));
        let notes: String = notes.map(|field| field["note"].as_str().unwrap()).collect();
        let lists = [E::ITEMS, E::FAILED].map(|list| format!("{list}[]"));
        for list in lists.iter().filter(|list| *list != "[]") {
            assert!(paths.contains(list), "{} reads {list}", self.source);
        }
        // A key of an element, or of the answer, or an older name of one, which a note speaks of.
        let is_known = |path: &str| ["", "[]", "{}"].iter().any(|kind| paths.contains(&format!("{path}{kind}")));
        for field in E::FIELDS {
            let is_of_list = lists.iter().any(|list| is_known(&format!("{list}.{field}")));
            assert!(is_of_list || notes.contains(&format!("the key {field}")), "{} reads {field}", self.source);
        }
        for key in E::ANSWER {
            assert!(is_known(key), "{} reads {key}", self.source);
        }
    }
}

/// An answer with all documented keys, numbers being `number`; one of the keys is another than documented.
fn synthetic(entry: &Table, number: i32, renamed: Option<&String>) -> Value {
    let mut answer = Value::Object(Map::from_iter([("ErrorCode".to_owned(), json!(0))]));
    for field in spec::list(entry, "response") {
        let path = field["field"].as_str().unwrap();
        let leaf = match field["type"].as_str().unwrap() {
            "integer" => json!(number),
            "object" => json!({}),
            _ => json!("word"),
        };
        let mut at = &mut answer;
        let mut walked = String::new();
        for segment in path.split('.') {
            walked = if walked.is_empty() { segment.to_owned() } else { format!("{walked}.{segment}") };
            let key = segment.trim_end_matches(['[', ']', '{', '}']);
            let key = if renamed == Some(&walked) { format!("{key}New") } else { key.to_owned() };
            let is_last = walked == path;
            let value = if is_last { leaf.clone() } else { json!({}) };
            let (fresh, step) = match segment {
                array if array.ends_with("[]") => (json!([value]), Some("/0")),
                object if object.ends_with("{}") => (json!({ "0": value }), None),
                _ => (value, Some("")),
            };
            at = at.as_object_mut().unwrap().entry(key).or_insert(fresh);
            let Some(step) = step else { break };
            at = at.pointer_mut(step).unwrap();
        }
    }
    answer
}
