//! The examples, run as a person runs them.
#![expect(clippy::expect_used, reason = "a test ends where it is wrong")]

use std::process::{Command, Output};

const USERSIG: [&str; 6] = ["--sdk-app-id", "1400000000", "--identifier", "xiaojun", "--key", "not-a-key"];

fn run(example: &str, arguments: &[&str]) -> Output {
    let cargo = std::env::var("CARGO").expect("cargo runs the tests");
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--example", example, "--"]).args(arguments);
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("TENCENT_CHAT_")) {
        command.env_remove(name);
    }
    command.output().expect("the example runs")
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
