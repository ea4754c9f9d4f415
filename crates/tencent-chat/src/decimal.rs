//! Numbers as digits, made without a division of 64 bits: it would be the largest function of all.

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
