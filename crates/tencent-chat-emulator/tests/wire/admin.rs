//! The emulator's own interface.

use std::net::{TcpStream, UdpSocket};

use serde_json::{Value, json};
use tencent_chat_emulator::{CallsASecond, Config, Emulator, Fault, Limits, Times};

use crate::client::{ALICE, Client, PATH, ask, query};

fn start() -> Emulator {
    Emulator::start(Config::default()).unwrap()
}

/// A client that no fault of the handshake keeps out.
fn admin(emulator: &Emulator) -> Client {
    Client::with(emulator, "admin.localhost", emulator.ca_pem(), rustls::ALL_VERSIONS).unwrap()
}

/// The status and the JSON of an answer.
fn call(client: &mut Client, method: &str, path: &str, body: &str) -> (u16, Value) {
    let length = body.len();
    let request = format!("{method} /_emulator/{path} HTTP/1.1\r\nContent-Length: {length}\r\n\r\n{body}");
    client.send(request.as_bytes()).unwrap();
    let reply = client.receive().unwrap();
    assert_eq!(reply.header("content-type"), Some("application/json"));
    (reply.status, reply.json())
}

#[test]
fn faults_are_planned_listed_and_cleared_in_the_words_of_the_library() {
    let emulator = start();
    let mut client = admin(&emulator);
    let (status, planned) = call(
        &mut client,
        "POST",
        "faults",
        r#"{"faults":["refuse=60008:2@v4/all_member_push/im_get_attr","chunked"]}"#,
    );
    assert_eq!((status, planned), (200, json!({ "faults": [format!("refuse=60008:2@{PATH}"), "chunked"] })));
    assert_eq!(ask(&emulator, ALICE).code(), 60008);
    let listed = json!({ "faults": [format!("refuse=60008:1@{PATH}"), "chunked"] });
    assert_eq!(call(&mut client, "GET", "faults", ""), (200, listed.clone()));
    for (wrong, why) in [
        (r#"{"faults":["one-byte","explode"]}"#, "there is no fault \"explode\""),
        (r#"{"faults":[1]}"#, "a fault is a string"),
        (r#"{"faults":"chunked"}"#, "the body lacks \"faults\", a list"),
        ("chunked", "the body is not a JSON object: expected value at line 1 column 1"),
    ] {
        assert_eq!(call(&mut client, "POST", "faults", wrong), (400, json!({ "error": why })));
    }
    assert_eq!(call(&mut client, "GET", "faults", "").1, listed, "all or nothing");
    assert_eq!(call(&mut client, "DELETE", "faults", ""), (200, json!({ "faults": [] })));
    assert_eq!((ask(&emulator, ALICE).code(), emulator.faults()), (0, vec![]));
    let many = json!({ "faults": vec!["chunked"; 1001] }).to_string();
    assert_eq!(call(&mut client, "POST", "faults", &many).0, 400);
}

#[test]
fn counts_and_log_say_what_the_library_says() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    emulator.inject(Fault::Escaped, Times::Next(1));
    client.ask(&emulator, ALICE).unwrap();
    client.ask(&emulator, "{}").unwrap();
    let mut admin = admin(&emulator);
    let wanted = json!({
        "connections": 2,
        "handshakes": 2,
        "requests": 2,
        "calls": { PATH: 2 },
        "codes": { "0": 1, "90003": 1 },
    });
    for _ in 0..2 {
        assert_eq!(call(&mut admin, "GET", "counts", ""), (200, wanted.clone()), "and leaves no trace itself");
    }
    let (_, log) = call(&mut admin, "GET", "log", "");
    assert_eq!(log["calls"].as_array().unwrap().len(), 2);
    let mut first = log["calls"][0].clone();
    assert!(first["seconds"].take().as_f64().unwrap() < 5.0 && first["at"].take().as_f64().unwrap() > 1.7e9);
    let wanted = json!({
        "at": null,
        "connection": 1,
        "method": "POST",
        "path": PATH,
        "body": ALICE,
        "status": 200,
        "code": 0,
        "faults": ["escaped"],
        "seconds": null,
    });
    assert_eq!(first, wanted);
}

#[test]
fn pushes_are_listed_with_the_accounts_they_were_for() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    let mut admin = admin(&emulator);
    assert_eq!(call(&mut admin, "GET", "pushes", ""), (200, json!({ "pushes": [] })));
    emulator.stop_clock_at(emulator.now());
    let tags = r#"{"UserTags":[{"To_Account":"alice","Tags":["vip"]},{"To_Account":"李雷","Tags":["vip"]}]}"#;
    client.post("v4/all_member_push/im_add_tag", &query(&emulator), tags).unwrap();
    let body = json!({
        "From_Account": "news-desk",
        "MsgRandom": 7,
        "Condition": { "TagsAnd": ["vip"] },
        "MsgBody": [{ "MsgType": "TIMTextElem", "MsgContent": { "Text": "hello" } }],
    });
    let reply = client.post("v4/all_member_push/im_push", &query(&emulator), &body.to_string()).unwrap().json();
    let wanted = json!([{
        "task_id": reply["TaskId"],
        "at": emulator.now().as_secs_f64(),
        "path": "v4/all_member_push/im_push",
        "sender": "news-desk",
        "accounts": ["alice", "李雷"],
        "body": body,
    }]);
    assert_eq!(call(&mut admin, "GET", "pushes", ""), (200, json!({ "pushes": wanted })));
    let recorded = &emulator.pushes()[0];
    assert_eq!(
        (&recorded.accounts[..], &recorded.body),
        (&["alice".to_owned(), "李雷".to_owned()][..], &body.to_string())
    );
}

#[test]
fn accounts_are_logged_in_where_one_says() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    let mut admin = admin(&emulator);
    let mut status = || {
        let body = r#"{"To_Account":["alice"],"IsNeedDetail":1}"#;
        let reply = client.post("v4/openim/query_online_status", &query(&emulator), body).unwrap().json();
        reply["QueryResult"][0].clone()
    };
    assert_eq!(status()["Status"], "Offline");
    let wanted = json!({ "account": "alice", "devices": { "iPad": "Online", "PC": "PushOnline" } });
    let (code, answer) = call(&mut admin, "POST", "devices", &wanted.to_string());
    assert_eq!((code, &answer), (200, &wanted));
    let detail = json!([{ "Platform": "PC", "Status": "PushOnline" }, { "Platform": "iPad", "Status": "Online" }]);
    assert_eq!((&status()["Status"], &status()["Detail"]), (&json!("Online"), &detail));
    for (wrong, why) in [
        (r#"{"account":"nobody","devices":{}}"#, "the account was not imported"),
        (r#"{"account":"alice","devices":{"Fridge":"Online"}}"#, "the body is like "),
        (r#"{"account":"alice","devices":{"Web":"Offline"}}"#, "the body is like "),
        (r#"{"account":"alice"}"#, "the body is like "),
    ] {
        let (code, answer) = call(&mut admin, "POST", "devices", wrong);
        assert!(code == 400 && answer["error"].as_str().unwrap().starts_with(why), "{answer}");
    }
    call(&mut admin, "POST", "devices", r#"{"account":"alice","devices":{}}"#);
    assert_eq!(status(), json!({ "To_Account": "alice", "Status": "Offline" }));
}

#[test]
fn the_clock_is_stopped_moved_and_let_go() {
    let emulator = start();
    let mut client = admin(&emulator);
    let mut set = |body: &str| call(&mut client, "POST", "clock", body);
    assert_eq!(set(r#"{"at":1700000000.5}"#), (200, json!({ "now": 1_700_000_000.5, "stands": true })));
    assert_eq!(set(r#"{"advance":1.25}"#), (200, json!({ "now": 1_700_000_001.75, "stands": true })));
    assert_eq!(emulator.now().as_millis(), 1_700_000_001_750);
    assert_eq!(ask(&emulator, ALICE).header("date"), Some("Tue, 14 Nov 2023 22:13:21 GMT"));
    let (_, goes) = set(r#"{"offset":-86400}"#);
    assert_eq!(goes["stands"], false);
    let behind = crate::client::now() - goes["now"].as_f64().unwrap() as i64;
    assert!((86_399..=86_401).contains(&behind), "{behind}");
    for wrong in
        [r#"{"at":-1}"#, r#"{"at":1e300}"#, r#"{"offset":0.5}"#, r#"{"at":1,"advance":1}"#, "{}", r#"{"to":1}"#]
    {
        assert_eq!(set(wrong).0, 400, "{wrong}");
    }
}

#[test]
fn what_is_not_there_or_not_done_says_so() {
    let emulator = start();
    let mut client = admin(&emulator);
    for path in ["", "Counts", "faults/1"] {
        assert_eq!(call(&mut client, "GET", path, "").0, 404, "{path}");
    }
    for (method, path) in
        [("POST", "counts"), ("DELETE", "pushes"), ("GET", "devices"), ("PUT", "faults"), ("DELETE", "log")]
    {
        assert_eq!(call(&mut client, method, path, "{}").0, 405, "{method} {path}");
    }
}

#[test]
fn neither_faults_nor_limits_reach_it() {
    let limits = Limits { app_calls_a_second: CallsASecond::AtMost(0), ..Limits::default() };
    let emulator = Emulator::start(Config { limits, ..Config::default() }).unwrap();
    let kept = &mut admin(&emulator);
    for kind in Fault::KINDS {
        emulator.inject(kind.example, Times::UntilCleared);
    }
    for client in [&mut admin(&emulator), kept] {
        assert_eq!(call(client, "GET", "faults", "").1["faults"].as_array().unwrap().len(), Fault::KINDS.len());
    }
    assert_eq!(call(&mut admin(&emulator), "DELETE", "faults", "").0, 200);
    assert_eq!(ask(&emulator, ALICE).code(), 60011);
}

/// Through an address of this machine that is none of its own loopback, where it has one.
#[test]
fn it_is_for_this_machine_alone_unless_it_is_wanted_otherwise() {
    let outward = UdpSocket::bind("0.0.0.0:0").unwrap();
    if outward.connect("192.0.2.1:9").is_err() {
        return;
    }
    let ip = outward.local_addr().unwrap().ip();
    for (admin_from_anywhere, status) in [(false, 200), (true, 404)] {
        let listen = "0.0.0.0:0".parse().unwrap();
        let emulator = Emulator::start(Config { listen, admin_from_anywhere, ..Config::default() }).unwrap();
        let tcp = TcpStream::connect((ip, emulator.port())).unwrap();
        let mut client = Client::over(tcp, "localhost", emulator.ca_pem(), rustls::ALL_VERSIONS).unwrap();
        client.send(b"GET /_emulator/ HTTP/1.1\r\n\r\n").unwrap();
        let reply = client.receive().unwrap();
        assert_eq!(reply.status, status);
        assert_eq!(
            reply.json()["ErrorCode"].as_i64(),
            (!admin_from_anywhere).then_some(60009),
            "as if it were not there"
        );
        assert_eq!(call(&mut admin(&emulator), "GET", "counts", "").0, 200);
    }
}
