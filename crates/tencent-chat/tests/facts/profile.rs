//! Profiles.
#![expect(clippy::unwrap_used, reason = "a test ends where it is wrong")]

use serde_json::Value;
use tencent_chat::profile::*;

use crate::{
    case::{Case, body},
    spec,
};

const SECTION: &str = "accounts.toml";

pub(crate) fn cases() -> Vec<Case> {
    vec![set_profile(), get_profiles()]
}

fn team() -> CustomTag<'static> {
    CustomTag::new("Tag_Profile_Custom_Team").unwrap()
}

fn set_profile() -> Case {
    let fields = [ProfileField::Nick("Mina"), ProfileField::BirthDay(19_960_229), ProfileField::Custom(team(), "blue")];
    let example = SetProfile::new("mina", &fields).unwrap();
    Case::new("profile/set_profile.rs", SetProfile::new("a", &[ProfileField::Level(1)]).unwrap())
        .fact(SECTION, "set_profile", example, &["()"])
        .left_out("ErrorDisplay", "text for clients, usually empty")
        .limit("values at most {} bytes", SetProfile::MAX_VALUE_LEN)
        // Which is the test below.
        .judged(&["see [[profile_tag]]"])
}

fn get_profiles() -> Case {
    let tags = [ProfileTag::Nick, ProfileTag::AllowType, ProfileTag::Custom(team())];
    let example = GetProfiles::new(&["mina", "oskar"], &tags).unwrap();
    let outcome = &[
        concat!(
            r#"Ok(Profile { account: "mina", fields: {"Tag_Profile_IM_Nick": "Mina", "#,
            r#""Tag_Profile_IM_AllowType": "AllowType_Type_NeedConfirm"} })"#
        ),
        r#"Err(FailedAccount { account: "oskar", code: ErrorCode(40006), error_info: Some("Err_Profile_PortraitGet_Read_Custom_Data_Fail") })"#,
        "()",
    ];
    Case::new("profile/get_profiles.rs", GetProfiles::new(&["a"], &[ProfileTag::Nick]).unwrap())
        .fact(SECTION, "get_profile", example, outcome)
        .left_out("Fail_Account[]", "names again who has failed by the list itself")
        .left_out("ErrorDisplay", "text for clients, usually empty")
        .judged(&["users a call recommended"])
}

/// Every value that a field can be given, by the field's place among the documented tags. Texts are as long as they may be.
fn values(text: &str) -> Vec<Vec<ProfileField<'_>>> {
    vec![
        vec![ProfileField::Nick(text)],
        [Gender::Unknown, Gender::Female, Gender::Male].map(ProfileField::Gender).to_vec(),
        vec![ProfileField::BirthDay(7)],
        vec![ProfileField::Location(text)],
        vec![ProfileField::SelfSignature(text)],
        [AllowType::NeedConfirm, AllowType::AllowAny, AllowType::DenyAny].map(ProfileField::AllowType).to_vec(),
        vec![ProfileField::Language(7)],
        vec![ProfileField::Image(text)],
        [AdminForbidType::None, AdminForbidType::SendOut].map(ProfileField::AdminForbidType).to_vec(),
        vec![ProfileField::Level(7)],
        vec![ProfileField::Role(7)],
    ]
}

#[test]
fn every_standard_tag_has_its_documented_name_type_and_values() {
    let facts = spec::file(SECTION);
    let tags = facts["profile_tag"].as_array().unwrap();
    assert_eq!(tags.len(), ProfileTag::STANDARD.len());
    for (index, (fact, tag)) in tags.iter().zip(ProfileTag::STANDARD).enumerate() {
        let fact = fact.as_table().unwrap();
        assert_eq!(tag.as_str(), spec::text(fact, "tag"));
        let most = usize::try_from(fact["max_bytes"].as_integer().unwrap()).unwrap();
        let text = "x".repeat(most);
        let fields = &values(&text)[index];
        let sent: Vec<Value> = fields
            .iter()
            .map(|field| {
                assert_eq!(field.tag(), tag);
                let fields = [*field];
                let body: Value = serde_json::from_str(&body(&SetProfile::new("a", &fields).unwrap())).unwrap();
                body["ProfileItem"][0]["Value"].clone()
            })
            .collect();
        let documented: Vec<_> = spec::list(fact, "values").iter().map(|value| value.as_str().unwrap()).collect();
        match spec::text(fact, "json") {
            "integer" => assert_eq!(sent, [Value::from(7)]),
            _ if documented.is_empty() => assert_eq!(sent, [Value::from(text.as_str())]),
            _ => assert_eq!(sent, documented),
        }
        if most != 0 {
            let too_long = "x".repeat(most + 1);
            assert!(SetProfile::new("a", &values(&too_long)[index]).is_err(), "{}", tag.as_str());
        }
    }
}

#[test]
fn tags_of_ones_own_are_as_documented() {
    let facts = spec::file(SECTION);
    let custom = facts["profile_custom"].as_table().unwrap();
    assert_eq!(CustomTag::PREFIX, spec::text(custom, "prefix"));
    let words = format!("letters only, at most {} bytes", CustomTag::MAX_WORD_LEN);
    assert_eq!(spec::text(custom, "keyword"), words);
    assert_eq!(custom["max_bytes"].as_integer(), Some(SetProfile::MAX_VALUE_LEN as i64));
}
