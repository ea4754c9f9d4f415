//! Take all tags from these users. <https://www.tencentcloud.com/document/product/1047/37175>
//!
//! On the newer route: <https://www.tencentcloud.com/document/product/1047/67823>

use crate::{Endpoint, FailedAccount, Invalid, account::Accounts, json::Fields};

/// Removes every tag from up to 100 users.
///
/// Each item is an account that it failed for; the newer route alone tells.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DeleteAllUserTags<'a> {
    accounts: Accounts<'a>,
}

impl<'a> DeleteAllUserTags<'a> {
    /// How many accounts a call takes; the service answers more with 90018.
    pub const MAX_ACCOUNTS: usize = super::MAX_USERS;

    /// 1 to 100 accounts.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`].
    pub fn new(accounts: &'a [&'a str]) -> Result<Self, Invalid> {
        Ok(Self { accounts: Accounts::new(accounts, Self::MAX_ACCOUNTS)? })
    }
}

impl Endpoint for DeleteAllUserTags<'_> {
    const PATH: &'static str = "v4/all_member_push/im_remove_all_tags";
    const TIMPUSH_PATH: &'static str = "v4/timpush/clear_all_tags";
    const CALLS_PER_SECOND: u16 = 100;
    const REPEATABLE: bool = true;
    const FAILED: &'static str = FailedAccount::LIST;
    const FIELDS: &'static [&'static str] = FailedAccount::FIELDS;

    type Item<'r> = FailedAccount<'r>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        self.accounts.write(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Facts, many};

    #[test]
    fn it_is_as_documented() {
        let example = DeleteAllUserTags::new(&["mina", "oskar"]).unwrap();
        let newer = DeleteAllUserTags::new(&["mina", "nobody"]).unwrap();
        let is_taken = |count| DeleteAllUserTags::new(&many(count)).is_ok();
        Facts::of(example)
            .entry("push", "delete_all_user_tags", example, &["()"])
            .entry(
                "timpush",
                "timpush_clear_all_tags",
                newer,
                &[r#"FailedAccount { account: "nobody", code: ErrorCode(70107), error_info: None }"#, "()"],
            )
            .limit("at most {} users a call", DeleteAllUserTags::MAX_ACCOUNTS, is_taken)
            .limit("at most {} accounts a call", DeleteAllUserTags::MAX_ACCOUNTS, is_taken)
            .hold();
    }
}
