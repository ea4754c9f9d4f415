//! Let these accounts be gone. <https://www.tencentcloud.com/document/product/1047/34955>

use super::Accounts;
use crate::{
    Endpoint, FailedAccount, Invalid, Parse,
    json::{self, Fields, Text, Value},
};

/// Deletes up to 100 accounts with their profiles and friends, for good.
///
/// Each item says of one account that it is gone, or why not: one that was gone before has failed with 70107. Sent twice, the
/// call leaves the same behind.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DeleteAccounts<'a> {
    accounts: Accounts<'a>,
}

impl<'a> DeleteAccounts<'a> {
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

impl Endpoint for DeleteAccounts<'_> {
    const PATH: &'static str = "v4/im_open_login_svc/account_delete";
    const CALLS_PER_SECOND: u16 = 100;
    const REPEATABLE: bool = true;
    const ITEMS: &'static str = "ResultItem";
    const FIELDS: &'static [&'static str] = &["UserID", "ResultCode", "ResultInfo"];

    type Item<'r> = Result<DeletedAccount<'r>, FailedAccount<'r>>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        self.accounts.write_objects("DeleteItem", to);
    }
}

/// An account that is gone.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DeletedAccount<'r> {
    /// Which account.
    pub account: Text<'r>,
}

impl<'r> Parse<'r> for Result<DeletedAccount<'r>, FailedAccount<'r>> {
    fn parse(json: Value<'r>) -> Result<Self, json::Error> {
        let result = FailedAccount::or_result(json, DeleteAccounts::ITEMS, "UserID")?;
        Ok(result.map(|(account, _)| DeletedAccount { account }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Facts, many};

    #[test]
    fn it_is_as_documented() {
        let example = DeleteAccounts::new(&["mina", "nobody"]).unwrap();
        let outcome = [
            r#"Ok(DeletedAccount { account: "mina" })"#,
            r#"Err(FailedAccount { account: "nobody", code: ErrorCode(70107), error_info: Some("Err_TLS_PT_Open_Login_Account_Not_Exist") })"#,
            "()",
        ];
        let is_taken = |count| DeleteAccounts::new(&many(count)).is_ok();
        Facts::of(example)
            .entry("accounts", "delete_accounts", example, &outcome)
            .limit("at most {} accounts a call", DeleteAccounts::MAX_ACCOUNTS, is_taken)
            .hold();
    }
}
