//! JSON as `serde_json` reads it, with what its own type would lose: repeated keys, and numbers as they are written.

use core::fmt;
use std::collections::HashSet;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use tencent_chat::json::{MAX_DEPTH, Value};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    Array(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// `None` where it is no JSON.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The same of a value that the core has read.
    pub(crate) fn of(value: Value<'_>) -> Self {
        if let Some(text) = value.as_text() {
            Self::Text(text.as_str().to_owned())
        } else if let Some(object) = value.as_object() {
            Self::Object(object.members().map(|(key, value)| (key.as_str().to_owned(), Self::of(value))).collect())
        } else if let Some(array) = value.as_array() {
            Self::Array(array.elements().map(Self::of).collect())
        } else if let Some(number) = value.as_number() {
            assert_eq!(value.as_integer(), integer(number.as_str()), "{number}");
            Self::Number(signed_exponent(number.as_str()))
        } else if let Some(value) = value.as_bool() {
            Self::Bool(value)
        } else {
            assert!(value.is_null(), "{value:?} is nothing");
            Self::Null
        }
    }

    /// Whether our own rules, beyond those of JSON, forbid it.
    pub(crate) fn is_forbidden(&self) -> bool {
        self.repeats() || self.is_deep()
    }

    /// Whether an object has a key twice.
    pub(crate) fn repeats(&self) -> bool {
        match self {
            Self::Array(elements) => elements.iter().any(Self::repeats),
            Self::Object(members) => {
                let keys: HashSet<_> = members.iter().map(|(key, _)| key).collect();
                keys.len() != members.len() || members.iter().any(|(_, value)| value.repeats())
            }
            _ => false,
        }
    }

    /// Whether more objects and arrays lie within each other than we take.
    pub(crate) fn is_deep(&self) -> bool {
        self.depth() > usize::from(MAX_DEPTH)
    }

    pub(crate) fn depth(&self) -> usize {
        match self {
            Self::Array(elements) => 1 + elements.iter().map(Self::depth).max().unwrap_or(0),
            Self::Object(members) => 1 + members.iter().map(|(_, value)| value.depth()).max().unwrap_or(0),
            _ => 0,
        }
    }

    /// The member with this key.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(crate) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(crate) fn array(&self) -> Option<&[Self]> {
        if let Self::Array(elements) = self { Some(elements) } else { None }
    }

    pub(crate) fn object(&self) -> Option<&[(String, Self)]> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    pub(crate) fn integer(&self) -> Option<i64> {
        if let Self::Number(number) = self { integer(number) } else { None }
    }
}

/// A number with its exponent as `serde_json` writes it; else it leaves a number as it is.
fn signed_exponent(number: &str) -> String {
    match number.split_once(['e', 'E']) {
        Some((front, power)) if power.starts_with(['+', '-']) => format!("{front}e{power}"),
        Some((front, power)) => format!("{front}e+{power}"),
        None => number.to_owned(),
    }
}

/// Fractions and exponents make no integer, whatever they say.
fn integer(number: &str) -> Option<i64> {
    number.parse().ok()
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reading)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Number(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Tree, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = from.next_element()? {
            elements.push(element);
        }
        Ok(Tree::Array(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Tree, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = from.next_entry()? {
            members.push(member);
        }
        Ok(match &*members {
            [(key, Tree::Text(number))] if key == NUMBER => Tree::Number(number.clone()),
            _ => Tree::Object(members),
        })
    }
}

/// The key by which `serde_json` hands over a number as it is written.
const NUMBER: &str = "$serde_json::private::Number";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_repetitions_are_kept() {
        let tree = Tree::read(br#"{"a":[1e999,-0.50,-0,7,-7],"a":null}"#).unwrap();
        let number = |text: &str| Tree::Number(signed_exponent(text));
        let array = Tree::Array(["1e999", "-0.50", "-0", "7", "-7"].map(number).to_vec());
        assert_eq!(tree, Tree::Object(vec![("a".to_owned(), array), ("a".to_owned(), Tree::Null)]));
        assert!(tree.repeats() && tree.depth() == 2);
    }
}
