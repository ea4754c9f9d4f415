//! The operations that the emulator knows: a file each, and a row of the table.

mod get_user_attributes;

use serde_json::{Map, Value};

use crate::envelope::Outcome;
use crate::state::State;

/// One operation of the service.
pub(crate) struct Endpoint {
    /// Without the leading slash.
    pub(crate) path: &'static str,
    /// How often an app may call it.
    pub(crate) calls_a_second: u32,
    /// What it does with the body of a call that has passed every common check.
    pub(crate) answer: fn(&mut State, &Map<String, Value>) -> Outcome,
}

/// All of them.
pub(crate) const TABLE: [Endpoint; 1] = [get_user_attributes::ENDPOINT];

/// The one with this path.
pub(crate) fn find(path: &str) -> Option<Endpoint> {
    TABLE.into_iter().find(|endpoint| endpoint.path == path)
}
