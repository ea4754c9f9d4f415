//! Which of these accounts are there? <https://www.tencentcloud.com/document/product/1047/34956>

use super::Accounts;
use crate::{
    Endpoint, FailedAccount, Invalid, Parse,
    json::{self, Fields, Text, Value},
};

/// Asks of up to 100 accounts whether they have been imported.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct CheckAccounts<'a> {
    accounts: Accounts<'a>,
}

impl<'a> CheckAccounts<'a> {
    /// How many accounts a call takes.
    pub const MAX_ACCOUNTS: usize = super::MAX_ACCOUNTS;

    /// 1 to 100 accounts.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`].
    pub fn new(accounts: &'a [&'a str]) -> Result<Self, Invalid> {
        Ok(Self { accounts: Accounts::user_ids(accounts, Self::MAX_ACCOUNTS)? })
    }
}

impl Endpoint for CheckAccounts<'_> {
    const PATH: &'static str = "v4/im_open_login_svc/account_check";
    const CALLS_PER_SECOND: u16 = 100;
    const REPEATABLE: bool = true;
    const ITEMS: &'static str = "ResultItem";
    const FIELDS: &'static [&'static str] = &["UserID", "ResultCode", "ResultInfo", "AccountStatus"];

    type Item<'r> = Result<CheckedAccount<'r>, FailedAccount<'r>>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        self.accounts.write_objects("CheckItem", to);
    }
}

/// What the service knows of one account.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CheckedAccount<'r> {
    /// Which account.
    pub account: Text<'r>,
    /// Whether it is there.
    pub is_imported: bool,
}

impl<'r> Parse<'r> for Result<CheckedAccount<'r>, FailedAccount<'r>> {
    fn parse(json: Value<'r>) -> Result<Self, json::Error> {
        Ok(match FailedAccount::or_result(json, CheckAccounts::ITEMS, "UserID")? {
            Ok((account, result)) => {
                Ok(CheckedAccount { account, is_imported: result.text("AccountStatus")? == "Imported" })
            }
            Err(failed) => Err(failed),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Facts, many};

    #[test]
    fn it_is_as_documented() {
        let example = CheckAccounts::new(&["mina", "nobody"]).unwrap();
        let outcome = [
            r#"Ok(CheckedAccount { account: "mina", is_imported: true })"#,
            r#"Ok(CheckedAccount { account: "nobody", is_imported: false })"#,
            "()",
        ];
        let is_taken = |count| CheckAccounts::new(&many(count)).is_ok();
        Facts::of(example)
            .entry("accounts", "check_accounts", example, &outcome)
            .limit("at most {} accounts a call", CheckAccounts::MAX_ACCOUNTS, is_taken)
            .hold();
    }
}
