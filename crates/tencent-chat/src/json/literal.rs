//! The grammar of numbers and words, a byte at a time.
//!
//! No floating point is ever made of a number: the service's are integers, and others keep their text.

/// Before the first byte.
pub(super) const BEGIN: u8 = 0;
/// Places in a number.
const MINUS: u8 = 1;
const ZERO: u8 = 2;
const INTEGER: u8 = 3;
const POINT: u8 = 4;
const FRACTION: u8 = 5;
const EXPONENT: u8 = 6;
const SIGN: u8 = 7;
const POWER: u8 = 8;
/// No place: it does not go on so.
pub(super) const NONE: u8 = 9;
/// Before the first letter of [`WORDS`]; the others follow.
const IN_WORDS: u8 = 10;

/// From each place in a number: where a digit leads to, a point, an `e`, a sign.
const NEXT: [[u8; 4]; 9] = [
    [INTEGER, NONE, NONE, MINUS],
    [INTEGER, NONE, NONE, NONE],
    [NONE, POINT, EXPONENT, NONE],
    [INTEGER, POINT, EXPONENT, NONE],
    [FRACTION, NONE, NONE, NONE],
    [FRACTION, NONE, EXPONENT, NONE],
    [POWER, NONE, NONE, SIGN],
    [POWER, NONE, NONE, NONE],
    [POWER, NONE, NONE, NONE],
];

const WORDS: &[u8; 16] = b"true.false.null.";
const END_OF_WORD: u8 = b'.';

/// Where a byte leads to.
pub(super) fn next(place: u8, byte: u8) -> u8 {
    let kind = match (place, byte) {
        (_, b'0'..=b'9') => 0,
        (_, b'.') => 1,
        (_, b'e' | b'E') => 2,
        (_, b'-') => 3,
        (1.., b'+') => 3,
        (BEGIN, b't') => return IN_WORDS + 1,
        (BEGIN, b'f') => return IN_WORDS + 6,
        (BEGIN, b'n') => return IN_WORDS + 12,
        _ => NONE,
    };
    match NEXT.get(usize::from(place)) {
        Some(_) if byte == b'0' && place <= MINUS => ZERO,
        Some(next) => next.get(usize::from(kind)).copied().unwrap_or(NONE),
        None if byte != END_OF_WORD && letter(place) == byte => place.wrapping_add(1),
        None => NONE,
    }
}

/// Whether it may end at this place.
pub(super) fn is_whole(place: u8) -> bool {
    matches!(place, ZERO | INTEGER | FRACTION | POWER) || letter(place) == END_OF_WORD
}

/// The letter of a word that comes next.
fn letter(place: u8) -> u8 {
    WORDS.get(usize::from(place.wrapping_sub(IN_WORDS))).copied().unwrap_or_default()
}
