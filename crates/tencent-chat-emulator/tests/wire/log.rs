//! What the log says, and what it never says.

use core::time::Duration;

use tencent_chat_emulator::{Config, Emulator, Fault, Limits, Times};

use crate::client::{ALICE, Client, PATH, now, query, request, signer};

#[test]
fn the_log_says_who_called_what_with_which_outcome() {
    let emulator = Emulator::start(Config::default()).unwrap();
    let mut client = Client::connect(&emulator);
    client.ask(&emulator, ALICE).unwrap();
    emulator.inject(Fault::BadGateway, Times::Next(1));
    emulator.inject(Fault::OneByte, Times::Next(1));
    client.ask(&emulator, "{}").unwrap();
    Client::connect(&emulator).post("v4/nothing", "", "x").unwrap();
    let calls = emulator.calls();
    let seen: Vec<_> =
        calls.iter().map(|c| (c.connection, c.method.as_str(), c.path.as_str(), c.body.as_str())).collect();
    assert_eq!(seen, [(1, "POST", PATH, ALICE), (1, "POST", PATH, "{}"), (2, "POST", "v4/nothing", "x")]);
    let outcomes: Vec<_> = calls.iter().map(|c| (c.status, c.code, c.faults.as_slice())).collect();
    let both = [Fault::BadGateway, Fault::OneByte];
    assert_eq!(outcomes, [(200, Some(0), &[][..]), (502, None, &both), (200, Some(60009), &[])]);
    assert!(calls.iter().all(|call| call.at.as_secs().abs_diff(now().unsigned_abs()) < 60));
    assert!(calls[0].duration.unwrap() < Duration::from_secs(5));
}

#[test]
fn a_call_whose_answer_never_got_out_has_no_duration() {
    let emulator = Emulator::start(Config::default()).unwrap();
    emulator.inject(Fault::Stall { at: 10, millis: None }, Times::Next(1));
    let mut client = Client::connect(&emulator);
    client.send(request("POST", PATH, &query(&emulator), ALICE).as_bytes()).unwrap();
    client.read_exactly(10);
    let calls = emulator.calls();
    assert_eq!((calls.len(), calls[0].code, calls[0].duration), (1, Some(0), None));
}

#[test]
fn it_is_bounded() {
    let limits = Limits { logged_calls: 2, ..Limits::default() };
    let emulator = Emulator::start(Config { limits, ..Config::default() }).unwrap();
    let mut client = Client::connect(&emulator);
    for body in ["1", "2", "3"] {
        client.ask(&emulator, body).unwrap();
    }
    let bodies: Vec<_> = emulator.calls().into_iter().map(|call| call.body).collect();
    assert_eq!(bodies, ["2", "3"]);
    client.ask(&emulator, &"x".repeat(100_000)).unwrap();
    assert!(emulator.calls()[1].body.len() < 10_000);
}

#[test]
fn no_secret_is_in_it_wherever_a_client_puts_one() {
    let emulator = Emulator::start(Config::default()).unwrap();
    let usersig = signer(&emulator).sign();
    let key = emulator.secret_key();
    let right = format!(
        "sdkappid={}&identifier=administrator&usersig={usersig}&random=1&contenttype=json",
        emulator.sdk_app_id()
    );
    let escaped = usersig.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
    let mut client = Client::connect(&emulator);
    for (path, query, body) in [
        (PATH.to_owned(), right.clone(), format!(r#"{{"To_Account":["{usersig}"]}}"#)),
        (PATH.to_owned(), right.clone(), format!(r#"{{"Key":"{key}"}}"#)),
        (PATH.to_owned(), right.replace(&usersig, &escaped), format!("{usersig}{escaped}")),
        (format!("{PATH}%3F{right}"), String::new(), String::new()),
        (format!("{PATH}/{usersig}"), right.clone(), String::new()),
        (format!("https:///{PATH}"), right.replace("&random=1", ""), usersig.clone()),
    ] {
        client.post(&path, &query, &body).unwrap();
    }
    let mut admin = Client::connect(&emulator);
    admin.send(b"GET /_emulator/log HTTP/1.1\r\n\r\n").unwrap();
    let printed = format!("{:?}{}", emulator.calls(), String::from_utf8(admin.receive().unwrap().body).unwrap());
    assert_eq!(emulator.calls().len(), 6);
    for secret in [&usersig[..24], &escaped[..24], key] {
        assert!(!printed.contains(secret), "{printed}");
    }
}
