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

    #[test]
    fn what_the_service_would_refuse_is_refused_before_a_byte_is_sent() {
        let many = vec![User::new("a", &["n"]); 101];
        let count = Invalid::AccountCount { given: 101, most: 100 };
        assert_eq!(DeleteUserAttributes::new(&many), Err(count));
        assert!(DeleteUserAttributes::new(&many[1..]).is_ok());
    }
}
