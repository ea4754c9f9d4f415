//! Users, and what a call says of each.

use super::MAX_USERS;
use crate::{Invalid, json::Items};

/// A user, and what is to be set, added or removed there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct User<'a, T> {
    /// Who.
    pub account: &'a str,
    /// What.
    pub values: &'a [T],
}

impl<'a, T> User<'a, T> {
    /// It is checked by the call that takes it.
    #[must_use]
    pub const fn new(account: &'a str, values: &'a [T]) -> Self {
        Self { account, values }
    }

    /// 1 to 100 users.
    pub(super) fn check(users: &[Self]) -> Result<(), Invalid> {
        Invalid::accounts(users.iter().map(|user| user.account), MAX_USERS)
    }
}

impl User<'_, &str> {
    /// Writes users with the texts they have under this key.
    pub(super) fn write(users: &[Self], key: &str, to: &mut Items<'_, '_>) {
        for user in users {
            to.object(|to| {
                to.text("To_Account", user.account);
                to.array(key, |to| user.values.iter().for_each(|value| to.text(value)));
            });
        }
    }
}
