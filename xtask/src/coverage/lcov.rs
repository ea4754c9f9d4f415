//! What lcov's format says of the sources, but for their tests.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// How much of something was reached.
#[derive(Default)]
pub(crate) struct Share {
    reached: u32,
    all: u32,
}

/// What the tests reached.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) lines: Share,
    pub(crate) branches: Share,
    /// The lines that were not, by file, counted from 1.
    pub(super) missed: BTreeMap<String, Vec<usize>>,
    /// The text of those files.
    pub(super) texts: BTreeMap<String, String>,
}

impl Share {
    pub(crate) const fn reached(&self) -> u32 {
        self.reached
    }

    pub(crate) fn percent(&self) -> f64 {
        100.0 * f64::from(self.reached) / f64::from(self.all.max(1))
    }

    fn count(&mut self, is_reached: bool) {
        self.all += 1;
        self.reached += u32::from(is_reached);
    }
}

impl Counts {
    /// `SF:` names a file, `DA:line,count` a line, `BRDA:line,…,…,count` a branch.
    pub(super) fn read(lcov: &str, sources: &Path) -> Result<Self, String> {
        let mut counts = Self::default();
        let (mut file, mut last) = (None, 0);
        let mut seen = BTreeMap::new();
        for line in lcov.lines() {
            if let Some(path) = line.strip_prefix("SF:") {
                let path = Path::new(path);
                let name = path.strip_prefix(sources).ok().map(|name| name.display().to_string());
                file = name.filter(|name| !is_of_tests(name));
                if let Some(name) = &file {
                    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
                    last = code_ends(&text);
                    counts.texts.insert(name.clone(), text);
                }
                continue;
            }
            let (Some(name), Some((kind, rest))) = (&file, line.split_once(':')) else { continue };
            let numbers: Vec<_> = rest.split(',').collect();
            let Some(number) = numbers.first().and_then(|number| number.parse().ok()) else { continue };
            if number > last {
                continue;
            }
            let is_reached = !matches!(numbers.last(), Some(&("0" | "-")));
            match kind {
                "DA" => *seen.entry((name.clone(), number)).or_insert(false) |= is_reached,
                "BRDA" => counts.branches.count(is_reached),
                _ => {}
            }
        }
        for ((name, number), is_reached) in seen {
            counts.lines.count(is_reached);
            if !is_reached {
                counts.missed.entry(name).or_default().push(number);
            }
        }
        Ok(counts)
    }
}

fn is_of_tests(name: &str) -> bool {
    name.ends_with("tests.rs")
}

/// The last line before the tests, which come last in a file.
fn code_ends(text: &str) -> usize {
    text.lines().position(|line| line == "#[cfg(test)]").unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_branches_are_counted_up_to_the_tests() {
        let folder = std::env::temp_dir().join(format!("xtask-lcov-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("a.rs"), "a\nb\n#[cfg(test)]\nc\n").unwrap();
        let path = folder.join("a.rs").display().to_string();
        let lcov = format!("SF:{path}\nDA:1,0\nDA:1,5\nDA:2,0\nDA:4,0\nBRDA:1,0,0,-\nBRDA:1,0,1,2\nend_of_record\n");
        let counts = Counts::read(&lcov, &folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!((counts.lines.percent(), counts.branches.percent()), (50.0, 50.0));
        assert_eq!(counts.missed["a.rs"], [2]);
    }
}
