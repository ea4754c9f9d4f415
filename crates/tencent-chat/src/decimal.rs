//! Numbers as digits and back, without the divisions and checked products of 64 bits: they would be the largest functions
//! of all.

/// A number's digits.
pub(crate) struct Decimal {
    digits: [u8; Self::MAX_LEN],
    /// Where the first one stands.
    begin: usize,
}

impl Decimal {
    /// As many digits as a number of 64 bits can have.
    pub(crate) const MAX_LEN: usize = 20;

    pub(crate) fn new(number: u64) -> Self {
        let mut rest = [48, 32, 16, 0].map(|shift| (number >> shift) as u16);
        let mut digits = [0; Self::MAX_LEN];
        let mut begin = Self::MAX_LEN;
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + last_digit(&mut rest);
            begin -= 1;
            if rest == [0; 4] {
                break;
            }
        }
        Self { digits, begin }
    }

    /// The digits, without leading zeros.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.digits.get(self.begin..).unwrap_or_default()
    }
}

/// The integer written here, if it is one and fits. `1.0` and `1e3` are none: nobody writes a code or a count so.
pub(crate) fn integer(text: &[u8]) -> Option<i64> {
    let (is_negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    // There is one more negative number than there are positive ones.
    let most = i64::MAX as u64 + u64::from(is_negative);
    let mut value = 0_u64;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 || value > i64::MAX as u64 / 10 {
            return None;
        }
        value = value * 10 + u64::from(digit);
    }
    let is_one = !digits.is_empty() && value <= most;
    is_one.then_some(if is_negative { 0_i64.wrapping_sub_unsigned(value) } else { value as i64 })
}

/// Divides by ten, as one does on paper; what remains.
fn last_digit(number: &mut [u16; 4]) -> u8 {
    let mut remainder = 0;
    for part in number {
        let dividend = remainder << 16 | u32::from(*part);
        *part = (dividend / 10) as u16;
        remainder = dividend % 10;
    }
    remainder as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_without_leading_zeros() {
        for number in [0, 1, 9, 10, 99, 100, 1_400_000_000, 4_294_967_295, u64::MAX / 10, u64::MAX] {
            assert_eq!(Decimal::new(number).as_bytes(), std::format!("{number}").as_bytes());
        }
    }
}
