//! Accounts.
#![expect(clippy::unwrap_used, reason = "a test ends where it is wrong")]

use tencent_chat::account::*;

use crate::case::Case;

const SECTION: &str = "accounts.toml";

pub(crate) fn cases() -> Vec<Case> {
    vec![
        import_account(),
        import_accounts(),
        delete_accounts(),
        check_accounts(),
        invalidate_login(),
        query_online_status(),
    ]
}

const MINA: NewAccount<'static> =
    NewAccount { nick: Some("Mina"), face_url: Some("https://cdn.example.com/mina.png"), ..NewAccount::new("mina") };

fn import_account() -> Case {
    Case::new("account/import_account.rs", ImportAccount::new(NewAccount::new("a")).unwrap())
        .fact(SECTION, "import_account", ImportAccount::new(MINA).unwrap(), &["()"])
        .limit("UserID at most {} bytes", ImportAccount::MAX_USER_ID_LEN)
        .limit("Nick and FaceUrl at most {} bytes", 500)
        .judged(&["accounts on the free plan"])
}

fn import_accounts() -> Case {
    const LEAST: [NewAccount<'static>; 1] = [NewAccount::new("a")];
    const ACCOUNTS: [NewAccount<'static>; 2] = [MINA, NewAccount::new("oskar")];
    let shape = "of the two shapes the newer one, which alone has names and portraits";
    Case::new("account/import_accounts.rs", ImportAccounts::new(&LEAST).unwrap())
        .fact(
            SECTION,
            "import_multiple_accounts",
            ImportAccounts::new(&ACCOUNTS).unwrap(),
            &[r#"NotImported { account: "oskar" }"#, "()"],
        )
        .always("AccountList[]", shape)
        .always("AccountList[].UserID", shape)
        .left_out("Accounts[]", shape)
        .limit("at most {} accounts a call", ImportAccounts::MAX_ACCOUNTS)
        .limit("UserID at most {} bytes", ImportAccounts::MAX_USER_ID_LEN)
}

fn delete_accounts() -> Case {
    let example = DeleteAccounts::new(&["mina", "nobody"]).unwrap();
    let outcome = &[
        r#"Ok(DeletedAccount { account: "mina" })"#,
        r#"Err(FailedAccount { account: "nobody", code: ErrorCode(70107), error_info: Some("Err_TLS_PT_Open_Login_Account_Not_Exist") })"#,
        "()",
    ];
    Case::new("account/delete_accounts.rs", example)
        .fact(SECTION, "delete_accounts", example, outcome)
        .limit("at most {} accounts a call", DeleteAccounts::MAX_ACCOUNTS)
}

fn check_accounts() -> Case {
    let example = CheckAccounts::new(&["mina", "nobody"]).unwrap();
    let outcome = &[
        r#"Ok(CheckedAccount { account: "mina", is_imported: true })"#,
        r#"Ok(CheckedAccount { account: "nobody", is_imported: false })"#,
        "()",
    ];
    Case::new("account/check_accounts.rs", example)
        .fact(SECTION, "check_accounts", example, outcome)
        .limit("at most {} accounts a call", CheckAccounts::MAX_ACCOUNTS)
}

fn invalidate_login() -> Case {
    let example = InvalidateLogin::new("mina").unwrap();
    Case::new("account/invalidate_login.rs", example)
        .fact(SECTION, "invalidate_login", example, &["()"])
        .limit("one account a call", 1)
}

fn query_online_status() -> Case {
    let least = QueryOnlineStatus::new(&["mina", "oskar", "nobody"]).unwrap();
    let outcome = &[
        concat!(
            r#"Ok(OnlineStatus { account: "mina", state: Online, platforms: ["#,
            r#"Platform { name: "iPhone", state: PushOnline, instance_id: None }, "#,
            r#"Platform { name: "Web", state: Online, instance_id: None }] })"#
        ),
        r#"Ok(OnlineStatus { account: "oskar", state: Offline, platforms: [] })"#,
        r#"Err(FailedAccount { account: "nobody", code: ErrorCode(70107), error_info: None })"#,
        "()",
    ];
    Case::new("account/query_online_status.rs", least)
        .fact(SECTION, "query_online_status", least.with_platforms(), outcome)
        .also(least.with_instance_ids())
        .left_out("IsReturnCustomStatus", "what it brings is not documented")
        .limit("at most {} accounts a call", QueryOnlineStatus::MAX_ACCOUNTS)
        .judged(&["calls a second by default, adjustable"])
}
