//! What the figures were: a growth is a decision, made in a commit that changes this file and says why.

use std::fs;

use crate::args::Args;
use crate::figure::Figure;
use crate::{run, workspace};

const PATH: &str = "benches/baseline.txt";

const HEAD: &str = "\
# What our figures come to. Growth fails `cargo xtask test` until this file is changed in the same commit, whose message says
# why: by `cargo xtask size --save` and `cargo xtask bench --save`.
";

/// By how much a figure may grow unnoticed: by this part of it, and in bytes by no more than [`BYTES`].
const PART: f64 = 0.02;
const BYTES: f64 = 64.0;

/// The figures that are committed, and the compiler that they are of: another one's differ without anybody's doing.
pub(crate) struct Baseline {
    compiler: String,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    place: String,
    what: String,
    value: f64,
    unit: String,
}

/// What a command does with the figures that it has printed.
pub(crate) enum Then {
    Nothing,
    Check,
    Save,
}

impl Then {
    pub(crate) fn from_args(args: &mut Args) -> Self {
        match (args.flag("--save"), args.flag("--check")) {
            (true, _) => Self::Save,
            (false, true) => Self::Check,
            (false, false) => Self::Nothing,
        }
    }

    pub(crate) fn with(self, figures: &[Figure]) -> Result<(), String> {
        match self {
            Self::Nothing => Ok(()),
            Self::Check => Baseline::read()?.check(figures),
            Self::Save => Baseline::read()?.save(figures),
        }
    }
}

impl Baseline {
    pub(crate) fn read() -> Result<Self, String> {
        parse(&workspace::text_of(PATH)?)
    }

    /// Writes what `figures` are over what they were. Peers' are not kept.
    fn save(mut self, figures: &[Figure]) -> Result<(), String> {
        self.compiler = compiler()?;
        for figure in own(figures) {
            match self.entries.iter_mut().find(|entry| entry.is_of(figure)) {
                Some(entry) => *entry = Entry::of(figure),
                None => self.entries.push(Entry::of(figure)),
            }
        }
        fs::write(workspace::root()?.join(PATH), self.text()).map_err(|e| format!("{PATH}: {e}"))
    }

    /// Compares, and prints what became better.
    ///
    /// # Errors
    ///
    /// What has grown, and what was never saved.
    fn check(&self, figures: &[Figure]) -> Result<(), String> {
        let this = compiler()?;
        if this != self.compiler {
            println!("{PATH} is of {}, and this is {this}: figures of two compilers are not compared", self.compiler);
            return Ok(());
        }
        let (better, worse) = self.compare(figures);
        better.iter().for_each(|line| println!("better: {line}"));
        if !better.is_empty() {
            println!("`--save` of `cargo xtask size` and `cargo xtask bench` keeps what is better");
        }
        if worse.is_empty() {
            return Ok(());
        }
        Err(format!(
            "{}\nWhere that is as it should be, {PATH} changes in the same commit (`cargo xtask size --save`, \
             `cargo xtask bench --save`), whose message says why",
            worse.join("\n")
        ))
    }

    /// As [`check`](Self::check), with `figures` all that there are: what is committed must be among them.
    pub(crate) fn check_all(&self, figures: &[Figure]) -> Result<(), String> {
        self.check(figures)?;
        match self.entries.iter().find(|entry| !own(figures).any(|figure| entry.is_of(figure))) {
            None => Ok(()),
            Some(Entry { place, what, .. }) => {
                Err(format!("{PATH} has `{place} | {what}`, which nothing measures; take the line out, or measure it"))
            }
        }
    }

    /// A line for each figure that is better, and for each that is worse.
    fn compare(&self, figures: &[Figure]) -> (Vec<String>, Vec<String>) {
        let (mut better, mut worse) = (Vec::new(), Vec::new());
        for figure in own(figures) {
            let Figure { place, what, value, unit, .. } = figure;
            let Some(Entry { value: was, .. }) = self.entries.iter().find(|entry| entry.is_of(figure)) else {
                worse.push(format!("{place}, {what}: {value} {unit}, which {PATH} does not know"));
                continue;
            };
            let room = if *unit == "B" { (was * PART).min(BYTES) } else { was * PART };
            let told = || format!("{place}, {what}: from {was} to {value} {unit}");
            if *value > was + room {
                worse.push(told());
            } else if *value < was - room {
                better.push(told());
            }
        }
        (better, worse)
    }

    fn text(&self) -> String {
        let line = |Entry { place, what, value, unit }: &Entry| format!("{place} | {what} | {value} {unit}\n");
        let mut lines: Vec<String> = self.entries.iter().map(line).collect();
        lines.sort();
        format!("{HEAD}{}\n\n{}", self.compiler, lines.concat())
    }
}

impl Entry {
    fn of(Figure { place, what, value, unit, .. }: &Figure) -> Self {
        Self { place: place.clone(), what: what.clone(), value: *value, unit: (*unit).to_owned() }
    }

    fn is_of(&self, figure: &Figure) -> bool {
        self.place == figure.place && self.what == figure.what
    }
}

fn own(figures: &[Figure]) -> impl Iterator<Item = &Figure> {
    figures.iter().filter(|figure| figure.peer.is_none() && figure.is_exact)
}

/// The compiler at hand, which the figures of the host come from.
fn compiler() -> Result<String, String> {
    Ok(run::output(std::process::Command::new("rustc").arg("--version"))?.trim().to_owned())
}

fn parse(text: &str) -> Result<Baseline, String> {
    let mut lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let compiler = lines.next().ok_or_else(|| format!("{PATH} names no compiler"))?.to_owned();
    let entry = |line: &str| {
        let told = || format!("{PATH}: `{line}` is not `WHERE | WHAT | VALUE UNIT`");
        let (place, rest) = line.split_once(" | ").ok_or_else(told)?;
        let (what, rest) = rest.split_once(" | ").ok_or_else(told)?;
        let (value, unit) = rest.split_once(' ').ok_or_else(told)?;
        let value = value.parse().map_err(|_| told())?;
        Ok(Entry { place: place.to_owned(), what: what.to_owned(), value, unit: unit.to_owned() })
    };
    Ok(Baseline { compiler, entries: lines.map(entry).collect::<Result<_, String>>()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "rustc 1.95.0\n\nboard | flash | 10000 B\nboard | ram | 0 B\nhost | sign | 20000 instructions\n";

    fn compare(figure: Figure) -> (Vec<String>, Vec<String>) {
        parse(TEXT).unwrap().compare(&[figure])
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let baseline = parse(TEXT).unwrap();
        assert_eq!(baseline.text(), format!("{HEAD}{TEXT}"));
        let error = parse("rustc 1.95.0\nboard | flash 7\n").err();
        assert_eq!(error, Some(format!("{PATH}: `board | flash 7` is not `WHERE | WHAT | VALUE UNIT`")));
    }

    #[test]
    fn bytes_may_grow_by_64_and_by_2_in_100_and_no_more() {
        assert_eq!(compare(Figure::count("board", "flash", 10_064, "B")), (vec![], vec![]));
        let told = "board, flash: from 10000 to 10065 B".to_owned();
        assert_eq!(compare(Figure::count("board", "flash", 10_065, "B")), (vec![], vec![told]));
        let told = "board, ram: from 0 to 1 B".to_owned();
        assert_eq!(compare(Figure::count("board", "ram", 1, "B")), (vec![], vec![told]));
    }

    #[test]
    fn instructions_may_grow_by_2_in_100() {
        assert_eq!(compare(Figure::count("host", "sign", 20_400, "instructions")), (vec![], vec![]));
        let told = "host, sign: from 20000 to 20401 instructions".to_owned();
        assert_eq!(compare(Figure::count("host", "sign", 20_401, "instructions")), (vec![], vec![told]));
    }

    #[test]
    fn what_is_better_is_told_and_what_is_new_is_refused() {
        let told = "host, sign: from 20000 to 15000 instructions".to_owned();
        assert_eq!(compare(Figure::count("host", "sign", 15_000, "instructions")), (vec![told], vec![]));
        let told = format!("host, parse: 7 instructions, which {PATH} does not know");
        assert_eq!(compare(Figure::count("host", "parse", 7, "instructions")), (vec![], vec![told]));
        assert_eq!(compare(Figure::count("host", "parse", 7, "instructions").of("other")), (vec![], vec![]));
    }

    #[test]
    fn what_nothing_measures_is_refused() {
        let mut baseline = parse(TEXT).unwrap();
        baseline.compiler = compiler().unwrap();
        let mut figures = vec![
            Figure::count("board", "flash", 10_000, "B"),
            Figure::count("board", "ram", 0, "B"),
            Figure::count("host", "sign", 20_000, "instructions"),
        ];
        assert_eq!(baseline.check_all(&figures), Ok(()));
        figures.pop();
        let told = format!("{PATH} has `host | sign`, which nothing measures; take the line out, or measure it");
        assert_eq!(baseline.check_all(&figures), Err(told));
    }
}
