//! An endpoint against the facts of the service's interface (`tests/spec`): each endpoint's first test.

mod answer;
mod call;
mod coverage;
pub(crate) mod keys;
mod request;
#[path = "../tests/facts/spec.rs"]
pub(crate) mod spec;

use core::{fmt::Debug, panic::Location};
use std::{
    borrow::ToOwned,
    boxed::Box,
    collections::BTreeSet,
    format, fs, println,
    string::{String, ToString},
    vec,
    vec::Vec,
};

use serde_json::json;
use toml::Table;

use crate::Endpoint;
pub(crate) use call::{body, written};

/// What an endpoint is held to, and what of it it does not do, with the reason.
pub(crate) struct Facts<E> {
    /// Its file, from the repository on.
    source: &'static str,
    /// Sends nothing that may be left out.
    least: E,
    /// Why it may not be sent twice, where it may not.
    once: Option<&'static str>,
    documented: Vec<Documented>,
    limits: Vec<String>,
    not_checked: Vec<(&'static str, &'static str)>,
    left_out: Vec<(&'static str, &'static str)>,
    always: Vec<(&'static str, &'static str)>,
}

/// An entry of the facts, and what is made of its examples.
struct Documented {
    /// Its file without the ending: one for each section of the documentation.
    section: &'static str,
    name: &'static str,
    entry: Table,
    /// The documented request, and others that have what it has not.
    bodies: Vec<String>,
    outcome: Vec<&'static str>,
}

impl<E: Endpoint> Facts<E> {
    /// `least` sends nothing that may be left out.
    #[track_caller]
    pub(crate) fn of(least: E) -> Self {
        Self {
            source: Location::caller().file(),
            least,
            once: None,
            documented: Vec::new(),
            limits: Vec::new(),
            not_checked: Vec::new(),
            left_out: Vec::new(),
            always: Vec::new(),
        }
    }

    /// Is held to an entry of a section's facts: `example` is its request, `outcome` what is made of its answer, as it prints:
    /// the items, then what stands beside them.
    pub(crate) fn entry<O: Endpoint>(
        mut self,
        section: &'static str,
        name: &'static str,
        example: O,
        outcome: &[&'static str],
    ) -> Self {
        let entries = spec::complete_endpoints(&format!("{section}.toml"));
        let entry = entries.into_iter().find(|entry| spec::text(entry, "name") == name);
        let entry = entry.unwrap_or_else(|| panic!("{section}.toml has no complete {name}"));
        let bodies = vec![body(&example)];
        self.documented.push(Documented { section, name, entry, bodies, outcome: outcome.to_vec() });
        self
    }

    /// A request with keys that the last entry's example has not.
    pub(crate) fn also<O: Endpoint>(mut self, request: O) -> Self {
        self.documented.last_mut().unwrap().bodies.push(body(&request));
        self
    }

    /// The call is made once: sent again, it would do something else.
    pub(crate) fn once(self, why: &'static str) -> Self {
        Self { once: Some(why), ..self }
    }

    /// Keeps to a documented limit, whose words hold the number as `{}`: so many are taken, and no more.
    pub(crate) fn limit(mut self, words: &str, most: usize, is_taken: impl Fn(usize) -> bool) -> Self {
        let words = words.replace("{}", &most.to_string());
        assert!(is_taken(most), "{}: {words}, and {most} are refused", self.source);
        assert!(!is_taken(most + 1), "{}: {words}, and {} are taken", self.source, most + 1);
        self.limits.push(words);
        self
    }

    /// A documented limit, by some of its words, that nothing here needs to keep to.
    pub(crate) fn not_checked(mut self, words: &'static str, why: &'static str) -> Self {
        self.not_checked.push((words, why));
        self
    }

    /// A documented key that is not sent, or not read.
    pub(crate) fn left_out(mut self, key: &'static str, why: &'static str) -> Self {
        self.left_out.push((key, why));
        self
    }

    /// A key that is always sent although it need not be.
    pub(crate) fn always(mut self, key: &'static str, why: &'static str) -> Self {
        self.always.push((key, why));
        self
    }

    /// Holds it to all of it, and prints each entry in a line, for `cargo xtask endpoints`.
    pub(crate) fn hold(&self)
    where
        for<'r> E::Item<'r>: Debug,
        for<'r> E::Answer<'r>: Debug,
    {
        assert!(!self.documented.is_empty(), "{} has no facts", self.source);
        self.paths();
        self.limits();
        self.no_key_is_read_that_is_not_documented();
        for documented in &self.documented {
            self.call(documented);
            self.page(documented);
            self.the_documented_request_is_sent(documented);
            self.every_documented_key_is_sent_and_no_other(documented);
            self.the_documented_answer_is_read_in_pieces_of_any_size(documented);
            self.every_documented_key_of_an_answer_is_read(documented);
            println!("{}", self.line(documented));
        }
    }

    fn path(documented: &Documented) -> &'static str {
        if documented.section == "timpush" { E::TIMPUSH_PATH } else { E::PATH }
    }

    /// A path that no fact speaks of is an invention.
    fn paths(&self) {
        let sent: BTreeSet<_> = [E::PATH, E::TIMPUSH_PATH].into();
        let known: BTreeSet<_> = self.documented.iter().map(|one| spec::text(&one.entry, "path")).collect();
        assert_eq!(sent, known, "the paths of {} (left), and of its facts (right)", self.source);
    }

    fn call(&self, documented: &Documented) {
        let Documented { name, entry, .. } = documented;
        assert_eq!(Self::path(documented), spec::text(entry, "path"), "{name}");
        let pace = entry["calls_per_second"].as_integer().unwrap();
        if pace == 0 {
            let words = format!("{} calls a second on the free edition", E::CALLS_PER_SECOND);
            assert!(limits(entry).any(|limit| limit.starts_with(&words)), "{name}: {words}");
        } else {
            assert_eq!(i64::from(E::CALLS_PER_SECOND), pace, "{name}");
        }
        assert_eq!(E::REPEATABLE, self.once.is_none(), "{name}: whether it may be sent twice, because {:?}", self.once);
    }

    /// The documentation's page stands at the head of the file.
    fn page(&self, documented: &Documented) {
        let source = fs::read_to_string(spec::root().join(self.source)).unwrap();
        let head: String = source.lines().take_while(|line| line.starts_with("//!")).collect();
        let page = format!("/product/{}>", spec::text(&documented.entry, "doc"));
        assert!(head.contains(&page), "{page} is not at the head of {}: {head}", self.source);
    }

    fn limits(&self) {
        let entries = || self.documented.iter().map(|documented| &documented.entry);
        for limit in entries().flat_map(limits) {
            let is_kept = self.limits.iter().any(|words| limit.contains(words.as_str()));
            let is_reasoned = self.not_checked.iter().any(|(words, _)| limit.contains(words));
            assert!(is_kept || is_reasoned, "{}: who keeps to \"{limit}\"?", self.source);
        }
        let notes =
            entries().flat_map(|entry| spec::list(entry, "request")).map(|field| field["note"].as_str().unwrap());
        let all: Vec<_> = entries().flat_map(limits).chain(notes).collect();
        for words in &self.limits {
            assert!(all.iter().any(|text| text.contains(words.as_str())), "{}: nobody says \"{words}\"", self.source);
        }
    }

    fn line(&self, documented: &Documented) -> serde_json::Value {
        json!({
            "section": documented.section,
            "name": documented.name,
            "source": self.source.trim_start_matches("crates/tencent-chat/src/").trim_end_matches(".rs"),
            "path": Self::path(documented),
            "calls_per_second": E::CALLS_PER_SECOND,
            "repeatable": E::REPEATABLE,
            "page": spec::text(&documented.entry, "doc"),
        })
    }
}

/// An entry's documented limits.
fn limits(entry: &Table) -> impl Iterator<Item = &str> {
    spec::list(entry, "limits").iter().map(|limit| limit.as_str().unwrap())
}

/// The documented paths of a request's or answer's fields.
fn fields(entry: &Table, part: &str) -> BTreeSet<String> {
    spec::list(entry, part).iter().map(|field| field["field"].as_str().unwrap().to_owned()).collect()
}

/// So many texts, for limits.
pub(crate) fn many(count: usize) -> Vec<&'static str> {
    vec!["a"; count]
}

/// A text of so many bytes, for limits.
pub(crate) fn long(bytes: usize) -> &'static str {
    Box::leak("x".repeat(bytes).into_boxed_str())
}
