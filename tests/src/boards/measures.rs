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
    NAMES.into_iter().map(|(name, what)| named(line, name, what)).collect()
}

/// What the last line of a program says that asks once.
pub(super) fn of_program(lines: &[String]) -> Result<Vec<Measure>, String> {
    let line = lines.last().ok_or("there is no line")?;
    ["users", "stack"].map(|name| named(line, name, name)).into_iter().collect()
}

/// What stands behind a board's name for it.
fn named(line: &str, name: &str, what: &'static str) -> Result<Measure, String> {
    let value = line.split(' ').skip_while(|word| *word != name).nth(1).and_then(|value| value.parse().ok());
    Ok(Measure { what, value: value.ok_or_else(|| format!("the board did not say `{name}`: {line}"))? })
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
