//! Profiles, standard tags and the app's own.

use serde_json::{Value, json};

use crate::session::Session;

const SET: &str = "v4/profile/portrait_set";
const GET: &str = "v4/profile/portrait_get";
const SEED: &str = "[profile_tags]\nTag_Profile_Custom_Team = 'read-write'\nTag_Profile_Custom_Plan = 'read-only'\n\
    Tag_Profile_Custom_Pin = 'write-only'\n[users]\nmina = {}\noskar = {}\n[profiles.oskar]\n\
    Tag_Profile_IM_Nick = 'Oskar'\nTag_Profile_Custom_Plan = 'gold'\n";

fn item(tag: &str, value: Value) -> Value {
    json!({ "From_Account": "mina", "ProfileItem": [{ "Tag": tag, "Value": value }] })
}

fn get(accounts: &[&str], tags: &[&str]) -> Value {
    json!({ "To_Account": accounts, "TagList": tags })
}

#[test]
fn fields_are_set_one_by_one_and_read_as_they_were_asked_for() {
    let mut session = Session::start(SEED);
    session.done(SET, item("Tag_Profile_IM_Nick", json!("Mina")));
    session.done(SET, item("Tag_Profile_IM_BirthDay", json!(19_960_229)));
    session.done(SET, item("Tag_Profile_Custom_Team", json!("blue")));
    session.done(SET, item("Tag_Profile_IM_Nick", json!("Min-a")));
    let tags = ["Tag_Profile_Custom_Team", "Tag_Profile_IM_Role", "Tag_Profile_IM_Nick", "Tag_Profile_IM_BirthDay"];
    let answer = session.done(GET, get(&["oskar", "mina"], &tags));
    let wanted = json!([
        { "To_Account": "oskar", "ProfileItem": [{ "Tag": "Tag_Profile_IM_Nick", "Value": "Oskar" }],
          "ResultCode": 0, "ResultInfo": "" },
        { "To_Account": "mina", "ResultCode": 0, "ResultInfo": "", "ProfileItem": [
            { "Tag": "Tag_Profile_Custom_Team", "Value": "blue" },
            { "Tag": "Tag_Profile_IM_Nick", "Value": "Min-a" },
            { "Tag": "Tag_Profile_IM_BirthDay", "Value": 19_960_229 },
        ] },
    ]);
    assert_eq!(answer["UserProfileItem"], wanted);
    assert!(answer.get("Fail_Account").is_none(), "it appears only when someone failed");
}

#[test]
fn values_are_held_to_their_tags() {
    let mut session = Session::start(SEED);
    for (tag, value, code) in [
        ("IM_Nick", json!("n".repeat(500)), 0),
        ("IM_Nick", json!("n".repeat(501)), 40601),
        ("IM_Nick", json!("도".repeat(167)), 40601),
        ("IM_Nick", json!(7), 40610),
        ("IM_SelfSignature", json!("s".repeat(501)), 40601),
        ("IM_Image", json!("i".repeat(501)), 40601),
        ("IM_Location", json!("l".repeat(16)), 0),
        ("IM_Location", json!("l".repeat(17)), 40605),
        ("IM_Gender", json!("Gender_Type_Female"), 0),
        ("IM_Gender", json!("Female"), 40605),
        ("IM_Gender", json!(1), 40610),
        ("IM_AllowType", json!("AllowType_Type_DenyAny"), 0),
        ("IM_AllowType", json!("DenyAny"), 40605),
        ("IM_AdminForbidType", json!("AdminForbid_Type_SendOut"), 0),
        ("IM_AdminForbidType", json!(""), 40605),
        ("IM_BirthDay", json!("19960229"), 40610),
        ("IM_Language", json!(u32::MAX), 0),
        ("IM_Language", json!(4_294_967_296_u64), 40605),
        ("IM_Level", json!(-1), 40605),
        ("IM_Role", json!(1.5), 40610),
        ("Custom_Team", json!("t".repeat(500)), 0),
        ("Custom_Team", json!("t".repeat(501)), 40601),
        ("Custom_Team", json!(7), 40610),
        ("Custom_Plan", json!("gold"), 40008),
        ("Custom_Pin", json!("1234"), 0),
        ("Custom_Unknown", json!("x"), 40009),
        ("IM_Nickname", json!("x"), 40009),
    ] {
        let answer = session.call(SET, item(&format!("Tag_Profile_{tag}"), value.clone()));
        assert_eq!(answer["ErrorCode"], code, "{tag} {value}");
        assert_eq!(answer["ErrorDisplay"], "", "every answer of this section has it");
    }
}

#[test]
fn one_field_that_is_refused_takes_the_others_with_it() {
    let mut session = Session::start(SEED);
    let items = json!({ "From_Account": "mina", "ProfileItem": [
        { "Tag": "Tag_Profile_IM_Nick", "Value": "Mina" },
        { "Tag": "Tag_Profile_IM_Level", "Value": "high" },
    ] });
    assert_eq!(session.code(SET, items), 40610);
    let answer = session.done(GET, get(&["mina"], &["Tag_Profile_IM_Nick"]));
    assert_eq!(answer["UserProfileItem"][0]["ProfileItem"], json!([]));
}

#[test]
fn what_is_no_profile_is_refused() {
    let mut session = Session::start(SEED);
    let nick = json!([{ "Tag": "Tag_Profile_IM_Nick", "Value": "x" }]);
    for (path, body, code) in [
        (SET, json!({ "From_Account": "nobody", "ProfileItem": nick }), 40003),
        (SET, json!({ "ProfileItem": nick }), 40001),
        (SET, json!({ "From_Account": 7, "ProfileItem": nick }), 40001),
        (SET, json!({ "From_Account": "mina", "ProfileItem": [] }), 40001),
        (SET, json!({ "From_Account": "mina", "ProfileItem": [{ "Tag": "Tag_Profile_IM_Nick" }] }), 40001),
        (SET, json!({ "From_Account": "mina", "ProfileItem": [{ "Value": "x" }] }), 40001),
        (GET, json!({ "TagList": ["Tag_Profile_IM_Nick"] }), 40002),
        (GET, get(&[], &["Tag_Profile_IM_Nick"]), 40002),
        (GET, json!({ "To_Account": "mina", "TagList": ["Tag_Profile_IM_Nick"] }), 40001),
        (GET, json!({ "To_Account": [7], "TagList": ["Tag_Profile_IM_Nick"] }), 40001),
        (GET, get(&["mina"], &[]), 40001),
        (GET, json!({ "To_Account": ["mina"], "TagList": [7] }), 40001),
        (GET, get(&["mina"], &["Tag_Profile_IM_Nickname"]), 40009),
        (GET, get(&["mina"], &["Tag_Profile_Custom_Pin"]), 40007),
        (GET, get(&["mina"], &["Tag_Profile_Custom_Plan"]), 0),
        (GET, get(&["nobody"], &["Tag_Profile_IM_Nick"]), 40003),
        (GET, get(&["mina"; 101], &["Tag_Profile_IM_Nick"]), 0),
    ] {
        let answer = session.call(path, body.clone());
        assert_eq!(answer["ErrorCode"], code, "{path} {body}");
        assert_eq!(answer["ErrorDisplay"], "");
    }
}

#[test]
fn those_who_do_not_exist_are_named_twice_beside_those_who_do() {
    let mut session = Session::start(SEED);
    let answer = session.done(GET, get(&["nobody", "oskar"], &["Tag_Profile_IM_Nick"]));
    assert_eq!(answer["Fail_Account"], json!(["nobody"]));
    let failed = &answer["UserProfileItem"][0];
    assert_eq!((&failed["To_Account"], &failed["ResultCode"]), (&json!("nobody"), &json!(40003)));
    assert!(failed.get("ProfileItem").is_none());
    assert_eq!(answer["UserProfileItem"][1]["ProfileItem"][0]["Value"], "Oskar");
}
