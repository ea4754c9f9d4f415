//! The copy of the facts that a clone has.

use std::{fs, path::Path};

use crate::spec::root;

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
