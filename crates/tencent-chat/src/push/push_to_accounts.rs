//! Send this notification to these accounts. <https://www.tencentcloud.com/document/product/1047/67553>

use super::PushTask;
use crate::{Endpoint, FailedAccount, Invalid, invalid::Part, json::Fields, message::OfflinePushInfo};

/// Pushes a notification to up to 500 accounts. It exists on the newer route only, and is sent there whatever the app's.
///
/// Each item is an account that it does not reach.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PushToAccounts<'a> {
    sender: &'a str,
    accounts: &'a [&'a str],
    random: u32,
    offline_push_info: OfflinePushInfo<'a>,
    data_id: Option<&'a str>,
}

impl<'a> PushToAccounts<'a> {
    /// How many accounts a call takes.
    pub const MAX_ACCOUNTS: usize = 500;
    /// The longest id of one's own, in bytes; the service answers more with 90057.
    pub const MAX_DATA_ID_LEN: usize = 64;

    /// `random` is new for each push.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`].
    pub fn new(
        sender: &'a str,
        accounts: &'a [&'a str],
        random: u32,
        offline_push_info: OfflinePushInfo<'a>,
    ) -> Result<Self, Invalid> {
        Invalid::account(sender)?;
        Invalid::accounts(accounts.iter().copied(), Self::MAX_ACCOUNTS)?;
        Ok(Self { sender, accounts, random, offline_push_info, data_id: None })
    }

    /// Gives it an id of one's own, which the service's callbacks hand back.
    ///
    /// # Errors
    /// [`Invalid::Length`]: more than 64 bytes.
    pub fn with_data_id(self, id: &'a str) -> Result<Self, Invalid> {
        Part::DataId.lengths([id], 0, Self::MAX_DATA_ID_LEN)?;
        Ok(Self { data_id: Some(id), ..self })
    }
}

impl Endpoint for PushToAccounts<'_> {
    const PATH: &'static str = "v4/timpush/batch";
    /// That of the smallest edition; the larger ones take 30 and 40.
    const CALLS_PER_SECOND: u16 = 10;
    const REPEATABLE: bool = false;
    const FAILED: &'static str = FailedAccount::LIST;
    const FIELDS: &'static [&'static str] = FailedAccount::FIELDS;
    const ANSWER: &'static [&'static str] = PushTask::ANSWER;

    type Item<'r> = FailedAccount<'r>;
    type Answer<'r> = PushTask<'r>;

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.text("From_Account", self.sender);
        to.array("To_Account", |to| self.accounts.iter().for_each(|account| to.text(account)));
        to.integer("MsgRandom", self.random);
        self.offline_push_info.write(to);
        to.optional_text("DataId", self.data_id);
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;

    #[test]
    fn what_the_service_would_refuse_is_refused_before_a_byte_is_sent() {
        let info = OfflinePushInfo::default();
        let many = vec!["a"; 501];
        let count = Invalid::AccountCount { given: 501, most: 500 };
        assert_eq!(PushToAccounts::new("admin", &many, 7, info), Err(count));
        assert!(PushToAccounts::new("admin", &many[1..], 7, info).is_ok());
        let push = PushToAccounts::new("admin", &["a"], 7, info).unwrap();
        let length = Invalid::Length { of: Part::DataId, index: 0, bytes: 65, most: 64 };
        assert_eq!(push.with_data_id(&"x".repeat(65)), Err(length));
        assert!(push.with_data_id(&"x".repeat(64)).is_ok());
    }
}
