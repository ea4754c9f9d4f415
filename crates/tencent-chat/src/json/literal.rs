//! The grammar of numbers and words.

/// Whether these bytes are a number, `true`, `false` or `null`.
pub(super) fn is_literal(bytes: &[u8]) -> bool {
    matches!(bytes, b"true" | b"false" | b"null") || is_number(bytes)
}

/// Whether what begins so may become one.
pub(super) fn may_begin(bytes: &[u8]) -> bool {
    matches!(bytes.first(), Some(b'-' | b'0'..=b'9' | b't' | b'f' | b'n'))
}

/// Whether a number or word may go on with this byte.
pub(super) const fn is_literal_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

/// No floating point is ever made of a number: the service's are integers, and others keep their text.
fn is_number(bytes: &[u8]) -> bool {
    let integer = match bytes {
        [b'-', integer @ ..] => integer,
        integer => integer,
    };
    let mut rest = behind_digits(integer);
    let leads_with_zero = integer.first() == Some(&b'0') && rest.len().wrapping_add(1) != integer.len();
    let mut is_number = rest.len() != integer.len() && !leads_with_zero;
    if let [b'.', fraction @ ..] = rest {
        rest = behind_digits(fraction);
        is_number &= rest.len() != fraction.len();
    }
    if let [b'e' | b'E', power @ ..] = rest {
        let digits = match power {
            [b'+' | b'-', digits @ ..] => digits,
            digits => digits,
        };
        rest = behind_digits(digits);
        is_number &= rest.len() != digits.len();
    }
    is_number && rest.is_empty()
}

fn behind_digits(bytes: &[u8]) -> &[u8] {
    let count = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    bytes.get(count..).unwrap_or_default()
}
