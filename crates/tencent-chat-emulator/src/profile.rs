//! Profile fields: which there are, and what may stand in them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::codes;
use crate::envelope::Refusal;
use crate::seed::{Attribute, Rights};

/// What may stand in a field.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Allowed {
    /// Text of at most so many bytes.
    Text(usize),
    /// A number of 32 bits.
    Number,
    /// One of these.
    OneOf(&'static [&'static str]),
}

/// The value as the profile has it, when it may stand under this tag.
pub(crate) fn check(tag: &str, value: &Value, custom: &BTreeMap<String, Rights>) -> Result<Attribute, Refusal> {
    let allowed = allowed(tag, custom)?;
    let wrong_type =
        |wanted: &str| Refusal::new(codes::PROFILE_VALUE_TYPE_INVALID, format!("the value of {tag} is not {wanted}"));
    let invalid = |info: String| Refusal::new(codes::PROFILE_VALUE_INVALID, format!("the value of {tag} {info}"));
    let text = || value.as_str().ok_or_else(|| wrong_type("a string"));
    match allowed {
        Allowed::Number => {
            let number = value.as_i64().ok_or_else(|| wrong_type("an integer"))?;
            let number = u32::try_from(number).map_err(|_| invalid("has more than 32 bits".to_owned()))?;
            Ok(Attribute::Number(number.into()))
        }
        Allowed::OneOf(words) => {
            let text = text()?;
            if words.contains(&text) {
                return Ok(text.into());
            }
            Err(invalid(format!("is none of {}", words.join(", "))))
        }
        Allowed::Text(most) => {
            let text = text()?;
            if text.len() > VALUE_BYTES {
                let info = format!("the value of {tag} has {} bytes, where {VALUE_BYTES} are allowed", text.len());
                return Err(Refusal::new(codes::PROFILE_VALUE_TOO_LONG, info));
            }
            if text.len() > most {
                return Err(invalid(format!("has {} bytes, where {most} are allowed", text.len())));
            }
            Ok(text.into())
        }
    }
}

/// Whether there is such a tag, and the administrator may read it.
pub(crate) fn check_readable(tag: &str, custom: &BTreeMap<String, Rights>) -> Result<(), Refusal> {
    allowed(tag, custom)?;
    if custom.get(tag) == Some(&Rights::WriteOnly) {
        return Err(Refusal::new(codes::PROFILE_READ_DENIED, format!("{tag} may not be read")));
    }
    Ok(())
}

/// Whether there is such a tag, and the administrator may write it.
pub(crate) fn check_writable(tag: &str, custom: &BTreeMap<String, Rights>) -> Result<(), Refusal> {
    allowed(tag, custom)?;
    if custom.get(tag) == Some(&Rights::ReadOnly) {
        return Err(Refusal::new(codes::PROFILE_WRITE_DENIED, format!("{tag} may not be written")));
    }
    Ok(())
}

/// Whether an app could have a tag of its own that is called so.
pub(crate) fn is_custom_tag(tag: &str) -> bool {
    tag.strip_prefix("Tag_Profile_Custom_").is_some_and(|word| {
        (1..=WORD_BYTES).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphabetic())
    })
}

fn allowed(tag: &str, custom: &BTreeMap<String, Rights>) -> Result<Allowed, Refusal> {
    if let Some((_, allowed)) = STANDARD.iter().find(|(name, _)| *name == tag) {
        return Ok(*allowed);
    }
    if custom.contains_key(tag) {
        return Ok(Allowed::Text(VALUE_BYTES));
    }
    Err(Refusal::new(codes::PROFILE_TAG_NOT_FOUND, format!("there is no tag {tag:?}")))
}

pub(crate) const NICK: &str = "Tag_Profile_IM_Nick";
pub(crate) const IMAGE: &str = "Tag_Profile_IM_Image";
pub(crate) const SELF_SIGNATURE: &str = "Tag_Profile_IM_SelfSignature";

const STANDARD: [(&str, Allowed); 11] = [
    (NICK, Allowed::Text(VALUE_BYTES)),
    ("Tag_Profile_IM_Gender", Allowed::OneOf(&["Gender_Type_Unknown", "Gender_Type_Female", "Gender_Type_Male"])),
    ("Tag_Profile_IM_BirthDay", Allowed::Number),
    ("Tag_Profile_IM_Location", Allowed::Text(16)),
    (SELF_SIGNATURE, Allowed::Text(VALUE_BYTES)),
    (
        "Tag_Profile_IM_AllowType",
        Allowed::OneOf(&["AllowType_Type_NeedConfirm", "AllowType_Type_AllowAny", "AllowType_Type_DenyAny"]),
    ),
    ("Tag_Profile_IM_Language", Allowed::Number),
    (IMAGE, Allowed::Text(VALUE_BYTES)),
    ("Tag_Profile_IM_AdminForbidType", Allowed::OneOf(&["AdminForbid_Type_None", "AdminForbid_Type_SendOut"])),
    ("Tag_Profile_IM_Level", Allowed::Number),
    ("Tag_Profile_IM_Role", Allowed::Number),
];

/// A value's bytes at most.
const VALUE_BYTES: usize = 500;
/// The bytes of a custom tag's word at most.
const WORD_BYTES: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_tags_are_those_of_the_facts() {
        let facts: toml::Table = toml::from_str(include_str!("../../../tests/spec/accounts.toml")).unwrap();
        let facts = facts["profile_tag"].as_array().unwrap();
        assert_eq!(facts.len(), STANDARD.len());
        for (facts, (tag, allowed)) in facts.iter().zip(STANDARD) {
            assert_eq!(facts["tag"].as_str(), Some(tag));
            match allowed {
                Allowed::Number => assert_eq!(facts["json"].as_str(), Some("integer"), "{tag}"),
                Allowed::Text(most) => assert_eq!(facts["max_bytes"].as_integer(), Some(most as i64), "{tag}"),
                Allowed::OneOf(words) => {
                    let facts: Vec<_> =
                        facts["values"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
                    assert_eq!(facts, words, "{tag}");
                }
            }
        }
    }

    #[test]
    fn custom_tags_are_a_prefix_and_a_word() {
        for (tag, is_one) in [
            ("Tag_Profile_Custom_Team", true),
            ("Tag_Profile_Custom_abcdefgh", true),
            ("Tag_Profile_Custom_abcdefghi", false),
            ("Tag_Profile_Custom_", false),
            ("Tag_Profile_Custom_T1", false),
            ("Tag_Profile_IM_Nick", false),
        ] {
            assert_eq!(is_custom_tag(tag), is_one, "{tag}");
        }
    }
}
