//! The examples, run as a person runs them.
#![expect(clippy::expect_used, reason = "a test ends where it is wrong")]

use std::{
    fs,
    process::{Command, Output},
};

use tencent_chat_emulator::{Config, Emulator, Plan, Seed};

const USERSIG: [&str; 6] = ["--sdk-app-id", "1400000000", "--identifier", "xiaojun", "--key", "not-a-key"];

fn run(example: &str, arguments: &[&str]) -> Output {
    command(example, arguments).output().expect("the example runs")
}

/// As it asks the service: by what its environment says.
fn run_at(emulator: &Emulator, example: &str, arguments: &[&str]) -> Output {
    let ca_file = format!("{}/{example}-{}.pem", env!("CARGO_TARGET_TMPDIR"), emulator.port());
    fs::write(&ca_file, emulator.ca_pem()).expect("there is room");
    let mut command = command(example, arguments);
    command.env("TENCENT_CHAT_SDK_APP_ID", emulator.sdk_app_id().to_string());
    command.env("TENCENT_CHAT_ADMINISTRATOR", emulator.administrator());
    command.env("TENCENT_CHAT_SECRET_KEY", emulator.secret_key());
    command.env("TENCENT_CHAT_HOST", format!("{}:{}", emulator.host_name(), emulator.port()));
    command.env("TENCENT_CHAT_CA_FILE", ca_file);
    command.output().expect("the example runs")
}

fn command(example: &str, arguments: &[&str]) -> Command {
    let cargo = std::env::var("CARGO").expect("cargo runs the tests");
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--example", example, "--"]).args(arguments);
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("TENCENT_CHAT_")) {
        command.env_remove(name);
    }
    command
}

fn complaint(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

#[test]
fn without_settings_users_come_from_an_emulator_of_its_own() {
    let text = printed(&run("get_user_attributes", &[]));
    assert!(text.contains("alice: sex = Female, city = New York\n"), "{text}");
    let json = printed(&run("get_user_attributes", &["--json", "alice", "gateway-7"]));
    let mut lines: Vec<_> = json.lines().collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            r#"{"account":"alice","attributes":{"sex":"Female","city":"New York"}}"#,
            r#"{"account":"gateway-7","attributes":{}}"#,
        ]
    );
    let too_long = run("get_user_attributes", &[&"x".repeat(33)]);
    assert_eq!(too_long.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&too_long.stderr).contains("an account takes 1 to 32 bytes"));
}

#[test]
fn a_usersig_is_made_shown_and_verified() {
    let with = |command: &[&'static str], rest: &[&'static str]| [command, &USERSIG, rest].concat();
    let made = printed(&run("usersig", &with(&["mint"], &["--time", "1700000000", "--expire", "60"])));
    let made: &'static str = Box::leak(made.trim_end().to_owned().into_boxed_str());
    assert!(made.bytes().all(|b| b.is_ascii_alphanumeric() || b"*-_".contains(&b)), "{made}");

    let shown = printed(&run("usersig", &["show", made]));
    for line in ["TLS.identifier: xiaojun", "TLS.sdkappid: 1400000000", "TLS.time: 1700000000", "TLS.expire: 60"] {
        assert!(shown.lines().any(|shown| shown == line), "{line} in {shown}");
    }
    assert_eq!(printed(&run("usersig", &with(&["verify"], &["--time", "1700000060", made]))), "valid\n");
    let late = run("usersig", &with(&["verify"], &["--time", "1700000061", made]));
    assert_eq!((late.status.code(), late.stdout.len()), (Some(1), 0));
    assert!(!String::from_utf8_lossy(&late.stderr).is_empty());
}

#[test]
fn a_stored_answer_is_replayed_and_a_bad_one_is_an_error() {
    let file = |name: &str| format!("{}/answers/{name}", env!("CARGO_MANIFEST_DIR"));
    let hard = printed(&run("replay", &[&file("hard100.json"), "--chunk", "3", "--buffer", "1024", "--json"]));
    assert_eq!(hard.lines().count(), 100);
    assert_eq!(hard, printed(&run("replay", &[&file("hard100.json"), "--chunk", "1000", "--json"])));
    let small = run("replay", &[&file("hard100.json"), "--buffer", "64"]);
    assert_eq!((small.status.code(), small.stdout.len()), (Some(1), 0));
    assert!(String::from_utf8_lossy(&small.stderr).contains("takes at least"), "{small:?}");
    let bad = run("replay", &[&file("answers.py")]);
    assert_eq!(bad.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&bad.stderr).contains("should be an object"), "{bad:?}");
}

#[test]
fn attribute_names_are_set_up_once() {
    let emulator = Emulator::start(Config::default()).expect("an emulator starts");
    let set = |names: &[&str]| run_at(&emulator, "set_attribute_names", names);
    let first = printed(&set(&["city", "firmware", "firmware", "model"]));
    assert!(first.ends_with("4 도시: was there\n5 firmware: is new\n6 model: is new\n"), "{first}");
    let again = printed(&set(&["city", "firmware", "model"]));
    assert!(again.ends_with("5 firmware: was there\n6 model: was there\n"), "{again}");
    assert_eq!(emulator.counts().calls("v4/all_member_push/im_set_attr_name"), 1, "the second time changes nothing");
    let too_many = complaint(&set(&["a", "b", "c", "d"]));
    assert!(too_many.contains("4 names are new, and 3 numbers are free"), "{too_many}");
    assert_eq!(printed(&run("set_attribute_names", &[])), "0 model: was there\n1 firmware: is new\n2 site: is new\n");
}

#[test]
fn a_notice_reaches_the_devices_with_one_firmware() {
    for route in ["all_member_push", "timpush"] {
        let mut command = command("notify_firmware", &[]);
        let text = printed(&command.env("TENCENT_CHAT_ROUTE", route).output().expect("the example runs"));
        assert!(text.starts_with("gateway-7: no longer firmware-1.4.1\ngateway-7: firmware-1.4.2\n"), "{text}");
        assert!(text.ends_with("which are here gateway-7, meter-1, meter-3\n"), "{text}");
    }
    let emulator = Emulator::start(Config::default()).expect("an emulator starts");
    let update = ["--to", "2.0", "--text", "welcome", "alice=2.0", "new-device=2.0", "gateway-7=1.0"];
    printed(&run_at(&emulator, "notify_firmware", &update));
    let push = emulator.pushes().pop().expect("a push was taken");
    assert_eq!(push.accounts, ["alice", "new-device"]);
    assert!(push.body.contains(r#""Text":"welcome""#), "{}", push.body);
    let wrong = run("notify_firmware", &["alice"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn accounts_are_imported_from_csv_and_what_fails_is_named_by_its_line() {
    let file = format!("{}/accounts.csv", env!("CARGO_TARGET_TMPDIR"));
    let mut rows = "nick,user_id\n\"Ann, the \"\"first\"\"\",ann\n\"two\nlines\",bob\n,\nx\n".to_owned();
    rows += &format!("long,{}\n", "x".repeat(33));
    (0..250).for_each(|number| rows += &format!(",account-{number:03}\n"));
    fs::write(&file, &rows).expect("there is room");

    let seed = Seed { plan: Plan::Free, users: [].into(), ..Seed::default() };
    let emulator = Emulator::start(Config { seed, ..Config::default() }).expect("an emulator starts");
    // The free plan has 100 accounts, and the administrator is one: room for all but the last of the first call, and for
    // none of the second.
    let output = run_at(&emulator, "import_accounts", &[&file]);
    let text = complaint(&output);
    for line in ["line 5: an account takes", "line 6: it has 1 columns", "line 7: an account takes"] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(text.contains("line 105: the service does not take account-097\n"), "{text}");
    assert!(text.contains("99 accounts, up to line 105\n") && text.contains("code 70398"), "{text}");
    assert!(text.ends_with("go on by --from 106\n"), "{text}");

    let emulator = Emulator::start(Config::default()).expect("an emulator starts");
    let output = run_at(&emulator, "import_accounts", &["--from", "106", &file]);
    assert_eq!(printed(&output), "152 accounts are imported\n");
    let output = run_at(&emulator, "import_accounts", &[&file]);
    assert_eq!(output.stdout, b"252 accounts are imported\n");
    assert!(complaint(&output).ends_with("error: 3 rows are not\n"));

    fs::write(&file, "id\nx\n").expect("there is room");
    assert!(complaint(&run("import_accounts", &[&file])).contains("line 1 names no column user_id"));
    assert_eq!(printed(&run("import_accounts", &[])), "2 accounts are imported\n");
}
