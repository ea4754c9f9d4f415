//! Give these users these tags. <https://www.tencentcloud.com/document/product/1047/37173>
//!
//! On the newer route: <https://www.tencentcloud.com/document/product/1047/67821>

use super::{MAX_LEN, User};
use crate::{Endpoint, FailedAccount, Invalid, invalid::Part, json::Fields};

/// Adds tags to up to 100 users, who may have 100 each; [`ReplaceUserTags`](super::ReplaceUserTags) sets them.
///
/// Each item is an account that it failed for; the newer route alone tells.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AddUserTags<'a> {
    users: &'a [User<'a, &'a str>],
}

impl<'a> AddUserTags<'a> {
    /// How many users a call takes; the service answers more with 90018.
    pub const MAX_USERS: usize = super::MAX_USERS;
    /// How many tags it takes a user; the service answers more with 90032.
    pub const MAX_TAGS: usize = 10;

    /// 1 to 100 users, with 1 to 10 tags each.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`]; [`Invalid::Count`]: no tag for a user, or more than 10;
    /// [`Invalid::Length`]: a tag has more than 50 bytes.
    pub fn new(users: &'a [User<'a, &'a str>]) -> Result<Self, Invalid> {
        check(users, Self::MAX_TAGS)?;
        Ok(Self { users })
    }
}

/// 1 to 100 users, with 1 to so many tags each.
pub(super) fn check(users: &[User<'_, &str>], most: usize) -> Result<(), Invalid> {
    User::check(users)?;
    users.iter().try_for_each(|user| {
        Part::Tag.count(user.values.len(), most)?;
        Part::Tag.lengths(user.values.iter().copied(), 0, MAX_LEN)
    })
}

impl Endpoint for AddUserTags<'_> {
    const PATH: &'static str = "v4/all_member_push/im_add_tag";
    const TIMPUSH_PATH: &'static str = "v4/timpush/add_tag";
    const CALLS_PER_SECOND: u16 = 100;
    const REPEATABLE: bool = true;
    const FAILED: &'static str = FailedAccount::LIST;
    const FIELDS: &'static [&'static str] = FailedAccount::FIELDS;

    type Item<'r> = FailedAccount<'r>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.array("UserTags", |to| User::write(self.users, "Tags", to));
    }
}

#[cfg(test)]
mod tests {
    use std::{string::String, vec};

    use super::*;

    #[test]
    fn what_the_service_would_refuse_is_refused_before_a_byte_is_sent() {
        let of = |users: &[User<'_, &str>]| AddUserTags::new(users).map(|_| ());
        let many = vec![User::new("a", &["t"; 10]); 101];
        assert_eq!(of(&many), Err(Invalid::AccountCount { given: 101, most: 100 }));
        assert_eq!(of(&many[1..]), Ok(()));
        let count = |given| Err(Invalid::Count { of: Part::Tag, given, most: 10 });
        assert_eq!((of(&[User::new("a", &[])]), of(&[User::new("a", &["t"; 11])])), (count(0), count(11)));
        let long: String = "x".repeat(51);
        let length = Invalid::Length { of: Part::Tag, index: 1, bytes: 51, most: 50 };
        assert_eq!(of(&[User::new("a", &["t", &long])]), Err(length));
    }
}
