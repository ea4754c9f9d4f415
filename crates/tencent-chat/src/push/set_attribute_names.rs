//! Call the app's attributes by these names. <https://www.tencentcloud.com/document/product/1047/37167>
//!
//! On the newer route: <https://www.tencentcloud.com/document/product/1047/67816>

use super::MAX_LEN;
use crate::{Endpoint, Invalid, NoItem, invalid::Part, json::Fields};

/// Names the app's attributes, which are numbered 0 to 9. It comes before any other call about attributes.
///
/// Whether numbers that are left out keep their names is not documented.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SetAttributeNames<'a> {
    names: &'a [AttributeName<'a>],
}

/// An attribute's number and name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AttributeName<'a> {
    /// 0 to 9.
    pub number: u8,
    /// At most 50 bytes.
    pub name: &'a str,
    /// What kind of account has it. The newer route alone knows kinds, and takes UserIDs where none is given; it cannot be
    /// changed later.
    pub account_type: Option<AccountType>,
}

/// What kind of account has an attribute.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AccountType {
    /// Users.
    UserId = 0,
    /// Devices, by the id that the push SDK registers them with.
    RegistrationId = 1,
}

impl<'a> AttributeName<'a> {
    /// It is checked by the call that takes it.
    #[must_use]
    pub const fn new(number: u8, name: &'a str) -> Self {
        Self { number, name, account_type: None }
    }
}

impl<'a> SetAttributeNames<'a> {
    /// How many attributes an app has.
    pub const MAX_NAMES: usize = 10;
    /// The last one's number.
    pub const MAX_NUMBER: u8 = 9;

    /// 1 to 10 names.
    ///
    /// # Errors
    /// [`Invalid::Count`]; [`Invalid::TooGreat`]: a number beyond 9; [`Invalid::Length`]: a name of more than 50 bytes;
    /// [`Invalid::Twice`]: one number with two names.
    pub fn new(names: &'a [AttributeName<'a>]) -> Result<Self, Invalid> {
        Part::AttributeName.count(names.len(), Self::MAX_NAMES)?;
        Part::AttributeName.lengths(names.iter().map(|name| name.name), 0, MAX_LEN)?;
        if let Some(name) = names.iter().find(|name| name.number > Self::MAX_NUMBER) {
            let (given, most) = (name.number.into(), Self::MAX_NUMBER.into());
            return Err(Invalid::TooGreat { of: Part::AttributeNumber, given, most });
        }
        Part::AttributeNumber.distinct(names.iter().map(|name| key(name.number)))?;
        Ok(Self { names })
    }
}

impl Endpoint for SetAttributeNames<'_> {
    const PATH: &'static str = "v4/all_member_push/im_set_attr_name";
    const TIMPUSH_PATH: &'static str = "v4/timpush/set_attr_name";
    const CALLS_PER_SECOND: u16 = 100;
    const REPEATABLE: bool = true;

    type Item<'r> = NoItem;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.object("AttrNames", |to| self.names.iter().for_each(|name| to.text(key(name.number), name.name)));
        let typed = || self.names.iter().filter_map(|name| Some((name.number, name.account_type?)));
        if typed().next().is_some() {
            to.object("AttrTypes", |to| typed().for_each(|(number, kind)| to.integer(key(number), kind as u32)));
        }
    }
}

/// A number as the key it is sent as.
fn key(number: u8) -> &'static str {
    const KEYS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    KEYS.get(usize::from(number)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::{format, vec::Vec};

    use super::*;
    use crate::facts::{Facts, body, long};

    #[test]
    fn it_is_as_documented() {
        const NAMES: [AttributeName<'static>; 3] =
            [AttributeName::new(0, "tier"), AttributeName::new(1, "city"), AttributeName::new(2, "language")];
        const TYPED: [AttributeName<'static>; 1] =
            [AttributeName { account_type: Some(AccountType::RegistrationId), ..AttributeName::new(7, "model") }];
        let example = SetAttributeNames::new(&NAMES).unwrap();
        let of = |number: usize, name| {
            SetAttributeNames::new(&[AttributeName::new(u8::try_from(number).unwrap(), name)]).is_ok()
        };
        let numbered = |count| (0..count).map(|number| AttributeName::new(number as u8, "a")).collect::<Vec<_>>();
        Facts::of(example)
            .entry("push", "set_application_attribute_names", example, &["()"])
            .entry("timpush", "timpush_set_attr_name", SetAttributeNames::new(&NAMES[..2]).unwrap(), &["()"])
            .also(SetAttributeNames::new(&TYPED).unwrap())
            .limit("at most {} names", SetAttributeNames::MAX_NAMES, |count| {
                SetAttributeNames::new(&numbered(count)).is_ok()
            })
            .limit("numbers 0 to {}", SetAttributeNames::MAX_NUMBER.into(), |number| of(number, "a"))
            .limit("a name is at most {} bytes", 50, |bytes| of(0, long(bytes)))
            .hold();
    }

    #[test]
    fn what_the_service_would_refuse_is_refused_before_a_byte_is_sent() {
        let of = |names: &[AttributeName<'_>]| SetAttributeNames::new(names).map(|_| ());
        let count = |given| Err(Invalid::Count { of: Part::AttributeName, given, most: 10 });
        assert_eq!((of(&[]), of(&[AttributeName::new(0, "a"); 11])), (count(0), count(11)));
        let number = Invalid::TooGreat { of: Part::AttributeNumber, given: 10, most: 9 };
        assert_eq!(of(&[AttributeName::new(9, "a"), AttributeName::new(10, "b")]), Err(number));
        assert_eq!(of(&[AttributeName::new(9, "")]), Ok(()), "of an empty name the service judges");
        let twice = Invalid::Twice { of: Part::AttributeNumber, index: 1 };
        assert_eq!(of(&[AttributeName::new(1, "a"), AttributeName::new(1, "b")]), Err(twice));
    }

    #[test]
    fn a_number_is_sent_as_its_digit_and_a_kind_as_its_number() {
        for number in 0..=SetAttributeNames::MAX_NUMBER {
            for (kind, sent) in [(AccountType::UserId, 0), (AccountType::RegistrationId, 1)] {
                let names = [AttributeName { account_type: Some(kind), ..AttributeName::new(number, "a") }];
                let body = body(&SetAttributeNames::new(&names).unwrap());
                assert_eq!(body, format!(r#"{{"AttrNames":{{"{number}":"a"}},"AttrTypes":{{"{number}":{sent}}}}}"#));
            }
        }
    }
}
