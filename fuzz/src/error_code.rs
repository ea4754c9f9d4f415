//! Any number is a code with an advice, and what it is agrees with the facts of the service's interface, for every code and
//! range there; whatever text comes with it, the answer is a refusal with that code.
//!
//! Input: which code (one byte: as it is, or near one that is known), the code (8 bytes), then the text.

use std::collections::HashMap;
use std::sync::LazyLock;

use tencent_chat::push::GetUserAttributes;
use tencent_chat::{Advice, Error, ErrorCode};
use toml::{Table, Value};

use crate::{Target, wire};

/// The target.
pub const TARGET: Target = Target { name: "error_code", run };

/// Panics where the property does not hold.
pub fn run(input: &[u8]) {
    let Some((&[how, a, b, rest @ ..], text)) = input.split_first_chunk::<9>() else { return };
    let index = usize::from(u16::from_be_bytes([a, b])) % FACTS.order.len();
    let code = match how % 3 {
        0 => i64::from_be_bytes([a, b, rest[0], rest[1], rest[2], rest[3], rest[4], rest[5]]),
        1 => FACTS.order[index],
        _ => FACTS.order[index].wrapping_add(i64::from(rest[0].cast_signed())),
    };
    agrees(ErrorCode(code));
    is_a_refusal(ErrorCode(code), &String::from_utf8_lossy(text));
}

/// With the facts of the interface.
fn agrees(code: ErrorCode) {
    let advice = code.advice();
    let category = code.category().map(|category| format!("{category:?}").to_lowercase());
    assert_eq!(Error::Refused(code).advice(), advice);
    assert!(!advice.to_string().is_empty());
    let fact = FACTS.of(code.0);
    assert_eq!(category.as_deref(), fact.map(|fact| fact.category.as_str()), "{code}");
    assert_eq!(code.meaning(), fact.map(|fact| fact.meaning.as_str()), "{code}");
    let again = matches!(advice, Advice::SlowDown | Advice::TryLater);
    assert_eq!(again, fact.is_some_and(|fact| fact.retry), "{code}: {advice}");
    if fact.is_none() {
        assert_eq!(advice, Advice::Stop, "an advice about {code}, which nobody knows");
    }
}

fn is_a_refusal(code: ErrorCode, text: &str) {
    let quoted = serde_json::Value::from(text);
    let body = format!(r#"{{"ActionStatus":"FAIL","ErrorInfo":{quoted},"ErrorCode":{code}}}"#);
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len()).into_bytes();
    let request = GetUserAttributes::new(&["alice"]).expect("valid");
    for room in [128, answer.len() + 64] {
        let called = wire::call(&request, &answer, &[7], room, |_| ());
        assert_eq!((called.end, called.items.len()), (Err(Error::Refused(code)), 0));
        let is_whole = called.words.as_deref() == Some(text).filter(|text| !text.is_empty());
        assert!(is_whole || room == 128 && called.words.is_none(), "{:?} for {text:?}", called.words);
    }
    let said = Error::Refused(code).to_string();
    assert!(code.0 == 0 || said.contains(&code.to_string()), "{said}");
}

struct Facts {
    codes: HashMap<i64, Fact>,
    ranges: Vec<(i64, i64, Fact)>,
    /// Every code, and the ends of every range.
    order: Vec<i64>,
}

struct Fact {
    category: String,
    meaning: String,
    retry: bool,
}

impl Facts {
    fn of(&self, code: i64) -> Option<&Fact> {
        let range = || self.ranges.iter().find(|(from, to, _)| (*from..=*to).contains(&code)).map(|(_, _, fact)| fact);
        self.codes.get(&code).or_else(range)
    }
}

static FACTS: LazyLock<Facts> = LazyLock::new(|| {
    let file: Table = toml::from_str(include_str!("../../tests/spec/errors.toml")).expect("the facts are TOML");
    let rows = |kind: &str| file[kind].as_array().expect("a list").iter().map(|row| row.as_table().expect("a table"));
    let number = |row: &Table, key: &str| row[key].as_integer().expect("a number");
    let codes: HashMap<_, _> = rows("code").map(|row| (number(row, "code"), Fact::of(row))).collect();
    let ranges: Vec<_> = rows("range").map(|row| (number(row, "from"), number(row, "to"), Fact::of(row))).collect();
    let mut order: Vec<_> = codes.keys().copied().chain(ranges.iter().flat_map(|(from, to, _)| [*from, *to])).collect();
    order.sort_unstable();
    Facts { codes, ranges, order }
});

impl Fact {
    fn of(row: &Table) -> Self {
        let text = |key: &str| row[key].as_str().expect("a text").to_owned();
        Self {
            category: text("category").replace('_', ""),
            meaning: text("meaning"),
            retry: row.get("retry").and_then(Value::as_bool).expect("true or false"),
        }
    }
}
