//! Give these users these attributes. <https://www.tencentcloud.com/document/product/1047/37170>
//!
//! On the newer route: <https://www.tencentcloud.com/document/product/1047/67818>

use super::{User, condition::check_attributes};
use crate::{Endpoint, FailedAccount, Invalid, json::Fields};

/// Sets attributes of up to 100 users, by name and value. Others that a user has stay as they are.
///
/// Each item is an account that it failed for; the newer route alone tells.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SetUserAttributes<'a> {
    users: &'a [User<'a, (&'a str, &'a str)>],
}

impl<'a> SetUserAttributes<'a> {
    /// How many users a call takes; the service answers more with 90018.
    pub const MAX_USERS: usize = super::MAX_USERS;

    /// 1 to 100 users; values of at most 50 bytes.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`]; [`Invalid::Length`]: a value of more than 50 bytes;
    /// [`Invalid::Twice`]: a name twice for one user.
    pub fn new(users: &'a [User<'a, (&'a str, &'a str)>]) -> Result<Self, Invalid> {
        User::check(users)?;
        users.iter().try_for_each(|user| check_attributes(user.values))?;
        Ok(Self { users })
    }
}

impl Endpoint for SetUserAttributes<'_> {
    const PATH: &'static str = "v4/all_member_push/im_set_attr";
    const TIMPUSH_PATH: &'static str = "v4/timpush/set_attr";
    const CALLS_PER_SECOND: u16 = 100;
    const REPEATABLE: bool = true;
    const FAILED: &'static str = FailedAccount::LIST;
    const FIELDS: &'static [&'static str] = FailedAccount::FIELDS;

    type Item<'r> = FailedAccount<'r>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.array("UserAttrs", |to| {
            for user in self.users {
                to.object(|to| {
                    to.text("To_Account", user.account);
                    to.object("Attrs", |to| user.values.iter().for_each(|(name, value)| to.text(name, value)));
                });
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use std::{string::String, vec};

    use super::*;
    use crate::invalid::Part;

    #[test]
    fn what_the_service_would_refuse_is_refused_before_a_byte_is_sent() {
        let of = |users: &[User<'_, (&str, &str)>]| SetUserAttributes::new(users).map(|_| ());
        let many = vec![User::new("a", &[("n", "v")]); 101];
        assert_eq!(of(&many), Err(Invalid::AccountCount { given: 101, most: 100 }));
        assert_eq!(of(&many[1..]), Ok(()));
        assert_eq!(of(&[User::new("", &[])]), Err(Invalid::AccountLength { index: 0, bytes: 0 }));
        let long: String = "x".repeat(51);
        let length = Invalid::Length { of: Part::AttributeValue, index: 0, bytes: 51, most: 50 };
        assert_eq!(of(&[User::new("a", &[("n", &long)])]), Err(length));
        let twice = Invalid::Twice { of: Part::Attribute, index: 1 };
        assert_eq!(of(&[User::new("a", &[("n", "1"), ("n", "2")])]), Err(twice));
    }
}
