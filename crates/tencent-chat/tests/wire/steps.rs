//! The steps of an exchange where its user does something unusual.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test ends where it is wrong")]

use tencent_chat::{App, Endpoint, Error, Exchange, Region, Step, UserSig, json, push::GetUserAttributes};

use crate::peer::{call, sent, sized};

const BODY: &[u8] = br#"{"ErrorCode":0,"UserAttrs":[{"To_Account":"alice","Attrs":{"n":"v"}}]}"#;

fn with_exchange(room: usize, run: impl FnOnce(Exchange<'_, GetUserAttributes<'_>>)) {
    let app = App::new(1, Region::Singapore, "admin").unwrap();
    let user_sig = UserSig::minted("eJw-a-signature").unwrap();
    let request = GetUserAttributes::new(&["alice"]).unwrap();
    run(Exchange::new(&app, user_sig, 7, &request, &mut vec![0xA5; room]));
}

fn receive<E: Endpoint>(exchange: &mut Exchange<'_, E>, bytes: &[u8]) {
    exchange.incoming()[..bytes.len()].copy_from_slice(bytes);
    exchange.received(bytes.len());
}

#[test]
fn begun_again_it_is_a_call_of_its_own_wherever_it_was() {
    let answer = sized(BODY);
    for len in [0, 40, answer.len()] {
        with_exchange(300, |mut exchange| {
            let first = sent(&mut exchange);
            receive(&mut exchange, &answer[..len]);
            let _ = exchange.step();
            exchange.restart(8);
            assert_eq!((exchange.progress().bytes_sent(), exchange.progress().bytes_received()), (0, 0));
            assert_eq!(sent(&mut exchange), first.replace("&random=7&", "&random=8&"));
            receive(&mut exchange, &answer);
            assert_eq!(exchange.step(), Ok(Step::Item));
            let user = exchange.item().unwrap().unwrap();
            let position = |asked: &[&str]| GetUserAttributes::new(asked).unwrap().position(user.account);
            assert_eq!((position(&["bob", "alice", "alice"]), position(&["Alice"])), (Some(1), None));
            assert_eq!(user.get("n").and_then(|value| value.as_text()).unwrap(), "v");
            assert!(user.get("m").is_none());
            assert_eq!((exchange.step(), exchange.step(), exchange.answer()), (Ok(Step::Done), Ok(Step::Done), Ok(())));
        });
    }
}

#[test]
fn a_peer_that_takes_nothing_has_closed() {
    with_exchange(300, |mut exchange| {
        assert_eq!(exchange.step(), Ok(Step::Send));
        exchange.sent(0);
        assert_eq!((exchange.step(), exchange.step()), (Err(Error::Closed), Err(Error::Closed)));
    });
}

#[test]
fn there_is_nothing_to_write_while_it_reads_and_nothing_to_read_while_it_writes() {
    with_exchange(300, |mut exchange| {
        assert_eq!(exchange.step(), Ok(Step::Send));
        assert!(exchange.incoming().is_empty());
        exchange.received(9);
        sent(&mut exchange);
        assert!(exchange.outgoing().is_empty());
        exchange.sent(9);
        assert_eq!((exchange.step(), exchange.progress().bytes_received()), (Ok(Step::Receive), 0));
    });
}

#[test]
fn it_shows_how_far_it_is_and_nothing_that_is_said() {
    with_exchange(300, |mut exchange| {
        assert_eq!(exchange.step(), Ok(Step::Send));
        let shown = format!("{exchange:?}");
        assert!(shown.contains("Sending") && !shown.contains("eJw") && !shown.contains("alice"), "{shown}");
    });
}

#[test]
fn it_says_how_much_went_and_came_and_when_the_answer_was_made() {
    let head =
        format!("HTTP/1.1 200 OK\r\nDate: Tue, 14 Nov 2023 22:13:20 GMT\r\nContent-Length: {}\r\n\r\n", BODY.len());
    let answer = [head.as_bytes(), BODY].concat();
    with_exchange(300, |mut exchange| {
        let request = sent(&mut exchange);
        assert_eq!(exchange.progress().date(), None);
        receive(&mut exchange, &answer);
        while exchange.step() == Ok(Step::Item) {}
        let progress = exchange.progress();
        assert_eq!((progress.bytes_sent(), progress.bytes_received()), (request.len(), answer.len()));
        assert_eq!(progress.date(), Some(1_700_000_000));
    });
}

#[test]
fn keys_that_stand_twice_in_what_is_dropped_do_not_matter() {
    let user = r#"{"To_Account":"alice","Else":{"x":1,"x":{"y":1,"y":2}},"Attrs":{"n":"v"}}"#;
    let body = format!(r#"{{"Else":{{"a":1,"a":[{{"b":1,"b":2}}]}},"ErrorCode":0,"UserAttrs":[{user}]}}"#);
    for piece in [1, 7, 1000] {
        let outcome = call(&sized(body.as_bytes()), piece, 300);
        assert_eq!((outcome.end, outcome.users.len()), (Ok(()), 1), "in pieces of {piece}");
    }
}

#[test]
fn a_long_name_that_is_asked_for_comes_whole_or_not_at_all() {
    let name = "n".repeat(100);
    let body = format!(r#"{{"ErrorCode":0,"UserAttrs":[{{"To_Account":"alice","Attrs":{{"{name}":"v"}}}}]}}"#);
    let whole = call(&sized(body.as_bytes()), 1000, 1000).users;
    for room in 40..300 {
        let outcome = call(&sized(body.as_bytes()), 7, room);
        match outcome.end {
            Err(Error::BufferFull { needed }) => assert!(needed > room, "{room}"),
            end => assert_eq!((end, &outcome.users), (Ok(()), &whole), "{room}"),
        }
    }
}

#[test]
fn a_code_that_is_none_is_told_however_long_it_is() {
    let body = format!(r#"{{"ErrorCode":["{}"],"UserAttrs":[]}}"#, "x".repeat(500));
    let wanted = "an integer of 64 bits";
    for room in [160, 1000] {
        let end = call(&sized(body.as_bytes()), 9, room).end;
        assert_eq!(end, Err(Error::Json(json::Error::Type { key: "ErrorCode", wanted })), "{room}");
    }
}

#[test]
fn words_that_were_kept_yield_to_a_user() {
    let words = "too many words ".repeat(5);
    let value = "v".repeat(90);
    let body = format!(
        r#"{{"ErrorInfo":"{words}","UserAttrs":[{{"To_Account":"alice","Attrs":{{"n":"{value}"}}}}],"ErrorCode":0}}"#
    );
    let outcome = call(&sized(body.as_bytes()), 11, 160);
    assert_eq!((outcome.end, outcome.users.len(), outcome.words), (Ok(()), 1, None));
    let outcome = call(&sized(body.as_bytes()), 11, 400);
    assert_eq!((outcome.end, outcome.users.len(), outcome.words), (Ok(()), 1, Some(words)));
}

#[test]
fn a_buffer_too_small_for_any_line_says_so() {
    for room in 1..24 {
        let outcome = call(&sized(BODY), 5, room);
        assert!(matches!(outcome.end, Err(Error::BufferFull { needed }) if needed > room), "{room}: {:?}", outcome.end);
    }
}

#[test]
fn a_long_line_of_no_interest_is_let_pass_whatever_it_is() {
    let long = "x".repeat(500);
    for line in [format!("X-Long: {long}"), format!("{long}: x"), format!("X-{long}")] {
        let answer = format!("HTTP/1.1 200 OK\r\n{line}\r\nContent-Length: {}\r\n\r\n", BODY.len());
        let outcome = call(&[answer.as_bytes(), BODY].concat(), 9, 100);
        assert_eq!(outcome.end, Ok(()), "{line}");
    }
}
