//! The JSON that says what is claimed, packed.

use crate::json;

use super::{
    SignedText, base64,
    code::{Code, Header},
    deflate::{Begun, Deflate, Place, State},
    table::{FIXED, FIXED_HEADER, TABLE, TABLE_HEADER},
};

/// Writes as much of a UserSig as there is room for; how long it is.
pub(super) fn pack(text: &SignedText<'_>, signature: &[u8; 32], room: &mut [u8]) -> usize {
    let identifier = text.claims.identifier().as_str().as_bytes();
    let begun = if TABLE.has(identifier) { &BY_TABLE } else { &BY_FIXED };
    let (room, _) = room.as_chunks_mut();
    let mut to = Deflate::resume(begun, room);
    rest(text, identifier, signature, &mut to);
    to.finish()
}

/// Where texts ended that come again.
#[derive(Clone, Copy)]
struct Places {
    prefix: Place,
    er: Place,
}

/// What stands before all that differs.
const fn begin(to: &mut Deflate<'_>) -> Places {
    to.put(br#"{"TLS."#);
    let mut prefix = to.place();
    to.put(br#"ver":""#);
    let mut er = to.place();
    to.put(br#"2.0","#);
    to.again(br#""TLS."#, &mut prefix);
    to.put(b"identifi");
    to.again(br#"er":""#, &mut er);
    Places { prefix, er }
}

/// The order of the fields is the one that packs best; readers take any.
///
/// What is put *again* is what the keys have in common with what stands before them.
fn rest(text: &SignedText<'_>, identifier: &[u8], signature: &[u8; 32], to: &mut Deflate<'_>) {
    let Places { mut prefix, mut er } = PLACES;
    json::escaped(identifier, &mut |piece| to.put(piece));
    to.again(br#"","TLS."#, &mut prefix);
    let mut prefix_s = to.place().behind(1);
    to.put(b"sig");
    to.again(br#"":""#, &mut er);
    base64::write(signature, &mut |piece| to.put(piece));
    if let Some(userbuf) = text.claims.userbuf() {
        to.again(br#"","TLS."#, &mut prefix);
        to.put(b"userbuf");
        to.again(br#"":""#, &mut er);
        base64::write(userbuf, &mut |piece| to.put(piece));
    }
    to.again(br#"","TLS."#, &mut prefix);
    to.put(br#"expire":"#);
    let mut e = to.place();
    to.put(text.expire);
    to.again(br#","TLS."#, &mut prefix);
    to.put(b"tim");
    to.again(br#"e":"#, &mut e);
    let (time, app) = (text.time, text.sdk_app_id);
    let mut first_digit = to.place().behind(1);
    to.put(time);
    to.again(br#","TLS.s"#, &mut prefix_s);
    to.put(b"dkappid");
    match app {
        // Both begin with 1 for years to come.
        [first, rest @ ..] if time.first() == Some(first) => {
            to.again(&[b'"', b':', *first], &mut first_digit);
            to.put(rest);
        }
        digits => {
            to.put(br#"":"#);
            to.put(digits);
        }
    }
    to.put(b"}");
}

static BY_TABLE: Begun = Begun {
    groups: &groups::<{ begun(&TABLE, &TABLE_HEADER, &mut []).0.groups }>(&TABLE, &TABLE_HEADER),
    state: begun(&TABLE, &TABLE_HEADER, &mut []).0,
};

static BY_FIXED: Begun = Begun {
    groups: &groups::<{ begun(&FIXED, &FIXED_HEADER, &mut []).0.groups }>(&FIXED, &FIXED_HEADER),
    state: begun(&FIXED, &FIXED_HEADER, &mut []).0,
};

const PLACES: Places = begun(&TABLE, &TABLE_HEADER, &mut []).1;

const fn groups<const COUNT: usize>(code: &'static Code, header: &Header) -> [[u8; 4]; COUNT] {
    let mut room = [[0; 4]; COUNT];
    let _ = begun(code, header, &mut room);
    room
}

const fn begun(code: &'static Code, header: &Header, room: &mut [[u8; 4]]) -> (State, Places) {
    let mut to = Deflate::new(code, header, room);
    let places = begin(&mut to);
    (to.state(), places)
}

/// All of the JSON but its values.
pub(super) const KEYS: &[u8] =
    br#"{"TLS.ver":"2.0","TLS.identifier":"","TLS.sig":"","TLS.expire":,"TLS.time":,"TLS.sdkappid":}"#;

/// What a userbuf adds to it.
pub(super) const USERBUF: &[u8] = br#"","TLS.userbuf":""#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_begin_is_packed_here_as_by_the_compiler() {
        const BY_TABLE_GROUPS: usize = BY_TABLE.groups.len();
        const BY_FIXED_GROUPS: usize = BY_FIXED.groups.len();
        assert_eq!(&groups::<BY_TABLE_GROUPS>(&TABLE, &TABLE_HEADER), BY_TABLE.groups);
        assert_eq!(&groups::<BY_FIXED_GROUPS>(&FIXED, &FIXED_HEADER), BY_FIXED.groups);
    }
}
