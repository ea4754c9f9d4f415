//! The time in an answer's head.

/// A date as it stands in a head. It is made sense of only when it is asked for: most never is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Date([u8; LAYOUT.len()]);

impl Date {
    /// None at all.
    pub(super) const NONE: Self = Self([0; LAYOUT.len()]);

    /// As it is written. One of another length is none.
    pub(super) fn written(text: &[u8]) -> Self {
        text.try_into().map_or(Self::NONE, Self)
    }

    pub(super) fn unix_time(&self) -> Option<u64> {
        unix_time(&self.0)
    }
}

/// Seconds since 1970 of a date as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, IMF-fixdate). The two older
/// ways to write it are left alone: no server has sent them for decades.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "each number has been held to its bounds: 32 bits hold what is made of them"
)]
fn unix_time(text: &[u8; LAYOUT.len()]) -> Option<u64> {
    let mut numbers = [0_u32; 5];
    let mut month = 0;
    for (sign, byte) in LAYOUT.iter().zip(text) {
        match (numbers.get_mut(usize::from(*sign)), sign) {
            (Some(number), _) => *number = number.wrapping_mul(10).wrapping_add(char::from(*byte).to_digit(10)?),
            (None, b'm') => month = (month << 8) + u32::from(*byte),
            (None, b'?') => {}
            _ if sign == byte => {}
            _ => return None,
        }
    }
    let [day, year, hour, minute, second] = numbers;
    let month = MONTHS.iter().position(|name| *name == month)? as u32;
    // A leap second is the next minute's first.
    if !(1..=31).contains(&day) || year < 1970 || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    // Years are counted from March, so that the leap day is the last one.
    let (year, month) = if month < 2 { (year - 1, month + 10) } else { (year, month - 2) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
    let seconds = hour * 3600 + minute * 60 + second;
    Some(u64::from(days.checked_sub(DAYS_TO_1970)?) * 86_400 + u64::from(seconds))
}

/// What stands where: any byte, a letter of the month, a digit of the number with this index, or this very byte.
const LAYOUT: &[u8; 29] = b"???, \0\0 mmm \x01\x01\x01\x01 \x02\x02:\x03\x03:\x04\x04 GMT";

const MONTHS: [u32; 12] = [
    month(b"Jan"),
    month(b"Feb"),
    month(b"Mar"),
    month(b"Apr"),
    month(b"May"),
    month(b"Jun"),
    month(b"Jul"),
    month(b"Aug"),
    month(b"Sep"),
    month(b"Oct"),
    month(b"Nov"),
    month(b"Dec"),
];

/// A month's letters as one number.
const fn month(name: &[u8; 3]) -> u32 {
    let [first, second, third] = *name;
    u32::from_be_bytes([0, first, second, third])
}

/// From the first of March of the year 0 on.
const DAYS_TO_1970: u32 = 719_468;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_the_second_it_says() {
        for (text, seconds) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
            ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799),
            ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
            ("Tue, 14 Nov 2023 22:13:20 GMT", 1_700_000_000),
            ("Fri, 31 Dec 2100 23:59:60 GMT", 4_133_980_800),
        ] {
            assert_eq!(Date::written(text.as_bytes()).unix_time(), Some(seconds), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "GMT",
            "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 06 Nov 1994 24:49:37 GMT",
            "Sun, 06 Nov 1994 08:60:37 GMT",
            "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 32 Nov 1994 08:49:37 GMT",
            "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1969 08:49:37 GMT",
            "Sun, 06 Nov 199x 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(Date::written(text.as_bytes()).unix_time(), None, "{text}");
        }
    }
}
