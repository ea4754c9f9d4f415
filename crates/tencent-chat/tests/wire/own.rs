//! An endpoint of somebody's own, with what none of ours has: elements that are texts, and objects beside the list.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test ends where it is wrong")]

use tencent_chat::{
    App, Endpoint, Error, Exchange, Parse, ParseAnswer, Region, Step, UserSig,
    json::{self, Fields, Object, Value},
};

use crate::peer::{STEPS, sized};

struct Own;

impl Endpoint for Own {
    const PATH: &'static str = "v4/own/list";
    const CALLS_PER_SECOND: u16 = 1;
    const REPEATABLE: bool = true;
    const ITEMS: &'static str = "Lines";
    const ANSWER: &'static [&'static str] = &["Detail"];

    type Item<'r> = Line;
    type Answer<'r> = Detail;

    fn body(&self, _: &mut Fields<'_, '_>) {}
}

struct Line(String);

impl Parse<'_> for Line {
    fn parse(json: Value<'_>) -> Result<Self, json::Error> {
        json.as_text().map(|text| Self(text.to_string())).ok_or(json::Error::Type { key: "Lines", wanted: "texts" })
    }
}

struct Detail(String);

impl ParseAnswer<'_> for Detail {
    fn parse(json: Object<'_>) -> Result<Self, json::Error> {
        json.value("Detail").map(|detail| Self(format!("{detail:?}")))
    }
}

/// The lines and the detail of an answer that comes whole, or in as large pieces as there is room for.
fn call(body: &str, room: usize) -> Result<(Vec<String>, String), Error> {
    let app = App::new(1, Region::Singapore, "admin").unwrap();
    let user_sig = UserSig::minted("not-a-signature").unwrap();
    let mut buffer = vec![0xA5; room];
    let mut exchange = Exchange::new(&app, user_sig, 7, &Own, &mut buffer);
    let answer = sized(body.as_bytes());
    let (mut unread, mut lines) = (&answer[..], Vec::new());
    let mut steps = 0..STEPS;
    loop {
        assert!(steps.next().is_some(), "a call that does not end");
        match exchange.step()? {
            Step::Send => exchange.sent(usize::MAX),
            Step::Receive => {
                let incoming = exchange.incoming();
                let count = incoming.len().min(unread.len());
                incoming[..count].copy_from_slice(&unread[..count]);
                unread = &unread[count..];
                exchange.received(count);
            }
            Step::Item => lines.push(exchange.item()?.0),
            Step::Done => return Ok((lines, exchange.answer()?.0)),
        }
    }
}

#[test]
fn objects_beside_the_list_are_kept_with_all_their_keys() {
    let detail = r#"[{"x":1,"Lines":{"x":"a","y":[{"x":2}]}},{"x":3,"z":null}]"#;
    for body in [
        format!(r#"{{"ErrorCode":0,"Detail":{detail},"Lines":["one","two"]}}"#),
        format!(r#"{{"ErrorCode":0,"Lines":["one","two"],"Detail":{detail}}}"#),
    ] {
        let (lines, shown) = call(&body, 256).unwrap();
        assert_eq!((lines, shown.as_str()), (vec!["one".to_owned(), "two".to_owned()], detail), "{body}");
    }
    let twice = r#"{"ErrorCode":0,"Lines":[],"Detail":[{"x":1,"y":2,"x":3}]}"#;
    let problem = json::Problem::Duplicate;
    assert!(matches!(call(twice, 256), Err(Error::Json(json::Error::Syntax { problem: is, .. })) if is == problem));
}

#[test]
fn what_an_element_that_is_a_text_takes_is_said_to_the_byte() {
    for len in [70, 100, 126, 127, 128, 300] {
        let line = "x".repeat(len);
        let needed = [["short", &line], [&line, "short"]].map(|lines| {
            let body = format!(r#"{{"ErrorCode":0,"Detail":1,"Lines":{lines:?}}}"#);
            let Err(Error::BufferFull { needed }) = call(&body, 66) else { panic!("{len} bytes fit 66") };
            assert_eq!(call(&body, needed).unwrap().0, lines, "{len} bytes");
            assert_eq!(call(&body, needed - 1).map(|_| ()), Err(Error::BufferFull { needed }), "{len} bytes");
            needed
        });
        // A comma has to be there as well before one that is not the first.
        assert_eq!(needed[0], needed[1] + 1, "{len} bytes");
    }
}
