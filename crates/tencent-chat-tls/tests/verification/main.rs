//! Who is let in, and who is not, by each stack.
#![cfg(test)]

mod cases;
mod chains;
mod exchange;
mod impostor;
mod records;
mod server;
mod stacks;

use cases::{HOST, case, try_all};
use chains::{Authority, Kind};
use impostor::Act;
use server::start;
use stacks::STACKS;
use tencent_chat_tls::Error;

#[test]
fn chains_lead_to_a_root() {
    STACKS.iter().for_each(|stack| try_all(&cases::chains(), stack));
}

#[test]
fn the_host_is_named() {
    STACKS.iter().for_each(|stack| try_all(&cases::names(), stack));
}

#[test]
fn dates_are_kept() {
    STACKS.iter().for_each(|stack| try_all(&cases::dates(), stack));
}

#[test]
fn only_authorities_have_authority() {
    STACKS.iter().for_each(|stack| try_all(&cases::authorities(), stack));
}

#[test]
fn impostors_stay_outside() {
    STACKS.iter().for_each(|stack| try_all(&cases::impostors(), stack));
}

/// However a message is garbled: nobody panics or waits, and nothing is sent but to a server that is proven all the same.
#[test]
fn nothing_that_is_garbled_harms() {
    let root = Authority::root(Kind::P256);
    for (number, stack) in (0..100).flat_map(|number| STACKS.iter().map(move |stack| (number, stack))) {
        let identity = root.issue(Kind::P256, &[HOST]);
        let case = case("", &root, identity.clone(), Ok(()));
        let (socket, server) = start(move |socket| impostor::serve(socket, &identity, &identity, Act::Garbled(number)));
        let answer = (stack.ask)(socket, &case);
        let is_proven = matches!(answer, Ok(_) | Err(Error::CutOff));
        assert!(server.join().unwrap().is_empty() || is_proven, "{number}, {}: {answer:?}", stack.name);
    }
}
