//! Let these users have these tags and no others. <https://www.tencentcloud.com/document/product/1047/67821>

use super::User;
use crate::{Endpoint, FailedAccount, Invalid, json::Fields};

/// Sets all tags of up to 100 users. It exists on the newer route only, and is sent there whatever the app's.
///
/// Each item is an account that it failed for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ReplaceUserTags<'a> {
    users: &'a [User<'a, &'a str>],
}

impl<'a> ReplaceUserTags<'a> {
    /// How many users a call takes; the service answers more with 90018.
    pub const MAX_USERS: usize = super::MAX_USERS;
    /// How many tags it takes a user.
    pub const MAX_TAGS: usize = 100;

    /// 1 to 100 users, with 1 to 100 tags each; [`DeleteAllUserTags`](super::DeleteAllUserTags) leaves none.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`]; [`Invalid::Count`]: no tag for a user, or more than 100;
    /// [`Invalid::Length`]: a tag has more than 50 bytes.
    pub fn new(users: &'a [User<'a, &'a str>]) -> Result<Self, Invalid> {
        User::check_tags(users, Self::MAX_TAGS)?;
        Ok(Self { users })
    }
}

impl Endpoint for ReplaceUserTags<'_> {
    const PATH: &'static str = "v4/timpush/add_tag";
    const CALLS_PER_SECOND: u16 = 100;
    const REPEATABLE: bool = true;
    const FAILED: &'static str = FailedAccount::LIST;
    const FIELDS: &'static [&'static str] = FailedAccount::FIELDS;

    type Item<'r> = FailedAccount<'r>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.flag("Replace", true);
        to.array("UserTags", |to| User::write(self.users, "Tags", to));
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::{
        facts::{Facts, body, long, many},
        push::AddUserTags,
    };

    #[test]
    fn it_is_as_documented() {
        const USERS: [User<'static, &str>; 2] =
            [User::new("mina", &["gold"]), User::new("9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31", &["monthly"])];
        let example = ReplaceUserTags::new(&USERS).unwrap();
        let tags = |count| ReplaceUserTags::new(&[User::new("a", &many(count))]).is_ok();
        Facts::of(example)
            // The documented example is that of adding.
            .entry("timpush", "timpush_add_tag", AddUserTags::new(&USERS).unwrap(), &[r#"FailedAccount { account: "9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31", code: ErrorCode(90035), error_info: None }"#, "()"])
            .also(example)
            .always("Replace", "it is what tells it from adding")
            .limit("at most {} accounts a call", ReplaceUserTags::MAX_USERS, |count| {
                ReplaceUserTags::new(&vec![User::new("a", &["t"]); count]).is_ok()
            })
            .limit("{} with Replace 1", ReplaceUserTags::MAX_TAGS, tags)
            .limit("a tag is at most {} bytes", 50, |bytes| ReplaceUserTags::new(&[User::new("a", &[long(bytes)])]).is_ok())
            .not_checked("tags an account in all", "the service counts")
            .not_checked("different tags an app", "the service counts")
            .hold();
    }

    #[test]
    fn it_says_that_it_replaces() {
        let sent = body(&ReplaceUserTags::new(&[User::new("mina", &["gold"])]).unwrap());
        assert_eq!(sent, r#"{"Replace":1,"UserTags":[{"To_Account":"mina","Tags":["gold"]}]}"#);
    }
}
