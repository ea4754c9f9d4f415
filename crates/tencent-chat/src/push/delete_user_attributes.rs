//! Take these attributes from these users. <https://www.tencentcloud.com/document/product/1047/37171>
//!
//! On the newer route: <https://www.tencentcloud.com/document/product/1047/67819>

use super::User;
use crate::{Endpoint, FailedAccount, Invalid, json::Fields};

/// Removes attributes, by name, from up to 100 users.
///
/// Each item is an account that it failed for; the newer route alone tells.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DeleteUserAttributes<'a> {
    users: &'a [User<'a, &'a str>],
}

impl<'a> DeleteUserAttributes<'a> {
    /// How many users a call takes; the service answers more with 90018.
    pub const MAX_USERS: usize = super::MAX_USERS;

    /// 1 to 100 users, and the names of attributes.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`].
    pub fn new(users: &'a [User<'a, &'a str>]) -> Result<Self, Invalid> {
        User::check(users)?;
        Ok(Self { users })
    }
}

impl Endpoint for DeleteUserAttributes<'_> {
    const PATH: &'static str = "v4/all_member_push/im_remove_attr";
    const TIMPUSH_PATH: &'static str = "v4/timpush/remove_attr";
    const CALLS_PER_SECOND: u16 = 100;
    const REPEATABLE: bool = true;
    const FAILED: &'static str = FailedAccount::LIST;
    const FIELDS: &'static [&'static str] = FailedAccount::FIELDS;

    type Item<'r> = FailedAccount<'r>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.array("UserAttrs", |to| User::write(self.users, "Attrs", to));
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::facts::Facts;

    #[test]
    fn it_is_as_documented() {
        const USERS: [User<'static, &str>; 2] = [User::new("mina", &["city"]), User::new("oskar", &["tier", "city"])];
        const NEWER_USERS: [User<'static, &str>; 2] = [User::new("mina", &["tier"]), User::new("nobody", &["tier"])];
        let example = DeleteUserAttributes::new(&USERS).unwrap();
        let is_taken = |count| DeleteUserAttributes::new(&vec![User::new("a", &["n"]); count]).is_ok();
        Facts::of(example)
            .entry("push", "delete_user_attributes", example, &["()"])
            .entry(
                "timpush",
                "timpush_remove_attr",
                DeleteUserAttributes::new(&NEWER_USERS).unwrap(),
                &[r#"FailedAccount { account: "nobody", code: ErrorCode(70107), error_info: None }"#, "()"],
            )
            .limit("at most {} users a call", DeleteUserAttributes::MAX_USERS, is_taken)
            .limit("at most {} accounts a call", DeleteUserAttributes::MAX_USERS, is_taken)
            .hold();
    }
}
