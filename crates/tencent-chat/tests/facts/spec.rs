//! The facts themselves.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test ends where it is wrong")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use toml::{Table, Value};

/// The facts of one section.
pub(crate) fn file(name: &str) -> Table {
    toml::from_str(&fs::read_to_string(root().join("tests/spec").join(name)).unwrap()).unwrap()
}

/// The endpoints of a section that are known in full.
pub(crate) fn complete_endpoints(name: &str) -> Vec<Table> {
    let entries = file(name)["endpoint"].as_array().unwrap().clone();
    let tables = entries.into_iter().map(|entry| entry.as_table().unwrap().clone());
    tables.filter(|entry| entry.get("complete") != Some(&Value::Boolean(false))).collect()
}

pub(crate) fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table[key].as_str().unwrap()
}

pub(crate) fn list<'t>(table: &'t Table, key: &str) -> &'t [Value] {
    table.get(key).map_or(&[], |list| list.as_array().unwrap())
}

/// The repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn the_copy_of_the_facts_is_the_original_where_that_is_at_hand() {
    let original = root().join("../shared/spec");
    let Ok(entries) = fs::read_dir(&original) else { return };
    let names = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name();
    let is_fact = |name: &std::ffi::OsString| Path::new(name).extension().is_some_and(|end| end == "toml");
    let mut count = 0;
    for name in entries.map(names).filter(is_fact) {
        let copy = fs::read_to_string(root().join("tests/spec").join(&name)).unwrap_or_default();
        let fact = fs::read_to_string(original.join(&name)).unwrap();
        assert!(copy == fact, "tests/spec/{} is not ../shared/spec's", name.display());
        count += 1;
    }
    assert_ne!(count, 0);
}
