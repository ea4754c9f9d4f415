//! Accounts: import, delete, check, log out, online status.

use serde_json::{Value, json};
use tencent_chat_emulator::{Config, Emulator};

use crate::client::{ALICE, Client, PATH, now, query_with, signer};
use crate::session::Session;
use crate::signer::Signer;

const IMPORT: &str = "v4/im_open_login_svc/account_import";
const IMPORT_MANY: &str = "v4/im_open_login_svc/multiaccount_import";
const DELETE: &str = "v4/im_open_login_svc/account_delete";
const CHECK: &str = "v4/im_open_login_svc/account_check";
const KICK: &str = "v4/im_open_login_svc/kick";
const STATUS: &str = "v4/openim/query_online_status";

fn listed(key: &str, accounts: &[&str]) -> Value {
    json!({ key: accounts.iter().map(|account| json!({ "UserID": account })).collect::<Vec<_>>() })
}

/// Which of these accounts there are.
fn imported(session: &mut Session, accounts: &[&str]) -> Vec<bool> {
    let results = session.done(CHECK, listed("CheckItem", accounts))["ResultItem"].clone();
    let results = results.as_array().unwrap().iter().zip(accounts).map(|(result, account)| {
        assert_eq!((&result["UserID"], &result["ResultCode"]), (&json!(account), &json!(0)));
        match result["AccountStatus"].as_str().unwrap() {
            "Imported" => true,
            "NotImported" => false,
            other => panic!("{other}"),
        }
    });
    results.collect()
}

fn nick(session: &mut Session, account: &str) -> Value {
    let body = json!({ "To_Account": [account], "TagList": ["Tag_Profile_IM_Nick", "Tag_Profile_IM_Image"] });
    session.done("v4/profile/portrait_get", body)["UserProfileItem"][0]["ProfileItem"].clone()
}

#[test]
fn accounts_are_imported_checked_and_deleted() {
    let mut session = Session::start("");
    session.done(IMPORT, json!({ "UserID": "mina" }));
    session.done(IMPORT, json!({ "UserID": "mina", "Nick": "Mina", "FaceUrl": "https://x/m.png" }));
    let profile = json!([
        { "Tag": "Tag_Profile_IM_Nick", "Value": "Mina" },
        { "Tag": "Tag_Profile_IM_Image", "Value": "https://x/m.png" },
    ]);
    assert_eq!(nick(&mut session, "mina"), profile);
    assert_eq!(imported(&mut session, &["mina", "oskar", "administrator"]), [true, false, true]);
    let answer = session.done(DELETE, listed("DeleteItem", &["mina", "oskar", "mina"]));
    let codes: Vec<_> =
        answer["ResultItem"].as_array().unwrap().iter().map(|item| item["ResultCode"].clone()).collect();
    assert_eq!(codes, [0, 70107, 70107]);
    assert_eq!(imported(&mut session, &["mina"]), [false]);
}

#[test]
fn what_was_deleted_is_gone_with_all_it_had() {
    let mut session = Session::start(
        "plan = 'free'\nattribute_names = ['city']\n[users]\nmina = { city = 'Busan' }\n[tags]\nmina = ['vip']\n\
         [profiles.mina]\nTag_Profile_IM_Nick = 'Mina'\n[devices]\nmina = { Web = 'Online' }\n",
    );
    session.done(DELETE, listed("DeleteItem", &["mina"]));
    session.done(IMPORT, json!({ "UserID": "mina" }));
    let mina = json!({ "To_Account": ["mina"] });
    assert_eq!(session.done(PATH, mina.clone())["UserAttrs"][0]["Attrs"], json!({}));
    assert_eq!(session.done("v4/all_member_push/im_get_tag", mina.clone())["UserTags"][0]["Tags"], json!([]));
    assert_eq!(session.done(STATUS, mina)["QueryResult"][0]["Status"], "Offline");
    assert_eq!(nick(&mut session, "mina"), json!([]));
}

#[test]
fn many_are_imported_in_either_shape_and_those_that_fail_are_named() {
    let mut session = Session::start("[users]\noskar = {}\ngone = {}");
    session.done(DELETE, listed("DeleteItem", &["gone"]));
    let long = "x".repeat(33);
    let list = json!({ "AccountList": [
        { "UserID": "mina", "Nick": "Mina" },
        { "UserID": "oskar", "Nick": "Oskar" },
        { "UserID": long },
        { "UserID": "gone" },
        { "UserID": "nick", "Nick": "n".repeat(501) },
    ] });
    assert_eq!(session.done(IMPORT_MANY, list)["FailAccounts"], json!([long, "gone", "nick"]));
    assert_eq!(imported(&mut session, &["mina", "gone", "nick"]), [true, false, false]);
    let named = json!([{ "Tag": "Tag_Profile_IM_Nick", "Value": "Oskar" }]);
    assert_eq!(nick(&mut session, "oskar"), named, "one that exists gets the new name");
    assert_eq!(session.done(IMPORT_MANY, json!({ "Accounts": ["a", "b", ""] }))["FailAccounts"], json!([""]));
    assert_eq!(imported(&mut session, &["a", "b"]), [true, true]);
    assert_eq!(session.done(IMPORT_MANY, json!({ "Accounts": ["c"] }))["FailAccounts"], json!([]));
}

#[test]
fn what_is_no_account_is_refused() {
    let mut session = Session::start("");
    let many = |n: usize| (0..n).map(|number| format!("u{number}")).collect::<Vec<_>>();
    for (path, body, code) in [
        (IMPORT, json!({ "UserID": "x".repeat(32) }), 0),
        (IMPORT, json!({ "UserID": "x".repeat(33) }), 70402),
        (IMPORT, json!({ "UserID": "도".repeat(11) }), 70402),
        (IMPORT, json!({ "UserID": "" }), 70402),
        (IMPORT, json!({ "UserID": 7 }), 70402),
        (IMPORT, json!({ "Identifier": "mina" }), 70402),
        (IMPORT, json!({ "UserID": "mina", "Nick": 7 }), 70402),
        (IMPORT, json!({ "UserID": "mina", "Nick": "n".repeat(500), "FaceUrl": "f".repeat(500) }), 0),
        (IMPORT, json!({ "UserID": "mina", "Nick": "n".repeat(501) }), 40601),
        (IMPORT, json!({ "UserID": "mina", "FaceUrl": "f".repeat(501) }), 40601),
        (IMPORT_MANY, json!({ "Accounts": many(100) }), 0),
        (IMPORT_MANY, json!({ "Accounts": many(101) }), 70402),
        (IMPORT_MANY, json!({ "Accounts": [] }), 70402),
        (IMPORT_MANY, json!({ "Accounts": [7] }), 70402),
        (IMPORT_MANY, json!({ "Accounts": ["a"], "AccountList": [{ "UserID": "a" }] }), 70402),
        (IMPORT_MANY, json!({ "AccountList": ["a"] }), 70402),
        (IMPORT_MANY, json!({ "AccountList": [{}] }), 70402),
        (IMPORT_MANY, json!({}), 70402),
        (DELETE, listed("DeleteItem", &["a"; 100]), 0),
        (DELETE, listed("DeleteItem", &["a"; 101]), 70402),
        (DELETE, json!({ "DeleteItem": ["a"] }), 70402),
        (DELETE, json!({}), 70402),
        (CHECK, listed("CheckItem", &["a"; 100]), 0),
        (CHECK, listed("CheckItem", &["a"; 101]), 70402),
        (CHECK, listed("CheckItem", &[]), 70402),
        (CHECK, json!({ "CheckItem": [{ "UserID": 7 }] }), 70402),
        (KICK, json!({ "UserID": "mina" }), 0),
        (KICK, json!({ "UserID": "nobody" }), 70107),
        (KICK, json!({}), 70402),
    ] {
        assert_eq!(session.code(path, body.clone()), code, "{path} {body}");
    }
    let failed = session.done(CHECK, listed("CheckItem", &[""]))["ResultItem"][0].clone();
    assert_eq!((&failed["ResultCode"], failed.get("AccountStatus")), (&json!(70402), None));
}

#[test]
fn the_free_plan_has_a_hundred_accounts() {
    let users: String = (0..98).map(|user| format!("u{user} = {{}}\n")).collect();
    let mut session = Session::start(&format!("plan = 'free'\n[users]\n{users}"));
    session.done(IMPORT, json!({ "UserID": "the-hundredth" }));
    assert_eq!(session.code(IMPORT, json!({ "UserID": "one-more" })), 70398, "the administrator is one of them");
    session.done(IMPORT, json!({ "UserID": "u0" }));
    assert_eq!(session.code(IMPORT_MANY, json!({ "Accounts": ["x", "y"] })), 70398);
    let answer = session.done(IMPORT_MANY, json!({ "Accounts": ["x", "u0"] }));
    assert_eq!(answer["FailAccounts"], json!(["x"]));
    session.done(DELETE, listed("DeleteItem", &["u0"]));
    session.done(IMPORT, json!({ "UserID": "u0" }));
    let mut session = Session::start(&format!("[users]\n{users}more = {{}}\nand-more = {{}}"));
    session.done(IMPORT, json!({ "UserID": "one-more" }));
}

#[test]
fn what_a_paid_app_has_deleted_comes_back_after_three_months() {
    let mut session = Session::start("[users]\nmina = {}");
    session.done(DELETE, listed("DeleteItem", &["mina"]));
    let day = 86_400_000;
    for (millis, code) in [(0, 70399), (89 * day, 70399), (day - 1, 70399)] {
        session.advance(millis);
        assert_eq!(session.code(IMPORT, json!({ "UserID": "mina" })), code);
    }
    session.advance(1);
    session.done(IMPORT, json!({ "UserID": "mina" }));
}

#[test]
fn a_paid_app_may_be_forbidden_to_delete() {
    let mut session = Session::start("account_deletion = false\n[users]\nmina = {}");
    assert_eq!(session.code(DELETE, listed("DeleteItem", &["mina"])), 71000);
    assert_eq!(imported(&mut session, &["mina"]), [true]);
    let mut session = Session::start("plan = 'free'\naccount_deletion = false\n[users]\nmina = {}");
    session.done(DELETE, listed("DeleteItem", &["mina"]));
}

#[test]
fn logging_out_makes_earlier_usersigs_worthless_and_devices_offline() {
    let mut session = Session::start("[users]\nmina = {}\n[devices]\nmina = { iPad = 'PushOnline' }");
    let mina = json!({ "To_Account": ["mina"] });
    assert_eq!(session.done(STATUS, mina.clone())["QueryResult"][0]["Status"], "PushOnline");
    session.done(KICK, json!({ "UserID": "mina" }));
    assert_eq!(session.done(STATUS, mina)["QueryResult"][0]["Status"], "Offline");

    let emulator = Emulator::start(Config::default()).unwrap();
    let mut client = Client::connect(&emulator);
    let mut call = |path: &str, time: i64, body: &str| {
        let usersig = Signer { time, ..signer(&emulator) }.sign();
        client.post(path, &query_with(emulator.sdk_app_id(), emulator.administrator(), &usersig), body).unwrap().code()
    };
    let then = now();
    assert_eq!(call(PATH, then - 10, ALICE), 0);
    assert_eq!(call(KICK, then - 10, r#"{"UserID":"administrator"}"#), 0);
    assert_eq!(call(PATH, then - 10, ALICE), 70001);
    assert_eq!(call(PATH, then - 1, ALICE), 70001);
    assert_eq!(call(PATH, now(), ALICE), 0);
    assert_eq!(emulator.counts().answers(70001), 2);
}

#[test]
fn the_online_status_is_told_with_and_without_devices() {
    let mut session = Session::start(
        "[users]\na = {}\nb = {}\nc = {}\n[devices]\na = { Web = 'PushOnline', Mac = 'Online' }\nb = { PC = 'PushOnline' }\n",
    );
    let all = json!(["a", "b", "c", "nobody"]);
    let answer = session.done(STATUS, json!({ "To_Account": all }));
    let wanted = json!([
        { "To_Account": "a", "Status": "Online" },
        { "To_Account": "b", "Status": "PushOnline" },
        { "To_Account": "c", "Status": "Offline" },
    ]);
    assert_eq!(answer["QueryResult"], wanted);
    let failed = json!([{ "To_Account": "nobody", "ErrorCode": 70107 }]);
    assert_eq!(answer["ErrorList"], failed);
    let answer = session.done(STATUS, json!({ "To_Account": all, "IsNeedDetail": 1 }));
    let devices = json!([{ "Platform": "Web", "Status": "PushOnline" }, { "Platform": "Mac", "Status": "Online" }]);
    assert_eq!(answer["QueryResult"][0]["Detail"], devices);
    assert!(answer["QueryResult"][2].get("Detail").is_none(), "absent for those who are offline");
    let answer = session.call(STATUS, json!({ "To_Account": ["nobody"] }));
    assert_eq!((&answer["ErrorCode"], &answer["ErrorList"]), (&json!(70107), &failed), "when all failed");
    for (body, code) in [
        (json!({ "To_Account": vec!["a"; 500] }), 0),
        (json!({ "To_Account": vec!["a"; 501] }), 90011),
        (json!({ "To_Account": [] }), 90001),
        (json!({ "To_Account": [7] }), 90003),
        (json!({ "To_Account": "a" }), 90003),
        (json!({}), 90003),
        (json!({ "To_Account": ["a"], "IsNeedDetail": "1" }), 90001),
    ] {
        assert_eq!(session.code(STATUS, body.clone()), code, "{body}");
    }
}
