//! Let these accounts be there. <https://www.tencentcloud.com/document/product/1047/34954>

use super::NewAccount;
use crate::{
    Endpoint, Identifier, Invalid, Parse,
    json::{self, Fields, Text, Value},
};

/// Creates up to 100 accounts, or, where they are there, gives them other names and portraits.
///
/// Each item is an account that could not be imported.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ImportAccounts<'a> {
    accounts: &'a [NewAccount<'a>],
}

impl<'a> ImportAccounts<'a> {
    /// How many accounts a call takes.
    pub const MAX_ACCOUNTS: usize = super::MAX_ACCOUNTS;
    /// The longest UserID, in bytes.
    pub const MAX_USER_ID_LEN: usize = Identifier::MAX_LEN;

    /// 1 to 100 accounts.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`]; [`Invalid::Length`]: a name or URL of more than 500 bytes.
    pub fn new(accounts: &'a [NewAccount<'a>]) -> Result<Self, Invalid> {
        NewAccount::check(accounts, Self::MAX_ACCOUNTS)?;
        Ok(Self { accounts })
    }
}

impl Endpoint for ImportAccounts<'_> {
    const PATH: &'static str = "v4/im_open_login_svc/multiaccount_import";
    const CALLS_PER_SECOND: u16 = 100;
    const REPEATABLE: bool = true;
    const FAILED: &'static str = "FailAccounts";

    type Item<'r> = NotImported<'r>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.array("AccountList", |to| self.accounts.iter().for_each(|account| to.object(|to| account.write(to))));
    }
}

/// An account that could not be imported. The service does not say why.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct NotImported<'r> {
    /// Which account.
    pub account: Text<'r>,
}

impl<'r> Parse<'r> for NotImported<'r> {
    fn parse(json: Value<'r>) -> Result<Self, json::Error> {
        let wrong = json::Error::Type { key: ImportAccounts::FAILED, wanted: "a list of texts" };
        Ok(Self { account: json.as_text().ok_or(wrong)? })
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::facts::{Facts, long};

    #[test]
    fn it_is_as_documented() {
        const ACCOUNTS: [NewAccount<'static>; 2] = [
            NewAccount {
                nick: Some("Mina"),
                face_url: Some("https://cdn.example.com/mina.png"),
                ..NewAccount::new("mina")
            },
            NewAccount::new("oskar"),
        ];
        let shape = "of the two shapes the newer one, which alone has names and portraits";
        let outcome = [r#"NotImported { account: "oskar" }"#, "()"];
        Facts::of(ImportAccounts::new(&ACCOUNTS[1..]).unwrap())
            .entry("accounts", "import_multiple_accounts", ImportAccounts::new(&ACCOUNTS).unwrap(), &outcome)
            .always("AccountList[]", shape)
            .always("AccountList[].UserID", shape)
            .left_out("Accounts[]", shape)
            .limit("at most {} accounts a call", ImportAccounts::MAX_ACCOUNTS, |count| {
                ImportAccounts::new(&vec![NewAccount::new("a"); count]).is_ok()
            })
            .limit("UserID at most {} bytes", ImportAccounts::MAX_USER_ID_LEN, |bytes| {
                ImportAccounts::new(&[NewAccount::new(long(bytes))]).is_ok()
            })
            .hold();
    }
}
