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
