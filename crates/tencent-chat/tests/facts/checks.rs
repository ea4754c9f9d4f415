//! What every endpoint is held to.
#![expect(clippy::unwrap_used, reason = "a test ends where it is wrong")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use serde_json::{Map, Value, json};
use toml::Table;

use crate::{
    COVERED,
    case::{Case, Fact},
    cases, spec,
};

/// Runs a check of each case and each of its facts.
fn each(check: impl Fn(&Case, &Fact, &Table)) {
    for case in cases() {
        for fact in &case.facts {
            let entries = spec::complete_endpoints(fact.file);
            let entry = entries.iter().find(|entry| spec::text(entry, "name") == fact.name);
            check(&case, fact, entry.unwrap_or_else(|| unreachable!("{} is not in {}", fact.name, fact.file)));
        }
    }
}

/// The documented paths of a request's or answer's fields.
fn fields(entry: &Table, part: &str) -> BTreeSet<String> {
    spec::list(entry, part).iter().map(|field| field["field"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn path_pace_and_repeatability_are_as_documented() {
    each(|case, fact, entry| {
        let path = if fact.file == "timpush.toml" { case.timpush_path } else { case.path };
        assert_eq!(path, spec::text(entry, "path"), "{}", fact.name);
        let documented = entry["calls_per_second"].as_integer().unwrap();
        if documented == 0 {
            let words = format!("{} calls a second on the free edition", case.calls_per_second);
            assert!(spec::list(entry, "limits").iter().any(|limit| limit.as_str().unwrap().starts_with(&words)));
        } else {
            assert_eq!(i64::from(case.calls_per_second), documented, "{}", fact.name);
        }
        // What reads, and what leaves the same behind when done twice. A push comes twice; and a log-in between the two calls
        // would not survive the second.
        let is_known_to_repeat_badly = ["push_to", "batch", "invalidate"].iter().any(|verb| fact.name.contains(verb));
        assert_eq!(case.is_repeatable, !is_known_to_repeat_badly, "{}", fact.name);
    });
    // A path on the newer route that no fact speaks of is an invention.
    for case in cases().iter().filter(|case| case.timpush_path != case.path) {
        assert!(case.facts.iter().any(|fact| fact.file == "timpush.toml"), "{}", case.source);
    }
}

#[test]
fn the_documentations_pages_stand_at_the_head_of_the_file() {
    each(|case, fact, entry| {
        let source = fs::read_to_string(spec::root().join("crates/tencent-chat/src").join(case.source)).unwrap();
        let head: String = source.lines().take_while(|line| line.starts_with("//!")).collect();
        let page = format!("/product/{}>", spec::text(entry, "doc"));
        assert!(head.contains(&page), "{} is not at the head of {}: {head}", fact.name, case.source);
    });
}

#[test]
fn every_endpoint_has_facts_and_all_facts_have_an_endpoint() {
    let cases = cases();
    let covered: BTreeSet<_> = cases.iter().flat_map(|case| &case.facts).map(|fact| (fact.file, fact.name)).collect();
    for file in COVERED {
        for entry in spec::complete_endpoints(file) {
            let name = spec::text(&entry, "name");
            assert!(covered.contains(&(file, name)), "{name} of {file} is not in the code");
        }
    }
    let held: BTreeSet<_> = cases.iter().map(|case| case.source.to_owned()).collect();
    assert_eq!(held.len(), cases.len());
    let src = spec::root().join("crates/tencent-chat/src");
    assert_eq!(sources(&src, &src), held, "in the code (left), and held to facts (right)");
    assert!(cases.iter().all(|case| !case.facts.is_empty()));
}

/// The files with an endpoint.
fn sources(directory: &Path, src: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path, src));
        } else if fs::read_to_string(&path).unwrap().contains("\nimpl Endpoint for ") {
            found.insert(path.strip_prefix(src).unwrap().to_string_lossy().into_owned());
        }
    }
    found
}

#[test]
fn the_documented_request_is_sent() {
    each(|case, fact, entry| {
        let mut documented: Value = serde_json::from_str(spec::text(entry, "request_example")).unwrap();
        // What is not there is sent as 0, says the documentation, or not at all.
        let defaults = ["PushFlag", "Replace", "AttrTypes"];
        without(&mut documented, &|key, value| {
            let is_zero = |value: &Value| value == &json!(0);
            defaults.contains(&key)
                && (is_zero(value) || value.as_object().is_some_and(|object| object.values().all(is_zero)))
        });
        let Some(body) = fact.bodies.first() else { unreachable!("{} has no example", fact.name) };
        let sent: Value = serde_json::from_str(body).unwrap();
        assert_eq!(sent, documented, "{} in {}", fact.name, case.source);
    });
}

/// Takes out the members that are as said.
fn without(value: &mut Value, is: &dyn Fn(&str, &Value) -> bool) {
    match value {
        Value::Object(object) => {
            object.retain(|key, value| !is(key, value));
            object.values_mut().for_each(|value| without(value, is));
        }
        Value::Array(array) => array.iter_mut().for_each(|value| without(value, is)),
        _ => {}
    }
}

#[test]
fn every_documented_key_is_sent_and_no_other() {
    let mut sent: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    each(|case, fact, entry| {
        let documented = fields(entry, "request");
        for body in &fact.bodies {
            let paths = paths(body, &documented);
            let unknown: Vec<_> = paths.difference(&documented).collect();
            assert!(unknown.is_empty(), "{} sends {unknown:?}", case.source);
        }
        let required = required(entry);
        let least: BTreeSet<_> = paths(&case.least, &documented);
        let always = case.always.iter().map(|(key, _)| (*key).to_owned());
        let expected: BTreeSet<_> = required.iter().cloned().chain(always).collect();
        let expected: BTreeSet<_> = expected.intersection(&documented).cloned().collect();
        assert_eq!(least, expected, "what {} sends at the least (left), and has to (right)", fact.name);
    });
    for case in cases() {
        for fact in &case.facts {
            let entries = spec::complete_endpoints(fact.file);
            let entry = entries.iter().find(|entry| spec::text(entry, "name") == fact.name).unwrap();
            let documented = fields(entry, "request");
            let all = sent.entry((fact.file, fact.name)).or_default();
            all.extend(fact.bodies.iter().flat_map(|body| paths(body, &documented)));
            all.extend(case.left_out.iter().map(|(key, _)| (*key).to_owned()));
        }
    }
    each(|_, fact, entry| {
        let all = sent.get(&(fact.file, fact.name)).unwrap();
        let missing: Vec<_> = fields(entry, "request").difference(all).cloned().collect();
        assert!(missing.is_empty(), "{} never sends {missing:?}", fact.name);
    });
}

/// What has to be sent: not what is part of something that may be left out.
fn required(entry: &Table) -> BTreeSet<String> {
    let request = spec::list(entry, "request");
    let is_optional = |field: &toml::Value| field["required"].as_bool() == Some(false);
    let optional: Vec<_> = request.iter().filter(|field| is_optional(field)).map(|field| &field["field"]).collect();
    let is_within_optional = |path: &str| {
        optional
            .iter()
            .any(|outer| path.strip_prefix(outer.as_str().unwrap()).is_some_and(|rest| rest.starts_with('.')))
    };
    let fields = request.iter().filter(|field| !is_optional(field)).map(|field| field["field"].as_str().unwrap());
    fields.filter(|path| !is_within_optional(path)).map(str::to_owned).collect()
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
            if documented.contains(path) || !is_described {
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

#[test]
fn the_documented_answer_is_read_in_pieces_of_any_size() {
    each(|case, fact, entry| {
        let answer = spec::text(entry, "response_example");
        let (items, end) = (case.read)(answer, answer.len() + 100);
        let printed: Vec<_> = items.iter().cloned().chain([end.clone().unwrap()]).collect();
        assert_eq!(printed, fact.outcome, "{}", fact.name);
        for piece in 1..=answer.len() {
            assert_eq!((case.read)(answer, piece), (items.clone(), end.clone()), "{} by {piece}", fact.name);
        }
    });
}

#[test]
fn every_documented_key_of_an_answer_is_read() {
    each(|case, fact, entry| {
        let documented = fields(entry, "response");
        for field in documented.iter().filter(|field| !case.left_out.iter().any(|(key, _)| key == field)) {
            let matters = [0, 7].iter().any(|number| {
                let whole = synthetic(entry, *number, None).to_string();
                let renamed = synthetic(entry, *number, Some(field)).to_string();
                assert_ne!(whole, renamed, "{field}");
                (case.read)(&whole, 999) != (case.read)(&renamed, 999)
            });
            assert!(matters, "{} does not read {field} of {}", case.source, fact.name);
        }
    });
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

#[test]
fn no_key_is_read_that_is_not_documented() {
    for case in cases() {
        let (mut paths, mut notes) = (BTreeSet::new(), String::new());
        for fact in &case.facts {
            let entries = spec::complete_endpoints(fact.file);
            let entry = entries.iter().find(|entry| spec::text(entry, "name") == fact.name).unwrap();
            paths.extend(fields(entry, "response"));
            for field in spec::list(entry, "response") {
                notes += field["note"].as_str().unwrap();
            }
        }
        let lists = [case.items, case.failed].map(|list| format!("{list}[]"));
        for list in lists.iter().filter(|list| *list != "[]") {
            assert!(paths.contains(list), "{} reads {list}", case.source);
        }
        // A key of an element, or of the answer, or an older name of one, which a note speaks of.
        let is_known = |path: &str| ["", "[]", "{}"].iter().any(|kind| paths.contains(&format!("{path}{kind}")));
        for field in case.fields {
            let is_of_list = lists.iter().any(|list| is_known(&format!("{list}.{field}")));
            assert!(is_of_list || notes.contains(&format!("the key {field}")), "{} reads {field}", case.source);
        }
        for key in case.answer {
            assert!(is_known(key), "{} reads {key}", case.source);
        }
    }
}

#[test]
fn every_documented_limit_is_kept_to_or_left_to_the_service() {
    let mut used = BTreeSet::new();
    each(|case, fact, entry| {
        for limit in spec::list(entry, "limits").iter().map(|limit| limit.as_str().unwrap()) {
            let is_kept = case.limits.iter().any(|words| limit.contains(words.as_str()));
            let is_judged = case.judged.iter().any(|words| limit.contains(words));
            assert!(is_kept || is_judged, "{}: who keeps to \"{limit}\"?", fact.name);
        }
    });
    for case in cases() {
        for fact in &case.facts {
            let entries = spec::complete_endpoints(fact.file);
            let entry = entries.iter().find(|entry| spec::text(entry, "name") == fact.name).unwrap();
            let limits = spec::list(entry, "limits").iter().map(|limit| limit.as_str().unwrap().to_owned());
            let notes = spec::list(entry, "request").iter().map(|field| field["note"].as_str().unwrap().to_owned());
            let all: Vec<_> = limits.chain(notes).collect();
            let words = case.limits.iter().filter(|words| all.iter().any(|text| text.contains(words.as_str())));
            used.extend(words.map(|words| (case.source, words.clone())));
        }
        for words in &case.limits {
            assert!(used.contains(&(case.source, words.clone())), "{}: nobody documents \"{words}\"", case.source);
        }
    }
}
