//! Error codes.
#![expect(clippy::unwrap_used, reason = "a test ends where it is wrong")]

use tencent_chat::{Advice, ErrorCode};
use toml::Table;

use crate::spec;

/// What another attempt may bring to success, without another request.
const AGAIN: [Advice; 2] = [Advice::SlowDown, Advice::TryLater];

fn codes() -> Vec<Table> {
    rows("code")
}

fn rows(kind: &str) -> Vec<Table> {
    let facts = spec::file("errors.toml");
    spec::list(&facts, kind).iter().map(|row| row.as_table().unwrap().clone()).collect()
}

/// `NotFound` for `not_found`.
fn camel(snake: &str) -> String {
    let word = |word: &str| word.split_at_checked(1).map(|(first, rest)| first.to_uppercase() + rest);
    snake.split('_').filter_map(word).collect()
}

#[test]
fn every_documented_code_has_its_category_and_advice_that_does_not_contradict() {
    let codes = codes();
    assert_eq!(codes.len(), 315);
    for fact in codes {
        let code = ErrorCode(fact["code"].as_integer().unwrap());
        let category = code.category().map(|category| format!("{category:?}"));
        assert_eq!(category, Some(camel(spec::text(&fact, "category"))), "{code}");
        let again = fact["retry"].as_bool().unwrap();
        assert_eq!(AGAIN.contains(&code.advice()), again, "{code}: {}", code.advice());
    }
}

#[test]
fn every_documented_range_has_its_category_up_to_its_ends() {
    let ranges = rows("range");
    assert_eq!(ranges.len(), 4);
    for range in ranges {
        let (from, to) = (range["from"].as_integer().unwrap(), range["to"].as_integer().unwrap());
        let category = Some(camel(spec::text(&range, "category")));
        let of = |code: i64| ErrorCode(code).category().map(|category| format!("{category:?}"));
        assert_eq!((of(from), of(to)), (category.clone(), category));
        assert!(!AGAIN.contains(&ErrorCode(from).advice()));
        #[cfg(feature = "explain")]
        for code in [ErrorCode(from), ErrorCode(to)] {
            assert_eq!(code.name(), Some(spec::text(&range, "name")), "{code}");
            assert_eq!(code.meaning(), Some(spec::text(&range, "meaning")), "{code}");
        }
    }
}

#[test]
#[cfg(feature = "explain")]
fn every_documented_code_has_its_name_and_meaning() {
    for fact in codes() {
        let code = ErrorCode(fact["code"].as_integer().unwrap());
        assert_eq!(code.name(), Some(spec::text(&fact, "name")), "{code}");
        assert_eq!(code.meaning(), Some(spec::text(&fact, "meaning")), "{code}");
    }
    for unknown in [i64::MIN, 0, 80_000, 60_007 + (1 << 32), i64::MAX] {
        assert_eq!((ErrorCode(unknown).name(), ErrorCode(unknown).meaning()), (None, None), "{unknown}");
    }
}

/// What the pages of single interfaces say of codes.
fn errors_of(file: &str) -> Vec<(Table, Table)> {
    let entries = spec::complete_endpoints(file).into_iter();
    let errors = |entry: &Table| spec::list(entry, "error").to_vec();
    let pairs = entries.flat_map(|entry| errors(&entry).into_iter().map(move |error| (entry.clone(), error)));
    pairs.map(|(entry, error)| (entry, error.as_table().unwrap().clone())).collect()
}

#[test]
fn what_an_endpoints_own_page_says_of_a_code_is_not_contradicted_there() {
    for (entry, error) in ["accounts.toml", "push.toml", "timpush.toml"].into_iter().flat_map(errors_of) {
        let (name, path) = (spec::text(&entry, "name"), spec::text(&entry, "path"));
        let code = ErrorCode(error["code"].as_integer().unwrap());
        let advice = code.advice_at(path);
        if error["retry"].as_bool().unwrap() {
            assert!(AGAIN.contains(&advice), "{code} at {name}: {advice}");
        }
        assert_ne!(code.category(), None, "{code} at {name}");
    }
}

#[test]
fn the_second_meaning_of_a_code_is_told_by_the_endpoint_that_documents_it() {
    // The endpoint's own words, and those of the second meaning, are by different hands: this is how they correspond.
    let second = [("import_topic", 80005, "content check timed out"), ("timpush_batch", 90057, "DataId")];
    let mut told = Vec::new();
    for file in ["groups.toml", "messages.toml", "operations.toml", "push.toml", "timpush.toml"] {
        for (entry, error) in errors_of(file) {
            let (name, path) = (spec::text(&entry, "name"), spec::text(&entry, "path"));
            let code = ErrorCode(error["code"].as_integer().unwrap());
            let words = second.iter().find(|row| (row.0, row.1) == (name, code.0));
            let is_elsewhere = code.advice_at(path) != code.advice() || code.category_at(path) != code.category();
            assert_eq!(is_elsewhere, words.is_some(), "{code} at {name}");
            if let Some((_, _, words)) = words {
                assert!(spec::text(&error, "meaning").contains(words));
                let fact = codes().into_iter().find(|fact| fact["code"].as_integer() == Some(code.0)).unwrap();
                assert!(spec::text(&fact, "also").contains(words), "{code}");
                assert_eq!(AGAIN.contains(&code.advice_at(path)), error["retry"].as_bool().unwrap());
                #[cfg(feature = "explain")]
                assert_eq!(code.meaning_at(path), Some(spec::text(&error, "meaning")));
                told.push(name.to_owned());
            }
        }
    }
    assert_eq!(told, ["import_topic", "timpush_batch"]);
}
