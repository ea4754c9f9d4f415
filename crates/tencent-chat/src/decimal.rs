//! Numbers as digits and back, without the divisions and checked products of 64 bits: they would be the largest functions
//! of all.

/// Room for as many digits as a number of 64 bits can have.
pub(crate) type Digits = [u8; 20];

/// Writes a number's digits at the end of the room, without leading zeros; they are what comes back.
pub(crate) fn digits(number: u64, room: &mut Digits) -> &[u8] {
    let (high, low) = ((number >> 32) as u32, number as u32);
    let mut parts = [high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF];
    let mut begin = 0;
    for (at, digit) in room.iter_mut().enumerate().rev() {
        let (mut remainder, mut rest) = (0, 0);
        for part in &mut parts {
            (*part, remainder) = divided(remainder, *part);
            rest |= *part;
        }
        *digit = b'0' | remainder as u8;
        if rest == 0 {
            begin = at;
            break;
        }
    }
    room.get(begin..).unwrap_or_default()
}

/// A tenth of 16 bits behind a remainder, and what remains of it. It multiplies, which every processor can; the product fits
/// 32 bits.
const fn divided(remainder: u32, part: u32) -> (u32, u32) {
    // 2¹⁶ is 6,553 tens and 6.
    let rest = remainder.wrapping_mul(6).wrapping_add(part);
    let tenth = rest.wrapping_mul(TENTH) >> TENTH_BITS;
    (remainder.wrapping_mul(6_553).wrapping_add(tenth), rest.wrapping_sub(tenth.wrapping_mul(10)))
}

const TENTH_BITS: u32 = 19;
const TENTH: u32 = (1 << TENTH_BITS) / 10 + 1;

/// The integer written here, if it is one and fits. `1.0` and `1e3` are none: nobody writes a code or a count so.
pub(crate) fn integer(text: &[u8]) -> Option<i64> {
    let (is_negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.is_empty() {
        return None;
    }
    // Below zero, for there is one more negative number than there are positive ones.
    let mut value = 0_i64;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 || value < i64::MIN / 10 {
            return None;
        }
        value = value.wrapping_mul(10).checked_sub(digit.into())?;
    }
    if is_negative { Some(value) } else { value.checked_neg() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_behind_any_remainder_is_divided_exactly() {
        for remainder in 0..10 {
            for part in 0..1 << 16 {
                let dividend = remainder << 16 | part;
                assert_eq!(divided(remainder, part), (dividend / 10, dividend % 10));
            }
        }
    }

    #[test]
    fn numbers_are_written_without_leading_zeros() {
        for number in [0, 1, 9, 10, 99, 100, 1_400_000_000, 4_294_967_295, u64::MAX / 10, u64::MAX] {
            assert_eq!(digits(number, &mut [0; 20]), std::format!("{number}").as_bytes());
        }
    }

    #[test]
    fn an_integer_is_digits_that_fit_64_bits() {
        for (text, number) in [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("70001", Some(70_001)),
            ("9223372036854775807", Some(i64::MAX)),
            ("-9223372036854775808", Some(i64::MIN)),
            ("9223372036854775808", None),
            ("-9223372036854775809", None),
            ("99999999999999999999", None),
            ("", None),
            ("-", None),
            ("+1", None),
            ("1.0", None),
            ("1e3", None),
        ] {
            assert_eq!(integer(text.as_bytes()), number, "{text}");
        }
    }
}
