//! Each code that the service refuses with, and the order of its checks.

use tencent_chat_emulator::{Config, Emulator, Limits, Seed};

use crate::client::{ALICE, Client, PATH, now, query, query_with, request, signer};
use crate::signer::{Signer, encode, to_alphabet};

fn start() -> Emulator {
    Emulator::start(Config::default()).unwrap()
}

#[test]
fn url_and_body_are_checked_with_their_codes() {
    let emulator = start();
    let right = query(&emulator);
    let without = |name: &str| {
        let parts: Vec<_> = right.split('&').filter(|part| !part.starts_with(name)).collect();
        parts.join("&")
    };
    let cases = [
        (PATH, right.clone(), ALICE, 0),
        (&PATH[1..], right.clone(), ALICE, 60009),
        ("v4/all_member_push/im_get_attr/", right.clone(), ALICE, 60009),
        ("v4/all_member_push/IM_GET_ATTR", right.clone(), ALICE, 60009),
        ("", right.clone(), ALICE, 60009),
        ("/v4/all_member_push/im_get_attr", right.clone(), ALICE, 60009),
        (PATH, without("sdkappid"), ALICE, 60012),
        (PATH, right.replace("sdkappid=14", "sdkappid=x"), ALICE, 60006),
        (PATH, right.replace("sdkappid=14", "sdkappid=15"), ALICE, 70020),
        (PATH, right.replace("sdkappid=1400000000", "sdkappid=1400000001"), ALICE, 60026),
        (PATH, without("contenttype"), ALICE, 60025),
        (PATH, without("random"), ALICE, 60025),
        (PATH, without("identifier"), ALICE, 60025),
        (PATH, without("usersig"), ALICE, 60025),
        (PATH, right.replace("identifier=a", "identifier=%zz"), ALICE, 60002),
        (PATH, right.replace("identifier=a", "identifier=%61"), ALICE, 0),
        (PATH, right.clone(), "", 90001),
        (PATH, right.clone(), "{\"To_Account\":", 90001),
        (PATH, right.clone(), "{}", 90003),
        (PATH, right.clone(), "{\"To_Account\":\"alice\"}", 90003),
        (PATH, right.clone(), "{\"To_Account\":[1]}", 60015),
    ];
    let mut client = Client::connect(&emulator);
    for (path, query, body, code) in cases {
        let reply = client.post(path, &query, body).unwrap();
        assert_eq!(reply.status, 200, "whatever the outcome");
        let json = reply.json();
        assert_eq!(json["ErrorCode"], code, "{path} {body}");
        assert_eq!(json["ActionStatus"], if code == 0 { "OK" } else { "FAIL" });
        assert_eq!(json["ErrorInfo"].as_str().unwrap().is_empty(), code == 0);
        assert_eq!(json.get("UserAttrs").is_some(), code == 0);
    }
    assert_eq!(emulator.counts().connections, 1, "a refusal keeps the connection");
}

#[test]
fn other_methods_than_post_are_refused() {
    let emulator = start();
    for method in ["GET", "PUT", "DELETE", "OPTIONS", "post"] {
        let mut client = Client::connect(&emulator);
        client.send(request(method, PATH, &query(&emulator), ALICE).as_bytes()).unwrap();
        assert_eq!(client.receive().unwrap().code(), 60002, "{method}");
    }
}

#[test]
fn usersigs_are_checked_for_real() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    let app = emulator.sdk_app_id();
    let mut code = |identifier: &str, usersig: &str| {
        client.post(PATH, &query_with(app, identifier, usersig), ALICE).unwrap().code()
    };
    let right = || signer(&emulator);
    let administrator = emulator.administrator();
    assert_eq!(code(administrator, &right().sign()), 0);
    assert_eq!(code(administrator, ""), 70002);
    for unreadable in
        ["x", "AAAA", "%2B%2B%2B%2B", "++++", &encode(b"{}"), &to_alphabet(b"no zlib stream"), &"A".repeat(8000)]
    {
        assert_eq!(code(administrator, unreadable), 70003, "{unreadable}");
    }
    assert_eq!(code(administrator, &Signer { key: "another".into(), ..right() }.sign()), 70009);
    assert_eq!(code(administrator, &Signer { userbuf: Some("YWJj".into()), ..right() }.sign()), 70009);
    assert_eq!(code(administrator, &Signer { identifier: "alice".into(), ..right() }.sign()), 70013);
    assert_eq!(code(administrator, &Signer { sdk_app_id: app + 1, ..right() }.sign()), 70014);
    assert_eq!(code(administrator, &Signer { time: now() - 100, expire: 50, ..right() }.sign()), 70001);
    assert_eq!(code("alice", &Signer { identifier: "alice".into(), ..right() }.sign()), 60010);
}

#[test]
fn a_usersig_is_good_to_its_last_second() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    let time = 2_000_000_000;
    let usersig = Signer { time, expire: 600, ..signer(&emulator) }.sign();
    let mut code_at = |second: i64| {
        // The clock ticks between setting and asking; the margin below is more than the call takes.
        emulator.set_clock_offset(second - now());
        client.post(PATH, &query_with(emulator.sdk_app_id(), emulator.administrator(), &usersig), ALICE).unwrap().code()
    };
    assert_eq!(code_at(0), 0, "a clock behind the signer's is not noticed");
    assert_eq!(code_at(time + 590), 0);
    assert_eq!(code_at(time + 601), 70001);
    assert_eq!(code_at(time + 590), 0);
}

#[test]
fn too_many_wrong_usersigs_close_the_service_for_a_minute() {
    let limits = Limits { refused_usersigs_a_minute: 3, ..Limits::default() };
    let emulator = Emulator::start(Config { limits, ..Config::default() }).unwrap();
    let mut client = Client::connect(&emulator);
    let wrong = query_with(emulator.sdk_app_id(), emulator.administrator(), "x");
    for code in [70003, 70003, 70003, 70050] {
        assert_eq!(client.post(PATH, &wrong, ALICE).unwrap().code(), code);
    }
    assert_eq!(client.ask(&emulator, ALICE).unwrap().code(), 70050, "the right ones wait as well");
    emulator.set_clock_offset(60);
    assert_eq!(client.ask(&emulator, ALICE).unwrap().code(), 0);
}

#[test]
fn the_app_itself_can_live_elsewhere() {
    let mut seed = Seed::default();
    seed.apps_elsewhere.push(seed.sdk_app_id);
    let emulator = Emulator::start(Config { seed, ..Config::default() }).unwrap();
    assert_eq!(crate::client::ask(&emulator, ALICE).code(), 60026);
}

#[test]
fn answers_repeat_no_secret() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    let wrong = Signer { key: "another".into(), ..signer(&emulator) }.sign();
    for usersig in [&wrong, &wrong[1..]] {
        let query = query_with(emulator.sdk_app_id(), emulator.administrator(), usersig);
        let reply = client.post(PATH, &query, ALICE).unwrap();
        let text = String::from_utf8(reply.body).unwrap();
        assert!(!text.contains(&usersig[..16]) && !text.contains(emulator.secret_key()), "{text}");
    }
    assert!(!format!("{emulator:?} {:?}", Config::default()).contains(emulator.secret_key()));
}
