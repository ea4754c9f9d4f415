//! One account: its profile, attributes, tags and devices.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::seed::{Attribute, Platform, Presence};

/// One account.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Account {
    /// By tag.
    pub(crate) profile: BTreeMap<String, Attribute>,
    /// By slot, so that an answer has the order of the app's names.
    pub(crate) attributes: BTreeMap<u8, Attribute>,
    /// In the order in which they were added.
    pub(crate) tags: Vec<String>,
    /// Where it is logged in.
    pub(crate) devices: BTreeMap<Platform, Presence>,
    /// When it was logged out; UserSigs from before are worth nothing.
    pub(crate) logged_out: Option<Time>,
}

impl Account {
    /// Its presence over all its devices; none is offline.
    pub(crate) fn presence(&self) -> Option<Presence> {
        self.devices.values().copied().min()
    }
}

/// Whom an account, an attribute or a tag is for.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) enum Kind {
    /// Users.
    #[default]
    UserId,
    /// Devices, by the id that the push SDK registers them with.
    RegistrationId,
}

impl Kind {
    /// A RegistrationID is written like a UUID in capitals.
    pub(crate) fn of(account: &str) -> Self {
        let is_id = account.len() == REGISTRATION_ID_BYTES
            && account.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => matches!(byte, b'0'..=b'9' | b'A'..=b'F'),
            });
        if is_id { Self::RegistrationId } else { Self::UserId }
    }

    /// As the newer route writes it.
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::UserId => 0,
            Self::RegistrationId => 1,
        }
    }
}

const REGISTRATION_ID_BYTES: usize = 36;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registration_id_is_a_uuid_in_capitals() {
        assert_eq!(Kind::of("9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31"), Kind::RegistrationId);
        for account in ["alice", "9c1b7e52-11d0-4c5e-8a07-6b0f5e2c4d31", "9C1B7E52x11D0-4C5E-8A07-6B0F5E2C4D31"] {
            assert_eq!(Kind::of(account), Kind::UserId);
        }
    }
}
