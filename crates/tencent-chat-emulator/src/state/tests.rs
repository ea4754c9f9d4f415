use super::*;

const DEVICE: &str = "9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31";

fn state(users: &[&str]) -> State {
    let mut seed = Seed::from_toml("").unwrap();
    users.iter().for_each(|user| seed.add_user(user, []));
    State::new(&seed)
}

fn tags(range: core::ops::Range<usize>) -> Vec<String> {
    range.map(|number| number.to_string()).collect()
}

fn add(state: &mut State, account: &str, tags: &[String]) -> i64 {
    let tags: Vec<_> = tags.iter().map(String::as_str).collect();
    state.add_tags(account, &tags).err().map_or(0, |refusal| refusal.code)
}

#[test]
fn an_account_has_a_hundred_tags_at_most_and_each_once() {
    let mut state = state(&["a"]);
    assert_eq!(add(&mut state, "a", &tags(0..100)), 0);
    assert_eq!(add(&mut state, "a", &tags(0..100)), 0, "those it has do not count twice");
    assert_eq!(add(&mut state, "a", &tags(100..101)), 90032);
    assert_eq!(state.account("a").unwrap().tags.len(), 100);
    state.remove_tags("a", &["7"]).unwrap();
    assert_eq!(add(&mut state, "a", &tags(100..101)), 0);
}

#[test]
fn an_app_has_a_thousand_different_tags_at_most() {
    let users: Vec<_> = (0..11).map(|user| format!("u{user}")).collect();
    let mut state = state(&users.iter().map(String::as_str).collect::<Vec<_>>());
    for (number, user) in users.iter().take(10).enumerate() {
        assert_eq!(add(&mut state, user, &tags(number * 100..number * 100 + 100)), 0);
    }
    assert_eq!(add(&mut state, "u10", &tags(0..50)), 0, "known ones are free");
    assert_eq!(add(&mut state, "u10", &tags(1000..1001)), 90032);
    state.replace_tags("u9", &["new"]).unwrap();
    assert_eq!(add(&mut state, "u10", &tags(1000..1050)), 0, "those that nobody has any more make room");
    state.undo();
    assert_eq!(add(&mut state, "u10", &tags(1000..1001)), 0, "nothing was kept, and all the tags are gone");
}

#[test]
fn a_tag_belongs_to_one_kind_of_account_as_long_as_somebody_has_it() {
    let mut state = state(&["a", DEVICE]);
    assert_eq!(add(&mut state, "a", &tags(0..1)), 0);
    assert_eq!(add(&mut state, DEVICE, &tags(0..2)), 90035);
    assert_eq!(add(&mut state, DEVICE, &tags(1..2)), 0);
    state.delete("a", core::time::Duration::ZERO.into()).unwrap();
    assert_eq!(add(&mut state, DEVICE, &tags(0..1)), 0);
}

#[test]
fn administrators_are_accounts_and_unknown_ones_are_not() {
    let state = state(&["a"]);
    assert_eq!(state.accounts.rows().map(|(account, _)| account.as_str()).collect::<Vec<_>>(), ["a", "administrator"]);
    assert_eq!(state.account("b").unwrap_err().code, 70107);
}
