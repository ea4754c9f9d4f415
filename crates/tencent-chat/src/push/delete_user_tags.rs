//! Take these tags from these users. <https://www.tencentcloud.com/document/product/1047/37174>
//!
//! On the newer route: <https://www.tencentcloud.com/document/product/1047/67822>

use super::User;
use crate::{Endpoint, FailedAccount, Invalid, json::Fields};

/// Removes tags from up to 100 users.
///
/// Each item is an account that it failed for; the newer route alone tells.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DeleteUserTags<'a> {
    users: &'a [User<'a, &'a str>],
}

impl<'a> DeleteUserTags<'a> {
    /// How many users a call takes; the service answers more with 90018.
    pub const MAX_USERS: usize = super::MAX_USERS;

    /// 1 to 100 users, and tags.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`].
    pub fn new(users: &'a [User<'a, &'a str>]) -> Result<Self, Invalid> {
        User::check(users)?;
        Ok(Self { users })
    }
}

impl Endpoint for DeleteUserTags<'_> {
    const PATH: &'static str = "v4/all_member_push/im_remove_tag";
    const TIMPUSH_PATH: &'static str = "v4/timpush/remove_tag";
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
    use std::vec;

    use super::*;
    use crate::facts::Facts;

    #[test]
    fn it_is_as_documented() {
        const USERS: [User<'static, &str>; 1] = [User::new("mina", &["stock-a"])];
        const NEWER_USERS: [User<'static, &str>; 1] = [User::new("mina", &["gold"])];
        let example = DeleteUserTags::new(&USERS).unwrap();
        let is_taken = |count| DeleteUserTags::new(&vec![User::new("a", &["t"]); count]).is_ok();
        Facts::of(example)
            .entry("push", "delete_user_tags", example, &["()"])
            .entry("timpush", "timpush_remove_tag", DeleteUserTags::new(&NEWER_USERS).unwrap(), &["()"])
            .limit("at most {} users a call", DeleteUserTags::MAX_USERS, is_taken)
            .limit("at most {} accounts a call", DeleteUserTags::MAX_USERS, is_taken)
            .hold();
    }
}
