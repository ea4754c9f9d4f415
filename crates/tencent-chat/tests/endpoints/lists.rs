//! Answers with two lists, one, and none.

use tencent_chat::{
    Endpoint, Error, NoItem, Parse, ParseAnswer,
    json::{self, Fields, Object, Text, Value},
};

use crate::wire::{Outcome, call};

struct Two;
struct OnlyFailed;
struct Neither;

/// Which of the lists an element stood in is in its type.
#[derive(Debug)]
#[expect(dead_code, reason = "it is printed")]
enum Word<'r> {
    Found(Text<'r>),
    Failed(Text<'r>),
}

impl<'r> Parse<'r> for Word<'r> {
    fn parse(json: Value<'r>) -> Result<Self, json::Error> {
        Ok(Word::Found(json.as_text().ok_or(json::Error::Missing { key: "word" })?))
    }

    fn parse_failed(json: Value<'r>) -> Result<Self, json::Error> {
        Ok(Word::Failed(json.as_object().ok_or(json::Error::Missing { key: "object" })?.text("A")?))
    }
}

/// What stands beside the lists.
#[derive(Debug)]
#[expect(dead_code, reason = "it is printed")]
struct Beside<'r>(Option<Text<'r>>);

impl<'r> ParseAnswer<'r> for Beside<'r> {
    fn parse(json: Object<'r>) -> Result<Self, json::Error> {
        Ok(Beside(json.get("Id").and_then(|id| id.as_text())))
    }
}

impl Endpoint for Two {
    const PATH: &'static str = "v4/test/two";
    const CALLS_PER_SECOND: u16 = 1;
    const REPEATABLE: bool = true;
    const ITEMS: &'static str = "Words";
    const FAILED: &'static str = "Errors";
    const FIELDS: &'static [&'static str] = &["A"];

    type Item<'r> = Word<'r>;
    type Answer<'r> = ();

    fn body(&self, _: &mut Fields<'_, '_>) {}
}

impl Endpoint for OnlyFailed {
    const PATH: &'static str = "v4/test/failed";
    const CALLS_PER_SECOND: u16 = 1;
    const REPEATABLE: bool = true;
    const FAILED: &'static str = "Errors";
    const FIELDS: &'static [&'static str] = &["A"];

    type Item<'r> = Word<'r>;
    type Answer<'r> = ();

    fn body(&self, _: &mut Fields<'_, '_>) {}
}

impl Endpoint for Neither {
    const PATH: &'static str = "v4/test/neither";
    const CALLS_PER_SECOND: u16 = 1;
    const REPEATABLE: bool = true;
    const ANSWER: &'static [&'static str] = &["Id"];

    type Item<'r> = NoItem;
    type Answer<'r> = Beside<'r>;

    fn body(&self, _: &mut Fields<'_, '_>) {}
}

fn outcome(call: impl Fn(usize) -> Outcome) -> Outcome {
    let whole = call(1000);
    for piece in 1..40 {
        assert_eq!(call(piece), whole, "in pieces of {piece}");
    }
    whole
}

fn two(body: &str) -> Outcome {
    outcome(|piece| call(&Two, body, piece, 64))
}

fn words(words: &[&str], end: Result<&str, Error>) -> Outcome {
    (words.iter().map(|word| (*word).to_owned()).collect(), end.map(str::to_owned))
}

fn json(error: json::Error) -> Error {
    Error::Json(error)
}

#[test]
fn elements_of_both_lists_come_as_what_they_are_in_any_order() {
    let found_first = r#"{"Words":["x","y"],"Errors":[{"A":"z","B":"dropped"}],"ErrorCode":0}"#;
    assert_eq!(two(found_first), words(&[r#"Found("x")"#, r#"Found("y")"#, r#"Failed("z")"#], Ok("()")));
    let failed_first = r#"{"ErrorCode":0,"Errors":[{"A":"z"}],"Words":["x"]}"#;
    assert_eq!(two(failed_first), words(&[r#"Failed("z")"#, r#"Found("x")"#], Ok("()")));
}

#[test]
fn a_list_may_be_missing_where_the_other_is_there() {
    assert_eq!(two(r#"{"Errors":[{"A":"z"}],"ErrorCode":0}"#), words(&[r#"Failed("z")"#], Ok("()")));
    assert_eq!(two(r#"{"Words":[],"ErrorCode":0}"#), words(&[], Ok("()")));
    assert_eq!(two(r#"{"ErrorCode":0}"#), words(&[], Err(json(json::Error::Missing { key: "Words" }))));
}

#[test]
fn a_list_of_what_failed_is_none_where_nothing_did() {
    let of = |body: &str| outcome(|piece| call(&OnlyFailed, body, piece, 64));
    assert_eq!(of(r#"{"ErrorCode":0}"#), words(&[], Ok("()")));
    assert_eq!(of(r#"{"ErrorCode":0,"Errors":[{"A":"z"}]}"#), words(&[r#"Failed("z")"#], Ok("()")));
    let wrong = json::Error::Type { key: "Errors", wanted: "an array" };
    assert_eq!(of(r#"{"ErrorCode":0,"Errors":{}}"#), words(&[], Err(json(wrong))));
    assert_eq!(of(r#"{"ErrorCode":0,"Errors":1}"#), words(&[], Err(json(wrong))));
}

#[test]
fn an_answer_without_a_list_is_what_stands_there() {
    let of = |body: &str| outcome(|piece| call(&Neither, body, piece, 64));
    assert_eq!(of(r#"{"ErrorCode":0}"#), words(&[], Ok("Beside(None)")));
    // No list has an empty name, so an empty key is none of them.
    assert_eq!(of(r#"{"":[{}],"Id":"7","ErrorCode":0}"#), words(&[], Ok(r#"Beside(Some("7"))"#)));
}
