//! The table of codes as it lies in flash: what to do about them in some 280 bytes, what they are in some 350 more, and each
//! only where it is asked for.
//!
//! Codes that follow each other and have the same class (an advice, a category) are a run. Runs stand in order. Each is a
//! byte: the step from the code before in three bits, and in the others the class and how many codes more the run has. A step
//! beyond seven is 0 there, and follows as two bytes.

use super::{
    Advice, Category,
    table::{GROUPS, range},
};

/// What to do about a code; `None` where there is nothing, or it is not documented.
pub(super) fn advice(code: i64) -> Option<Advice> {
    let code = i32::try_from(code).ok()?;
    find(code, &ADVICE_RUNS, &ADVICES).or_else(|| range(code).map(|(_, advice)| advice))
}

/// What a code is; `None` where it is not documented.
pub(super) fn category(code: i64) -> Option<Category> {
    let code = i32::try_from(code).ok()?;
    find(code, &CATEGORY_RUNS, &CATEGORIES).or_else(|| range(code).map(|(category, _)| category))
}

/// In the order of their numbers. `Stop` is what is not in the table.
const ADVICES: [Advice; 8] = [
    Advice::SignAgain,
    Advice::FixClock,
    Advice::WrongRegion,
    Advice::SlowDown,
    Advice::TryLater,
    Advice::Split,
    Advice::FixRequest,
    Advice::FixSetup,
];

/// In the order of their numbers.
const CATEGORIES: [Category; 10] = [
    Category::Auth,
    Category::Rate,
    Category::Server,
    Category::Limit,
    Category::Parameter,
    Category::NotFound,
    Category::Permission,
    Category::State,
    Category::Conflict,
    Category::Content,
];

/// The class of a code in these runs.
#[expect(clippy::arithmetic_side_effects, reason = "there are classes, so that what divides is not 0")]
fn find<T: Copy, const CLASSES: usize>(code: i32, runs: &[u8], classes: &[T; CLASSES]) -> Option<T> {
    let (mut rest, mut last) = (runs, BEFORE);
    while let [run, behind @ ..] = rest {
        let step;
        (step, rest) = match (run & LONGEST, behind) {
            (0, [high, low, behind @ ..]) => (u16::from_be_bytes([*high, *low]), behind),
            (step, behind) => (u16::from(step), behind),
        };
        let class = usize::from(run >> STEP_BITS);
        let first = last.wrapping_add(step.into());
        last = first.wrapping_add((class / CLASSES) as i32);
        if (first..=last).contains(&code) {
            return classes.get(class % CLASSES).copied();
        }
    }
    None
}

/// Below every code.
const BEFORE: i32 = -20_010;
const STEP_BITS: u32 = 3;
/// The longest step that stands beside the class.
const LONGEST: u8 = (1 << STEP_BITS) - 1;

static ADVICE_RUNS: [u8; pack(Class::Advice, &mut [])] = {
    let mut runs = [0; pack(Class::Advice, &mut [])];
    pack(Class::Advice, &mut runs);
    runs
};

static CATEGORY_RUNS: [u8; pack(Class::Category, &mut [])] = {
    let mut runs = [0; pack(Class::Category, &mut [])];
    pack(Class::Category, &mut runs);
    runs
};

#[derive(Clone, Copy)]
enum Class {
    Advice,
    Category,
}

/// Writes as many runs as there is room for; how many bytes all of them take.
#[expect(clippy::arithmetic_side_effects, reason = "it runs in the compiler, where an overflow is an error")]
const fn pack(by: Class, mut to: &mut [u8]) -> usize {
    let classes = match by {
        Class::Advice => ADVICES.len(),
        Class::Category => CATEGORIES.len(),
    };
    let (mut len, mut last) = (0, BEFORE);
    while let Some((first, class)) = next(by, classes, last) {
        let step = first - last;
        last = first;
        let mut more = 0;
        while let Some((code, other)) = next(by, classes, last)
            && code == last + 1
            && other == class
            && (more + 2) * classes <= 1 << (u8::BITS - STEP_BITS)
        {
            last = code;
            more += 1;
        }
        assert!(step >> 16 == 0);
        let run = ((more * classes + class) << STEP_BITS) as u8;
        (to, len) = if step > LONGEST as i32 {
            (put(put(put(to, run), (step >> 8) as u8), step as u8), len + 3)
        } else {
            (put(to, run | step as u8), len + 1)
        };
    }
    len
}

/// The first code after another that is in one of the classes.
const fn next(by: Class, classes: usize, after: i32) -> Option<(i32, usize)> {
    let mut found: Option<(i32, usize)> = None;
    let mut groups = GROUPS.as_slice();
    while let [(category, advice, codes), others @ ..] = groups {
        let class = match by {
            Class::Advice => *advice as usize,
            Class::Category => *category as usize,
        };
        let mut codes = *codes;
        while let [code, more @ ..] = codes {
            let is_nearer = match found {
                Some((nearest, _)) => *code < nearest,
                None => true,
            };
            if class < classes && *code > after && is_nearer {
                found = Some((*code, class));
            }
            codes = more;
        }
        groups = others;
    }
    found
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_table_is_found() {
        let mut count = 0;
        for (of_all, to_do, codes) in GROUPS {
            for code in codes {
                let found = (category((*code).into()), advice((*code).into()).unwrap_or(Advice::Stop));
                assert_eq!(found, (Some(of_all), to_do), "{code}");
                count += 1;
            }
        }
        assert_eq!((count, ADVICE_RUNS.len(), CATEGORY_RUNS.len()), (315, 274, 346));
    }

    #[test]
    fn runs_are_counted_without_room_and_packed_here_as_by_the_compiler() {
        for (by, runs) in [(Class::Advice, ADVICE_RUNS.as_slice()), (Class::Category, CATEGORY_RUNS.as_slice())] {
            let mut room = std::vec![0; pack(by, &mut [])];
            assert_eq!(pack(by, &mut room), runs.len());
            assert_eq!(room, runs);
        }
    }

    #[test]
    fn between_the_codes_there_is_none() {
        for code in [i64::MIN, -20_010, -20_008, -194, 0, 1, 10_201, 59_999, 80_000, 131_006, i64::MAX] {
            assert_eq!((category(code), advice(code)), (None, None), "{code}");
        }
        assert_eq!(category(60_001), Some(Category::Server), "any interface may give it");
        for app in [10_100, 10_200, 38_000, 39_000, 120_001, 130_000] {
            assert_eq!((category(app), advice(app)), (Some(Category::Content), Some(Advice::FixRequest)), "{app}");
        }
    }
}
