use std::{format, string::String, vec, vec::Vec};

use super::{
    Error, MAX_DEPTH,
    Problem::{self, *},
    Reader, Token, Value, is_repeated,
};
use crate::cursor::{Cursor, Scan};

/// What RFC 8259 allows, its corners included.
const SOUND: [&str; 30] = [
    "{}",
    "[]",
    " [ ] ",
    "\t{\r\n\"a\" : [ 1 , 2 ] }\n",
    "0",
    "-0",
    "-0.0e-0",
    "123456789012345678901234567890",
    "1E+9",
    "0.5e10",
    "[1e5,-2,3.25]",
    "true",
    "false",
    "null",
    "[true,false,null]",
    r#""""#,
    r#""plain""#,
    r#""\" \\ \/ \b \f \n \r \t""#,
    r#""\u0000\u001f\u0041\u00e9\u4e2d\uFFFF""#,
    r#""\ud83d\ude00 \uDBFF\uDFFF""#,
    "\"é 中 😀 \u{7f} \u{80} \u{7ff} \u{800} \u{ffff} \u{10ffff}\"",
    r#"{"":""}"#,
    r#"{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}"#,
    r#"{"a":[[],{},[[{}]]],"b":{}}"#,
    r#"{"\u0061b":"\u005c\u0022"}"#,
    r#"[{"a":1,"b":2},{"b":3,"a":4}]"#,
    r#"{"key":"a longer text than any word of any machine has bytes"}"#,
    r#"["}]","{[",",:"]"#,
    r#"{"one":{"x":1},"two":{"x":1},"x":{"one":1}}"#,
    r#"{"ab":1,"ba":2,"aab":3,"abb":4}"#,
];

/// What it does not, and where that shows. Depth, duplicates and half surrogate pairs are our own rules.
const UNSOUND: [(&[u8], Problem, usize); 62] = [
    (b"", Unfinished, 0),
    (b" ", Unfinished, 1),
    (b"{", Unfinished, 1),
    (b"[1", Unfinished, 2),
    (b"[1,", Unfinished, 3),
    (b"{\"a\"", Unfinished, 4),
    (b"{\"a\":", Unfinished, 5),
    (b"\"", Unfinished, 1),
    (b"\"\\", Unfinished, 2),
    (b"\"\\u12", Unfinished, 5),
    (b"tru", Unfinished, 3),
    (b"-", Unfinished, 1),
    (b"1.", Unfinished, 2),
    (b"1e", Unfinished, 2),
    (b"1e+", Unfinished, 3),
    (b"\xEF\xBB\xBF{}", Unexpected, 0),
    (b"{}{}", Unexpected, 2),
    (b"{} x", Unexpected, 3),
    (b"1 2", Unexpected, 2),
    (b"{}\0", Unexpected, 2),
    (b"]", Unexpected, 0),
    (b"[}", Unexpected, 1),
    (b"{]", Unexpected, 1),
    (b"[1,]", Unexpected, 3),
    (b"[,1]", Unexpected, 1),
    (b"[1,,2]", Unexpected, 3),
    (b"[1 2]", Unexpected, 3),
    (b"{\"a\":1,}", Unexpected, 7),
    (b"{,}", Unexpected, 1),
    (b"{1:2}", Unexpected, 1),
    (b"{a:1}", Unexpected, 1),
    (b"{\"a\" 1}", Unexpected, 5),
    (b"{\"a\"::1}", Unexpected, 5),
    (b"{\"a\":}", Unexpected, 5),
    (b"[\"a\":1]", Unexpected, 4),
    (b"'a'", Unexpected, 0),
    (b"True", Unexpected, 0),
    (b"trues", Unexpected, 4),
    (b"nul1", Unexpected, 3),
    (b"NaN", Unexpected, 0),
    (b"Infinity", Unexpected, 0),
    (b"01", Unexpected, 1),
    (b"-01", Unexpected, 2),
    (b"+1", Unexpected, 0),
    (b".5", Unexpected, 0),
    (b"1.e5", Unexpected, 2),
    (b"0x10", Unexpected, 1),
    (b"[1.2.3]", Unexpected, 4),
    (b"[-]", Unexpected, 2),
    (b"/**/1", Unexpected, 0),
    (b"\"a\nb\"", Control, 2),
    (b"\"\x1F\"", Control, 1),
    (b"\"\\x\"", Escape, 2),
    (b"\"\\u00g0\"", Escape, 5),
    (b"\"\\ud800\"", Surrogate, 7),
    (b"\"\\ud800x\"", Surrogate, 7),
    (b"\"\\ud800\\n\"", Surrogate, 8),
    (b"\"\\ud800\\ud800\"", Surrogate, 12),
    (b"\"\\udc00\"", Surrogate, 6),
    (b"{\"a\":1,\"a\":2}", Duplicate, 10),
    (b"{\"a\":{\"b\":\"}\"},\"\\u0061\":2}", Duplicate, 23),
    (b"[{\"x\":[{\"x\":1,\"y\":{\"x\":0},\"x\":2}]}]", Duplicate, 29),
];

/// Bytes that are not UTF-8, as the inside of a text.
const NOT_UTF8: [&[u8]; 12] = [
    b"\x80",
    b"\xBF",
    b"\xC0\x80",
    b"\xC1\xBF",
    b"\xC3x",
    b"\xE0\x9F\xBF",
    b"\xED\xA0\x80",
    b"\xE4\xB8x",
    b"\xF0\x8F\xBF\xBF",
    b"\xF4\x90\x80\x80",
    b"\xF5\x80\x80\x80",
    b"\xFF",
];

/// Reads a text that comes in pieces, as an exchange does it, with white space behind it; how it is compact.
fn in_pieces(text: &[u8], piece: usize) -> Result<Vec<u8>, (Problem, usize)> {
    let text = [text, b" "].concat();
    let (mut buffer, mut reader, mut at) = (vec![], Reader::new(), Cursor::START);
    let mut gone = 0;
    for piece in text.chunks(piece) {
        let read = at.read;
        at.close_gap(reader.pending());
        gone += read - at.read;
        buffer.truncate(at.read);
        buffer.extend(piece);
        let mut scan = Scan { bytes: &mut buffer, at };
        loop {
            match reader.next(&mut scan) {
                Ok(Token::More) => break,
                Ok(Token::Key) if is_repeated(&scan, 0) => return Err((Duplicate, gone + scan.at.read)),
                Ok(_) => {}
                Err(problem) => return Err((problem, gone + scan.at.read)),
            }
        }
        at = scan.at;
    }
    if reader.is_whole() { Ok(buffer[..at.write].to_vec()) } else { Err((Unfinished, text.len())) }
}

#[test]
fn what_is_sound_is_the_value_that_an_independent_reader_sees() {
    for text in SOUND {
        let mut bytes = Vec::from(text);
        let value = Value::parse_in_place(&mut bytes).unwrap_or_else(|error| panic!("{text}: {error}"));
        let ours: serde_json::Value = serde_json::from_str(&format!("{value:?}")).unwrap();
        assert_eq!(ours, serde_json::from_str::<serde_json::Value>(text).unwrap(), "{text}");
    }
}

#[test]
fn a_text_may_have_any_length() {
    for len in (0..20).chain(120..135).chain([254, 255, 256, 300]) {
        let long = "ü".repeat(len / 2) + &"x".repeat(len % 2);
        let other = "y".repeat(len) + "z";
        let text = format!(r#"{{"{long}":["{long}",1,"{other}"],"{other}":{{"{long}":"{long}"}},"n":2}}"#);
        let mut bytes = text.clone().into_bytes();
        let value = Value::parse_in_place(&mut bytes).unwrap();
        assert_eq!(format!("{value:?}"), text, "{len} bytes");
        let object = value.as_object().unwrap();
        let inner = object.get(&other).unwrap().as_object().unwrap();
        assert_eq!(inner.get(&long).unwrap().as_text().unwrap().as_str(), long, "{len} bytes");
        assert_eq!(object.get("n").unwrap().as_integer(), Some(2), "{len} bytes");

        let twice = format!(r#"{{"{long}":"{other}","{other}":[{{"a":"{long}"}}],"{long}":1}}"#);
        let behind = twice.len() - 3;
        for piece in [1, 7, twice.len()] {
            assert_eq!(in_pieces(twice.as_bytes(), piece), Err((Duplicate, behind)), "{len} bytes");
        }
    }
}

#[test]
fn what_is_unsound_says_why_and_where() {
    for (text, problem, at) in UNSOUND {
        let name = String::from_utf8_lossy(text);
        assert_eq!(
            Value::parse_in_place(&mut text.to_vec()).unwrap_err(),
            Error::Syntax { problem, at },
            "{name}: {problem:?} at {at}"
        );
        let ours_alone = matches!(problem, Duplicate);
        assert_eq!(serde_json::from_slice::<serde_json::Value>(text).is_ok(), ours_alone, "{name}");
    }
    for inside in NOT_UTF8 {
        let text = [b"\"a", inside, b"\""].concat();
        let error = Value::parse_in_place(&mut text.clone()).unwrap_err();
        assert!(matches!(error, Error::Syntax { problem: Utf8, .. }), "{inside:x?}: {error}");
        assert!(core::str::from_utf8(&text).is_err());
    }
}

#[test]
fn however_it_is_cut_it_is_the_same() {
    let sound = SOUND.iter().map(|text| text.as_bytes());
    for text in sound.chain(UNSOUND.iter().map(|(text, ..)| *text)).chain(NOT_UTF8) {
        let whole = in_pieces(text, text.len().max(1));
        for piece in 1..text.len() {
            assert_eq!(in_pieces(text, piece), whole, "{} in pieces of {piece}", String::from_utf8_lossy(text));
        }
    }
}

#[test]
fn as_much_may_lie_within_each_other_as_is_said() {
    let nested = |depth: u8| ["[".repeat(depth.into()), "]".repeat(depth.into())].concat();
    assert!(Value::parse_in_place(&mut nested(MAX_DEPTH).into_bytes()).is_ok());
    let error = Value::parse_in_place(&mut nested(MAX_DEPTH + 1).into_bytes()).unwrap_err();
    assert_eq!(error, Error::Syntax { problem: Depth, at: MAX_DEPTH.into() });
}

#[test]
fn every_run_of_a_text_is_found_whatever_its_length_and_end() {
    for len in 0..40 {
        for end in 0..=u8::MAX {
            let mut text = vec![b'"'];
            text.extend(core::iter::repeat_n(b'x', len));
            text.push(end);
            text.extend(b"yyyyyyyyyyyyyyyyy\"");
            let ours = Value::parse_in_place(&mut text.clone()).is_ok();
            assert_eq!(ours, serde_json::from_slice::<serde_json::Value>(&text).is_ok(), "{end:#x} after {len}");
        }
    }
}

#[test]
fn views_find_what_is_there_and_nothing_else() {
    let mut bytes = Vec::from(
        r#"{ "text": "a\tb", "int": -42, "big": 9223372036854775808, "least": -9223372036854775808, "part": 1.0, "yes": true,
             "no": false, "nil": null, "list": [1, "two", [3], {"four": 4}], "in": {"to": {"it": "deep"}}, "last": "x" }"#,
    );
    let object = Value::parse_in_place(&mut bytes).unwrap().as_object().unwrap();

    assert_eq!(object.text("text").unwrap(), "a\tb");
    assert_eq!((object.text("text").unwrap() == *"a\tb", object.text("text").unwrap() == *"a"), (true, false));
    assert_eq!(object.integer("int"), Ok(-42));
    assert_eq!(object.integer("least"), Ok(i64::MIN));
    assert_eq!(object.value("yes").unwrap().as_bool(), Some(true));
    assert_eq!(object.value("no").unwrap().as_bool(), Some(false));
    assert!(object.value("nil").unwrap().is_null());
    assert_eq!(object.object("in").unwrap().object("to").unwrap().text("it").unwrap(), "deep");
    assert_eq!(object.text("last").unwrap(), "x");
    let elements: Vec<_> = object.value("list").unwrap().as_array().unwrap().elements().collect();
    assert_eq!(
        elements.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>(),
        ["1", "\"two\"", "[3]", "{\"four\":4}"]
    );
    assert_eq!(elements[1].as_text().unwrap(), "two");
    assert_eq!(object.members().count(), 11);

    assert_eq!(object.text("it").unwrap_err(), Error::Missing { key: "it" });
    assert!(matches!(object.text("int").unwrap_err(), Error::Type { key: "int", .. }));
    for not_an_integer in ["big", "part", "text", "yes"] {
        assert!(matches!(object.integer(not_an_integer), Err(Error::Type { .. })), "{not_an_integer}");
    }
    assert_eq!(object.value("part").unwrap().as_number().unwrap(), "1.0");
    assert!(object.value("text").unwrap().as_number().is_none());
    assert_eq!(format!("{} {:?}", object.value("text").unwrap(), object.value("text").unwrap()), "a\tb \"a\\u0009b\"");
}
