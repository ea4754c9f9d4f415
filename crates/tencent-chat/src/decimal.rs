//! Numbers as digits and back, without the divisions and checked products of 64 bits: they would be the largest functions
//! of all.

/// Room for as many digits as a number of 64 bits can have.
pub(crate) type Digits = [u8; 20];

/// Writes a number's digits at the end of the room, without leading zeros; they are what comes back.
pub(crate) fn digits(number: u64, room: &mut Digits) -> &[u8] {
    let mut parts = [0; 5];
    let mut rest = number;
    for part in parts.iter_mut().rev() {
        *part = rest as u32 % (1 << PART);
        rest >>= PART;
    }
    let mut begin = room.len();
    for digit in room.iter_mut().rev() {
        let (mut remainder, mut rest) = (0, 0);
        for part in &mut parts {
            let dividend = remainder << PART | *part;
            *part = dividend.wrapping_mul(TENTH) >> TENTH_BITS;
            remainder = dividend.wrapping_sub(part.wrapping_mul(10));
            rest |= *part;
        }
        *digit = b'0'.wrapping_add(remainder as u8);
        begin = begin.wrapping_sub(1);
        if rest == 0 {
            break;
        }
    }
    room.get(begin..).unwrap_or_default()
}

/// In parts of so many bits a number is divided by multiplying, which every processor can: the product fits 32 bits, and is
/// exact.
const PART: u32 = 13;
const TENTH_BITS: u32 = 19;
const TENTH: u32 = (1 << TENTH_BITS) / 10 + 1;

/// The integer written here, if it is one and fits. `1.0` and `1e3` are none: nobody writes a code or a count so.
pub(crate) fn integer(text: &[u8]) -> Option<i64> {
    let (is_negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    // There is one more negative number than there are positive ones.
    let most = (i64::MAX as u64).wrapping_add(u64::from(is_negative));
    let mut value = 0_u64;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 || value > i64::MAX as u64 / 10 {
            return None;
        }
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
    }
    let is_one = !digits.is_empty() && value <= most;
    is_one.then_some(if is_negative { 0_i64.wrapping_sub_unsigned(value) } else { value as i64 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_without_leading_zeros() {
        for number in [0, 1, 9, 10, 99, 100, 1_400_000_000, 4_294_967_295, u64::MAX / 10, u64::MAX] {
            assert_eq!(digits(number, &mut [0; 20]), std::format!("{number}").as_bytes());
        }
    }
}
