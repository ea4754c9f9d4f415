//! A wire in memory, for any endpoint.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test ends where it is wrong")]

use core::fmt::Debug;

use tencent_chat::{App, Endpoint, Error, Exchange, Region, Step, UserSig};

/// What came of a call, as it prints: the items, then the answer beside them, or why there is none.
pub(crate) type Outcome = (Vec<String>, Result<String, Error>);

/// Runs one call through a buffer of `room` bytes. The answer's body comes in pieces of `piece` bytes.
pub(crate) fn call<E: Endpoint>(endpoint: &E, body: &str, piece: usize, room: usize) -> Outcome
where
    for<'r> E::Item<'r>: Debug,
    for<'r> E::Answer<'r>: Debug,
{
    let app = App::new(1, Region::Singapore, "admin").unwrap();
    let user_sig = UserSig::minted("not-a-signature").unwrap();
    let mut buffer = vec![0xA5; room];
    let mut exchange = Exchange::new(&app, user_sig, 7, endpoint, &mut buffer);
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let (mut unread, mut items) = (answer.as_bytes(), Vec::new());
    let end = loop {
        match exchange.step() {
            Ok(Step::Send) => {
                let count = exchange.outgoing().len();
                exchange.sent(count);
            }
            Ok(Step::Receive) => {
                let incoming = exchange.incoming();
                let count = piece.min(unread.len()).min(incoming.len());
                incoming[..count].copy_from_slice(&unread[..count]);
                unread = &unread[count..];
                exchange.received(count);
            }
            Ok(Step::Item) => match exchange.item() {
                Ok(item) => items.push(format!("{item:?}")),
                Err(error) => break Err(error),
            },
            Ok(Step::Done) => break exchange.answer().map(|answer| format!("{answer:?}")),
            Err(error) => break Err(error),
        }
    };
    (items, end)
}
