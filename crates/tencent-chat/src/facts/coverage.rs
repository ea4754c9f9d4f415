//! No endpoint without facts, and no facts without an endpoint.

use std::{
    collections::BTreeSet,
    format, fs,
    path::{Path, PathBuf},
    string::String,
    vec::Vec,
};

use super::spec;

/// Sections of the documentation whose complete endpoints all have to be in the code.
const WHOLE: [&str; 3] = ["accounts", "push", "timpush"];

#[test]
fn every_endpoint_is_held_to_facts() {
    for path in endpoints() {
        let source = fs::read_to_string(&path).unwrap();
        assert!(source.contains("Facts::of("), "{} is held to no facts", path.display());
        assert!(source.contains(".hold();"), "{} does not hold to its facts", path.display());
        // What is in no module is not even compiled.
        let name = path.file_stem().unwrap().to_string_lossy();
        let section = fs::read_to_string(path.parent().unwrap().with_extension("rs")).unwrap();
        assert!(section.contains(&format!("\nmod {name};\n")), "{} is in no module", path.display());
    }
}

#[test]
fn every_complete_endpoint_of_a_section_is_in_the_code() {
    let sources: String = endpoints().iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    // However rustfmt has broken the line.
    let sources: String = sources.split_whitespace().collect();
    for section in WHOLE {
        for entry in spec::complete_endpoints(&format!("{section}.toml")) {
            let name = spec::text(&entry, "name");
            let held = format!(".entry(\"{section}\",\"{name}\",");
            assert!(sources.contains(&held), "{name} of {section}.toml is not in the code");
        }
    }
}

#[test]
fn the_pages_of_sections_are_known_to_the_facts() {
    let facts = ["accounts", "messages", "push", "webhooks"]
        .map(|file| fs::read_to_string(spec::root().join(format!("tests/spec/{file}.toml"))).unwrap());
    for section in ["message", "profile", "push"] {
        let file = spec::root().join(format!("crates/tencent-chat/src/{section}.rs"));
        let source = fs::read_to_string(file).unwrap();
        let (_, page) = source.split_once("/document/product/").unwrap();
        let page = page.split('>').next().unwrap();
        let is_known = |text: &String| {
            text.split(|c: char| !c.is_ascii_digit() && c != '/').any(|word| page.ends_with(word) && word.len() > 4)
        };
        assert!(facts.iter().any(is_known), "{section}: nobody speaks of {page}");
    }
}

/// The files with an endpoint.
fn endpoints() -> Vec<PathBuf> {
    let mut found = BTreeSet::new();
    search(&spec::root().join("crates/tencent-chat/src"), &mut found);
    assert!(!found.is_empty());
    found.into_iter().collect()
}

fn search(directory: &Path, found: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            search(&path, found);
        } else if fs::read_to_string(&path).unwrap().contains("\nimpl Endpoint for ") {
            found.insert(path);
        }
    }
}
