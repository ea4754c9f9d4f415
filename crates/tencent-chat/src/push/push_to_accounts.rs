//! Send this notification to these accounts. <https://www.tencentcloud.com/document/product/1047/67553>

use super::PushTask;
use crate::{
    Endpoint, FailedAccount, Invalid, account::Accounts, invalid::Part, json::Fields, message::OfflinePushInfo,
};

/// Pushes a notification to up to 500 accounts. It exists on the newer route only, and is sent there whatever the app's.
///
/// Each item is an account that it does not reach.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PushToAccounts<'a> {
    sender: &'a str,
    accounts: Accounts<'a>,
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
        let accounts = Accounts::new(accounts, Self::MAX_ACCOUNTS)?;
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
        self.accounts.write(to);
        to.integer("MsgRandom", self.random);
        self.offline_push_info.write(to);
        to.optional_text("DataId", self.data_id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Facts, long, many};

    #[test]
    fn it_is_as_documented() {
        let info = OfflinePushInfo { title: Some("Hello"), description: Some("A push"), ..OfflinePushInfo::default() };
        let accounts = ["mina", "9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31"];
        let example = PushToAccounts::new("administrator", &accounts, 88_120_035, info).unwrap();
        let outcome = [
            r#"FailedAccount { account: "9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31", code: ErrorCode(70107), error_info: None }"#,
            r#"PushTask { id: Some("batch_70a1c2d3_11e2f304_3000001b2c4d5e6_a1b2c3_0f1e2d3c") }"#,
        ];
        Facts::of(example)
            .entry("timpush", "timpush_batch", example, &outcome)
            .also(example.with_data_id("7").unwrap())
            .once("a push comes twice")
            .limit("1 to {} accounts", PushToAccounts::MAX_ACCOUNTS, |count| {
                PushToAccounts::new("a", &many(count), 7, info).is_ok()
            })
            .limit("DataId at most {} bytes", PushToAccounts::MAX_DATA_ID_LEN, |bytes| {
                example.with_data_id(long(bytes)).is_ok()
            })
            .not_checked("calls a second on the free edition", "that is the pace")
            .hold();
    }

    #[test]
    fn of_an_empty_id_the_service_judges() {
        let push = PushToAccounts::new("admin", &["a"], 7, OfflinePushInfo::default()).unwrap();
        assert!(push.with_data_id("").is_ok());
    }
}
