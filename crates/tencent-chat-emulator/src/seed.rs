//! What an emulator knows at its start: the app, its users and their attributes, tags, profiles and devices.

mod values;

use core::error::Error;
use core::fmt;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
pub use values::{Attribute, Plan, Platform, Presence, Rights};

use crate::profile;
use crate::state::{Kind, TAGS};

/// What an emulator knows at its start. `Seed::default()` is the built-in one.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seed {
    /// The app's number.
    #[serde(default = "sdk_app_id")]
    pub sdk_app_id: u32,
    /// The app's secret key, which signs UserSigs.
    #[serde(default = "secret_key")]
    pub secret_key: String,
    /// Who may call: UserIDs of 1 to 32 bytes.
    #[serde(default = "administrators")]
    pub administrators: Vec<String>,
    /// SDKAppIDs of another data centre; calls for them are answered with 60026. The app's own may be among them.
    #[serde(default)]
    pub apps_elsewhere: Vec<u32>,
    /// What the app has bought.
    #[serde(default)]
    pub plan: Plan,
    /// Whether accounts may be deleted on the premium plan, as one can have it in the console; they always may on the free
    /// one.
    #[serde(default = "yes")]
    pub account_deletion: bool,
    /// The app's own profile tags, as created in the console, such as `Tag_Profile_Custom_Team`: 1 to 8 letters after the
    /// prefix.
    #[serde(default)]
    pub profile_tags: BTreeMap<String, Rights>,
    /// Names of the attribute slots from 0 on: at most 10, each of 1 to 50 bytes.
    #[serde(default)]
    pub attribute_names: Vec<String>,
    /// The users (UserIDs of 1 to 32 bytes), each with its attributes by name.
    #[serde(default)]
    pub users: BTreeMap<String, BTreeMap<String, Attribute>>,
    /// Tags of users: at most 100 each, of 1 to 50 bytes.
    #[serde(default)]
    pub tags: BTreeMap<String, Vec<String>>,
    /// Profiles of users by tag.
    #[serde(default)]
    pub profiles: BTreeMap<String, BTreeMap<String, Attribute>>,
    /// Where users are logged in; those who are nowhere are offline.
    #[serde(default)]
    pub devices: BTreeMap<String, BTreeMap<Platform, Presence>>,
}

impl Seed {
    /// Reads a seed file: JSON where the name ends in `.json`, TOML otherwise.
    ///
    /// # Errors
    ///
    /// Says what is wrong, where, and what to do about it.
    pub fn read(file: &Path) -> Result<Self, SeedError> {
        let text = fs::read_to_string(file).map_err(|error| {
            SeedError::new(file.display(), format!("cannot be read: {error}"), "name a readable file of UTF-8 text")
        })?;
        let is_json = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        if is_json { Self::from_json(&text) } else { Self::from_toml(&text) }
    }

    /// Reads a seed from TOML.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn from_toml(text: &str) -> Result<Self, SeedError> {
        let seed: Self = toml::from_str(text).map_err(|error| SeedError::syntax("TOML", &error))?;
        seed.check()?;
        Ok(seed)
    }

    /// Reads a seed from JSON, with the same keys.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn from_json(text: &str) -> Result<Self, SeedError> {
        let seed: Self = serde_json::from_str(text).map_err(|error| SeedError::syntax("JSON", &error))?;
        seed.check()?;
        Ok(seed)
    }

    /// Adds a user, or replaces one; attribute names that have no slot yet take the next ones.
    pub fn add_user<'a>(&mut self, account: &str, attributes: impl IntoIterator<Item = (&'a str, &'a str)>) {
        let user = attributes.into_iter().map(|(name, value)| {
            if !self.attribute_names.iter().any(|known| known == name) {
                self.attribute_names.push(name.to_owned());
            }
            (name.to_owned(), value.into())
        });
        let user = user.collect();
        self.users.insert(account.to_owned(), user);
    }

    /// Holds the seed to the service's limits.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn check(&self) -> Result<(), SeedError> {
        if self.sdk_app_id == 0 {
            return Err(SeedError::new("sdk_app_id", "is 0", "give the app a positive number, such as 1400000000"));
        }
        if self.secret_key.is_empty() {
            return Err(SeedError::new("secret_key", "is empty", "give the app a key; any text will do"));
        }
        if self.administrators.is_empty() {
            return Err(SeedError::new("administrators", "is empty", "name at least one, or nobody could call"));
        }
        for administrator in &self.administrators {
            check_bytes("administrators", "a UserID", administrator, ACCOUNT_BYTES)?;
        }
        self.check_attribute_names()?;
        if let Some(tag) = self.profile_tags.keys().find(|tag| !profile::is_custom_tag(tag)) {
            let problem = format!("has {tag:?}");
            return Err(SeedError::new("profile_tags", problem, "write Tag_Profile_Custom_ and 1 to 8 letters"));
        }
        for (account, attributes) in &self.users {
            if Kind::of(account) == Kind::UserId {
                check_bytes("users", "a UserID", account, ACCOUNT_BYTES)?;
            }
            for (name, value) in attributes {
                let place = format!("users.{account:?}.{name:?}");
                if !self.attribute_names.contains(name) {
                    return Err(SeedError::new(place, "has no slot", "add the name to attribute_names"));
                }
                if let Attribute::Text(text) = value {
                    check_bytes(&place, "a value", text, ATTRIBUTE_BYTES)?;
                }
            }
        }
        self.check_users_data()
    }

    /// Tags, profiles and devices, of users that exist.
    fn check_users_data(&self) -> Result<(), SeedError> {
        let (tags, profiles, devices) = (self.tags.keys(), self.profiles.keys(), self.devices.keys());
        let named = tags.map(|account| ("tags", account));
        let named = named.chain(profiles.map(|account| ("profiles", account)));
        for (table, account) in named.chain(devices.map(|account| ("devices", account))) {
            if !self.users.contains_key(account) {
                let place = format!("{table}.{account:?}");
                return Err(SeedError::new(place, "is of nobody", "add the account to users"));
            }
        }
        for (account, tags) in &self.tags {
            let place = format!("tags.{account:?}");
            if tags.len() > TAGS {
                let problem = format!("has {} tags", tags.len());
                return Err(SeedError::new(place, problem, "a user has at most 100: leave some out"));
            }
            tags.iter().try_for_each(|tag| check_bytes(&place, "a tag", tag, ATTRIBUTE_BYTES))?;
        }
        for (account, profile) in &self.profiles {
            for (tag, value) in profile {
                profile::check(tag, &value.into(), &self.profile_tags).map_err(|refusal| {
                    let place = format!("profiles.{account:?}.{tag:?}");
                    SeedError::new(place, format!("is not right: {}", refusal.info), "mend it or leave it out")
                })?;
            }
        }
        Ok(())
    }

    fn check_attribute_names(&self) -> Result<(), SeedError> {
        let names = &self.attribute_names;
        if names.len() > SLOTS {
            let problem = format!("has {} names", names.len());
            return Err(SeedError::new("attribute_names", problem, "an app has 10 slots: leave some out"));
        }
        for (slot, name) in names.iter().enumerate() {
            check_bytes("attribute_names", "a name", name, ATTRIBUTE_BYTES)?;
            if names.iter().take(slot).any(|earlier| earlier == name) {
                let problem = format!("has {name:?} twice");
                return Err(SeedError::new("attribute_names", problem, "give each slot a name of its own"));
            }
        }
        Ok(())
    }
}

impl Default for Seed {
    fn default() -> Self {
        // The file is part of the program and a test reads it; were it ever broken, the app would still stand.
        Self::from_toml(DEFAULT).unwrap_or_else(|_| Self {
            sdk_app_id: sdk_app_id(),
            secret_key: secret_key(),
            administrators: administrators(),
            apps_elsewhere: Vec::new(),
            plan: Plan::default(),
            account_deletion: true,
            profile_tags: BTreeMap::new(),
            attribute_names: Vec::new(),
            users: BTreeMap::new(),
            tags: BTreeMap::new(),
            profiles: BTreeMap::new(),
            devices: BTreeMap::new(),
        })
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seed")
            .field("sdk_app_id", &self.sdk_app_id)
            .field("administrators", &self.administrators)
            .field("attribute_names", &self.attribute_names)
            .field("users", &self.users)
            .finish_non_exhaustive()
    }
}

/// What is wrong with a seed, where, and what to do about it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SeedError {
    place: String,
    problem: String,
    remedy: &'static str,
}

impl SeedError {
    fn new(place: impl fmt::Display, problem: impl Into<String>, remedy: &'static str) -> Self {
        Self { place: place.to_string(), problem: problem.into(), remedy }
    }

    fn syntax(format: &str, error: &dyn fmt::Display) -> Self {
        let problem = format!("is not as expected: {}", error.to_string().trim_end());
        Self::new(format!("the {format}"), problem, "mend the place named, or compare with the README's example")
    }
}

impl fmt::Display for SeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}; {}", self.place, self.problem, self.remedy)
    }
}

impl Error for SeedError {}

fn check_bytes(place: &str, what: &str, text: &str, most: usize) -> Result<(), SeedError> {
    let len = text.len();
    if (1..=most).contains(&len) {
        return Ok(());
    }
    let problem = format!("holds {what} of {len} bytes ({text:?}), where 1 to {most} are allowed");
    Err(SeedError::new(place, problem, "shorten it (bytes of UTF-8 count, not letters) or leave it out"))
}

fn sdk_app_id() -> u32 {
    1_400_000_000
}

fn secret_key() -> String {
    "not-a-secret-the-emulator-s-own-key".to_owned()
}

fn administrators() -> Vec<String> {
    vec!["administrator".to_owned()]
}

const fn yes() -> bool {
    true
}

const DEFAULT: &str = include_str!("../seed/default.toml");

/// A UserID's bytes at most.
pub(crate) const ACCOUNT_BYTES: usize = 32;
/// A tag's bytes at most, and an attribute's, name and value each.
pub(crate) const ATTRIBUTE_BYTES: usize = 50;
/// An app's attribute slots.
pub(crate) const SLOTS: usize = 10;

#[cfg(test)]
mod tests;
