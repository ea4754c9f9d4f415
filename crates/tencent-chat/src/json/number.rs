//! The grammar of numbers, a byte at a time.

/// How far a number has been read. No floating point is ever made of one: the service's numbers are integers, and others
/// keep their text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Number {
    Begin,
    Minus,
    Zero,
    Integer,
    Point,
    Fraction,
    Exponent,
    Sign,
    Power,
    /// It is none.
    None,
}

impl Number {
    /// The number with this byte added; `None` where the byte is not part of it.
    pub(super) fn then(self, byte: u8) -> Option<Self> {
        let class = match byte {
            b'0' => 0,
            b'1'..=b'9' => 1,
            b'.' => 2,
            b'e' | b'E' => 3,
            b'+' => 4,
            b'-' => 5,
            _ => return None,
        };
        let next = NEXT.get(self as usize)?.get(class)?;
        (*next != Self::None).then_some(*next)
    }

    /// Whether the number may end here.
    pub(super) const fn is_whole(self) -> bool {
        matches!(self, Self::Zero | Self::Integer | Self::Fraction | Self::Power)
    }
}

/// What comes of a state by each byte.
#[rustfmt::skip]
const NEXT: [[Number; 6]; 9] = {
    use Number::*;
    [
        // 0         1 to 9    .      e         +     -
        [Zero,       Integer,  None,  None,     None, Minus], // Begin
        [Zero,       Integer,  None,  None,     None, None],  // Minus
        [None,       None,     Point, Exponent, None, None],  // Zero
        [Integer,    Integer,  Point, Exponent, None, None],  // Integer
        [Fraction,   Fraction, None,  None,     None, None],  // Point
        [Fraction,   Fraction, None,  Exponent, None, None],  // Fraction
        [Power,      Power,    None,  None,     Sign, Sign],  // Exponent
        [Power,      Power,    None,  None,     None, None],  // Sign
        [Power,      Power,    None,  None,     None, None],  // Power
    ]
};
