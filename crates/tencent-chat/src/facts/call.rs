//! A call whose other end is a text.

use core::fmt::Debug;
use std::{borrow::ToOwned, format, string::String, vec::Vec};

use serde_json::Value;

use crate::{App, Endpoint, Error, Exchange, Region, Step, UserSig, json::Fields, window::Window};

/// What came of a call, as it prints: the items, then the answer beside them, or why there is none.
pub(super) type Outcome = (Vec<String>, Result<String, Error>);

/// The body of a request.
pub(crate) fn body<E: Endpoint>(endpoint: &E) -> String {
    let (app, user_sig) = caller();
    let mut buffer = [0; 4096];
    let mut exchange = Exchange::new(&app, user_sig, 7, endpoint, &mut buffer);
    exchange.step().unwrap();
    let message = String::from_utf8(exchange.outgoing().to_vec()).unwrap();
    message.split_once("\r\n\r\n").unwrap().1.to_owned()
}

/// An object that is part of a request.
pub(crate) fn written(members: impl Fn(&mut Fields<'_, '_>)) -> Value {
    let mut room = [0; 4096];
    let mut window = Window::new(&mut room, 0);
    Fields::write(&mut window, members);
    let len = window.len();
    serde_json::from_slice(&room[..len]).unwrap()
}

/// What is made of an answer with this body, which comes in pieces of a size.
pub(super) fn read<E: Endpoint>(endpoint: &E, body: &str, piece: usize) -> Outcome
where
    for<'r> E::Item<'r>: Debug,
    for<'r> E::Answer<'r>: Debug,
{
    let (app, user_sig) = caller();
    let mut buffer = [0xA5; 1024];
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

fn caller() -> (App<'static>, UserSig<'static>) {
    (App::new(1, Region::China, "admin").unwrap(), UserSig::minted("not-a-signature").unwrap())
}
