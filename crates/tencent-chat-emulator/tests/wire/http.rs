//! HTTP: kept connections, dates, and bounds on whatever comes in.

use core::time::Duration;
use std::io::Write;
use std::net::TcpStream;
use std::time::Instant;

use tencent_chat_emulator::{Config, Emulator, Limits};

use crate::client::{ALICE, Client, PATH, ask, now, query, request};

fn start() -> Emulator {
    Emulator::start(Config::default()).unwrap()
}

#[test]
fn a_connection_is_kept_and_everything_is_counted() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    for _ in 0..5 {
        assert_eq!(client.ask(&emulator, ALICE).unwrap().code(), 0);
    }
    assert_eq!(client.post("v4/nothing", "", "{}").unwrap().code(), 60009);
    assert_eq!(ask(&emulator, ALICE).code(), 0);
    let counts = emulator.counts();
    assert_eq!((counts.connections, counts.handshakes, counts.requests), (2, 2, 7));
    assert_eq!((counts.calls(PATH), counts.calls("/v4/all_member_push/im_get_attr")), (6, 6));
    assert_eq!(counts.calls("v4/nothing"), 0);
}

#[test]
fn a_client_may_ask_for_the_end_of_the_connection() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    let question = request("POST", PATH, &query(&emulator), ALICE).replace("Host:", "Connection: close\r\nHost:");
    client.send(question.as_bytes()).unwrap();
    assert_eq!(client.receive().unwrap().header("connection"), Some("close"));
    let (bytes, end) = client.rest();
    assert!(bytes.is_empty());
    end.unwrap();
}

#[test]
fn a_request_in_single_bytes_or_in_chunks_is_as_good() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    for byte in request("POST", PATH, &query(&emulator), ALICE).bytes() {
        client.send(&[byte]).unwrap();
    }
    assert_eq!(client.receive().unwrap().code(), 0);
    let head = format!("POST /{PATH}?{} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", query(&emulator));
    let (start, end) = ALICE.split_at(5);
    client.send(format!("{head}5\r\n{start}\r\n{:x}\r\n{end}\r\n0\r\n\r\n", end.len()).as_bytes()).unwrap();
    assert_eq!(client.receive().unwrap().code(), 0);
}

#[test]
fn whoever_waits_before_it_sends_the_body_is_told_to_go_on() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    let question = request("POST", PATH, &query(&emulator), ALICE).replace("Host:", "Expect: 100-continue\r\nHost:");
    let (head, body) = question.split_at(question.len() - ALICE.len());
    client.send(head.as_bytes()).unwrap();
    assert_eq!(client.read_exactly(25), b"HTTP/1.1 100 Continue\r\n\r\n");
    client.send(body.as_bytes()).unwrap();
    assert_eq!(client.receive().unwrap().code(), 0);
}

#[test]
fn an_answer_to_head_has_a_length_and_no_body() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    client.send(format!("HEAD /{PATH} HTTP/1.1\r\n\r\n").as_bytes()).unwrap();
    client.send(request("POST", PATH, &query(&emulator), ALICE).as_bytes()).unwrap();
    let head = client.receive_head();
    assert!(head.contains("\r\ncontent-length: ") && !head.contains("content-length: 0\r"), "{head}");
    assert_eq!(client.receive().unwrap().code(), 0, "the next answer follows at once");
}

#[test]
fn the_date_is_the_emulators() {
    let emulator = start();
    emulator.set_clock_offset(784_111_777 - now());
    let reply = ask(&emulator, ALICE);
    let date = reply.header("date").unwrap();
    assert!(date.starts_with("Sun, 06 Nov 1994 08:49:"), "{date}");
    assert_eq!(reply.header("content-type"), None, "the service does not state one");
    let emulator = Emulator::start(Config { clock_offset: 784_111_777 - now(), ..Config::default() }).unwrap();
    assert!(ask(&emulator, "").header("date").unwrap().starts_with("Sun, 06 Nov 1994"));
}

#[test]
fn what_is_too_large_is_refused() {
    let limits = Limits { head_bytes: 8192, body_bytes: 60_000, ..Limits::default() };
    let clock_offset = 784_111_777 - now();
    let emulator = Emulator::start(Config { limits, clock_offset, ..Config::default() }).unwrap();
    let fitting = format!("{ALICE:<60000}");
    assert_eq!(ask(&emulator, &fitting).code(), 0);
    let mut client = Client::connect(&emulator);
    for more in [1, 900_000] {
        let body = format!("{fitting}{}", " ".repeat(more));
        assert_eq!(client.ask(&emulator, &body).unwrap().code(), 93000);
    }
    assert_eq!(client.ask(&emulator, &fitting).unwrap().code(), 0, "on the same connection");
    let wrong = query(&emulator).replace("usersig=", "usersig=x");
    let early = Client::connect(&emulator).post(PATH, &wrong, &format!("{fitting} ")).unwrap();
    assert_eq!(early.code(), 70003, "who asks is looked at first");
    let mut client = Client::connect(&emulator);
    let long = query(&emulator) + "&more=" + &"x".repeat(10_000);
    let reply = client.post(PATH, &long, ALICE).unwrap();
    assert_eq!((reply.status, reply.header("connection")), (431, Some("close")));
    assert!(reply.header("date").unwrap().starts_with("Sun, 06 Nov 1994"), "by the emulator's clock");
    assert_eq!(ask(&emulator, ALICE).code(), 0);
}

#[test]
fn rubbish_is_answered_or_hung_up_on() {
    let emulator = start();
    for rubbish in
        [&b"\0\0\0\0\r\n\r\n"[..], b"HELO\r\n\r\n", b"POST / HTTP/9.9\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]
    {
        let mut client = Client::connect(&emulator);
        client.send(rubbish).unwrap();
        let (bytes, _) = client.rest();
        assert!(bytes.is_empty() || bytes.starts_with(b"HTTP/1.1 400 "), "{rubbish:?}");
    }
    let mut plain = TcpStream::connect(emulator.address()).unwrap();
    plain.write_all(b"POST / HTTP/1.1\r\n\r\n").unwrap();
    assert_eq!(ask(&emulator, ALICE).code(), 0);
    assert_eq!(emulator.counts().requests, 1);
}

#[test]
fn whoever_says_nothing_is_hung_up_on() {
    let limits = Limits { idle: Duration::from_millis(300), ..Limits::default() };
    let emulator = Emulator::start(Config { limits, ..Config::default() }).unwrap();
    let question = request("POST", PATH, &query(&emulator), ALICE);
    let since = Instant::now();
    for said in ["", "POST", question.get(..question.len() - 3).unwrap()] {
        let mut client = Client::connect(&emulator);
        client.send(said.as_bytes()).unwrap();
        let _ = client.rest();
    }
    let mut client = Client::connect(&emulator);
    client.ask(&emulator, ALICE).unwrap();
    let _ = client.rest();
    let mut no_handshake = TcpStream::connect(emulator.address()).unwrap();
    no_handshake.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    assert_eq!(std::io::Read::read(&mut no_handshake, &mut [0]).unwrap(), 0);
    assert!(since.elapsed() < Duration::from_secs(5), "{:?}", since.elapsed());
}

#[test]
fn whoever_does_not_read_is_hung_up_on() {
    let limits = Limits { idle: Duration::from_millis(300), connections: 1, ..Limits::default() };
    let emulator = Emulator::start(Config { limits, ..Config::default() }).unwrap();
    let mut deaf = Client::connect(&emulator);
    let many = serde_json::json!({ "To_Account": vec!["Zoë"; 100] }).to_string();
    let question = request("POST", PATH, &query(&emulator), &many);
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(8) && deaf.send(question.as_bytes()).is_ok() {}
    assert!(since.elapsed() < Duration::from_secs(8), "still listening to somebody who does not read");
    assert_eq!(ask(&emulator, ALICE).code(), 0, "its place is free again");
}

#[test]
fn connections_above_the_limit_wait_for_their_turn() {
    let limits = Limits { connections: 1, ..Limits::default() };
    let emulator = Emulator::start(Config { limits, ..Config::default() }).unwrap();
    let first = Client::connect(&emulator);
    std::thread::scope(|scope| {
        let second = scope.spawn(|| ask(&emulator, ALICE).code());
        std::thread::sleep(Duration::from_millis(100));
        assert!(!second.is_finished());
        drop(first);
        assert_eq!(second.join().unwrap(), 0);
    });
}

#[test]
fn dropping_the_emulator_frees_its_port_at_once() {
    let emulator = start();
    let address = emulator.address();
    let mut client = Client::connect(&emulator);
    client.ask(&emulator, ALICE).unwrap();
    let _no_handshake = TcpStream::connect(address).unwrap();
    let since = Instant::now();
    drop(emulator);
    assert!(since.elapsed() < Duration::from_secs(2), "{:?}", since.elapsed());
    assert!(TcpStream::connect(address).is_err());
    client.rest().1.unwrap();
}
