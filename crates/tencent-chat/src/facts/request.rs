//! What is sent: the documented example, every documented key, and no other.

use std::{borrow::ToOwned, collections::BTreeSet, format, string::String, vec::Vec};

use serde_json::{Value, json};
use toml::Table;

use super::{Documented, Facts, body, fields, spec};
use crate::Endpoint;

impl<E: Endpoint> Facts<E> {
    pub(super) fn the_documented_request_is_sent(&self, documented: &Documented) {
        let mut example: Value = serde_json::from_str(spec::text(&documented.entry, "request_example")).unwrap();
        let sent: Value = serde_json::from_str(&documented.bodies[0]).unwrap();
        drop_zeros(&mut example, &sent);
        assert_eq!(sent, example, "what {} sends (left), and {} documents (right)", self.source, documented.name);
    }

    pub(super) fn every_documented_key_is_sent_and_no_other(&self, documented: &Documented) {
        let keys = fields(&documented.entry, "request");
        let mut sent: BTreeSet<_> = self.left_out.iter().map(|(key, _)| (*key).to_owned()).collect();
        for body in &documented.bodies {
            let paths = paths(body, &keys);
            let unknown: Vec<_> = paths.difference(&keys).collect();
            assert!(unknown.is_empty(), "{} sends {unknown:?}", self.source);
            sent.extend(paths);
        }
        let missing: Vec<_> = keys.difference(&sent).collect();
        assert!(missing.is_empty(), "{} never sends {missing:?}", self.source);

        let least = paths(&body(&self.least), &keys);
        let always = self.always.iter().map(|(key, _)| (*key).to_owned());
        let needed: BTreeSet<_> = required(&documented.entry).into_iter().chain(always).collect();
        let needed: BTreeSet<_> = needed.intersection(&keys).cloned().collect();
        assert_eq!(least, needed, "what {} sends at the least (left), and has to (right)", documented.name);
    }
}

/// Takes zeros out of an example that are not sent: not to be there is 0 to the service. (That each key is sent at all is
/// another check.)
fn drop_zeros(example: &mut Value, sent: &Value) {
    match (example, sent) {
        (Value::Object(example), Value::Object(sent)) => {
            let is_zero = |value: &Value| value == &json!(0);
            let is_all_zeros = |value: &Value| value.as_object().is_some_and(|object| object.values().all(is_zero));
            example.retain(|key, value| sent.contains_key(key) || !(is_zero(value) || is_all_zeros(value)));
            for (key, value) in example {
                sent.get(key).into_iter().for_each(|sent| drop_zeros(value, sent));
            }
        }
        (Value::Array(example), Value::Array(sent)) => {
            example.iter_mut().zip(sent).for_each(|(example, sent)| drop_zeros(example, sent));
        }
        _ => {}
    }
}

/// What has to be sent: not what is part of something that may be left out.
fn required(entry: &Table) -> BTreeSet<String> {
    let request = spec::list(entry, "request");
    let is_optional = |field: &toml::Value| field["required"].as_bool() == Some(false);
    let path = |field: &toml::Value| field["field"].as_str().unwrap().to_owned();
    let optional: Vec<_> = request.iter().filter(|field| is_optional(field)).map(path).collect();
    let is_within = |path: &str, outer: &String| path.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
    let needed = request.iter().filter(|field| !is_optional(field)).map(path);
    needed.filter(|path| !optional.iter().any(|outer| is_within(path, outer))).collect()
}

/// The paths in a body, as the facts write them. Where the facts do not go into a value, nor does this.
fn paths(body: &str, documented: &BTreeSet<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(&serde_json::from_str(body).unwrap(), "", documented, &mut found);
    found
}

fn walk(value: &Value, path: &str, documented: &BTreeSet<String>, found: &mut BTreeSet<String>) {
    let inside = format!("{path}.");
    let is_described = path.is_empty() || documented.iter().any(|field| field.starts_with(&inside));
    match value {
        Value::Object(_) if documented.contains(&format!("{path}{{}}")) => {
            found.insert(format!("{path}{{}}"));
        }
        Value::Object(object) => {
            if !path.is_empty() && (documented.contains(path) || !is_described) {
                found.insert(path.to_owned());
            }
            for (key, value) in object.iter().filter(|_| is_described) {
                let inner = if path.is_empty() { key.clone() } else { format!("{inside}{key}") };
                walk(value, &inner, documented, found);
            }
        }
        Value::Array(array) => {
            let path = format!("{path}[]");
            found.insert(path.clone());
            array.iter().for_each(|value| walk(value, &path, documented, found));
        }
        _ => {
            found.insert(path.to_owned());
        }
    }
}
