//! What do these users' profiles say? <https://www.tencentcloud.com/document/product/1047/34917>

use core::fmt;

use super::ProfileTag;
use crate::{
    Endpoint, FailedAccount, Invalid, Parse,
    account::Accounts,
    invalid::Part,
    json::{self, Array, Fields, Text, Value},
};

/// Asks for fields of users' profiles. The documentation recommends at most 100 users a call, to keep the answer small; the
/// answer's length is no matter here. All of them must have been imported.
///
/// Each item is a user's profile, or an account that has failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct GetProfiles<'a> {
    accounts: Accounts<'a>,
    tags: &'a [ProfileTag<'a>],
}

impl<'a> GetProfiles<'a> {
    /// At least one account, and at least one field.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`]; [`Invalid::Count`]: no field.
    pub fn new(accounts: &'a [&'a str], tags: &'a [ProfileTag<'a>]) -> Result<Self, Invalid> {
        let accounts = Accounts::user_ids(accounts, usize::MAX)?;
        Part::ProfileTag.count(tags.len(), usize::MAX)?;
        Ok(Self { accounts, tags })
    }
}

impl Endpoint for GetProfiles<'_> {
    const PATH: &'static str = "v4/profile/portrait_get";
    const CALLS_PER_SECOND: u16 = 200;
    const REPEATABLE: bool = true;
    const ITEMS: &'static str = "UserProfileItem";
    const FIELDS: &'static [&'static str] = &["To_Account", "ProfileItem", "ResultCode", "ResultInfo"];

    type Item<'r> = Result<Profile<'r>, FailedAccount<'r>>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        self.accounts.write(to);
        to.array("TagList", |to| self.tags.iter().for_each(|tag| to.text(tag.as_str())));
    }
}

/// One user's profile: the fields that were asked for. One that was never set may be missing.
#[derive(Clone, Copy)]
pub struct Profile<'r> {
    /// Whose it is.
    pub account: Text<'r>,
    fields: Option<Array<'r>>,
}

impl<'r> Profile<'r> {
    /// Tags and values, in the order they came.
    pub fn iter(&self) -> impl Iterator<Item = (Text<'r>, Value<'r>)> + use<'r> {
        let fields = self.fields.into_iter().flat_map(|fields| fields.elements());
        fields.filter_map(|field| {
            let field = field.as_object()?;
            Some((field.text("Tag").ok()?, field.get("Value")?))
        })
    }

    /// The value of this field: an integer where [`ProfileTag`] says so, otherwise a text.
    #[must_use]
    pub fn get(&self, tag: ProfileTag<'_>) -> Option<Value<'r>> {
        self.iter().find(|(name, _)| *name == tag.as_str()).map(|(_, value)| value)
    }
}

impl<'r> Parse<'r> for Result<Profile<'r>, FailedAccount<'r>> {
    fn parse(json: Value<'r>) -> Result<Self, json::Error> {
        let result = FailedAccount::or_result(json, GetProfiles::ITEMS, "To_Account")?;
        Ok(result.map(|(account, profile)| {
            let fields = profile.get("ProfileItem").and_then(|fields| fields.as_array());
            Profile { account, fields }
        }))
    }
}

impl fmt::Debug for Profile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = fmt::from_fn(|f| f.debug_map().entries(self.iter()).finish());
        f.debug_struct("Profile").field("account", &self.account).field("fields", &fields).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{facts::Facts, profile::CustomTag};

    #[test]
    fn it_is_as_documented() {
        let team = CustomTag::new("Tag_Profile_Custom_Team").unwrap();
        let tags = [ProfileTag::Nick, ProfileTag::AllowType, ProfileTag::Custom(team)];
        let outcome = [
            concat!(
                r#"Ok(Profile { account: "mina", fields: {"Tag_Profile_IM_Nick": "Mina", "#,
                r#""Tag_Profile_IM_AllowType": "AllowType_Type_NeedConfirm"} })"#
            ),
            r#"Err(FailedAccount { account: "oskar", code: ErrorCode(40006), error_info: Some("Err_Profile_PortraitGet_Read_Custom_Data_Fail") })"#,
            "()",
        ];
        Facts::of(GetProfiles::new(&["a"], &[ProfileTag::Nick]).unwrap())
            .entry("accounts", "get_profile", GetProfiles::new(&["mina", "oskar"], &tags).unwrap(), &outcome)
            .left_out("Fail_Account[]", "names again who has failed by the list itself")
            .left_out("ErrorDisplay", "text for clients, usually empty")
            .not_checked("users a call recommended", "the answer's length is no matter here")
            .hold();
    }

    #[test]
    fn what_the_service_would_refuse_is_refused_before_a_byte_is_sent() {
        let none = Invalid::AccountCount { given: 0, most: usize::MAX };
        assert_eq!(GetProfiles::new(&[], &[ProfileTag::Nick]), Err(none));
        let none = Invalid::Count { of: Part::ProfileTag, given: 0, most: usize::MAX };
        assert_eq!(GetProfiles::new(&["a"], &[]), Err(none));
    }

    #[test]
    fn a_field_is_found_by_its_tag() {
        let json = br#"{"To_Account":"a","ResultCode":0,"ProfileItem":[{"Tag":"Tag_Profile_IM_Level","Value":7},{}]}"#;
        let mut json = json.to_vec();
        let profile = Result::<Profile<'_>, _>::parse(Value::parse_in_place(&mut json).unwrap()).unwrap().unwrap();
        assert_eq!(profile.get(ProfileTag::Level).and_then(|level| level.as_integer()), Some(7));
        assert!(profile.get(ProfileTag::Role).is_none());
        assert_eq!(profile.iter().count(), 1);
    }
}
