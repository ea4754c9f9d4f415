//! What the emulator does wrong on purpose.

use core::time::Duration;
use std::io::ErrorKind;
use std::time::Instant;

use tencent_chat_emulator::{Config, Emulator, Fault, Limits, Times};

use crate::client::{ALICE, Client, PATH, ask, query, request};

fn start() -> Emulator {
    Emulator::start(Config::default()).unwrap()
}

#[test]
fn an_answer_is_cut_at_every_byte() {
    let emulator = start();
    let question = request("POST", PATH, &query(&emulator), ALICE);
    let mut client = Client::connect(&emulator);
    client.send(question.as_bytes()).unwrap();
    let reply = client.receive().unwrap();
    let whole = reply.head.len() + reply.body.len();
    for len in (0..whole + 2).step_by(7).chain([whole - 1, whole, whole + 1]) {
        emulator.inject(Fault::CloseAfter(len), Times::Next(1));
        let mut client = Client::connect(&emulator);
        client.send(question.as_bytes()).unwrap();
        let (bytes, end) = client.rest();
        assert_eq!(bytes.len(), len.min(whole), "cut at {len}");
        if len < whole {
            assert_eq!(end.unwrap_err().kind(), ErrorKind::UnexpectedEof, "no farewell at {len}");
        }
    }
    assert_eq!(ask(&emulator, ALICE).code(), 0, "and then all is well again");
}

#[test]
fn chunks_have_odd_sizes_and_the_same_body() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    let whole = client.ask(&emulator, ALICE).unwrap();
    emulator.inject(Fault::Chunked, Times::Next(1));
    let chunked = client.ask(&emulator, ALICE).unwrap();
    assert_eq!(chunked.header("content-length"), None);
    assert_eq!(chunked.body, whole.body);
    assert!(chunked.raw.starts_with(b"1\r\n{\r\n2\r\n\"A\r\n3\r\n"), "{:?}", String::from_utf8_lossy(&chunked.raw));
    assert_eq!(client.ask(&emulator, ALICE).unwrap().header("transfer-encoding"), None);
    assert_eq!(emulator.counts().connections, 1);
}

#[test]
fn the_code_can_stand_after_the_list_and_refuse() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    for (code, status) in [(0, "OK"), (91000, "FAIL")] {
        emulator.inject(Fault::CodeLast(code), Times::Next(1));
        let reply = client.ask(&emulator, ALICE).unwrap();
        let text = str::from_utf8(&reply.body).unwrap();
        assert!(text.starts_with(r#"{"UserAttrs":[{"To_Account":"alice","#), "{text}");
        assert!(text.ends_with(&format!(r#""ErrorCode":{code}}}"#)), "{text}");
        assert_eq!(reply.json()["ActionStatus"], status);
    }
}

#[test]
fn any_code_can_be_answered_for_as_long_as_wanted_and_where_wanted() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    let mut code = || client.ask(&emulator, ALICE).unwrap().code();
    emulator.inject_at("v4/elsewhere", Fault::Refuse(1), Times::UntilCleared);
    assert_eq!(code(), 0);
    emulator.inject_at(PATH, Fault::Refuse(60007), Times::Next(2));
    assert_eq!([code(), code(), code()], [60007, 60007, 0]);
    emulator.inject(Fault::Refuse(-5), Times::UntilCleared);
    assert_eq!([code(), code(), code()], [-5, -5, -5]);
    emulator.clear_faults();
    assert_eq!(code(), 0);
}

#[test]
fn a_bad_gateway_speaks_html() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    emulator.inject(Fault::BadGateway, Times::Next(1));
    let reply = client.ask(&emulator, ALICE).unwrap();
    assert_eq!((reply.status, reply.header("content-type")), (502, Some("text/html")));
    assert!(reply.body.starts_with(b"<html>"));
    assert_eq!(client.ask(&emulator, ALICE).unwrap().code(), 0);
}

#[test]
fn a_kept_connection_can_go_stale_without_a_word() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    emulator.inject(Fault::CloseSilently, Times::Next(1));
    let reply = client.ask(&emulator, ALICE).unwrap();
    assert_eq!((reply.code(), reply.header("connection")), (0, None));
    let (bytes, end) = client.rest();
    assert!(bytes.is_empty());
    end.unwrap();
    assert!(client.ask(&emulator, ALICE).is_err());
    assert_eq!(emulator.counts().requests, 1);
}

#[test]
fn a_forgotten_connection_is_reset_by_its_next_request() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    emulator.inject(Fault::Stale, Times::Next(1));
    let reply = client.ask(&emulator, ALICE).unwrap();
    assert_eq!((reply.code(), reply.header("connection")), (0, None));
    assert_eq!(client.ask(&emulator, ALICE).unwrap_err().kind(), ErrorKind::ConnectionReset);
    assert_eq!(emulator.counts().requests, 1);
    assert_eq!(ask(&emulator, ALICE).code(), 0);
}

#[test]
fn a_stall_lasts_as_long_as_wanted_and_then_all_is_well() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    let usual = client.ask(&emulator, ALICE).unwrap();
    emulator.inject(Fault::Stall { at: 150, millis: Some(200) }, Times::Next(1));
    let since = Instant::now();
    assert_eq!(client.ask(&emulator, ALICE).unwrap().body, usual.body);
    assert!(since.elapsed() >= Duration::from_millis(200), "{:?}", since.elapsed());
    assert_eq!(client.ask(&emulator, ALICE).unwrap().body, usual.body);
    assert_eq!(emulator.counts().connections, 1);
}

#[test]
fn a_stall_without_end_holds_nothing_up_when_the_client_goes_or_the_emulator_ends() {
    let limits = Limits { connections: 1, ..Limits::default() };
    let emulator = Emulator::start(Config { limits, ..Config::default() }).unwrap();
    emulator.inject(Fault::Stall { at: 150, millis: None }, Times::Next(2));
    let question = request("POST", PATH, &query(&emulator), ALICE);
    let mut gone = Client::connect(&emulator);
    gone.send(question.as_bytes()).unwrap();
    gone.read_exactly(150);
    drop(gone);
    let mut client = Client::connect(&emulator);
    client.send(question.as_bytes()).unwrap();
    client.read_exactly(150);
    let since = Instant::now();
    drop(emulator);
    assert!(since.elapsed() < Duration::from_secs(2), "{:?}", since.elapsed());
    client.rest().1.unwrap_err();
}

#[test]
fn the_date_can_be_wrong_while_the_clock_is_right() {
    let emulator = start();
    emulator.stop_clock_at(Duration::from_secs(1_700_000_000));
    emulator.inject(Fault::ClockSkew(86_400), Times::Next(1));
    let mut client = Client::connect(&emulator);
    let dates = [(); 2].map(|()| client.ask(&emulator, ALICE).unwrap().header("date").unwrap().to_owned());
    assert_eq!(dates, ["Wed, 15 Nov 2023 22:13:20 GMT", "Tue, 14 Nov 2023 22:13:20 GMT"]);
}

#[test]
fn a_length_that_lies_leaves_the_connection_open() {
    let emulator = start();
    let mut client = Client::connect(&emulator);
    let usual = client.ask(&emulator, ALICE).unwrap().body;
    emulator.inject(Fault::LengthTooShort(5), Times::Next(1));
    assert_eq!(client.ask(&emulator, ALICE).unwrap().body, usual[..usual.len() - 5]);
    assert_eq!(client.read_exactly(5), usual[usual.len() - 5..], "what the next answer would begin with");
    assert_eq!(client.ask(&emulator, ALICE).unwrap().body, usual);
}

#[test]
fn faults_act_together() {
    let emulator = start();
    emulator.inject(Fault::CodeLast(0), Times::UntilCleared);
    emulator.inject(Fault::Chunked, Times::UntilCleared);
    emulator.inject(Fault::CloseAfter(200), Times::Next(1));
    let mut client = Client::connect(&emulator);
    client.send(request("POST", PATH, &query(&emulator), ALICE).as_bytes()).unwrap();
    let (bytes, _) = client.rest();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.len(), 200);
    assert!(text.contains("transfer-encoding: chunked") && text.contains("\r\n1\r\n{\r\n2\r\n\"U\r\n"), "{text}");
}
