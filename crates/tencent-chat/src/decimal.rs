//! Numbers as digits, made without a division: few of the processors meant here have one.

/// A number's digits.
pub(super) struct Decimal([u8; Self::MAX_LEN]);

impl Decimal {
    /// As many digits as a number of 64 bits can have.
    pub(super) const MAX_LEN: usize = 20;

    pub(super) fn new(number: u64) -> Self {
        let mut digits = [0; Self::MAX_LEN];
        let mut bits = number;
        for _ in 0..u64::BITS {
            bits = bits.rotate_left(1);
            let mut carry = bits as u8 & 1;
            for digit in digits.iter_mut().rev() {
                *digit = *digit << 1 | carry;
                carry = u8::from(*digit >= 10);
                if *digit >= 10 {
                    *digit -= 10;
                }
            }
        }
        Self(digits.map(|digit| digit | b'0'))
    }

    /// The digits, without leading zeros.
    pub(super) fn as_bytes(&self) -> &[u8] {
        let mut digits = self.0.as_slice();
        while let [b'0', rest @ ..] = digits
            && !rest.is_empty()
        {
            digits = rest;
        }
        digits
    }
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
