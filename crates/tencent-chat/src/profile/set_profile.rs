//! Let this user's profile say this. <https://www.tencentcloud.com/document/product/1047/34916>

use super::ProfileField;
use crate::{Endpoint, Invalid, NoItem, invalid::Part, json::Fields};

/// Sets fields of one user's profile. Whether one that is refused takes the others with it is not documented.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SetProfile<'a> {
    account: &'a str,
    fields: &'a [ProfileField<'a>],
}

impl<'a> SetProfile<'a> {
    /// The longest value that is text, in bytes; a location has at most 16.
    pub const MAX_VALUE_LEN: usize = super::MAX_VALUE_LEN;

    /// At least one field.
    ///
    /// # Errors
    /// [`Invalid::AccountLength`]; [`Invalid::Count`]: no field; [`Invalid::Length`]: a value that is too long.
    pub fn new(account: &'a str, fields: &'a [ProfileField<'a>]) -> Result<Self, Invalid> {
        Invalid::user_id(account)?;
        Part::ProfileField.count(fields.len(), usize::MAX)?;
        for (index, field) in fields.iter().enumerate() {
            if let Some((bytes, most)) = field.lengths().filter(|(bytes, most)| bytes > most) {
                return Err(Invalid::Length { of: Part::ProfileValue, index, bytes, most });
            }
        }
        Ok(Self { account, fields })
    }
}

impl Endpoint for SetProfile<'_> {
    const PATH: &'static str = "v4/profile/portrait_set";
    const CALLS_PER_SECOND: u16 = 200;
    const REPEATABLE: bool = true;

    type Item<'r> = NoItem;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.text("From_Account", self.account);
        to.array("ProfileItem", |to| self.fields.iter().for_each(|field| to.object(|to| field.write(to))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        facts::{Facts, long},
        profile::CustomTag,
    };

    #[test]
    fn it_is_as_documented() {
        let team = CustomTag::new("Tag_Profile_Custom_Team").unwrap();
        let fields =
            [ProfileField::Nick("Mina"), ProfileField::BirthDay(19_960_229), ProfileField::Custom(team, "blue")];
        let nick = |bytes| SetProfile::new("a", &[ProfileField::Nick(long(bytes))]).is_ok();
        Facts::of(SetProfile::new("a", &[ProfileField::Level(1)]).unwrap())
            .entry("accounts", "set_profile", SetProfile::new("mina", &fields).unwrap(), &["()"])
            .left_out("ErrorDisplay", "text for clients, usually empty")
            .limit("values at most {} bytes", SetProfile::MAX_VALUE_LEN, nick)
            .not_checked("see [[profile_tag]]", "the tests of fields do")
            .hold();
    }

    #[test]
    fn what_the_service_would_refuse_is_refused_before_a_byte_is_sent() {
        let of = |field| SetProfile::new("a", &[ProfileField::Level(1), field]).map(|_| ());
        let length = |bytes, most| Err(Invalid::Length { of: Part::ProfileValue, index: 1, bytes, most });
        assert_eq!(of(ProfileField::Nick(long(501))), length(501, 500));
        assert_eq!(of(ProfileField::Location(long(17))), length(17, 16));
        let none = Invalid::Count { of: Part::ProfileField, given: 0, most: usize::MAX };
        assert_eq!(SetProfile::new("a", &[]), Err(none));
        let account = Invalid::AccountLength { index: 0, bytes: 0 };
        assert_eq!(SetProfile::new("", &[ProfileField::Level(1)]), Err(account));
    }
}
