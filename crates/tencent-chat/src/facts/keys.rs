//! The keys of a part of a request.

use std::{borrow::ToOwned, collections::BTreeSet, format, string::String};

use serde_json::Value;

/// Those that are sent, as the facts write them.
pub(crate) fn sent(value: &Value) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    paths(value, "", &mut all);
    all
}

/// Those that are documented, or have to be there.
pub(crate) fn documented(fields: &[toml::Value], is_required: bool) -> BTreeSet<String> {
    let wanted = fields.iter().filter(|field| !is_required || field["required"].as_bool() == Some(true));
    wanted.map(|field| field["field"].as_str().unwrap().to_owned()).collect()
}

/// The paths in a value.
fn paths(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                paths(value, &inner, found);
            }
        }
        Value::Array(array) => {
            found.insert(format!("{path}[]"));
            array.iter().for_each(|value| paths(value, &format!("{path}[]"), found));
        }
        _ => {
            found.insert(path.to_owned());
        }
    }
}
