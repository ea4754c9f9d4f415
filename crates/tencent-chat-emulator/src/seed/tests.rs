use super::*;

const DEVICE: &str = "9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31";

#[test]
fn the_built_in_seed_is_valid_and_has_who_the_examples_ask_for() {
    let seed = Seed::from_toml(DEFAULT).unwrap();
    let alice = &seed.users["alice"];
    assert_eq!(alice["sex"], "Female".into());
    assert_eq!(alice["city"], "New York".into());
    assert!(seed.users["gateway-7"].is_empty());
    assert!(seed.users.keys().any(|account| account.contains(' ')));
    assert!(seed.users.values().any(|attributes| attributes.len() >= 3));
    assert_eq!(seed.users, Seed::default().users);
}

#[test]
fn json_has_the_same_keys() {
    let seed = Seed::from_json(
        r#"{"sdk_app_id": 7, "attribute_names": ["city"], "users": {"a": {"city": "Oslo"}, "b": {"city": 5}}}"#,
    )
    .unwrap();
    assert_eq!(seed.sdk_app_id, 7);
    assert_eq!(seed.users["a"]["city"], "Oslo".into());
    assert_eq!(seed.users["b"]["city"], Attribute::Number(5));
    assert_eq!(seed.administrators, ["administrator"]);
}

#[test]
fn what_breaks_a_limit_is_refused_with_place_and_remedy() {
    let names = |n: usize| format!("attribute_names = {:?}", (0..n).map(|i| i.to_string()).collect::<Vec<_>>());
    let account = |n| format!("[users.{}]", "a".repeat(n));
    let name = |n| format!("attribute_names = [\"{}\"]", "n".repeat(n));
    let value = |n| format!("attribute_names = [\"city\"]\n[users.alice]\ncity = \"{}\"", "v".repeat(n));
    let tagged = |tags: Vec<String>| format!("[users.alice]\n[tags]\nalice = {tags:?}");
    let tags = |n: usize| tagged((0..n).map(|i| i.to_string()).collect());
    let tag = |n: usize| tagged(vec!["t".repeat(n)]);
    let profile = |field| format!("[users.alice]\n[profiles.alice]\n{field}");
    let cases = [
        (names(10), None),
        (names(11), Some("attribute_names has 11 names; an app has 10 slots: leave some out")),
        (name(50), None),
        (name(51), Some("attribute_names holds a name of 51 bytes")),
        (name(0), Some("attribute_names holds a name of 0 bytes")),
        ("attribute_names = [\"a\", \"a\"]".to_owned(), Some("attribute_names has \"a\" twice")),
        (account(32), None),
        (account(33), Some("users holds a UserID of 33 bytes")),
        ("[users.\"\"]".to_owned(), Some("users holds a UserID of 0 bytes")),
        (value(50), None),
        (value(51), Some("users.\"alice\".\"city\" holds a value of 51 bytes")),
        (value(0), Some("users.\"alice\".\"city\" holds a value of 0 bytes")),
        ("[users.alice]\ncity = \"x\"".to_owned(), Some("users.\"alice\".\"city\" has no slot; add the name to")),
        ("sdk_app_id = 0".to_owned(), Some("sdk_app_id is 0")),
        ("secret_key = \"\"".to_owned(), Some("secret_key is empty")),
        ("administrators = []".to_owned(), Some("administrators is empty")),
        ("administrators = [\"\"]".to_owned(), Some("administrators holds a UserID of 0 bytes")),
        (tags(100), None),
        (tags(101), Some("tags.\"alice\" has 101 tags; a user has at most 100: leave some out")),
        (tag(50), None),
        (tag(51), Some("tags.\"alice\" holds a tag of 51 bytes")),
        (tag(0), Some("tags.\"alice\" holds a tag of 0 bytes")),
        ("[tags]\nalice = [\"x\"]".to_owned(), Some("tags.\"alice\" is of nobody; add the account to users")),
        ("[profiles.alice]".to_owned(), Some("profiles.\"alice\" is of nobody")),
        ("[devices.alice]".to_owned(), Some("devices.\"alice\" is of nobody")),
        (profile("Tag_Profile_IM_Level = 7"), None),
        (
            profile("Tag_Profile_IM_Level = \"7\""),
            Some("profiles.\"alice\".\"Tag_Profile_IM_Level\" is not right: the value"),
        ),
        (
            profile("Tag_Profile_Custom_Team = \"x\""),
            Some("profiles.\"alice\".\"Tag_Profile_Custom_Team\" is not right: there is"),
        ),
        (format!("[users.{DEVICE}]"), None),
        ("[profile_tags]\nTag_Profile_Custom_Team = \"read-only\"".to_owned(), None),
        (
            "[profile_tags]\nTeam = \"read-only\"".to_owned(),
            Some("profile_tags has \"Team\"; write Tag_Profile_Custom_ and"),
        ),
        ("plan = \"gold\"".to_owned(), Some("the TOML is not as expected")),
        ("[users.alice]\n[devices]\nalice = { Fridge = \"Online\" }".to_owned(), Some("the TOML is not as expected")),
        ("colour = 1".to_owned(), Some("the TOML is not as expected: TOML parse error at line 1, column 1")),
    ];
    for (text, wanted) in cases {
        match (Seed::from_toml(&text), wanted) {
            (Ok(_), None) => {}
            (Err(error), Some(wanted)) if error.to_string().starts_with(wanted) => {}
            (Ok(_), Some(_)) => panic!("accepted: {text}"),
            (Err(error), _) => panic!("{text}: {error}"),
        }
    }
}

#[test]
fn a_user_added_finds_slots_for_its_attributes() {
    let mut seed = Seed::default();
    seed.add_user("dave", [("city", "Oslo"), ("shoe size", "44")]);
    seed.check().unwrap();
    assert_eq!(seed.users["dave"]["shoe size"], "44".into());
    assert_eq!(seed.attribute_names.last().unwrap(), "shoe size");
    assert_eq!(seed.attribute_names.iter().filter(|name| *name == "city").count(), 1);
}

#[test]
fn a_file_that_is_missing_is_named() {
    let error = Seed::read(Path::new("/no/such/seed.toml")).unwrap_err().to_string();
    assert!(error.starts_with("/no/such/seed.toml cannot be read: "), "{error}");
}

#[test]
fn the_key_does_not_print() {
    assert!(!format!("{:?}", Seed::default()).contains("not-a-secret"));
}
