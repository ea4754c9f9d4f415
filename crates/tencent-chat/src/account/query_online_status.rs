//! Which of these accounts are online, and where? <https://www.tencentcloud.com/document/product/1047/35477>

use core::fmt;

use super::Accounts;
use crate::{
    Endpoint, FailedAccount, Invalid, Parse,
    endpoint::element,
    json::{self, Array, Fields, Object, Text, Value},
};

/// Asks of up to 500 accounts whether they are online.
///
/// Each item is an account's state, or an account that has failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct QueryOnlineStatus<'a> {
    accounts: Accounts<'a>,
    with_platforms: bool,
    with_instance_ids: bool,
}

impl<'a> QueryOnlineStatus<'a> {
    /// How many accounts a call takes; the service answers more with 90011.
    pub const MAX_ACCOUNTS: usize = 500;

    /// 1 to 500 accounts.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`].
    pub fn new(accounts: &'a [&'a str]) -> Result<Self, Invalid> {
        let accounts = Accounts::user_ids(accounts, Self::MAX_ACCOUNTS)?;
        Ok(Self { accounts, with_platforms: false, with_instance_ids: false })
    }

    /// Asks for the platforms that each is online on, too.
    #[must_use]
    pub const fn with_platforms(self) -> Self {
        Self { with_platforms: true, ..self }
    }

    /// Asks for the platforms, and the ids of the devices there. On the newest page of the documentation only.
    #[must_use]
    pub const fn with_instance_ids(self) -> Self {
        Self { with_platforms: true, with_instance_ids: true, ..self }
    }
}

impl Endpoint for QueryOnlineStatus<'_> {
    const PATH: &'static str = "v4/openim/query_online_status";
    const CALLS_PER_SECOND: u16 = 200;
    const REPEATABLE: bool = true;
    const ITEMS: &'static str = "QueryResult";
    const FAILED: &'static str = FailedAccount::LIST;
    const FIELDS: &'static [&'static str] = &["To_Account", "Status", "State", "Detail", "ErrorCode"];

    type Item<'r> = Result<OnlineStatus<'r>, FailedAccount<'r>>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.flag("IsNeedDetail", self.with_platforms);
        to.flag("IsReturnInstid", self.with_instance_ids);
        self.accounts.write(to);
    }
}

/// Whether an account is online.
#[derive(Clone, Copy)]
pub struct OnlineStatus<'r> {
    /// Which account.
    pub account: Text<'r>,
    /// Its state, all platforms taken together.
    pub state: OnlineState<'r>,
    details: Option<Array<'r>>,
}

/// One of the platforms that an account is online on.
#[derive(Clone, Copy, Debug)]
pub struct Platform<'r> {
    /// iPhone, Android, Web, PC, iPad, Mac: the documentation does not agree with itself on upper and lower case.
    pub name: Text<'r>,
    /// Its state there.
    pub state: OnlineState<'r>,
    /// The device's id, where it was asked for. Of which type it is is not certain.
    pub instance_id: Option<Value<'r>>,
}

/// How far an account can be reached.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum OnlineState<'r> {
    /// It is connected.
    Online,
    /// Its process is gone; pushes reach it, for 7 days.
    PushOnline,
    /// It cannot be reached.
    Offline,
    /// Something that the documentation does not know yet.
    Other(Text<'r>),
}

impl<'r> OnlineStatus<'r> {
    /// The platforms it is online on, where they were asked for.
    pub fn platforms(&self) -> impl Iterator<Item = Platform<'r>> + use<'r> {
        let details = self.details.into_iter().flat_map(|details| details.elements());
        details.filter_map(|detail| Platform::of(detail.as_object()?))
    }
}

impl<'r> Platform<'r> {
    fn of(json: Object<'r>) -> Option<Self> {
        let (name, state) = (json.text("Platform").ok()?, OnlineState::of(json).ok()?);
        Some(Self { name, state, instance_id: json.get("Instid") })
    }
}

impl<'r> OnlineState<'r> {
    fn of(json: Object<'r>) -> Result<Self, json::Error> {
        // Older answers have the other key.
        let text = json.text("Status").or_else(|error| json.text("State").map_err(|_| error))?;
        Ok(match text.as_bytes() {
            b"Online" => Self::Online,
            b"PushOnline" => Self::PushOnline,
            b"Offline" => Self::Offline,
            _ => Self::Other(text),
        })
    }
}

impl<'r> Parse<'r> for OnlineStatus<'r> {
    fn parse(json: Value<'r>) -> Result<Self, json::Error> {
        let user = element(json, QueryOnlineStatus::ITEMS)?;
        let details = user.get("Detail").and_then(|details| details.as_array());
        Ok(Self { account: user.text("To_Account")?, state: OnlineState::of(user)?, details })
    }
}

impl fmt::Debug for OnlineStatus<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let platforms = fmt::from_fn(|f| f.debug_list().entries(self.platforms()).finish());
        let mut shown = f.debug_struct("OnlineStatus");
        shown.field("account", &self.account).field("state", &self.state).field("platforms", &platforms).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Facts, body, many};

    #[test]
    fn it_is_as_documented() {
        let least = QueryOnlineStatus::new(&["mina", "oskar", "nobody"]).unwrap();
        let outcome = [
            concat!(
                r#"Ok(OnlineStatus { account: "mina", state: Online, platforms: ["#,
                r#"Platform { name: "iPhone", state: PushOnline, instance_id: None }, "#,
                r#"Platform { name: "Web", state: Online, instance_id: None }] })"#
            ),
            r#"Ok(OnlineStatus { account: "oskar", state: Offline, platforms: [] })"#,
            r#"Err(FailedAccount { account: "nobody", code: ErrorCode(70107), error_info: None })"#,
            "()",
        ];
        let is_taken = |count| QueryOnlineStatus::new(&many(count)).is_ok();
        Facts::of(least)
            .entry("accounts", "query_online_status", least.with_platforms(), &outcome)
            .also(least.with_instance_ids())
            .left_out("IsReturnCustomStatus", "what it brings is not documented")
            .limit("at most {} accounts a call", QueryOnlineStatus::MAX_ACCOUNTS, is_taken)
            .not_checked("calls a second by default, adjustable", "that is the pace")
            .hold();
    }

    #[test]
    fn whoever_asks_for_ids_asks_for_platforms() {
        let query = QueryOnlineStatus::new(&["a"]).unwrap().with_instance_ids();
        assert_eq!(body(&query), r#"{"IsNeedDetail":1,"IsReturnInstid":1,"To_Account":["a"]}"#);
    }

    #[test]
    fn the_state_is_read_under_its_older_name_too() {
        let mut json = br#"{"To_Account":"a","State":"PushOnline"}"#.to_vec();
        let user = OnlineStatus::parse(Value::parse_in_place(&mut json).unwrap()).unwrap();
        assert_eq!((user.state, user.platforms().count()), (OnlineState::PushOnline, 0));
        let mut json = br#"{"To_Account":"a"}"#.to_vec();
        let error = OnlineStatus::parse(Value::parse_in_place(&mut json).unwrap()).unwrap_err();
        assert_eq!(error, json::Error::Missing { key: "Status" });
    }
}
