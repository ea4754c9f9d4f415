//! The table of codes as it lies in flash, in some 400 bytes.
//!
//! The codes stand in order. Each is a byte: the step from the code before in three bits, and the number of its group in
//! five. A step beyond seven is 0 there, and follows as two bytes.

use super::{
    Advice, Category,
    table::{GROUPS, RANGES},
};

/// Below every code.
const BEFORE: i32 = -20_010;
/// How many bits the number of a group has.
const GROUP_BITS: u32 = 5;
/// The longest step that stands beside it.
const LONGEST: i32 = 7;

const CODES: [u8; len()] = pack();
const CLASSES: [(Category, Advice); GROUPS.len()] = classes();

/// What a code is, and what to do about it; `None` where it is not documented.
pub(super) fn class(code: i64) -> Option<(Category, Advice)> {
    let code = i32::try_from(code).ok()?;
    let (mut rest, mut at) = (CODES.as_slice(), BEFORE);
    while let [first, behind @ ..] = rest {
        let step;
        (step, rest) = match (first >> GROUP_BITS, behind) {
            (0, [high, low, behind @ ..]) => (u16::from_be_bytes([*high, *low]), behind),
            (step, behind) => (u16::from(step), behind),
        };
        at = at.wrapping_add(step.into());
        if at == code {
            return CLASSES.get(usize::from(first & ((1 << GROUP_BITS) - 1))).copied();
        }
    }
    RANGES.iter().find(|range| range.0 <= code && code <= range.1).map(|range| (range.2, range.3))
}

/// The first code after another, and the number of its group.
#[expect(clippy::arithmetic_side_effects, reason = "it runs in the compiler, where an overflow is an error")]
const fn next(after: i32) -> Option<(i32, u8)> {
    let mut found: Option<(i32, u8)> = None;
    let (mut groups, mut number) = (GROUPS.as_slice(), 0);
    while let [(_, _, codes), other_groups @ ..] = groups {
        let mut codes = *codes;
        while let [code, others @ ..] = codes {
            let is_nearer = match found {
                Some((nearest, _)) => *code < nearest,
                None => true,
            };
            if *code > after && is_nearer {
                found = Some((*code, number));
            }
            codes = others;
        }
        groups = other_groups;
        number += 1;
    }
    found
}

/// How many bytes all codes take.
#[expect(clippy::arithmetic_side_effects, reason = "it runs in the compiler, where an overflow is an error")]
const fn len() -> usize {
    let (mut len, mut last) = (0, BEFORE);
    while let Some((code, _)) = next(last) {
        len += if code - last > LONGEST { 3 } else { 1 };
        last = code;
    }
    len
}

#[expect(clippy::arithmetic_side_effects, reason = "it runs in the compiler, where an overflow is an error")]
const fn pack() -> [u8; len()] {
    let mut packed = [0; len()];
    let (mut to, mut last) = (packed.as_mut_slice(), BEFORE);
    while let Some((code, group)) = next(last) {
        let step = code - last;
        assert!(group >> GROUP_BITS == 0 && step >> 16 == 0);
        last = code;
        to = if step > LONGEST {
            put(put(put(to, group), (step >> 8) as u8), step as u8)
        } else {
            put(to, (step as u8) << GROUP_BITS | group)
        };
    }
    packed
}

/// Puts a byte at the beginning; what is behind it.
const fn put(to: &mut [u8], byte: u8) -> &mut [u8] {
    match to {
        [first, rest @ ..] => {
            *first = byte;
            rest
        }
        [] => &mut [],
    }
}

const fn classes() -> [(Category, Advice); GROUPS.len()] {
    let mut classes = [(Category::Server, Advice::Stop); GROUPS.len()];
    let (mut to, mut groups) = (classes.as_mut_slice(), GROUPS.as_slice());
    while let ([class, more @ ..], [(category, advice, _), others @ ..]) = (to, groups) {
        *class = (*category, *advice);
        (to, groups) = (more, others);
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_table_is_found_and_takes_a_byte_or_three() {
        let mut count = 0;
        for (category, advice, codes) in GROUPS {
            for code in codes {
                assert_eq!(class((*code).into()), Some((category, advice)), "{code}");
                count += 1;
            }
        }
        assert_eq!((count, CODES.len()), (315, 409));
    }

    #[test]
    fn between_the_codes_there_is_none() {
        for code in [i64::MIN, -20_010, -20_008, -194, 0, 1, 10_201, 59_999, 80_000, 131_006, i64::MAX] {
            assert_eq!(class(code), None, "{code}");
        }
        assert_eq!(class(60_001), Some((Category::Server, Advice::Stop)), "any interface may give it");
        for app in [10_100, 10_200, 38_000, 39_000, 120_001, 130_000] {
            assert_eq!(class(app), Some((Category::Content, Advice::FixRequest)), "{app}");
        }
    }
}
