//! Pushing to all users.
#![expect(clippy::unwrap_used, reason = "a test ends where it is wrong")]

use tencent_chat::{
    message::{AndroidInfo, ApnsInfo, Element, Importance, MessageBody, OfflinePushInfo},
    push::*,
};

use crate::case::Case;

const SECTION: &str = "push.toml";
const NEWER: &str = "timpush.toml";
const DEVICE: &str = "9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31";

/// What the newer route says of an account that does not exist, and of one of another kind.
const NOBODY: &[&str] = &[r#"FailedAccount { account: "nobody", code: ErrorCode(70107), error_info: None }"#, "()"];
const WRONG_TYPE: &[&str] = &[
    r#"FailedAccount { account: "9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31", code: ErrorCode(90035), error_info: None }"#,
    "()",
];

pub(crate) fn cases() -> Vec<Case> {
    vec![
        push_to_all_users(),
        set_attribute_names(),
        get_attribute_names(),
        get_user_attributes(),
        set_user_attributes(),
        delete_user_attributes(),
        get_user_tags(),
        add_user_tags(),
        delete_user_tags(),
        delete_all_user_tags(),
        replace_user_tags(),
        push_to_accounts(),
    ]
}

fn push_to_all_users() -> Case {
    let body = |text: &'static [Element<'static>]| MessageBody::new(text).unwrap();
    let example = PushToAllUsers::new(3_051_184, body(&[Element::Text("Maintenance tonight at 22:00")]))
        .with_sender("news-desk")
        .unwrap()
        .with_life_time(3600)
        .unwrap()
        .with_condition(Condition::tags(&["stock-a", "stock-b"], &[]).unwrap())
        .with_offline_push_info(OfflinePushInfo {
            title: Some("Notice"),
            description: Some("Maintenance tonight"),
            extension: Some(r#"{"kind":"notice"}"#),
            apns: Some(ApnsInfo { no_badge: true, sound: Some("ping.caf"), ..ApnsInfo::default() }),
            android: Some(AndroidInfo { sound: Some("ping.mp3"), ..AndroidInfo::default() }),
            ..OfflinePushInfo::default()
        });
    let least = PushToAllUsers::new(0, body(&[Element::Text("")]));
    let outcome = &[r#"PushTask { id: Some("1400000001_144115200000000123_4100000000_27182818") }"#];
    Case::new("push/push_to_all_users.rs", least)
        .fact(SECTION, "push_to_all_users", example, outcome)
        .also(least.with_condition(Condition::tags(&["a"], &["b"]).unwrap()).with_offline_push_info(whole_info()))
        .also(least.with_condition(Condition::attributes(&[("a", "1")], &[("b", "2")]).unwrap()))
        .limit("at most {} tags;", Condition::MAX_TAGS)
        .limit("MsgLifeTime at most {}", PushToAllUsers::MAX_LIFE_TIME as usize)
        .limit("attribute values at most {} bytes", 50)
        .judged(&["pushes a day", "two pushes must be"])
}

/// All that the page of pushing to all users has.
fn whole_info() -> OfflinePushInfo<'static> {
    OfflinePushInfo {
        no_push: true,
        android: Some(AndroidInfo {
            sound: Some("s"),
            huawei_channel_id: Some("h"),
            xiaomi_channel_id: Some("x"),
            oppo_channel_id: Some("o"),
            google_channel_id: Some("g"),
            is_vivo_marketing: true,
            huawei_importance: Some(Importance::Low),
            is_huawei_intent: true,
            huawei_category: Some("c"),
            ..AndroidInfo::default()
        }),
        apns: Some(ApnsInfo {
            title: Some("t"),
            subtitle: Some("u"),
            image: Some("i"),
            is_mutable: true,
            ..ApnsInfo::default()
        }),
        ..OfflinePushInfo::default()
    }
}

fn set_attribute_names() -> Case {
    const NAMES: [AttributeName<'static>; 3] =
        [AttributeName::new(0, "tier"), AttributeName::new(1, "city"), AttributeName::new(2, "language")];
    const TYPED: [AttributeName<'static>; 1] =
        [AttributeName { account_type: Some(AccountType::RegistrationId), ..AttributeName::new(7, "model") }];
    let example = SetAttributeNames::new(&NAMES).unwrap();
    Case::new("push/set_attribute_names.rs", example)
        .fact(SECTION, "set_application_attribute_names", example, &["()"])
        .fact(NEWER, "timpush_set_attr_name", SetAttributeNames::new(&NAMES[..2]).unwrap(), &["()"])
        .also(SetAttributeNames::new(&TYPED).unwrap())
        .limit("at most {} names", SetAttributeNames::MAX_NAMES)
        .limit("numbers 0 to {}", SetAttributeNames::MAX_NUMBER.into())
        .limit("a name is at most {} bytes", 50)
}

fn get_attribute_names() -> Case {
    let outcome = &[r#"AttributeNames { names: Some({"0": "tier", "1": "city", "2": "language"}), types: None }"#];
    let newer = &[r#"AttributeNames { names: Some({"0": "tier", "1": "city"}), types: Some({"0": 0, "1": 0}) }"#];
    Case::new("push/get_attribute_names.rs", GetAttributeNames)
        .fact(SECTION, "get_application_attribute_names", GetAttributeNames, outcome)
        .fact(NEWER, "timpush_get_attr_name", GetAttributeNames, newer)
}

fn get_user_attributes() -> Case {
    let example = GetUserAttributes::new(&["mina", "oskar", "u-1007"]).unwrap();
    let outcome = &[
        r#"Ok(UserAttributes { account: "mina", attributes: {"tier": "gold", "city": "Busan"} })"#,
        r#"Ok(UserAttributes { account: "u-1007", attributes: {} })"#,
        r#"Ok(UserAttributes { account: "oskar", attributes: {"tier": "none"} })"#,
        "()",
    ];
    let newer = &[
        r#"Ok(UserAttributes { account: "mina", attributes: {"tier": "gold"} })"#,
        r#"Ok(UserAttributes { account: "oskar", attributes: {} })"#,
        r#"Err(FailedAccount { account: "nobody", code: ErrorCode(70107), error_info: None })"#,
        "()",
    ];
    Case::new("push/get_user_attributes.rs", example)
        .fact(SECTION, "get_user_attributes", example, outcome)
        .fact(NEWER, "timpush_get_attr", GetUserAttributes::new(&["mina", "oskar", "nobody"]).unwrap(), newer)
        .limit("at most {} accounts a call", GetUserAttributes::MAX_ACCOUNTS)
}

fn set_user_attributes() -> Case {
    const USERS: [User<'static, (&str, &str)>; 2] =
        [User::new("mina", &[("tier", "gold"), ("city", "Busan")]), User::new("oskar", &[("city", "Lyon")])];
    const NEWER_USERS: [User<'static, (&str, &str)>; 2] =
        [User::new("mina", &[("tier", "gold")]), User::new(DEVICE, &[("tier", "none")])];
    let example = SetUserAttributes::new(&USERS).unwrap();
    Case::new("push/set_user_attributes.rs", example)
        .fact(SECTION, "set_user_attributes", example, &["()"])
        .fact(NEWER, "timpush_set_attr", SetUserAttributes::new(&NEWER_USERS).unwrap(), WRONG_TYPE)
        .limit("at most {} users a call", SetUserAttributes::MAX_USERS)
        .limit("at most {} accounts a call", SetUserAttributes::MAX_USERS)
        .limit("a value is at most {} bytes", 50)
}

fn delete_user_attributes() -> Case {
    const USERS: [User<'static, &str>; 2] = [User::new("mina", &["city"]), User::new("oskar", &["tier", "city"])];
    const NEWER_USERS: [User<'static, &str>; 2] = [User::new("mina", &["tier"]), User::new("nobody", &["tier"])];
    let example = DeleteUserAttributes::new(&USERS).unwrap();
    Case::new("push/delete_user_attributes.rs", example)
        .fact(SECTION, "delete_user_attributes", example, &["()"])
        .fact(NEWER, "timpush_remove_attr", DeleteUserAttributes::new(&NEWER_USERS).unwrap(), NOBODY)
        .limit("at most {} users a call", DeleteUserAttributes::MAX_USERS)
        .limit("at most {} accounts a call", DeleteUserAttributes::MAX_USERS)
}

fn get_user_tags() -> Case {
    let example = GetUserTags::new(&["mina", "oskar"]).unwrap();
    let outcome = &[
        r#"Ok(UserTags { account: "mina", tags: Some(["stock-a", "vip"]) })"#,
        r#"Ok(UserTags { account: "oskar", tags: Some(["stock-a"]) })"#,
        "()",
    ];
    let newer = &[
        r#"Ok(UserTags { account: "mina", tags: Some(["gold", "weekly"]) })"#,
        r#"Err(FailedAccount { account: "nobody", code: ErrorCode(70107), error_info: None })"#,
        "()",
    ];
    Case::new("push/get_user_tags.rs", example)
        .fact(SECTION, "get_user_tags", example, outcome)
        .fact(NEWER, "timpush_get_tag", GetUserTags::new(&["mina", "nobody"]).unwrap(), newer)
        .limit("at most {} accounts a call", GetUserTags::MAX_ACCOUNTS)
}

fn add_user_tags() -> Case {
    const USERS: [User<'static, &str>; 2] = [User::new("mina", &["stock-a", "vip"]), User::new("oskar", &["stock-b"])];
    const NEWER_USERS: [User<'static, &str>; 2] = [User::new("mina", &["gold"]), User::new(DEVICE, &["monthly"])];
    let example = AddUserTags::new(&USERS).unwrap();
    Case::new("push/add_user_tags.rs", example)
        .fact(SECTION, "add_user_tags", example, &["()"])
        .fact(NEWER, "timpush_add_tag", AddUserTags::new(&NEWER_USERS).unwrap(), WRONG_TYPE)
        .limit("at most {} users a call", AddUserTags::MAX_USERS)
        .limit("at most {} accounts a call", AddUserTags::MAX_USERS)
        .limit("at most {} tags a user a call", AddUserTags::MAX_TAGS)
        .limit("at most {} tags an account a call with Replace 0", AddUserTags::MAX_TAGS)
        .limit("a tag is at most {} bytes", 50)
        .judged(&["tags a user in all", "tags an account in all", "different tags an app"])
}

fn delete_user_tags() -> Case {
    const USERS: [User<'static, &str>; 1] = [User::new("mina", &["stock-a"])];
    const NEWER_USERS: [User<'static, &str>; 1] = [User::new("mina", &["gold"])];
    let example = DeleteUserTags::new(&USERS).unwrap();
    Case::new("push/delete_user_tags.rs", example)
        .fact(SECTION, "delete_user_tags", example, &["()"])
        .fact(NEWER, "timpush_remove_tag", DeleteUserTags::new(&NEWER_USERS).unwrap(), &["()"])
        .limit("at most {} users a call", DeleteUserTags::MAX_USERS)
        .limit("at most {} accounts a call", DeleteUserTags::MAX_USERS)
}

fn delete_all_user_tags() -> Case {
    let example = DeleteAllUserTags::new(&["mina", "oskar"]).unwrap();
    Case::new("push/delete_all_user_tags.rs", example)
        .fact(SECTION, "delete_all_user_tags", example, &["()"])
        .fact(NEWER, "timpush_clear_all_tags", DeleteAllUserTags::new(&["mina", "nobody"]).unwrap(), NOBODY)
        .limit("at most {} users a call", DeleteAllUserTags::MAX_ACCOUNTS)
        .limit("at most {} accounts a call", DeleteAllUserTags::MAX_ACCOUNTS)
}

fn replace_user_tags() -> Case {
    const USERS: [User<'static, &str>; 2] = [User::new("mina", &["gold"]), User::new(DEVICE, &["monthly"])];
    let example = ReplaceUserTags::new(&USERS).unwrap();
    Case::new("push/replace_user_tags.rs", example)
        .fact(NEWER, "timpush_add_tag", AddUserTags::new(&USERS).unwrap(), WRONG_TYPE)
        .also(example)
        .always("Replace", "it is what tells it from adding")
        .limit("at most {} accounts a call", ReplaceUserTags::MAX_USERS)
        .limit("{} with Replace 1", ReplaceUserTags::MAX_TAGS)
        .limit("a tag is at most {} bytes", 50)
        .judged(&["tags an account in all", "different tags an app"])
}

fn push_to_accounts() -> Case {
    let info = OfflinePushInfo { title: Some("Hello"), description: Some("A push"), ..OfflinePushInfo::default() };
    let example = PushToAccounts::new("administrator", &["mina", DEVICE], 88_120_035, info).unwrap();
    let outcome = &[
        r#"FailedAccount { account: "9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31", code: ErrorCode(70107), error_info: None }"#,
        r#"PushTask { id: Some("batch_70a1c2d3_11e2f304_3000001b2c4d5e6_a1b2c3_0f1e2d3c") }"#,
    ];
    Case::new("push/push_to_accounts.rs", example)
        .fact(NEWER, "timpush_batch", example, outcome)
        .also(example.with_data_id("7").unwrap())
        .limit("1 to {} accounts", PushToAccounts::MAX_ACCOUNTS)
        .limit("DataId at most {} bytes", PushToAccounts::MAX_DATA_ID_LEN)
        .judged(&["calls a second on the free edition"])
}
