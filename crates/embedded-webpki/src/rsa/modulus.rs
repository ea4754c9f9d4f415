//! Powers modulo a number of 2048 to 4096 bits, by Montgomery's multiplication.

/// The longest modulus.
pub(super) const MAX_BYTES: usize = 512;
const MIN_BYTES: usize = 256;

const LIMB: usize = size_of::<u32>();

/// Its lowest limb first. Modulo a shorter number, only as many limbs are used as that has.
type Number = [u32; MAX_BYTES / LIMB];

/// An odd number whose highest bit is set.
pub(super) struct Modulus {
    number: Number,
    limbs: usize,
    /// The inverse of minus the lowest limb, modulo 2^32.
    inverse: u32,
}

impl Modulus {
    /// `bytes` is the modulus, its highest byte first: a multiple of 32 bits, the first of them set.
    pub(super) fn new(bytes: &[u8]) -> Option<Self> {
        let is_supported = (MIN_BYTES..=MAX_BYTES).contains(&bytes.len())
            && bytes.len().is_multiple_of(LIMB)
            && matches!(bytes, [0x80..=0xFF, .., last] if last % 2 == 1);
        if !is_supported {
            return None;
        }
        let number = number(bytes);
        let [lowest, ..] = number;
        // An odd number is its own inverse modulo 8; each of Newton's steps doubles the bits that are right: 6, 12, 24, 48.
        let mut inverse = lowest;
        for _ in 0..4 {
            inverse = inverse.wrapping_mul(2_u32.wrapping_sub(lowest.wrapping_mul(inverse)));
        }
        Some(Self { number, limbs: bytes.len() / LIMB, inverse: inverse.wrapping_neg() })
    }

    /// `base` to the power of `exponent`, which is not 0; `base` and the power are as long as the modulus, and `base` smaller.
    pub(super) fn power<'r>(&self, base: &[u8], exponent: u32, room: &'r mut [u8; MAX_BYTES]) -> Option<&'r mut [u8]> {
        if base.len() != self.limbs * LIMB {
            return None;
        }
        let mut base = number(base);
        if !self.is_above(&base) {
            return None;
        }
        base = self.multiply(&base, &self.radix_squared());
        let mut power = base;
        for bit in (0..exponent.checked_ilog2()?).rev() {
            power = self.multiply(&power, &power);
            if (exponent >> bit) & 1 == 1 {
                power = self.multiply(&power, &base);
            }
        }
        power = self.multiply(&power, &number(&[0, 0, 0, 1]));

        let room = room.get_mut(..self.limbs * LIMB)?;
        for (bytes, limb) in room.rchunks_exact_mut(LIMB).zip(power) {
            bytes.copy_from_slice(&limb.to_be_bytes());
        }
        Some(room)
    }

    /// `a` times `b`, divided by the radix, which is 2 to the power of the modulus' length in bits.
    fn multiply(&self, a: &Number, b: &Number) -> Number {
        let (mut product, mut top) = (ZERO, 0);
        for digit in self.used(a) {
            let ([lowest, ..], [first, ..]) = (product, *b);
            // So many moduli on top make the lowest limb zero, and it is dropped.
            let factor = digit.wrapping_mul(first).wrapping_add(lowest).wrapping_mul(self.inverse);
            let (mut carry, mut second_carry) = (0, 0);
            let mut below: Option<&mut u32> = None;
            for ((limb, b), modulus) in product.iter_mut().zip(b).zip(self.used(&self.number)) {
                let sum;
                (sum, carry) = split(wide(*digit) * wide(*b) + wide(*limb) + wide(carry));
                let shifted;
                (shifted, second_carry) = split(wide(factor) * wide(*modulus) + wide(sum) + wide(second_carry));
                if let Some(below) = below.replace(limb) {
                    *below = shifted;
                }
            }
            let highest;
            (highest, top) = split(wide(top) + wide(carry) + wide(second_carry));
            if let Some(below) = below {
                *below = highest;
            }
        }
        self.reduce(&mut product, top);
        product
    }

    /// The radix squared, modulo the modulus: brings a number into the form that [`multiply`](Self::multiply) works in.
    fn radix_squared(&self) -> Number {
        // The radix itself is less than two moduli: it is minus the modulus, in as many limbs.
        let (mut power, mut carry) = (ZERO, true);
        for (limb, modulus) in power.iter_mut().zip(self.used(&self.number)) {
            (*limb, carry) = (!modulus).overflowing_add(carry.into());
        }
        // Times two, an odd number of times, and then squared, until it is the radix times 2 as often as that has bits.
        let bits = self.limbs * LIMB * 8;
        for _ in 0..bits >> bits.trailing_zeros() {
            let mut carry = 0;
            for limb in power.iter_mut().take(self.limbs) {
                (*limb, carry) = split((wide(*limb) << 1) + wide(carry));
            }
            self.reduce(&mut power, carry);
        }
        for _ in 0..bits.trailing_zeros() {
            power = self.multiply(&power, &power);
        }
        power
    }

    /// Takes the modulus off a number that may be larger, by less than another modulus; `top` is the limb above it.
    fn reduce(&self, number: &mut Number, top: u32) {
        if top == 0 && self.is_above(number) {
            return;
        }
        let mut borrow = 0;
        for (limb, modulus) in number.iter_mut().zip(self.used(&self.number)) {
            let difference;
            (difference, borrow) = split(wide(*limb).wrapping_sub(wide(*modulus)).wrapping_sub(wide(borrow & 1)));
            *limb = difference;
        }
    }

    fn is_above(&self, number: &Number) -> bool {
        self.used(&self.number).rev().gt(self.used(number).rev())
    }

    fn used<'n>(&self, number: &'n Number) -> impl DoubleEndedIterator<Item = &'n u32> {
        number.get(..self.limbs).unwrap_or_default().iter()
    }
}

const ZERO: Number = [0; MAX_BYTES / LIMB];

/// `bytes` are its highest first, in whole limbs.
fn number(bytes: &[u8]) -> Number {
    let mut number = ZERO;
    for (limb, bytes) in number.iter_mut().zip(bytes.rchunks_exact(LIMB)) {
        *limb = bytes.iter().fold(0, |limb, byte| limb << 8 | u32::from(*byte));
    }
    number
}

const fn wide(limb: u32) -> u64 {
    limb as u64
}

/// The low and the high half.
const fn split(wide: u64) -> (u32, u32) {
    (wide as u32, (wide >> u32::BITS) as u32)
}
