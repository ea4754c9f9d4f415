//! What a call makes of an answer, as its user sees it.

use crate::peer::{call, chunked, closed, expected, sent, sized};
use tencent_chat::{
    Advice, App, Error, ErrorCode, Exchange, Host, HttpError, Region, Step, UserSig,
    json::{self, Problem},
    push::GetUserAttributes,
};

const DOCUMENTED: &str = r#"{
 "ActionStatus": "OK",
 "ErrorInfo": "",
 "ErrorCode": 0,
 "UserAttrs": [
  { "To_Account": "mina", "Attrs": { "tier": "gold", "city": "Busan" } },
  { "To_Account": "u-1007", "Attrs": {} },
  { "To_Account": "oskar", "Attrs": { "tier": "none" } }
 ]
}"#;

fn end(answer: &[u8]) -> Result<(), Error> {
    let whole = call(answer, answer.len(), 256).end;
    for piece in [1, 2, 3, 7] {
        assert_eq!(call(answer, piece, 256).end, whole, "in pieces of {piece}");
    }
    whole
}

fn end_of_body(body: &str) -> Result<(), Error> {
    end(&sized(body.as_bytes()))
}

fn refused(code: i64) -> Result<(), Error> {
    Err(Error::Refused(ErrorCode(code)))
}

#[test]
fn the_documented_answer_is_three_users() {
    let outcome = call(&sized(DOCUMENTED.as_bytes()), 1000, 256);
    assert_eq!(outcome.end, Ok(()));
    let accounts: Vec<_> =
        outcome.users.iter().map(|(account, attributes)| (account.as_str(), attributes.len())).collect();
    assert_eq!(accounts, [("mina", 2), ("u-1007", 0), ("oskar", 1)]);
    assert_eq!(outcome.users[0].1[1], ("city".to_owned(), "Busan".into()));
    assert!(outcome.keeps_alive);
    assert_eq!(outcome.words, None);
}

#[test]
fn a_refusal_says_its_code_and_the_services_words_wherever_they_stand() {
    for body in [
        r#"{"ActionStatus":"FAIL","ErrorInfo":"too \"often\"","ErrorCode":60007}"#,
        r#"{"ErrorCode":60007,"ErrorInfo":"too \"often\""}"#,
        r#"{"UserAttrs":[{"To_Account":"a","Attrs":{}}],"ErrorInfo":"too \"often\"","New":{"x":[1]},"ErrorCode":60007}"#,
    ] {
        let outcome = call(&sized(body.as_bytes()), 5, 256);
        assert_eq!(outcome.end, refused(60007), "{body}");
        assert_eq!(outcome.words.as_deref(), Some("too \"often\""), "{body}");
        assert!(outcome.keeps_alive, "a refusal leaves the connection in order");
    }
    assert_eq!(Error::Refused(ErrorCode(60007)).advice(), Advice::SlowDown);
    assert_eq!(end_of_body(r#"{"ErrorCode":-9223372036854775808}"#), refused(i64::MIN));
    assert_eq!(end_of_body(r#"{"ErrorCode":0,"ActionStatus":"FAIL","UserAttrs":[]}"#), refused(0));
    assert_eq!(end_of_body(r#"{"ErrorCode":0,"ActionStatus":"Fine","UserAttrs":[]}"#), Ok(()));
}

#[test]
fn the_services_words_never_hide_its_code() {
    let words = "x".repeat(5000);
    for body in [
        format!(r#"{{"ErrorInfo":"{words}","ErrorCode":60007}}"#),
        format!(r#"{{"ErrorCode":60007,"ErrorInfo":"{words}"}}"#),
        format!(r#"{{"ErrorInfo":"{}","ErrorCode":60007}}"#, &words[..230]),
        format!(r#"{{"ErrorInfo":{{"{words}":1}},"ErrorCode":60007}}"#),
        format!(r#"{{"{words}":"{words}","ErrorCode":60007,"ActionStatus":["{words}"]}}"#),
    ] {
        assert_eq!(end_of_body(&body), refused(60007), "{}", &body[..30]);
    }
}

#[test]
fn what_is_not_asked_for_takes_no_room() {
    let big = format!(r#"[{{"{0}":["{0}",{{"{0}":-1.5e9}}]}},"{0}",true]"#, "long ".repeat(300));
    let long_key = "To_Account".repeat(30);
    let body = format!(
        r#"{{"A":{big},"UserAttrs":[{{"B":{big},"To_Account":"a","{long_key}":{big},"Attrs":{{"n":"v"}}}},
           {{"Attrs":{{}},"C":{big},"To_Account":"b"}}],"{long_key}":{big},"ErrorCode":0}}"#
    );
    for piece in [1, 3, 4096] {
        let outcome = call(&sized(body.as_bytes()), piece, 150);
        assert_eq!(outcome.end, Ok(()), "in pieces of {piece}");
        let accounts: Vec<_> =
            outcome.users.iter().map(|(account, attributes)| (account.as_str(), attributes.len())).collect();
        assert_eq!(accounts, [("a", 1), ("b", 0)]);
    }
}

#[test]
fn a_wrong_answer_is_a_precise_error() {
    let wrong = |key, wanted| Err(Error::Json(json::Error::Type { key, wanted }));
    let missing = |key| Err(Error::Json(json::Error::Missing { key }));
    let syntax = |problem, at| Err(Error::Json(json::Error::Syntax { problem, at }));
    for (body, expected) in [
        (r#"[]"#, wrong("the answer", "an object")),
        (r#""OK""#, wrong("the answer", "an object")),
        (r#"{"ActionStatus":"OK"}"#, missing("ErrorCode")),
        (r#"{"ErrorCode":"0"}"#, wrong("ErrorCode", "an integer of 64 bits")),
        (r#"{"ErrorCode":0.0}"#, wrong("ErrorCode", "an integer of 64 bits")),
        (r#"{"ErrorCode":9223372036854775808}"#, wrong("ErrorCode", "an integer of 64 bits")),
        (r#"{"ErrorCode":[0]}"#, wrong("ErrorCode", "an integer of 64 bits")),
        (r#"{"ErrorCode":0}"#, missing("UserAttrs")),
        (r#"{"ErrorCode":0,"UserAttrs":{}}"#, wrong("UserAttrs", "an array")),
        (r#"{"ErrorCode":0,"UserAttrs":null}"#, wrong("UserAttrs", "an array")),
        (r#"{"ErrorCode":0,"UserAttrs":["a"]}"#, wrong("UserAttrs", "a list of objects")),
        (r#"{"ErrorCode":0,"UserAttrs":[{"Attrs":{}}]}"#, missing("To_Account")),
        (r#"{"ErrorCode":0,"UserAttrs":[{"To_Account":"a"}]}"#, missing("Attrs")),
        (r#"{"ErrorCode":0,"UserAttrs":[{"To_Account":7,"Attrs":{}}]}"#, wrong("To_Account", "a text")),
        (r#"{"ErrorCode":0,"UserAttrs":[{"To_Account":"a","Attrs":[]}]}"#, wrong("Attrs", "an object")),
        (r#"{"ErrorCode":0,"ErrorCode":1}"#, syntax(Problem::Duplicate, 26)),
        (r#"{"UserAttrs":[],"UserAttrs":[]}"#, syntax(Problem::Duplicate, 27)),
        (r#"{"UserAttrs":[{"Attrs":{},"Attrs":{}}]}"#, syntax(Problem::Duplicate, 33)),
        (r#"{"UserAttrs":[{"Attrs":{"a":{"b":1},"c":2,"a":3}}]}"#, syntax(Problem::Duplicate, 45)),
        (r#"{"ErrorCode":0,"UserAttrs":[]} {}"#, syntax(Problem::Unexpected, 31)),
        (r#"<html>"#, syntax(Problem::Unexpected, 0)),
        ("", syntax(Problem::Unfinished, 0)),
    ] {
        assert_eq!(end_of_body(body), expected, "{body}");
        assert_eq!(end(&chunked(body.as_bytes(), 3)), expected, "{body} in chunks");
        assert_eq!(end(&closed(body.as_bytes())), expected, "{body} up to the close");
    }
}

#[test]
fn values_may_be_integers_or_any_json() {
    let body = r#"{"ErrorCode":0,"UserAttrs":[{"To_Account":"a","Attrs":{"level":3,"x":null,"y":[1,{"z":"\n"}]}}]}"#;
    let outcome = call(&sized(body.as_bytes()), 9, 256);
    let values: Vec<_> = outcome.users[0].1.iter().map(|(_, value)| value.to_string()).collect();
    assert_eq!(values, ["3", "null", r#"[1,{"z":"\n"}]"#]);
}

#[test]
fn texts_that_look_like_what_stands_between_texts_are_texts() {
    for inside in [",", ":", ",\\\"", ":\\\"", "\\\",\\\"", "}", "]}"] {
        // Any number of letters in front: texts are read by the word.
        for len in 0..20 {
            let text = format!("{}{inside}", "x".repeat(len));
            let attributes = format!(r#"{{"a":"{text}","b":"{text}","{text}":"{text}","c":"{text}"}}"#);
            let body = format!(r#"{{"ErrorCode":0,"UserAttrs":[{{"To_Account":"{text}","Attrs":{attributes}}}]}}"#);
            let users = expected(body.as_bytes());
            for piece in [1, 2, 3, 5, 8, 13, 400] {
                let outcome = call(&sized(body.as_bytes()), piece, 512);
                assert_eq!((outcome.end, &outcome.users), (Ok(()), &users), "{body} in pieces of {piece}");
            }
        }
    }
}

#[test]
fn an_answers_head_is_read_as_http_says() {
    let body = r#"{"ErrorCode":0,"UserAttrs":[]}"#;
    let with = |head: &str| format!("{head}\r\n\r\n{body}").into_bytes();
    let keeps_alive = |head: &str| {
        let outcome = call(&with(head), 4, 64);
        assert_eq!(outcome.end, Ok(()), "{head}");
        outcome.keeps_alive
    };
    assert!(keeps_alive("HTTP/1.1 200 OK\r\ncontent-LENGTH:30"));
    assert!(keeps_alive("HTTP/1.1 200\r\nContent-Length: 30\r\nContent-Length: 30\r\nConnection: Keep-Alive"));
    assert!(keeps_alive("HTTP/1.1 200 \nContent-Length:\t30 \nContent-Encoding: identity"));
    assert!(!keeps_alive("HTTP/1.1 200 OK\r\nContent-Length: 30\r\nConnection: x, CLOSE"));
    assert!(!keeps_alive("HTTP/1.1 200 OK\r\nConnection: close, keep-alive\r\nContent-Length: 30"));
    assert!(!keeps_alive("HTTP/1.0 200 OK\r\nContent-Length: 30"));
    assert!(keeps_alive("HTTP/1.0 200 OK\r\nContent-Length: 30\r\nConnection: keep-alive"));
    assert!(!keeps_alive("HTTP/1.1 200 OK\r\nX: no length at all"));
    let interim = "HTTP/1.1 100 Continue\r\nContent-Length: 7\r\n\r\nHTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 30";
    assert!(keeps_alive(interim));
    let long = format!(
        "HTTP/1.1 200 OK\r\nSet-Cookie: {}\r\n{}: x\r\nContent-Length: 30",
        "c".repeat(3000),
        "X-".repeat(1000)
    );
    assert!(keeps_alive(&long));

    let http = |error| Err(Error::Http(error));
    for (head, expected) in [
        ("SSH-2.0-OpenSSH_9.2", http(HttpError::NotHttp)),
        ("HTTP/2 200 OK", http(HttpError::NotHttp)),
        ("HTTP/1.1 20 OK", http(HttpError::NotHttp)),
        ("HTTP/1.1 2000", http(HttpError::NotHttp)),
        ("HTTP/1.1 0200 OK", http(HttpError::NotHttp)),
        ("HTTP/1.1 502 Bad Gateway", Err(Error::Status(502))),
        ("HTTP/1.1 301 Moved\r\nLocation: https://elsewhere", Err(Error::Status(301))),
        ("HTTP/1.1 204 No Content", Err(Error::Status(204))),
        ("HTTP/1.1 101 Switching", Err(Error::Status(101))),
        ("HTTP/1.1 200 OK\r\nno colon", http(HttpError::Header)),
        ("HTTP/1.1 200 OK\r\n: x", http(HttpError::Header)),
        ("HTTP/1.1 200 OK\r\nName : x", http(HttpError::Header)),
        ("HTTP/1.1 200 OK\r\n folded: x", http(HttpError::Header)),
        ("HTTP/1.1 200 OK\r\nX: a\rb", http(HttpError::Header)),
        ("HTTP/1.1 200 OK\r\nX: a\0b", http(HttpError::Header)),
        ("HTTP/1.1 200 OK\r\nContent-Length: ", http(HttpError::Length)),
        ("HTTP/1.1 200 OK\r\nContent-Length: +30", http(HttpError::Length)),
        ("HTTP/1.1 200 OK\r\nContent-Length: 30, 30", http(HttpError::Length)),
        ("HTTP/1.1 200 OK\r\nContent-Length: 4294967296", http(HttpError::Length)),
        ("HTTP/1.1 200 OK\r\nContent-Length: 30\r\nContent-Length: 31", http(HttpError::Length)),
        ("HTTP/1.1 200 OK\r\nContent-Length: 30\r\nTransfer-Encoding: chunked", http(HttpError::Length)),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked", http(HttpError::TransferEncoding)),
        ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip", http(HttpError::ContentEncoding)),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked", http(HttpError::Chunk)),
    ] {
        assert_eq!(end(&with(head)), expected, "{head}");
    }
    let endless = format!("HTTP/1.1 200 OK\r\n{}", "X: y\r\n".repeat(3000));
    assert_eq!(end(endless.as_bytes()), http(HttpError::HeadTooLong));
    let hidden = format!("HTTP/1.1 200 OK\r\nX: {}\0", "c".repeat(3000));
    assert_eq!(end(&with(&hidden)), http(HttpError::Header), "beyond what is kept of a line");
    for (name, value, expected) in [
        ("Content-Length", "030", http(HttpError::Length)),
        ("Transfer-Encoding", "x, chunked", http(HttpError::TransferEncoding)),
        ("Content-Encoding", "x, identity", http(HttpError::ContentEncoding)),
    ] {
        let head = format!("HTTP/1.1 200 OK\r\n{name}: {}{value}", value.repeat(100));
        assert_eq!(end(&with(&head)), expected, "no room is enough for a value that is never taken: {name}");
    }
    let options = format!("HTTP/1.1 200 OK\r\nContent-Length: 30\r\nConnection: {}close", "x, ".repeat(100));
    let through = |room| call(&with(&options), 4, room);
    assert_eq!(through(64).end, Err(Error::BufferFull { needed: 65 }));
    assert_eq!((through(65).end, through(65).keeps_alive), (Ok(()), false));
    let needed = call(&with("HTTP/1.1 200 OK\r\nTransfer-Encoding:           chunked"), 5, 32).end;
    assert_eq!(needed, Err(Error::BufferFull { needed: 38 }));
}

#[test]
fn chunks_are_read_as_http_says() {
    let with = |rest: &str| format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{rest}").into_bytes();
    let start = "f\r\n{\"ErrorCode\":0,\r\n";
    assert_eq!(end(&with(&format!("{start}00F ; a=b\r\n\"UserAttrs\":[]}}\r\n0\r\nA: b\r\n\r\n"))), Ok(()));
    assert_eq!(end(&with(&format!("{start}f\r\n\"UserAttrs\":[]}}\r\n0\r\nA: b\r\n"))), Err(Error::Closed));
    for broken in [
        "x\r\n",
        "\r\n",
        ";a\r\n",
        "-1\r\n",
        "100000000\r\n",
        "f\r\n{\"ErrorCode\":0,xx",
        "f\r\n{\"ErrorCode\":0,f\r\n",
    ] {
        assert_eq!(end(&with(broken)), Err(Error::Http(HttpError::Chunk)), "{broken}");
    }
}

#[test]
fn what_follows_an_answer_ends_the_connection() {
    let body = r#"{"ErrorCode":0,"UserAttrs":[]}"#;
    let answer = [&sized(body.as_bytes())[..], b"HTTP/1.1 200 OK\r\n"].concat();
    let outcome = call(&answer, 1000, 256);
    assert_eq!((outcome.end, outcome.keeps_alive), (Ok(()), false));
}

#[test]
fn a_request_goes_out_whole_through_a_buffer_of_any_size() {
    let app = App::new(1_400_000_000, Host::new("localhost", 8443).unwrap(), "admin é&=?#").unwrap();
    let sig = UserSig::minted("eJw*-_").unwrap();
    let accounts = ["alice", "quote\" slash\\ tab\t", "关羽"];
    let request = GetUserAttributes::new(&accounts).unwrap();
    let body = r#"{"To_Account":["alice","quote\" slash\\ tab\u0009","关羽"]}"#;
    let expected = format!(
        "POST /v4/all_member_push/im_get_attr?sdkappid=1400000000&identifier=admin%20%C3%A9%26%3D%3F%23&usersig=eJw*-_\
         &random=4294967295&contenttype=json HTTP/1.1\r\nHost: localhost:8443\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    for room in 1..expected.len() + 2 {
        for count in [1, 3, usize::MAX] {
            let mut buffer = vec![0; room];
            let mut exchange = Exchange::new(&app, sig, u32::MAX, &request, &mut buffer);
            let mut sent = Vec::new();
            while exchange.step() == Ok(Step::Send) {
                let outgoing = exchange.outgoing();
                let count = count.min(outgoing.len());
                sent.extend_from_slice(&outgoing[..count]);
                exchange.sent(count);
                assert_eq!(exchange.progress().bytes_sent(), sent.len());
                assert!(sent.len() <= expected.len(), "through {room} bytes");
            }
            assert_eq!(String::from_utf8(sent).unwrap(), expected, "through {room} bytes");
        }
    }
    let app = App::new(1, Region::China, "a").unwrap();
    let mut buffer = [0; 400];
    let mut exchange = Exchange::new(&app, sig, 0, &request, &mut buffer);
    exchange.step().unwrap();
    let head = String::from_utf8_lossy(exchange.outgoing()).into_owned();
    assert!(head.contains("\r\nHost: console.tim.qq.com\r\n"), "{head}");
}

#[test]
fn an_error_is_final_and_nothing_is_had_before_its_time() {
    let app = App::new(1, Region::China, "a").unwrap();
    let sig = UserSig::minted("sig").unwrap();
    let request = GetUserAttributes::new(&["a"]).unwrap();
    let mut buffer = [0; 256];
    let mut exchange = Exchange::new(&app, sig, 0, &request, &mut buffer);
    assert!(exchange.incoming().is_empty());
    assert_eq!(exchange.answer(), Err(Error::NotNow));
    assert_eq!(exchange.item().unwrap_err(), Error::NotNow);
    sent(&mut exchange);
    assert!(exchange.progress().bytes_received() == 0);
    exchange.received(0);
    assert_eq!(exchange.step(), Err(Error::Closed));
    assert_eq!(exchange.step(), Err(Error::Closed));
    assert!(!exchange.progress().keeps_alive());

    let mut nothing = [0; 0];
    let mut exchange = Exchange::new(&app, sig, 0, &request, &mut nothing);
    assert_eq!(exchange.step(), Err(Error::BufferFull { needed: 1 }));
}
