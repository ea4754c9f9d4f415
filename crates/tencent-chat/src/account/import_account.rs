//! Let this account be there. <https://www.tencentcloud.com/document/product/1047/34953>

use crate::{Endpoint, Identifier, Invalid, NoItem, invalid::Part, json::Fields, profile::MAX_VALUE_LEN};

/// Creates an account, or, where it is there, gives it another name and portrait.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ImportAccount<'a>(NewAccount<'a>);

/// An account to be created.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NewAccount<'a> {
    /// 1 to 32 bytes.
    pub user_id: &'a str,
    /// What people call it, at most 500 bytes.
    pub nick: Option<&'a str>,
    /// The portrait's URL, at most 500 bytes.
    pub face_url: Option<&'a str>,
}

impl<'a> NewAccount<'a> {
    /// With neither name nor portrait. It is checked by the call that takes it.
    #[must_use]
    pub const fn new(user_id: &'a str) -> Self {
        Self { user_id, nick: None, face_url: None }
    }

    pub(super) fn check(accounts: &[Self], most: usize) -> Result<(), Invalid> {
        Invalid::user_ids(accounts, most, |account| account.user_id)?;
        for values in accounts.iter().map(|account| [account.nick, account.face_url]) {
            Part::ProfileValue.lengths(values.into_iter().flatten(), 0, MAX_VALUE_LEN)?;
        }
        Ok(())
    }

    pub(super) fn write(&self, to: &mut Fields<'_, '_>) {
        to.text("UserID", self.user_id);
        to.optional_text("Nick", self.nick);
        to.optional_text("FaceUrl", self.face_url);
    }
}

impl<'a> ImportAccount<'a> {
    /// The longest UserID, in bytes.
    pub const MAX_USER_ID_LEN: usize = Identifier::MAX_LEN;

    /// # Errors
    /// [`Invalid::AccountLength`]; [`Invalid::Length`]: a name or URL of more than 500 bytes.
    pub fn new(account: NewAccount<'a>) -> Result<Self, Invalid> {
        NewAccount::check(&[account], usize::MAX)?;
        Ok(Self(account))
    }
}

impl Endpoint for ImportAccount<'_> {
    const PATH: &'static str = "v4/im_open_login_svc/account_import";
    const CALLS_PER_SECOND: u16 = 200;
    const REPEATABLE: bool = true;

    type Item<'r> = NoItem;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        self.0.write(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Facts, long};

    #[test]
    fn it_is_as_documented() {
        const ACCOUNT: NewAccount<'static> = NewAccount::new("a");
        const MINA: NewAccount<'static> = NewAccount {
            nick: Some("Mina"),
            face_url: Some("https://cdn.example.com/mina.png"),
            ..NewAccount::new("mina")
        };
        let is_taken = |account| ImportAccount::new(account).is_ok();
        Facts::of(ImportAccount::new(ACCOUNT).unwrap())
            .entry("accounts", "import_account", ImportAccount::new(MINA).unwrap(), &["()"])
            .limit("UserID at most {} bytes", ImportAccount::MAX_USER_ID_LEN, |bytes| {
                is_taken(NewAccount::new(long(bytes)))
            })
            .limit("Nick and FaceUrl at most {} bytes", 500, |bytes| {
                is_taken(NewAccount { nick: Some(long(bytes)), ..ACCOUNT })
            })
            .limit("Nick and FaceUrl at most {} bytes", 500, |bytes| {
                is_taken(NewAccount { face_url: Some(long(bytes)), ..ACCOUNT })
            })
            .not_checked("accounts on the free plan", "the service counts")
            .hold();
    }

    #[test]
    fn what_the_service_would_refuse_is_refused_before_a_byte_is_sent() {
        let account = NewAccount::new("a");
        let length = |bytes| Err(Invalid::AccountLength { index: 0, bytes });
        assert_eq!(ImportAccount::new(NewAccount::new("")), length(0));
        assert_eq!(ImportAccount::new(NewAccount::new(long(33))), length(33));
        let value = |index| Err(Invalid::Length { of: Part::ProfileValue, index, bytes: 501, most: 500 });
        assert_eq!(ImportAccount::new(NewAccount { nick: Some(long(501)), ..account }), value(0));
        assert_eq!(ImportAccount::new(NewAccount { nick: Some(""), face_url: Some(long(501)), ..account }), value(1));
    }
}
