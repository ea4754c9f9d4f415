//! Which files' tests a file's constants can reach.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::Tree;

/// Where endpoints are, and what they are made of.
const FOLDERS: [&str; 5] = ["account", "message", "operations", "profile", "push"];
/// What is in them for people alone: copies to keep, whose texts say what did not fit.
const NOT: &str = "push/owned.rs";
/// What of the core's other files is theirs.
const ALSO: [&str; 1] = ["invalid.rs"];

/// The files, and which of them each speaks of, by the way or itself.
pub(super) struct Units {
    /// By their names: `push/get_user_tags`.
    units: BTreeMap<String, Unit>,
}

struct Unit {
    text: String,
    has_tests: bool,
    reaches: BTreeSet<String>,
}

impl Units {
    pub(super) fn read(tree: &Tree) -> Result<Self, String> {
        let mut units = BTreeMap::new();
        let mut tests = BTreeMap::new();
        let files = FOLDERS.iter().map(|folder| tree.files_below(folder)).collect::<Result<Vec<_>, _>>()?;
        let sections = FOLDERS.iter().map(|folder| format!("{folder}.rs"));
        let files = files.into_iter().flatten().filter(|file| file != NOT);
        for file in files.chain(sections).chain(ALSO.map(str::to_owned)) {
            let text = tree.text_of(&file)?;
            let name = file.trim_end_matches(".rs");
            // Tests in a file of their own are those of the file above.
            match name.strip_suffix("/tests") {
                Some(above) => drop(tests.insert(above.to_owned(), text)),
                None => drop(units.insert(name.to_owned(), text)),
            }
        }
        let spoken = |name: &String, text: &String| {
            let own = tests.get(name).map_or("", String::as_str);
            // Neither what is handed on nor what is said makes a test depend on it.
            let is_code = |line: &&str| !line.starts_with("pub") || !line.contains(" use ");
            let is_code = |line: &&str| is_code(line) && !line.trim_start().starts_with("//");
            text.lines().chain(own.lines()).filter(is_code).collect::<Vec<_>>().join("\n")
        };
        let all: BTreeMap<_, _> = units.iter().map(|(name, text)| (name.clone(), spoken(name, text))).collect();
        let reaches = closure(&units, &all);
        let unit = |(name, text): (String, String)| {
            let has_tests = all.get(&name).is_some_and(|all| all.contains("#[test]"));
            let reaches = reaches.get(&name).cloned().unwrap_or_default();
            (name, Unit { text, has_tests, reaches })
        };
        Ok(Self { units: units.into_iter().map(unit).collect() })
    }

    /// Every file, and its text.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.units.iter().map(|(name, unit)| (name.as_str(), unit.text.as_str()))
    }

    /// The files whose tests say whether a change here is noticed: those of the same section that speak of it, or where there
    /// are none, all that do.
    pub(super) fn judges(&self, file: &str) -> BTreeSet<&str> {
        let section = |name: &str| name.split('/').next().unwrap_or_default().to_owned();
        let reach = self.units.iter().filter(|(_, unit)| unit.has_tests && unit.reaches.contains(file));
        let all: BTreeSet<_> = reach.map(|(name, _)| name.as_str()).collect();
        let near: BTreeSet<_> = all.iter().copied().filter(|name| section(name) == section(file)).collect();
        if near.is_empty() { all } else { near }
    }

    /// Whether the tests that judge the one know nothing of the other.
    pub(super) fn are_apart(&self, one: &str, other: &str) -> bool {
        let knows = |judge: &&str, of: &str| self.units.get(*judge).is_some_and(|unit| unit.reaches.contains(of));
        !self.judges(one).iter().any(|judge| knows(judge, other))
            && !self.judges(other).iter().any(|judge| knows(judge, one))
    }
}

/// Which files each one speaks of, those that these speak of, and itself.
fn closure(units: &BTreeMap<String, String>, all: &BTreeMap<String, String>) -> BTreeMap<String, BTreeSet<String>> {
    let names: BTreeMap<_, _> = units.iter().map(|(name, text)| (name, public_names(text))).collect();
    let mut reaches: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (unit, text) in all {
        let words: BTreeSet<_> = text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        let speaks_of = names.iter().filter(|(_, names)| names.iter().any(|name| words.contains(name.as_str())));
        reaches.insert(unit.clone(), speaks_of.map(|(name, _)| (*name).clone()).chain([unit.clone()]).collect());
    }
    loop {
        let before: usize = reaches.values().map(BTreeSet::len).sum();
        for unit in units.keys() {
            let direct = reaches.get(unit).cloned().unwrap_or_default();
            let further = direct.iter().filter_map(|name| reaches.get(name)).flatten().cloned().collect();
            reaches.insert(unit.clone(), further);
        }
        if reaches.values().map(BTreeSet::len).sum::<usize>() == before {
            return reaches;
        }
    }
}

/// What a file has for others.
fn public_names(text: &str) -> Vec<String> {
    let item = |line: &str| {
        // A section's own constants are its folder's, without a `pub`.
        let is_public = line.starts_with("pub") || line.starts_with("const ");
        let is_name =
            |word: &&str| !matches!(*word, "pub" | "crate" | "super" | "struct" | "enum" | "const" | "fn" | "");
        let name = line.split(|c: char| !c.is_alphanumeric() && c != '_').find(is_name);
        name.filter(|_| is_public && !line.contains("use ")).map(str::to_owned)
    };
    text.lines().filter_map(item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_reaches_what_it_speaks_of_at_any_distance() {
        let text = |list: &[(&str, &str)]| list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let units: BTreeMap<_, _> =
            text(&[("a", "pub struct A;"), ("b", "pub enum B { X(A) }"), ("c", "fn c(b: B) {}")]);
        let reaches = closure(&units, &units);
        let of = |name: &str| reaches.get(name).map(|set| set.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((of("a"), of("b"), of("c")), (Some(vec!["a"]), Some(vec!["a", "b"]), Some(vec!["a", "b", "c"])));
    }
}
