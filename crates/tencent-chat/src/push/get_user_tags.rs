//! Which tags do these users have? <https://www.tencentcloud.com/document/product/1047/37172>
//!
//! On the newer route: <https://www.tencentcloud.com/document/product/1047/67820>

use crate::{
    Endpoint, FailedAccount, Invalid, Parse,
    account::Accounts,
    endpoint::element,
    json::{self, Array, Fields, Text, Value},
};

/// Asks for the tags of up to 100 users.
///
/// Each item is a user's tags, or, on the newer route, an account that has failed. On the older one an account that does not
/// exist may be missing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct GetUserTags<'a> {
    accounts: Accounts<'a>,
}

impl<'a> GetUserTags<'a> {
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

impl Endpoint for GetUserTags<'_> {
    const PATH: &'static str = "v4/all_member_push/im_get_tag";
    const TIMPUSH_PATH: &'static str = "v4/timpush/get_tag";
    const CALLS_PER_SECOND: u16 = 100;
    const REPEATABLE: bool = true;
    const ITEMS: &'static str = "UserTags";
    const FAILED: &'static str = FailedAccount::LIST;
    const FIELDS: &'static [&'static str] = &["To_Account", "Tags", "ErrorCode", "ErrorInfo"];

    type Item<'r> = Result<UserTags<'r>, FailedAccount<'r>>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        self.accounts.write(to);
    }
}

/// One user's tags.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct UserTags<'r> {
    /// Whose they are.
    pub account: Text<'r>,
    tags: Option<Array<'r>>,
}

impl<'r> UserTags<'r> {
    /// The tags, in the order they came.
    pub fn iter(&self) -> impl Iterator<Item = Text<'r>> + use<'r> {
        self.tags.into_iter().flat_map(|tags| tags.elements()).filter_map(|tag| tag.as_text())
    }

    /// Whether the user has this tag.
    #[must_use]
    pub fn has(&self, tag: &str) -> bool {
        self.iter().any(|own| own == *tag)
    }
}

impl<'r> Parse<'r> for UserTags<'r> {
    fn parse(json: Value<'r>) -> Result<Self, json::Error> {
        let user = element(json, GetUserTags::ITEMS)?;
        Ok(Self { account: user.text("To_Account")?, tags: user.get("Tags").and_then(|tags| tags.as_array()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Facts, many};

    #[test]
    fn it_is_as_documented() {
        let example = GetUserTags::new(&["mina", "oskar"]).unwrap();
        let outcome = [
            r#"Ok(UserTags { account: "mina", tags: Some(["stock-a", "vip"]) })"#,
            r#"Ok(UserTags { account: "oskar", tags: Some(["stock-a"]) })"#,
            "()",
        ];
        let newer = [
            r#"Ok(UserTags { account: "mina", tags: Some(["gold", "weekly"]) })"#,
            r#"Err(FailedAccount { account: "nobody", code: ErrorCode(70107), error_info: None })"#,
            "()",
        ];
        let is_taken = |count| GetUserTags::new(&many(count)).is_ok();
        Facts::of(example)
            .entry("push", "get_user_tags", example, &outcome)
            .entry("timpush", "timpush_get_tag", GetUserTags::new(&["mina", "nobody"]).unwrap(), &newer)
            .limit("at most {} accounts a call", GetUserTags::MAX_ACCOUNTS, is_taken)
            .hold();
    }

    #[test]
    fn a_user_without_tags_has_none_however_that_is_said() {
        for json in [r#"{"To_Account":"a"}"#, r#"{"To_Account":"a","Tags":[]}"#, r#"{"To_Account":"a","Tags":null}"#] {
            let mut bytes = json.as_bytes().to_vec();
            let user = UserTags::parse(Value::parse_in_place(&mut bytes).unwrap()).unwrap();
            assert_eq!((user.iter().count(), user.has("a")), (0, false), "{json}");
        }
    }
}
