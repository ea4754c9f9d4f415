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
    use std::vec;

    use super::*;
    use crate::{
        facts::{Facts, long},
        invalid::Part,
    };

    #[test]
    fn it_is_as_documented() {
        const USERS: [User<'static, (&str, &str)>; 2] =
            [User::new("mina", &[("tier", "gold"), ("city", "Busan")]), User::new("oskar", &[("city", "Lyon")])];
        const NEWER_USERS: [User<'static, (&str, &str)>; 2] = [
            User::new("mina", &[("tier", "gold")]),
            User::new("9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31", &[("tier", "none")]),
        ];
        let example = SetUserAttributes::new(&USERS).unwrap();
        let is_taken = |count| SetUserAttributes::new(&vec![User::new("a", &[("n", "v")]); count]).is_ok();
        Facts::of(example)
            .entry("push", "set_user_attributes", example, &["()"])
            .entry("timpush", "timpush_set_attr", SetUserAttributes::new(&NEWER_USERS).unwrap(), &[r#"FailedAccount { account: "9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31", code: ErrorCode(90035), error_info: None }"#, "()"])
            .limit("at most {} users a call", SetUserAttributes::MAX_USERS, is_taken)
            .limit("at most {} accounts a call", SetUserAttributes::MAX_USERS, is_taken)
            .limit("a value is at most {} bytes", 50, |bytes| {
                SetUserAttributes::new(&[User::new("a", &[("n", long(bytes))])]).is_ok()
            })
            .hold();
    }

    #[test]
    fn of_an_empty_value_the_service_judges() {
        assert!(SetUserAttributes::new(&[User::new("a", &[("n", "")])]).is_ok());
    }

    #[test]
    fn a_name_stands_there_once() {
        let twice = Err(Invalid::Twice { of: Part::Attribute, index: 1 });
        assert_eq!(SetUserAttributes::new(&[User::new("a", &[("n", "1"), ("n", "2")])]).map(|_| ()), twice);
    }
}
