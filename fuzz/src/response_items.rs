//! An answer brings the users that independent readers of HTTP and JSON see in it, or an error; and the same ones however it
//! is cut, and through however small a buffer.
//!
//! Input: how the answer is made and read (16 bytes, [`Plan`]), then its body; or the answer as it is.

mod http;
mod users;

use tencent_chat::{Error, FailedAccount, push::GetUserAttributes, push::UserAttributes};

use crate::{Target, tree::Tree, wire};
use http::Plan;
use users::{Item, Seen, seen};

/// The target.
pub const TARGET: Target = Target { name: "response_items", run };

/// Panics where the property does not hold.
pub fn run(input: &[u8]) {
    let Some((plan, rest)) = input.split_first_chunk::<16>() else { return };
    let plan = Plan::of(*plan);
    let answer = plan.answer(rest);
    let large = answer.len() + 64;
    let at_once = call(&answer, &[255], large);
    assert_eq!(at_once, call(&answer, &plan.cuts, large), "in pieces");
    agrees(&at_once, &answer, &plan, rest);
    through_less_room(&at_once, &answer, &plan);
}

type Called = wire::Called<Item>;

fn call(answer: &[u8], cuts: wire::Cuts<'_>, room: usize) -> Called {
    let request = GetUserAttributes::new(&["alice"]).expect("valid");
    wire::call(&request, answer, cuts, room, |item| match item {
        Ok(user) => of_user(user),
        Err(failed) => of_failed(failed),
    })
}

fn of_user(user: UserAttributes<'_>) -> Item {
    let attributes = user.iter().map(|(name, value)| (name.as_str().to_owned(), Tree::of(value)));
    Item::User(user.account.as_str().to_owned(), attributes.collect())
}

fn of_failed(failed: FailedAccount<'_>) -> Item {
    let words = failed.error_info.map(|words| words.as_str().to_owned());
    Item::Failed(failed.account.as_str().to_owned(), failed.code.0, words)
}

/// What independent readers say to it.
fn agrees(called: &Called, answer: &[u8], plan: &Plan, body: &[u8]) {
    let body = if plan.is_made() { Some(body.to_vec()) } else { http::body(answer) };
    let Some(body) = body else { return };
    let braces = body.iter().filter(|byte| **byte == b'{').count();
    assert!(called.items.len() < braces.max(1), "more items than were sent");
    if plan.is_cut() {
        assert!(called.end.is_err(), "an answer that breaks off has no good end");
        return;
    }
    match (called.end, seen(&body)) {
        (Ok(()), Seen::Items { items, .. }) => assert_eq!(called.items, items),
        (Ok(()), other) => panic!("{:?}, where another reader has {other:?}", called.items),
        (Err(Error::Refused(code)), Seen::Refused(wanted)) => assert_eq!(code.0, wanted),
        (Err(Error::Refused(code)), other) => panic!("refused with {code}, where another reader has {other:?}"),
        (Err(error), Seen::Items { is_forbidden: false, items }) if plan.is_made() => {
            panic!("{error}, where another reader has {items:?}");
        }
        (Err(_), _) => {}
    }
}

/// Through less room it is the same, or says how much it takes.
fn through_less_room(whole: &Called, answer: &[u8], plan: &Plan) {
    let room = plan.room;
    let small = call(answer, &plan.cuts, room);
    match (small.end, whole.end) {
        (Err(Error::BufferFull { needed }), _) => assert!(needed > room, "{needed} bytes where there are {room}"),
        // Of what does not fit only a part is looked at, so of several faults another one may be found first.
        (Err(_), Err(_)) => assert!(whole.items.starts_with(&small.items), "through a small buffer"),
        // The service's words yield where there is no room.
        _ => assert_eq!((&small.items, small.end), (&whole.items, whole.end), "through a small buffer"),
    }
    if small.words.is_some() {
        assert_eq!(small.words, whole.words);
    }
}
