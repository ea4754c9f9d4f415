//! Whom a call is about.

use crate::{Invalid, json::Fields};

/// A list of accounts that has been checked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Accounts<'a>(&'a [&'a str]);

impl<'a> Accounts<'a> {
    /// 1 to `most` accounts of any kind.
    pub(crate) fn new(accounts: &'a [&'a str], most: usize) -> Result<Self, Invalid> {
        Invalid::accounts(accounts, most, |account| account)?;
        Ok(Self(accounts))
    }

    /// 1 to `most` users, where no other kind of account will do.
    pub(crate) fn user_ids(accounts: &'a [&'a str], most: usize) -> Result<Self, Invalid> {
        Invalid::user_ids(accounts, most, |account| account)?;
        Ok(Self(accounts))
    }

    pub(crate) const fn as_slice(self) -> &'a [&'a str] {
        self.0
    }

    /// Writes them as the texts that most calls want.
    pub(crate) fn write(self, to: &mut Fields<'_, '_>) {
        write_texts("To_Account", self.0, to);
    }

    /// Writes them as the objects that some calls want.
    pub(super) fn write_objects(self, key: &str, to: &mut Fields<'_, '_>) {
        to.array(key, |to| self.0.iter().for_each(|account| to.object(|to| to.text("UserID", account))));
    }
}

/// Writes an array of texts.
pub(crate) fn write_texts(key: &str, texts: &[&str], to: &mut Fields<'_, '_>) {
    to.array(key, |to| texts.iter().for_each(|text| to.text(text)));
}
