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
    pub(crate) fn object(to: &'w mut Window<'b>, members: impl FnOnce(&mut Fields<'_, 'b>)) {
        to.put(b"{");
        members(&mut Fields { to, is_first: true });
        to.put(b"}");
    }

    /// A text.
    pub fn text(&mut self, key: &str, value: &str) {
        self.key(key);
        text(self.to, value);
    }

    /// An integer.
    pub fn integer(&mut self, key: &str, value: u32) {
        self.key(key);
        self.to.put_number(value);
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

impl Items<'_, '_> {
    /// A text.
    pub fn text(&mut self, value: &str) {
        separate(self.to, &mut self.is_first);
        text(self.to, value);
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
fn escaped(value: &[u8], put: &mut dyn FnMut(&[u8])) {
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
    if digit < 10 { b'0' + digit } else { b'a' - 10 + digit }
}
