//! JSON as it is sent: written piece by piece into whatever part of a message is wanted now.

use core::fmt;

use crate::window::Window;

/// Writes the members of an object. It cannot fail, so that a body is the same whether it is counted or sent.
#[derive(Debug)]
pub struct Fields<'w, 'b> {
    to: &'w mut Window<'b>,
    is_first: bool,
}

/// Writes the elements of an array.
#[derive(Debug)]
pub struct Items<'w, 'b> {
    to: &'w mut Window<'b>,
    is_first: bool,
}

impl<'w, 'b> Fields<'w, 'b> {
    /// Writes a whole object.
    pub(crate) fn write(to: &'w mut Window<'b>, members: impl FnOnce(&mut Fields<'_, 'b>)) {
        to.put(b"{");
        members(&mut Fields { to, is_first: true });
        to.put(b"}");
    }

    /// A text.
    pub fn text(&mut self, key: &str, value: &str) {
        self.key(key);
        text(self.to, value);
    }

    /// A text that may be left out.
    pub fn optional_text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }

    /// An integer.
    pub fn integer(&mut self, key: &str, value: u32) {
        self.key(key);
        self.to.put_number(value);
    }

    /// An integer that may be left out.
    pub fn optional_integer(&mut self, key: &str, value: Option<u32>) {
        if let Some(value) = value {
            self.integer(key, value);
        }
    }

    /// What the service documents as 1 for yes, and takes the lack of for no: left out where it is not so.
    pub fn flag(&mut self, key: &str, value: bool) {
        self.optional_integer(key, value.then_some(1));
    }

    /// A number with seven digits behind the point, given in ten-millionths.
    pub fn ten_millionths(&mut self, key: &str, value: i32) {
        const ONE: u32 = 10_000_000;
        self.key(key);
        if value < 0 {
            self.to.put(b"-");
        }
        let value = value.unsigned_abs();
        self.to.put_number(value / ONE);
        self.to.put(b".");
        let mut rest = value % ONE;
        let mut digits = [b'0'; 7];
        for digit in digits.iter_mut().rev() {
            *digit = b'0'.wrapping_add((rest % 10) as u8);
            rest /= 10;
        }
        self.to.put(&digits);
    }

    /// An object.
    pub fn object(&mut self, key: &str, members: impl FnOnce(&mut Fields<'_, 'b>)) {
        self.key(key);
        Fields::write(self.to, members);
    }

    /// An array.
    pub fn array(&mut self, key: &str, elements: impl FnOnce(&mut Items<'_, 'b>)) {
        self.key(key);
        self.to.put(b"[");
        elements(&mut Items { to: self.to, is_first: true });
        self.to.put(b"]");
    }

    fn key(&mut self, key: &str) {
        separate(self.to, &mut self.is_first);
        text(self.to, key);
        self.to.put(b":");
    }
}

impl<'b> Items<'_, 'b> {
    /// A text.
    pub fn text(&mut self, value: &str) {
        separate(self.to, &mut self.is_first);
        text(self.to, value);
    }

    /// An object.
    pub fn object(&mut self, members: impl FnOnce(&mut Fields<'_, 'b>)) {
        separate(self.to, &mut self.is_first);
        Fields::write(self.to, members);
    }
}

fn separate(to: &mut Window<'_>, is_first: &mut bool) {
    if !core::mem::replace(is_first, false) {
        to.put(b",");
    }
}

fn text(to: &mut Window<'_>, value: &str) {
    to.put(b"\"");
    escaped(value.as_bytes(), &mut |piece| to.put(piece));
    to.put(b"\"");
}

/// Writes a text with its quotes and the escapes it needs.
pub(super) fn quoted(value: &[u8], to: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = to.write_str("\"");
    escaped(value, &mut |piece| {
        result = result.and_then(|()| to.write_str(core::str::from_utf8(piece).unwrap_or_default()));
    });
    result?;
    to.write_str("\"")
}

/// The inside of a text, in pieces that are cut before and after ASCII only.
pub(crate) fn escaped(value: &[u8], put: &mut dyn FnMut(&[u8])) {
    let mut rest = value;
    loop {
        let plain = rest.iter().take_while(|&&byte| byte >= b' ' && byte != b'"' && byte != b'\\').count();
        let Some((run, [special, behind @ ..])) = rest.split_at_checked(plain) else {
            put(rest);
            return;
        };
        put(run);
        match special {
            b'"' | b'\\' => put(&[b'\\', *special]),
            _ => put(&[b'\\', b'u', b'0', b'0', b'0' | special >> 4, hexadecimal(special & 15)]),
        }
        rest = behind;
    }
}

const fn hexadecimal(digit: u8) -> u8 {
    if digit < 10 { digit.wrapping_add(b'0') } else { digit.wrapping_add(b'a' - 10) }
}

#[cfg(test)]
mod tests {
    use std::{string::String, vec};

    use super::*;

    fn written(members: impl Fn(&mut Fields<'_, '_>)) -> String {
        let mut counted = Window::counting();
        Fields::write(&mut counted, &members);
        let mut room = vec![0; counted.len()];
        Fields::write(&mut Window::new(&mut room, 0), &members);
        String::from_utf8(room).unwrap()
    }

    #[test]
    fn objects_and_arrays_lie_within_each_other() {
        let json = written(|to| {
            to.object("a", |a| a.text("n\"", "\u{1}\\é"));
            to.array("b", |b| {
                b.object(|_| {});
                b.object(|object| object.integer("i", u32::MAX));
                b.text("t");
            });
            to.object("c", |_| {});
        });
        assert_eq!(json, r#"{"a":{"n\"":"\u0001\\é"},"b":[{},{"i":4294967295},"t"],"c":{}}"#);
    }

    #[test]
    fn what_is_not_there_is_left_out() {
        let json = written(|to| {
            to.optional_text("a", None);
            to.optional_integer("b", None);
            to.flag("c", false);
            to.optional_text("d", Some(""));
            to.optional_integer("e", Some(0));
            to.flag("f", true);
        });
        assert_eq!(json, r#"{"d":"","e":0,"f":1}"#);
    }

    #[test]
    fn fractions_are_written_digit_by_digit() {
        for (value, digits) in [
            (375_665_000, "37.5665000"),
            (-1, "-0.0000001"),
            (0, "0.0000000"),
            (i32::MIN, "-214.7483648"),
            (1_800_000_000, "180.0000000"),
        ] {
            assert_eq!(written(|to| to.ten_millionths("x", value)), std::format!("{{\"x\":{digits}}}"));
        }
    }
}
