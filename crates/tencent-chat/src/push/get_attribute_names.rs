//! What are the app's attributes called? <https://www.tencentcloud.com/document/product/1047/37168>
//!
//! On the newer route: <https://www.tencentcloud.com/document/product/1047/67815>

use super::AccountType;
use crate::{
    Endpoint, NoItem, ParseAnswer,
    json::{self, Fields, Object, Text},
};

/// Asks for the names of the app's attributes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct GetAttributeNames;

impl Endpoint for GetAttributeNames {
    const PATH: &'static str = "v4/all_member_push/im_get_attr_name";
    const TIMPUSH_PATH: &'static str = "v4/timpush/get_attr_name";
    const CALLS_PER_SECOND: u16 = 100;
    const REPEATABLE: bool = true;
    const ANSWER: &'static [&'static str] = &["AttrNames", "AttrTypes"];

    type Item<'r> = NoItem;
    type Answer<'r> = AttributeNames<'r>;

    fn body(&self, _: &mut Fields<'_, '_>) {}
}

/// The names of an app's attributes; none where none was set.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AttributeNames<'r> {
    names: Option<Object<'r>>,
    types: Option<Object<'r>>,
}

impl<'r> AttributeNames<'r> {
    /// Numbers and names, in the order they came.
    pub fn iter(&self) -> impl Iterator<Item = (u8, Text<'r>)> + use<'r> {
        let members = self.names.into_iter().flat_map(|names| names.members());
        members.filter_map(|(number, name)| Some((number.as_str().parse().ok()?, name.as_text()?)))
    }

    /// What kind of account has the attribute with this number, where the service says so: the newer route does.
    #[must_use]
    pub fn account_type(&self, number: u8) -> Option<AccountType> {
        let mut members = self.types?.members();
        let (_, kind) = members.find(|(key, _)| key.as_str().parse() == Ok(number))?;
        match kind.as_integer()? {
            0 => Some(AccountType::UserId),
            1 => Some(AccountType::RegistrationId),
            _ => None,
        }
    }
}

impl<'r> ParseAnswer<'r> for AttributeNames<'r> {
    fn parse(json: Object<'r>) -> Result<Self, json::Error> {
        let object = |key| json.get(key).and_then(|value| value.as_object());
        Ok(Self { names: object("AttrNames"), types: object("AttrTypes") })
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;
    use crate::{facts::Facts, json::Value};

    #[test]
    fn it_is_as_documented() {
        Facts::of(GetAttributeNames)
            .entry(
                "push",
                "get_application_attribute_names",
                GetAttributeNames,
                &[r#"AttributeNames { names: Some({"0": "tier", "1": "city", "2": "language"}), types: None }"#],
            )
            .entry(
                "timpush",
                "timpush_get_attr_name",
                GetAttributeNames,
                &[r#"AttributeNames { names: Some({"0": "tier", "1": "city"}), types: Some({"0": 0, "1": 0}) }"#],
            )
            .hold();
    }

    #[test]
    fn names_and_kinds_are_found_by_their_number() {
        let mut json = br#"{"AttrNames":{"0":"tier","7":"model","x":"?"},"AttrTypes":{"0":0,"7":1,"8":2}}"#.to_vec();
        let json = Value::parse_in_place(&mut json).unwrap().as_object().unwrap();
        let names = AttributeNames::parse(json).unwrap();
        let list: Vec<_> = names.iter().map(|(number, name)| (number, name.as_str())).collect();
        assert_eq!(list, [(0, "tier"), (7, "model")]);
        let kinds = [0, 7, 8, 9].map(|number| names.account_type(number));
        assert_eq!(kinds, [Some(AccountType::UserId), Some(AccountType::RegistrationId), None, None]);
    }
}
