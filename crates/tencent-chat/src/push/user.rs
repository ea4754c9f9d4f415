//! Users, and what a call says of each.

use super::{MAX_LEN, MAX_USERS};
use crate::{Invalid, account::write_texts, invalid::Part, json::Items};

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
        Invalid::accounts(users, MAX_USERS, |user| user.account)
    }
}

impl User<'_, &str> {
    /// 1 to 100 users, with 1 to so many tags each.
    pub(super) fn check_tags(users: &[Self], most: usize) -> Result<(), Invalid> {
        Self::check(users)?;
        users.iter().try_for_each(|user| {
            Part::Tag.count(user.values.len(), most)?;
            Part::Tag.lengths(user.values.iter().copied(), 0, MAX_LEN)
        })
    }

    /// Writes users with the texts they have under this key.
    pub(super) fn write(users: &[Self], key: &str, to: &mut Items<'_, '_>) {
        for user in users {
            to.object(|to| {
                to.text("To_Account", user.account);
                write_texts(key, user.values, to);
            });
        }
    }
}
