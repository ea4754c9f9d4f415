//! The JSON reader against RFC 8259, case by case: what the grammar allows, what it forbids, and what it leaves to the
//! reader, as `DESIGN.md` says. Each is read whole, in an answer that comes in pieces, and cut at every byte.

mod cases;

use crate::peer::{call, sized};
use cases::{ACCEPTED, LEFT_OPEN, Outcome, REFUSED};
use tencent_chat::{
    Error,
    json::{self, Problem, Value},
};

/// How it is printed, or what is wrong and where.
fn read(text: &[u8]) -> Result<String, (Problem, usize)> {
    match Value::parse_in_place(&mut text.to_vec()) {
        Ok(value) => {
            let is_number = value.as_number().is_some();
            assert_eq!(is_number, matches!(text.trim_ascii(), [b'-' | b'0'..=b'9', ..]), "{}", text.escape_ascii());
            Ok(format!("{value:?}"))
        }
        Err(json::Error::Syntax { problem, at }) => Err((problem, at)),
        Err(other) => unreachable!("{other}"),
    }
}

/// What a text says, however it says it: numbers beyond floating point say what is written.
fn meaning(json: &str) -> Result<serde_json::Value, String> {
    serde_json::from_str(json).map_err(|_| json.to_owned())
}

/// The same as an attribute of a user in an answer, in pieces of this size; places are counted from its first byte.
fn in_an_answer(text: &[u8], piece: usize) -> Result<(), (Problem, usize)> {
    let front = br#"{"ErrorCode":0,"UserAttrs":[{"To_Account":"a","Attrs":{"x":"#;
    let answer = sized(&[front, text, b"}}]}"].concat());
    match call(&answer, piece, answer.len()).end {
        Ok(()) => Ok(()),
        Err(Error::Json(json::Error::Syntax { problem, at })) => Err((problem, at.saturating_sub(front.len()))),
        Err(other) => unreachable!("{other}"),
    }
}

#[test]
fn what_the_grammar_allows_is_accepted_whole_and_in_pieces() {
    for (text, printed) in ACCEPTED {
        let read = read(text).map(|value| meaning(&value));
        assert_eq!(read, Ok(meaning(printed)), "{}", text.escape_ascii());
        for piece in [1, 2, 3, 1000] {
            assert_eq!(in_an_answer(text, piece), Ok(()), "{} in pieces of {piece}", text.escape_ascii());
        }
    }
}

#[test]
fn what_the_grammar_forbids_is_refused_where_it_is_wrong() {
    for (text, problem, at) in REFUSED {
        let refused = Err((problem, at));
        assert_eq!(read(text), refused, "{}", text.escape_ascii());
        // In an answer something follows, so that what only lacked its end is wrong in another way, or goes on.
        if problem != Problem::Unfinished && !text.starts_with(b"\xEF\xBB\xBF") {
            for piece in [1, 2, 3, 1000] {
                let read = in_an_answer(text, piece).map(|()| String::new());
                assert!(read == refused || closes(text), "{}: {read:?}", text.escape_ascii());
            }
        }
    }
}

/// Whether the value is whole where it goes wrong: a comma or brace behind it may then be the answer's.
fn closes(text: &[u8]) -> bool {
    let at = read(text).err().map_or(0, |(_, at)| at);
    text.get(..at).is_some_and(|before| read(before).is_ok())
}

#[test]
fn what_the_grammar_leaves_open_is_decided_as_the_design_says() {
    for (text, outcome) in LEFT_OPEN {
        let expected = match outcome {
            Outcome::Accepted(printed) => Ok(printed.to_owned()),
            Outcome::Refused(problem, at) => Err((problem, at)),
        };
        assert_eq!(read(&text()), expected, "{}", text().escape_ascii());
    }
}

/// Cut short, a text is unfinished, unless what is left is a value by itself, or ends in what could become a number or word;
/// and what is wrong stays wrong at its place however much of what follows is there.
#[test]
fn cut_at_any_byte_only_the_end_is_missing() {
    let left_open = LEFT_OPEN.iter().map(|(text, _)| text());
    let refused = REFUSED.iter().map(|(text, ..)| text.to_vec());
    for text in ACCEPTED.iter().map(|(text, _)| text.to_vec()).chain(refused).chain(left_open) {
        let whole = read(&text).map(|_| ());
        let mut is_wrong = false;
        for len in 0..text.len() {
            let begun = &text[..len];
            let cut = read(begun).map(|_| ());
            is_wrong |= whole.is_err() && cut == whole && !ends_in_a_word(begun, cut);
            let is_open = cut == Ok(()) || cut == Err((Problem::Unfinished, len)) || ends_in_a_word(begun, cut);
            assert!(if is_wrong { cut == whole } else { is_open }, "{}: {cut:?}", begun.escape_ascii());
        }
    }
}

/// Whether it is refused for the number or word that it ends in, and that may go on.
fn ends_in_a_word(text: &[u8], read: Result<(), (Problem, usize)>) -> bool {
    let Err((Problem::Unexpected, at)) = read else { return false };
    let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.');
    text.get(at..).is_some_and(|word| !word.is_empty() && word.iter().all(goes_on))
}
