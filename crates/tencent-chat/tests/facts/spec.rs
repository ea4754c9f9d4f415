//! The facts themselves.
//!
//! The core's own tests take this file in, too; there is no prelude of `std` there.

use std::{
    fs,
    path::{Path, PathBuf},
    vec::Vec,
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
