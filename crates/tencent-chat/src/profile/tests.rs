//! What profile fields are called, and what they say, against the facts.

use std::{format, vec, vec::Vec};

use serde_json::Value;

use super::*;
use crate::facts::{long, spec, written};

const SECTION: &str = "accounts.toml";

/// Every value that a field can be given, by the field's place among the documented tags. Texts are as long as they may be.
fn values(text: &str) -> Vec<Vec<ProfileField<'_>>> {
    vec![
        vec![ProfileField::Nick(text)],
        [Gender::Unknown, Gender::Female, Gender::Male].map(ProfileField::Gender).to_vec(),
        vec![ProfileField::BirthDay(7)],
        vec![ProfileField::Location(text)],
        vec![ProfileField::SelfSignature(text)],
        [AllowType::NeedConfirm, AllowType::AllowAny, AllowType::DenyAny].map(ProfileField::AllowType).to_vec(),
        vec![ProfileField::Language(7)],
        vec![ProfileField::Image(text)],
        [AdminForbidType::None, AdminForbidType::SendOut].map(ProfileField::AdminForbidType).to_vec(),
        vec![ProfileField::Level(7)],
        vec![ProfileField::Role(7)],
    ]
}

#[test]
fn every_standard_tag_has_its_documented_name_type_and_values() {
    let facts = spec::file(SECTION);
    let tags = facts["profile_tag"].as_array().unwrap();
    assert_eq!(tags.len(), ProfileTag::STANDARD.len());
    for (index, (fact, tag)) in tags.iter().zip(ProfileTag::STANDARD).enumerate() {
        let fact = fact.as_table().unwrap();
        assert_eq!(tag.as_str(), spec::text(fact, "tag"));
        let most = usize::try_from(fact["max_bytes"].as_integer().unwrap()).unwrap();
        let text = long(most);
        let fields = &values(text)[index];
        let sent: Vec<Value> = fields
            .iter()
            .map(|field| {
                assert_eq!(field.tag(), tag);
                let written = written(|to| field.write(to));
                assert_eq!(written["Tag"], spec::text(fact, "tag"));
                written["Value"].clone()
            })
            .collect();
        let documented: Vec<_> = spec::list(fact, "values").iter().map(|value| value.as_str().unwrap()).collect();
        match spec::text(fact, "json") {
            "integer" => assert_eq!(sent, [Value::from(7)]),
            _ if documented.is_empty() => assert_eq!(sent, [Value::from(text)]),
            _ => assert_eq!(sent, documented),
        }
        if most != 0 {
            assert!(SetProfile::new("a", fields).is_ok(), "{}", tag.as_str());
            assert!(SetProfile::new("a", &values(long(most + 1))[index]).is_err(), "{}", tag.as_str());
        }
    }
}

#[test]
fn tags_of_ones_own_are_as_documented() {
    let facts = spec::file(SECTION);
    let custom = facts["profile_custom"].as_table().unwrap();
    assert_eq!(CustomTag::PREFIX, spec::text(custom, "prefix"));
    let words = format!("letters only, at most {} bytes", CustomTag::MAX_WORD_LEN);
    assert_eq!(spec::text(custom, "keyword"), words);
    assert_eq!(custom["max_bytes"].as_integer(), Some(SetProfile::MAX_VALUE_LEN as i64));
}
