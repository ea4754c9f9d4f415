//! Why changes are not noticed: a list that is held against what is so, both ways.

use core::fmt;

use super::SOURCES;
use crate::workspace;

/// A change of the code, as cargo-mutants says it.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Mutant {
    /// All that is said of it.
    pub(super) name: String,
    /// Below the core's sources.
    file: String,
    number: usize,
    /// The text of that line.
    line: String,
    /// What becomes of it.
    change: String,
}

impl Mutant {
    /// `crates/…/a.rs:3:14: replace x with y in f`
    pub(super) fn read(said: &str) -> Result<Self, String> {
        let strange = || format!("cargo-mutants says what nobody understands: {said}");
        let (place, change) = said.split_once(": ").ok_or_else(strange)?;
        let mut place = place.split(':');
        let file = place.next().and_then(|path| path.strip_prefix(&format!("{SOURCES}/"))).ok_or_else(strange)?;
        let number: usize = place.next().and_then(|number| number.parse().ok()).ok_or_else(strange)?;
        let text = workspace::text_of(&format!("{SOURCES}/{file}"))?;
        let line = number.checked_sub(1).and_then(|index| text.lines().nth(index)).ok_or_else(strange)?;
        Ok(Self {
            name: said.to_owned(),
            file: file.to_owned(),
            number,
            line: line.trim().to_owned(),
            change: change.to_owned(),
        })
    }
}

impl fmt::Display for Mutant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}, `{}`", self.file, self.number, self.change, self.line)
    }
}

/// What makes no difference, and why.
struct Entry {
    file: String,
    line: String,
    change: String,
    reason: String,
}

pub(super) struct Explained(Vec<Entry>);

impl Explained {
    pub(super) fn read(path: &str) -> Result<Self, String> {
        let mut entries = Vec::new();
        for part in workspace::text_of(path)?.split("[[unnoticed]]").skip(1) {
            let of = |key: &str| {
                let prefix = format!("{key} = '");
                let value = part.lines().find_map(|line| line.strip_prefix(&prefix)?.strip_suffix('\''));
                // Three quotes are for what has one in it.
                value
                    .map(|value| value.trim_matches('\'').to_owned())
                    .ok_or_else(|| format!("{path}: an entry has no {key} = '…'"))
            };
            entries.push(Entry { file: of("file")?, line: of("line")?, change: of("change")?, reason: of("reason")? });
        }
        Ok(Self(entries))
    }

    /// Each entry is for a line that there is.
    pub(super) fn lines_exist(&self) -> Result<(), String> {
        for Entry { file, line, reason, .. } in &self.0 {
            let text = workspace::text_of(&format!("{SOURCES}/{file}"))?;
            if !text.lines().any(|other| other.trim() == line) {
                return Err(format!("{file} has no line `{line}`, whose change makes no difference ({reason})"));
            }
        }
        Ok(())
    }

    /// Why this change makes no difference, if that is known.
    pub(super) fn reason(&self, mutant: &Mutant) -> Option<&str> {
        let is_it =
            |entry: &&Entry| (&entry.file, &entry.line, &entry.change) == (&mutant.file, &mutant.line, &mutant.change);
        self.0.iter().find(is_it).map(|entry| entry.reason.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_known_by_its_line_wherever_that_stands() {
        let said = format!("{SOURCES}/lib.rs:1:1: replace a with b");
        let mutant = Mutant::read(&said).unwrap();
        assert_eq!(mutant.line, "#![doc = include_str!(\"../README.md\")]");
        let entry = |change: &str| Entry {
            file: "lib.rs".to_owned(),
            line: mutant.line.clone(),
            change: change.to_owned(),
            reason: "because".to_owned(),
        };
        assert_eq!(Explained(vec![entry("replace a with b")]).reason(&mutant), Some("because"));
        assert_eq!(Explained(vec![entry("replace a with c")]).reason(&mutant), None);
        assert!(Explained(vec![entry("replace a with b")]).lines_exist().is_ok());
    }

    #[test]
    fn what_cargo_mutants_does_not_say_is_an_error() {
        for said in ["", "lib.rs:1:1: replace", &format!("{SOURCES}/lib.rs:0:1: replace")] {
            assert!(Mutant::read(said).is_err(), "{said}");
        }
    }
}
