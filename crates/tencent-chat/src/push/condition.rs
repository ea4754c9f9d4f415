//! Which users a push is for.

use super::MAX_LEN;
use crate::{Invalid, account::write_texts, invalid::Part, json::Fields};

/// Which users a push is for: by their tags, or by their attributes. The service takes no condition with both.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Condition<'a>(By<'a>);

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum By<'a> {
    Tags { any: &'a [&'a str], all: &'a [&'a str] },
    Attributes { any: &'a [(&'a str, &'a str)], all: &'a [(&'a str, &'a str)] },
}

impl<'a> Condition<'a> {
    /// How many tags each list takes; the service answers more with 90032.
    pub const MAX_TAGS: usize = 10;

    /// Users who have any tag of the one list, or all of the other. One may be empty; how the service joins the two is not
    /// documented.
    ///
    /// # Errors
    /// [`Invalid::Count`]: no tag at all, or more than 10 in a list. [`Invalid::Length`]: a tag has no byte or more than 50.
    /// [`Invalid::Twice`]: a tag stands in both lists.
    pub fn tags(any: &'a [&'a str], all: &'a [&'a str]) -> Result<Self, Invalid> {
        if any.is_empty() {
            Part::Tag.count(all.len(), Self::MAX_TAGS)?;
        }
        for list in [any, all] {
            if !list.is_empty() {
                Part::Tag.count(list.len(), Self::MAX_TAGS)?;
            }
            Part::Tag.lengths(list.iter().copied(), 1, MAX_LEN)?;
        }
        if let Some((index, _)) = all.iter().enumerate().find(|(_, tag)| any.contains(tag)) {
            return Err(Invalid::Twice { of: Part::Tag, index });
        }
        Ok(Self(By::Tags { any, all }))
    }

    /// Users who have any attribute of the one list, or all of the other: names and wanted values. One may be empty; how the
    /// service joins the two is not documented.
    ///
    /// # Errors
    /// [`Invalid::Count`]: no attribute at all. [`Invalid::Length`]: a value has more than 50 bytes. [`Invalid::Twice`]: a
    /// name stands in a list twice.
    pub fn attributes(any: &'a [(&'a str, &'a str)], all: &'a [(&'a str, &'a str)]) -> Result<Self, Invalid> {
        Part::Attribute.count(any.len().saturating_add(all.len()), usize::MAX)?;
        for list in [any, all] {
            check_attributes(list)?;
        }
        Ok(Self(By::Attributes { any, all }))
    }

    pub(super) fn write(&self, to: &mut Fields<'_, '_>) {
        to.object("Condition", |to| match self.0 {
            By::Tags { any, all } => {
                write_tags("TagsOr", any, to);
                write_tags("TagsAnd", all, to);
            }
            By::Attributes { any, all } => {
                write_attributes("AttrsOr", any, to);
                write_attributes("AttrsAnd", all, to);
            }
        });
    }
}

/// Names once each, as they become keys, and values that are not too long.
pub(super) fn check_attributes(attributes: &[(&str, &str)]) -> Result<(), Invalid> {
    Part::AttributeValue.lengths(attributes.iter().map(|(_, value)| *value), 0, MAX_LEN)?;
    Part::Attribute.distinct(attributes.iter().map(|(name, _)| *name))
}

fn write_tags(key: &str, tags: &[&str], to: &mut Fields<'_, '_>) {
    if !tags.is_empty() {
        write_texts(key, tags, to);
    }
}

fn write_attributes(key: &str, attributes: &[(&str, &str)], to: &mut Fields<'_, '_>) {
    if !attributes.is_empty() {
        to.object(key, |to| attributes.iter().for_each(|(name, value)| to.text(name, value)));
    }
}

#[cfg(test)]
mod tests {
    use std::string::String;

    use super::*;

    #[test]
    fn a_condition_is_what_the_service_takes() {
        let count = |given| Err(Invalid::Count { of: Part::Tag, given, most: 10 });
        assert_eq!(Condition::tags(&[], &[]), count(0));
        assert_eq!(Condition::tags(&["a"; 11], &[]), count(11));
        assert_eq!(Condition::tags(&["a"], &["b"; 11]), count(11));
        assert!(Condition::tags(&["a"; 10], &["b"; 10]).is_ok());
        let long: String = "x".repeat(51);
        let length = |bytes| Err(Invalid::Length { of: Part::Tag, index: 1, bytes, most: 50 });
        assert_eq!(Condition::tags(&["a", &long], &[]), length(51));
        assert_eq!(Condition::tags(&[], &["a", ""]), length(0));
        assert_eq!(Condition::tags(&["a", "b"], &["c", "b"]), Err(Invalid::Twice { of: Part::Tag, index: 1 }));

        let none = Invalid::Count { of: Part::Attribute, given: 0, most: usize::MAX };
        assert_eq!(Condition::attributes(&[], &[]), Err(none));
        let twice = Invalid::Twice { of: Part::Attribute, index: 1 };
        assert_eq!(Condition::attributes(&[("a", "1"), ("a", "2")], &[]), Err(twice));
        assert!(Condition::attributes(&[("a", "1")], &[("a", "")]).is_ok(), "of an empty value the service judges");
        let length = Invalid::Length { of: Part::AttributeValue, index: 0, bytes: 51, most: 50 };
        assert_eq!(Condition::attributes(&[], &[("a", &long)]), Err(length));
    }
}
