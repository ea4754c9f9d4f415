//! JSON with every character of its strings escaped.

use std::io;

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{CharEscape, Formatter, Serializer};

/// The value as JSON in which every character of every string and key is written as `\uXXXX`.
pub(crate) fn to_string(value: &Value) -> String {
    let mut bytes = Vec::new();
    match value.serialize(&mut Serializer::with_formatter(&mut bytes, Escaping)) {
        // It is ASCII, and writing to memory does not fail.
        Ok(()) => String::from_utf8(bytes).unwrap_or_default(),
        Err(_) => value.to_string(),
    }
}

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        fragment.encode_utf16().try_for_each(|unit| write!(writer, "\\u{unit:04x}"))
    }

    fn write_char_escape<W: ?Sized + io::Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        let unit = match escape {
            CharEscape::Quote => b'"',
            CharEscape::ReverseSolidus => b'\\',
            CharEscape::Solidus => b'/',
            CharEscape::Backspace => 8,
            CharEscape::FormFeed => 12,
            CharEscape::LineFeed => b'\n',
            CharEscape::CarriageReturn => b'\r',
            CharEscape::Tab => b'\t',
            CharEscape::AsciiControl(byte) => byte,
        };
        write!(writer, "\\u{unit:04x}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nothing_but_escapes_stands_between_the_quotes_and_it_is_the_same_value() {
        let value = json!({ "Aé": ["\"\\/\u{8}\u{c}\n\r\t\u{1}", "李雷 🏔", 7, null, {}] });
        let text = to_string(&value);
        assert!(
            text.starts_with(r#"{"\u0041\u00e9":["\u0022\u005c\u002f\u0008\u000c\u000a\u000d\u0009\u0001","#),
            "{text}"
        );
        assert!(text.contains(r"\ud83c\udfd4"), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
