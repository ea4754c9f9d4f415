//! The endpoints in a line each, for `cargo xtask endpoints`.

use serde_json::json;

use crate::{cases, spec};

#[test]
fn every_endpoint_is_a_line_of_json() {
    let mut count = 0;
    for case in cases() {
        for fact in &case.facts {
            let entries = spec::complete_endpoints(fact.file);
            let entry = entries.iter().find(|entry| spec::text(entry, "name") == fact.name).unwrap();
            println!(
                "{}",
                json!({
                    "section": fact.file.trim_end_matches(".toml"),
                    "name": fact.name,
                    "source": case.source.trim_end_matches(".rs"),
                    "path": if fact.file == "timpush.toml" { case.timpush_path } else { case.path },
                    "calls_per_second": case.calls_per_second,
                    "repeatable": case.is_repeatable,
                    "page": spec::text(entry, "doc"),
                })
            );
            count += 1;
        }
    }
    assert!(count >= 29, "{count}");
}
