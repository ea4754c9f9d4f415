//! Which attributes do these users have? <https://www.tencentcloud.com/document/product/1047/37169>
//!
//! On the newer route: <https://www.tencentcloud.com/document/product/1047/67817>

use crate::{
    Endpoint, FailedAccount, Invalid, Parse,
    account::Accounts,
    endpoint::element,
    json::{self, Fields, Members, Object, Text, Value},
};

/// Asks for the attributes of up to 100 users.
///
/// The answer need not follow the order of the request: [`position`](Self::position) looks an account up. A user without attributes is
/// there with none. What becomes of an account that stands there twice is not documented; nor is, on the older route, what
/// becomes of one that does not exist. Both are sent as they are. The newer route says of an account that it has failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct GetUserAttributes<'a> {
    accounts: Accounts<'a>,
}

impl<'a> GetUserAttributes<'a> {
    /// How many accounts a call takes; the service answers more with 90018.
    pub const MAX_ACCOUNTS: usize = super::MAX_USERS;

    /// 1 to 100 accounts.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`].
    pub fn new(accounts: &'a [&'a str]) -> Result<Self, Invalid> {
        Ok(Self { accounts: Accounts::new(accounts, Self::MAX_ACCOUNTS)? })
    }

    /// Whom it asks about.
    #[must_use]
    pub const fn accounts(&self) -> &'a [&'a str] {
        self.accounts.as_slice()
    }

    /// Where among [`accounts`](Self::accounts) the one stands that an answer speaks of; the first place, if it has several.
    #[must_use]
    pub fn position(&self, account: Text<'_>) -> Option<usize> {
        self.accounts().iter().position(|asked| account == *asked)
    }
}

impl Endpoint for GetUserAttributes<'_> {
    const PATH: &'static str = "v4/all_member_push/im_get_attr";
    const TIMPUSH_PATH: &'static str = "v4/timpush/get_attr";
    const CALLS_PER_SECOND: u16 = 100;
    const REPEATABLE: bool = true;
    const ITEMS: &'static str = "UserAttrs";
    const FAILED: &'static str = FailedAccount::LIST;
    const FIELDS: &'static [&'static str] = &["To_Account", "Attrs", "ErrorCode", "ErrorInfo"];

    type Item<'r> = Result<UserAttributes<'r>, FailedAccount<'r>>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        self.accounts.write(to);
    }
}

/// One user's attributes.
///
/// With the feature `serde` it is serialized as `{"account":"alice","attributes":{"city":"New York"}}`.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct UserAttributes<'r> {
    /// Whose they are.
    pub account: Text<'r>,
    attributes: Object<'r>,
}

impl<'r> UserAttributes<'r> {
    /// Names and values, in the order they came. The documentation shows texts; the service's other clients have seen
    /// integers, so a value is whatever JSON it is.
    #[must_use]
    pub const fn iter(&self) -> Members<'r> {
        self.attributes.members()
    }

    /// The value of the attribute with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Value<'r>> {
        self.attributes.get(name)
    }
}

impl<'r> IntoIterator for &UserAttributes<'r> {
    type Item = (Text<'r>, Value<'r>);
    type IntoIter = Members<'r>;

    fn into_iter(self) -> Members<'r> {
        self.iter()
    }
}

impl<'r> Parse<'r> for UserAttributes<'r> {
    fn parse(json: Value<'r>) -> Result<Self, json::Error> {
        let user = element(json, GetUserAttributes::ITEMS)?;
        Ok(Self { account: user.text("To_Account")?, attributes: user.object("Attrs")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Facts, many};

    #[test]
    fn it_is_as_documented() {
        let example = GetUserAttributes::new(&["mina", "oskar", "u-1007"]).unwrap();
        let outcome = [
            r#"Ok(UserAttributes { account: "mina", attributes: {"tier": "gold", "city": "Busan"} })"#,
            r#"Ok(UserAttributes { account: "u-1007", attributes: {} })"#,
            r#"Ok(UserAttributes { account: "oskar", attributes: {"tier": "none"} })"#,
            "()",
        ];
        let newer = GetUserAttributes::new(&["mina", "oskar", "nobody"]).unwrap();
        let newer_outcome = [
            r#"Ok(UserAttributes { account: "mina", attributes: {"tier": "gold"} })"#,
            r#"Ok(UserAttributes { account: "oskar", attributes: {} })"#,
            r#"Err(FailedAccount { account: "nobody", code: ErrorCode(70107), error_info: None })"#,
            "()",
        ];
        let is_taken = |count| GetUserAttributes::new(&many(count)).is_ok();
        Facts::of(example)
            .entry("push", "get_user_attributes", example, &outcome)
            .entry("timpush", "timpush_get_attr", newer, &newer_outcome)
            .limit("at most {} accounts a call", GetUserAttributes::MAX_ACCOUNTS, is_taken)
            .hold();
    }

    #[test]
    fn what_the_service_would_refuse_is_refused_before_a_byte_is_sent() {
        let most = GetUserAttributes::MAX_ACCOUNTS;
        assert_eq!(GetUserAttributes::new(&[]), Err(Invalid::AccountCount { given: 0, most }));
        assert_eq!(GetUserAttributes::new(&many(101)), Err(Invalid::AccountCount { given: 101, most }));
        assert_eq!(GetUserAttributes::new(&["a", ""]), Err(Invalid::AccountLength { index: 1, bytes: 0 }));
        assert!(GetUserAttributes::new(&["a", "a"]).is_ok(), "the service judges duplicates");
    }
}
