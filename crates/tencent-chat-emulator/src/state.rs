//! What the service holds: the app's attribute slots and its users.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::seed::{Attribute, Seed};

/// What the service holds and calls may change.
#[derive(Debug)]
pub(crate) struct State {
    attribute_names: Vec<String>,
    users: BTreeMap<String, User>,
}

/// One account's data.
#[derive(Debug, Default)]
struct User {
    /// By slot, so that an answer has the order of the app's names.
    attributes: BTreeMap<usize, Attribute>,
}

impl State {
    pub(crate) fn new(seed: &Seed) -> Self {
        let slot = |name: &String| seed.attribute_names.iter().position(|known| known == name);
        let users = seed.users.iter().map(|(account, attributes)| {
            let attributes = attributes.iter().filter_map(|(name, value)| Some((slot(name)?, value.clone())));
            (account.clone(), User { attributes: attributes.collect() })
        });
        Self { attribute_names: seed.attribute_names.clone(), users: users.collect() }
    }

    /// The account's attributes by name, in the order of the slots; none for an account that does not exist.
    pub(crate) fn attributes(&self, account: &str) -> Map<String, Value> {
        let Some(user) = self.users.get(account) else { return Map::new() };
        let named = user.attributes.iter().filter_map(|(slot, value)| {
            let value = match value {
                Attribute::Text(text) => Value::from(text.as_str()),
                Attribute::Number(number) => Value::from(*number),
            };
            Some((self.attribute_names.get(*slot)?.clone(), value))
        });
        named.collect()
    }
}
