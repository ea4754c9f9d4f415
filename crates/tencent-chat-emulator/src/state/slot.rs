//! The app's attribute slots.

use serde::{Deserialize, Serialize};

use super::Kind;

/// One of the app's attributes.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Slot {
    pub(crate) name: String,
    /// Whose attribute it is, for good.
    pub(crate) kind: Kind,
}

impl Slot {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), kind: Kind::UserId }
    }
}
