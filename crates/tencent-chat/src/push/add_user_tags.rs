//! Give these users these tags. <https://www.tencentcloud.com/document/product/1047/37173>
//!
//! On the newer route: <https://www.tencentcloud.com/document/product/1047/67821>

use super::User;
use crate::{Endpoint, FailedAccount, Invalid, json::Fields};

/// Adds tags to up to 100 users, who may have 100 each; [`ReplaceUserTags`](super::ReplaceUserTags) sets them.
///
/// Each item is an account that it failed for; the newer route alone tells.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AddUserTags<'a> {
    users: &'a [User<'a, &'a str>],
}

impl<'a> AddUserTags<'a> {
    /// How many users a call takes; the service answers more with 90018.
    pub const MAX_USERS: usize = super::MAX_USERS;
    /// How many tags it takes a user; the service answers more with 90032.
    pub const MAX_TAGS: usize = 10;

    /// 1 to 100 users, with 1 to 10 tags each.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`]; [`Invalid::Count`]: no tag for a user, or more than 10;
    /// [`Invalid::Length`]: a tag has more than 50 bytes.
    pub fn new(users: &'a [User<'a, &'a str>]) -> Result<Self, Invalid> {
        User::check_tags(users, Self::MAX_TAGS)?;
        Ok(Self { users })
    }
}

impl Endpoint for AddUserTags<'_> {
    const PATH: &'static str = "v4/all_member_push/im_add_tag";
    const TIMPUSH_PATH: &'static str = "v4/timpush/add_tag";
    const CALLS_PER_SECOND: u16 = 100;
    const REPEATABLE: bool = true;
    const FAILED: &'static str = FailedAccount::LIST;
    const FIELDS: &'static [&'static str] = FailedAccount::FIELDS;

    type Item<'r> = FailedAccount<'r>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.array("UserTags", |to| User::write(self.users, "Tags", to));
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::{
        facts::{Facts, long, many},
        invalid::Part,
    };

    #[test]
    fn it_is_as_documented() {
        const USERS: [User<'static, &str>; 2] =
            [User::new("mina", &["stock-a", "vip"]), User::new("oskar", &["stock-b"])];
        const NEWER_USERS: [User<'static, &str>; 2] =
            [User::new("mina", &["gold"]), User::new("9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31", &["monthly"])];
        let example = AddUserTags::new(&USERS).unwrap();
        let is_taken = |count| AddUserTags::new(&vec![User::new("a", &["t"]); count]).is_ok();
        let tags = |count| AddUserTags::new(&[User::new("a", &many(count))]).is_ok();
        Facts::of(example)
            .entry("push", "add_user_tags", example, &["()"])
            .entry("timpush", "timpush_add_tag", AddUserTags::new(&NEWER_USERS).unwrap(), &[r#"FailedAccount { account: "9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31", code: ErrorCode(90035), error_info: None }"#, "()"])
            .limit("at most {} users a call", AddUserTags::MAX_USERS, is_taken)
            .limit("at most {} accounts a call", AddUserTags::MAX_USERS, is_taken)
            .limit("at most {} tags a user a call", AddUserTags::MAX_TAGS, tags)
            .limit("at most {} tags an account a call with Replace 0", AddUserTags::MAX_TAGS, tags)
            .limit("a tag is at most {} bytes", 50, |bytes| AddUserTags::new(&[User::new("a", &[long(bytes)])]).is_ok())
            .left_out("Replace", "it is another endpoint here")
            .not_checked("tags a user in all", "the service counts")
            .not_checked("tags an account in all", "the service counts")
            .not_checked("different tags an app", "the service counts")
            .hold();
    }

    #[test]
    fn what_the_service_would_refuse_is_refused_before_a_byte_is_sent() {
        let of = |users: &[User<'_, &str>]| AddUserTags::new(users).map(|_| ());
        let count = |given| Err(Invalid::Count { of: Part::Tag, given, most: 10 });
        assert_eq!((of(&[User::new("a", &[])]), of(&[User::new("a", &["t"; 11])])), (count(0), count(11)));
        let length = Invalid::Length { of: Part::Tag, index: 1, bytes: 51, most: 50 };
        assert_eq!(of(&[User::new("a", &["t", long(51)])]), Err(length));
        assert_eq!(of(&[User::new("a", &[""])]), Ok(()), "of an empty tag the service judges, but in a condition");
    }
}
