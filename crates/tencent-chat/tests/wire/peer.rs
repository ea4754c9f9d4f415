//! A wire in memory: answers cut as one likes, and what the core makes of them.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test ends where it is wrong")]

use tencent_chat::push::{GetUserAttributes, UserAttributes};
use tencent_chat::{App, Endpoint, Error, Exchange, Region, Step, UserSig, json};

/// A user as a test compares it: account, then names and values.
pub(crate) type User = (String, Vec<(String, serde_json::Value)>);

/// More than any call takes here.
pub(crate) const STEPS: usize = 1 << 20;

pub(crate) const ACCOUNTS: [&str; 2] = ["alice", "bob"];

/// What came of a call: the users up to its end, and how it ended.
#[derive(Debug, PartialEq)]
pub(crate) struct Outcome {
    pub(crate) users: Vec<User>,
    pub(crate) end: Result<(), Error>,
    pub(crate) words: Option<String>,
    pub(crate) keeps_alive: bool,
}

/// Runs one call through a buffer of `room` bytes. The answer comes in pieces of `piece` bytes, then the peer closes.
pub(crate) fn call(answer: &[u8], piece: usize, room: usize) -> Outcome {
    let mut users = Vec::new();
    let outcome = call_with(answer, piece, room, &mut |user| users.push(as_user(user)));
    Outcome { users, ..outcome }
}

/// The same, with the users given to somebody else.
pub(crate) fn call_with(
    answer: &[u8],
    piece: usize,
    room: usize,
    look: &mut dyn FnMut(&UserAttributes<'_>),
) -> Outcome {
    let app = App::new(1, Region::Singapore, "admin").unwrap();
    let sig = UserSig::minted("not-a-signature").unwrap();
    let request = GetUserAttributes::new(&ACCOUNTS).unwrap();
    let mut buffer = vec![0xA5; room];
    let mut exchange = Exchange::new(&app, sig, 7, &request, &mut buffer);
    let mut unread = answer;
    let mut steps = 0..STEPS;
    let end = loop {
        assert!(steps.next().is_some(), "a call that does not end");
        match exchange.step() {
            Ok(Step::Send) => {
                let count = exchange.outgoing().len();
                exchange.sent(count);
            }
            Ok(Step::Receive) => {
                let incoming = exchange.incoming();
                assert!(!incoming.is_empty(), "room to receive into");
                let count = piece.min(unread.len()).min(incoming.len());
                incoming[..count].copy_from_slice(&unread[..count]);
                unread = &unread[count..];
                exchange.received(count);
            }
            Ok(Step::Item) => match exchange.item() {
                Ok(Err(failed)) => unreachable!("{failed}"),
                Ok(Ok(user)) => look(&user),
                Err(error) => break Err(error),
            },
            Ok(Step::Done) => break exchange.answer(),
            Err(error) => break Err(error),
        }
    };
    let words = exchange.error_info().map(|words| words.to_string());
    Outcome { users: Vec::new(), end, words, keeps_alive: exchange.progress().keeps_alive() }
}

/// Sends the request of an exchange: what is written up to the first reading.
pub(crate) fn sent<E: Endpoint>(exchange: &mut Exchange<'_, E>) -> String {
    let mut bytes = Vec::new();
    while exchange.step() == Ok(Step::Send) {
        bytes.extend_from_slice(exchange.outgoing());
        exchange.sent(usize::MAX);
        assert!(bytes.len() < STEPS, "a request that does not end");
    }
    String::from_utf8(bytes).unwrap()
}

pub(crate) fn as_user(user: &UserAttributes<'_>) -> User {
    (user.account.to_string(), user.iter().map(|(name, value)| (name.to_string(), as_json(value))).collect())
}

/// A value is printed as the JSON it is.
fn as_json(value: json::Value<'_>) -> serde_json::Value {
    serde_json::from_str(&format!("{value:?}")).unwrap()
}

/// The body behind a head with its length.
pub(crate) fn sized(body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

/// The body in chunks of so many bytes.
pub(crate) fn chunked(body: &[u8], len: usize) -> Vec<u8> {
    let mut answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for chunk in body.chunks(len) {
        answer.extend_from_slice(format!("{:X};odd=\"{len}\"\r\n", chunk.len()).as_bytes());
        answer.extend_from_slice(chunk);
        answer.extend_from_slice(b"\r\n");
    }
    answer.extend_from_slice(b"0\r\nTrailer: x\r\n\r\n");
    answer
}

/// The body up to the connection's end.
pub(crate) fn closed(body: &[u8]) -> Vec<u8> {
    [b"HTTP/1.1 200 OK\r\n\r\n", body].concat()
}

/// What an independent decoder makes of a body.
pub(crate) fn expected(body: &[u8]) -> Vec<User> {
    let json: serde_json::Value = serde_json::from_slice(body).unwrap();
    let users = json["UserAttrs"].as_array().unwrap();
    users
        .iter()
        .map(|user| {
            let attributes = user["Attrs"].as_object().unwrap();
            let attributes = attributes.iter().map(|(name, value)| (name.clone(), value.clone()));
            (user["To_Account"].as_str().unwrap().to_owned(), attributes.collect())
        })
        .collect()
}
