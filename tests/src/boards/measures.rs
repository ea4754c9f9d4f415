//! What a board said a round cost.

/// What a board said something costs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Measure {
    /// What it is.
    pub what: &'static str,
    /// How much.
    pub value: u64,
}

/// What the last line of a round says, under the names of the table.
pub(super) fn of_round(lines: &[String]) -> Result<Vec<Measure>, String> {
    let line = lines.last().ok_or("there is no line")?;
    let words: Vec<&str> = line.split(' ').collect();
    let named = |name: &str| {
        let at = words.iter().position(|word| *word == name)?;
        words.get(at + 1)?.parse().ok()
    };
    let measure = |(name, what)| {
        let value = named(name).ok_or_else(|| format!("the board did not say `{name}`: {line}"))?;
        Ok(Measure { what, value })
    };
    NAMES.into_iter().map(measure).collect()
}

/// Takes over what is the most that there has been since the board began.
pub(super) fn take_peaks(first: &mut [Measure], last: &[Measure]) {
    for (first, last) in first.iter_mut().zip(last).filter(|(first, _)| ["stack", "heap"].contains(&first.what)) {
        first.value = last.value;
    }
}

/// A board's own names, and those of the table.
const NAMES: [(&str, &str); 8] = [
    ("users", "users"),
    ("sent", "sent"),
    ("received", "received"),
    ("stack", "stack"),
    ("heap", "heap"),
    ("future", "future"),
    ("handshake", "handshake_instructions"),
    ("call", "call_instructions"),
];
