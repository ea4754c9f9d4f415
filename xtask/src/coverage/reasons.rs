//! Why lines are not reached: a list that is held against what is so, both ways.

use super::lcov::Counts;
use crate::workspace;

/// A line that begins a function, or stands alone, and why no test reaches it.
struct Reason {
    file: String,
    line: String,
    reason: String,
}

pub(super) struct Reasons(Vec<Reason>);

impl Reasons {
    pub(super) fn read(path: &str) -> Result<Self, String> {
        let text = workspace::text_of(path)?;
        let mut reasons = Vec::new();
        for part in text.split("[[uncovered]]").skip(1) {
            let of = |key: &str| {
                let prefix = format!("{key} = '");
                let value = part.lines().find_map(|line| line.strip_prefix(&prefix)?.strip_suffix('\''));
                // Three quotes are for what has one in it.
                value
                    .map(|value| value.trim_matches('\'').to_owned())
                    .ok_or_else(|| format!("{path}: an entry has no {key} = '…'"))
            };
            reasons.push(Reason { file: of("file")?, line: of("line")?, reason: of("reason")? });
        }
        Ok(Self(reasons))
    }

    /// Every line that is not reached has a reason, and every reason such a line.
    pub(super) fn check(&self, counts: &Counts) -> Result<(), String> {
        let mut used = vec![false; self.0.len()];
        let mut wrong = Vec::new();
        for (file, lines) in &counts.missed {
            let text: Vec<_> = counts.texts.get(file).map(|text| text.lines().collect()).unwrap_or_default();
            for number in lines {
                let mut is_justified = false;
                for (reason, used) in self.0.iter().zip(&mut used).filter(|(reason, _)| reason.file == *file) {
                    if reason.covers(&text, number - 1) {
                        (is_justified, *used) = (true, true);
                    }
                }
                if !is_justified {
                    let line = text.get(number - 1).map_or("", |line| line.trim());
                    wrong.push(format!("{file}:{number}: no test reaches `{line}`"));
                }
            }
        }
        let unused = self.0.iter().zip(used).filter(|(_, used)| !used);
        wrong.extend(unused.map(|(reason, _)| {
            format!("{}: `{}` is reached, or gone, so it needs no reason ({})", reason.file, reason.line, reason.reason)
        }));
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
    }
}

impl Reason {
    /// Whether the line with this index is the one that is meant, or lies in the block that begins there.
    fn covers(&self, text: &[&str], index: usize) -> bool {
        text.iter().enumerate().filter(|(_, line)| line.trim() == self.line).any(|(begin, line)| {
            let indent = line.len() - line.trim_start().len();
            let ends =
                |line: &&str| line.trim_start().starts_with('}') && line.len() - line.trim_start().len() == indent;
            let behind = text.get(begin + 1..).unwrap_or_default();
            let len = if line.ends_with('{') { behind.iter().position(ends).map_or(0, |at| at + 1) } else { 0 };
            (begin..=begin + len).contains(&index)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_for_a_line_or_the_block_that_it_begins() {
        let text = ["impl X {", "    fn a() {", "        b();", "    }", "    fn c() {", "    }", "}"];
        let reason = |line: &str| Reason { file: String::new(), line: line.to_owned(), reason: String::new() };
        let covered = |line: &str| (0..7).filter(|index| reason(line).covers(&text, *index)).collect::<Vec<_>>();
        assert_eq!(covered("fn a() {"), [1, 2, 3]);
        assert_eq!(covered("b();"), [2]);
        assert!(covered("fn d() {").is_empty());
    }
}
