//! JSON is accepted exactly when an independent reader accepts it and our own rules allow it, with the same values; and it
//! is the same whole and in pieces.
//!
//! Input: where it is cut (4 bytes), then the JSON.

use tencent_chat::json::{self, Error, Fields, Problem, Value};
use tencent_chat::{Endpoint, Parse};

use crate::{Target, tree::Tree, wire};

/// The target.
pub const TARGET: Target = Target { name: "json_push", run };

/// Panics where the property does not hold.
pub fn run(input: &[u8]) {
    let Some((cuts, text)) = input.split_first_chunk::<4>() else { return };
    whole(text);
    in_pieces(text, cuts);
}

fn whole(text: &[u8]) {
    let theirs = Tree::read(text);
    let mut bytes = text.to_vec();
    match (Value::parse_in_place(&mut bytes), theirs) {
        (Ok(value), Some(tree)) => {
            assert!(!tree.is_forbidden(), "our own rules forbid {tree:?}");
            assert_eq!(Tree::of(value), tree);
            assert_eq!(Tree::read(format!("{value:?}").as_bytes()), Some(tree), "a value prints as the JSON it is");
        }
        (Ok(value), None) => panic!("{value:?} is no JSON"),
        (Err(Error::Syntax { problem: Problem::Duplicate, .. }), Some(tree)) => assert!(tree.repeats(), "{tree:?}"),
        (Err(Error::Syntax { problem: Problem::Depth, .. }), Some(tree)) => assert!(tree.is_deep(), "{tree:?}"),
        (Err(error), Some(tree)) => panic!("{tree:?} is refused: {error}"),
        (Err(error), None) => says_where(text, error),
    }
}

/// What stands before the place of an error could still have become JSON.
fn says_where(text: &[u8], error: Error) {
    let Error::Syntax { problem, at } = error else { panic!("{error:?} for bytes that are no JSON") };
    assert!(at <= text.len(), "{error}");
    if problem != Problem::Duplicate {
        assert_eq!(problem == Problem::Unfinished, at == text.len(), "{error}");
        let before = Value::parse_in_place(&mut text[..at].to_vec()).err();
        let is_open = matches!(before, None | Some(Error::Syntax { problem: Problem::Unfinished, .. }));
        assert!(is_open, "{error}, but before that: {before:?}");
    }
}

/// The same text in an answer's list: it is one item, or several where the text closes what it stands in.
fn in_pieces(text: &[u8], cuts: wire::Cuts<'_>) {
    let body = [br#"{"ErrorCode":0,"L":[{"v":"#, text, b"}]}"].concat();
    let answer = [format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len()).as_bytes(), &body].concat();
    let call = |cuts| wire::call(&Values, &answer, cuts, answer.len() + 64, |Item(tree)| tree);
    let at_once = call(&[255]);
    assert_eq!(at_once, call(cuts), "in pieces");
    assert_eq!(at_once, call(&[1]), "byte by byte");

    let Some(tree) = Tree::read(text) else { return };
    // The answer, its list and the element are around it.
    let is_forbidden = tree.repeats() || tree.depth() + 3 > usize::from(json::MAX_DEPTH);
    match at_once.end {
        Ok(()) => assert!(!is_forbidden && at_once.items == [tree]),
        Err(error) => assert!(is_forbidden, "{tree:?} is refused: {error}"),
    }
}

/// An endpoint whose items are any values.
struct Values;

struct Item(Tree);

impl Endpoint for Values {
    const PATH: &'static str = "v4/fuzz/values";
    const CALLS_PER_SECOND: u16 = 1;
    const REPEATABLE: bool = true;
    const ITEMS: &'static str = "L";
    const FIELDS: &'static [&'static str] = &["v"];

    type Item<'r> = Item;
    type Answer<'r> = ();

    fn body(&self, _: &mut Fields<'_, '_>) {}
}

impl Parse<'_> for Item {
    fn parse(json: Value<'_>) -> Result<Self, Error> {
        let element = json.as_object().ok_or(Error::Type { key: "L", wanted: "a list of objects" })?;
        Ok(Self(Tree::of(element.value("v")?)))
    }
}
