//! Let these users have these tags and no others. <https://www.tencentcloud.com/document/product/1047/67821>

use super::{User, add_user_tags::check};
use crate::{Endpoint, FailedAccount, Invalid, json::Fields};

/// Sets all tags of up to 100 users. It exists on the newer route only, and is sent there whatever the app's.
///
/// Each item is an account that it failed for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ReplaceUserTags<'a> {
    users: &'a [User<'a, &'a str>],
}

impl<'a> ReplaceUserTags<'a> {
    /// How many users a call takes; the service answers more with 90018.
    pub const MAX_USERS: usize = super::MAX_USERS;
    /// How many tags it takes a user.
    pub const MAX_TAGS: usize = 100;

    /// 1 to 100 users, with 1 to 100 tags each; [`DeleteAllUserTags`](super::DeleteAllUserTags) leaves none.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`]; [`Invalid::Count`]: no tag for a user, or more than 100;
    /// [`Invalid::Length`]: a tag has more than 50 bytes.
    pub fn new(users: &'a [User<'a, &'a str>]) -> Result<Self, Invalid> {
        check(users, Self::MAX_TAGS)?;
        Ok(Self { users })
    }
}

impl Endpoint for ReplaceUserTags<'_> {
    const PATH: &'static str = "v4/timpush/add_tag";
    const CALLS_PER_SECOND: u16 = 100;
    const REPEATABLE: bool = true;
    const FAILED: &'static str = FailedAccount::LIST;
    const FIELDS: &'static [&'static str] = FailedAccount::FIELDS;

    type Item<'r> = FailedAccount<'r>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.flag("Replace", true);
        to.array("UserTags", |to| User::write(self.users, "Tags", to));
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::invalid::Part;

    #[test]
    fn it_takes_as_many_tags_as_a_user_may_have() {
        let many = vec!["t"; 101];
        let count = Invalid::Count { of: Part::Tag, given: 101, most: 100 };
        assert_eq!(ReplaceUserTags::new(&[User::new("a", &many)]), Err(count));
        assert!(ReplaceUserTags::new(&[User::new("a", &many[1..])]).is_ok());
    }
}
