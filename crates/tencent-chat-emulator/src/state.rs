//! What the service holds: accounts, the app's attribute slots, pushes.

mod account;
mod condition;
mod import;
mod push;
mod slot;
mod table;

use std::collections::BTreeMap;

pub(crate) use account::{Account, Kind};
pub(crate) use condition::Condition;
pub(crate) use import::Import;
pub(crate) use push::Push;
pub(crate) use slot::Slot;
pub(crate) use table::Table;

use crate::clock::Time;
use crate::codes;
use crate::envelope::Refusal;
use crate::seed::{Attribute, Seed};

/// What the service holds and calls may change. A call ends with [`keep`](Self::keep) or [`undo`](Self::undo), so that one
/// that is refused leaves no mark.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) accounts: Table<String, Account>,
    /// The app's attributes by number, from 0 to 9.
    pub(crate) slots: Table<u8, Slot>,
    /// By their numbers, in the order in which they came.
    pub(crate) pushes: Table<u64, Push>,
    /// When which accounts were deleted.
    pub(crate) deleted: Table<String, Time>,
    /// Who has each tag, which follows from the accounts.
    tags: Table<String, Carriers>,
}

/// Who has a tag.
#[derive(Clone, Copy, Debug)]
struct Carriers {
    kind: Kind,
    count: usize,
}

impl State {
    /// What a seed says: users, and administrators, who are accounts as well.
    pub(crate) fn new(seed: &Seed) -> Self {
        let slot = |name: &String| seed.attribute_names.iter().position(|known| known == name);
        let users = seed.users.iter().map(|(account, attributes)| {
            let attributes =
                attributes.iter().filter_map(|(name, value)| Some((u8::try_from(slot(name)?).ok()?, value.clone())));
            let row = Account {
                attributes: attributes.collect(),
                tags: seed.tags.get(account).cloned().unwrap_or_default(),
                profile: seed.profiles.get(account).cloned().unwrap_or_default(),
                devices: seed.devices.get(account).cloned().unwrap_or_default(),
                logged_out: None,
            };
            (account.clone(), row)
        });
        let administrators = seed.administrators.iter().map(|account| (account.clone(), Account::default()));
        let slots = (0..).zip(seed.attribute_names.iter().map(|name| Slot::new(name)));
        Self::from_tables(administrators.chain(users).collect(), slots.collect(), Table::default(), Table::default())
    }

    pub(crate) fn from_tables(
        accounts: Table<String, Account>,
        slots: Table<u8, Slot>,
        pushes: Table<u64, Push>,
        deleted: Table<String, Time>,
    ) -> Self {
        let mut tags = BTreeMap::new();
        for (name, account) in accounts.rows() {
            for tag in &account.tags {
                tags.entry(tag.clone()).or_insert(Carriers { kind: Kind::of(name), count: 0 }).count += 1;
            }
        }
        Self { accounts, slots, pushes, deleted, tags: tags.into_iter().collect() }
    }

    /// The call's changes stay.
    pub(crate) fn keep(&mut self) {
        let Self { accounts, slots, pushes, deleted, tags } = self;
        accounts.keep();
        slots.keep();
        pushes.keep();
        deleted.keep();
        tags.keep();
    }

    /// The call's changes have never been.
    pub(crate) fn undo(&mut self) {
        let Self { accounts, slots, pushes, deleted, tags } = self;
        accounts.undo();
        slots.undo();
        pushes.undo();
        deleted.undo();
        tags.undo();
    }

    /// Whether the call has changed anything.
    pub(crate) fn is_changed(&self) -> bool {
        let Self { accounts, slots, pushes, deleted, tags: _ } = self;
        accounts.is_changed() || slots.is_changed() || pushes.is_changed() || deleted.is_changed()
    }

    /// Deletes an account with all that is its own.
    pub(crate) fn delete(&mut self, account: &str, now: Time) -> Result<(), Refusal> {
        self.replace_tags(account, &[])?;
        self.accounts.remove(account);
        self.deleted.insert(account.to_owned(), now);
        Ok(())
    }

    /// Sets these attributes of an account, and leaves its others as they are.
    pub(crate) fn set_attributes(&mut self, account: &str, attributes: Vec<(u8, Attribute)>) -> Result<(), Refusal> {
        let kind = Kind::of(account);
        let user = self.accounts.get_mut(account).ok_or_else(unknown)?;
        if attributes.iter().any(|(number, _)| self.slots.get(number).is_some_and(|slot| slot.kind != kind)) {
            return Err(other_kind("an attribute"));
        }
        user.attributes.extend(attributes);
        Ok(())
    }

    pub(crate) fn remove_attributes(&mut self, account: &str, numbers: &[u8]) -> Result<(), Refusal> {
        let user = self.account_mut(account)?;
        user.attributes.retain(|number, _| !numbers.contains(number));
        Ok(())
    }

    /// Adds these tags to those that the account has.
    pub(crate) fn add_tags(&mut self, account: &str, tags: &[&str]) -> Result<(), Refusal> {
        let wanted = self.account(account)?.tags.iter().map(String::as_str).chain(tags.iter().copied());
        let wanted = each_once(wanted);
        self.set_tags(account, wanted)
    }

    /// Takes these tags away from the account, where it has them.
    pub(crate) fn remove_tags(&mut self, account: &str, tags: &[&str]) -> Result<(), Refusal> {
        let has = self.account(account)?.tags.iter();
        let wanted = has.filter(|tag| !tags.contains(&tag.as_str())).cloned().collect();
        self.set_tags(account, wanted)
    }

    /// Lets the account have these tags alone.
    pub(crate) fn replace_tags(&mut self, account: &str, tags: &[&str]) -> Result<(), Refusal> {
        self.set_tags(account, each_once(tags.iter().copied()))
    }

    fn set_tags(&mut self, account: &str, wanted: Vec<String>) -> Result<(), Refusal> {
        let kind = Kind::of(account);
        let has = &self.account(account)?.tags;
        let gone: Vec<_> = has.iter().filter(|tag| !wanted.contains(tag)).cloned().collect();
        let new: Vec<_> = wanted.iter().filter(|tag| !has.contains(tag)).cloned().collect();
        if wanted.len() > TAGS {
            return Err(too_many(&format!("the account would have {} tags, where {TAGS} are allowed", wanted.len())));
        }
        if new.iter().any(|tag| self.tags.get(tag).is_some_and(|carriers| carriers.kind != kind)) {
            return Err(other_kind("a tag"));
        }
        let unused = gone.iter().filter(|tag| self.tags.get(*tag).is_some_and(|carriers| carriers.count == 1)).count();
        let unknown_yet = new.iter().filter(|tag| self.tags.get(*tag).is_none()).count();
        if self.tags.len() + unknown_yet > DIFFERENT_TAGS + unused {
            return Err(too_many(&format!("the app would have more than {DIFFERENT_TAGS} different tags")));
        }
        for tag in gone {
            match self.tags.get_mut(&tag) {
                Some(carriers) if carriers.count > 1 => carriers.count -= 1,
                _ => drop(self.tags.remove(&tag)),
            }
        }
        for tag in new {
            match self.tags.get_mut(&tag) {
                Some(carriers) => carriers.count += 1,
                None => self.tags.insert(tag, Carriers { kind, count: 1 }),
            }
        }
        self.account_mut(account)?.tags = wanted;
        Ok(())
    }

    /// The account, to be changed.
    pub(crate) fn account_mut(&mut self, account: &str) -> Result<&mut Account, Refusal> {
        self.accounts.get_mut(account).ok_or_else(unknown)
    }

    /// The account, where it was imported.
    pub(crate) fn account(&self, account: &str) -> Result<&Account, Refusal> {
        self.accounts.get(account).ok_or_else(unknown)
    }

    /// The account's attributes by name, in the order of the slots.
    pub(crate) fn attributes(&self, account: &Account) -> serde_json::Map<String, serde_json::Value> {
        let named = account.attributes.iter().filter_map(|(number, value)| {
            let slot = self.slots.get(number)?;
            Some((slot.name.clone(), value.into()))
        });
        named.collect()
    }

    /// The number of the attribute with this name.
    pub(crate) fn slot(&self, name: &str) -> Result<u8, Refusal> {
        let mut slots = self.slots.rows();
        slots
            .find(|(_, slot)| slot.name == name)
            .map(|(number, _)| *number)
            .ok_or_else(|| Refusal::new(codes::PUSH_ATTRIBUTE_INVALID, format!("the app has no attribute {name:?}")))
    }
}

/// The same in their order, without those that have come before.
fn each_once<'t>(tags: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for tag in tags {
        if !once.iter().any(|seen| seen == tag) {
            once.push(tag.to_owned());
        }
    }
    once
}

fn unknown() -> Refusal {
    Refusal::new(codes::ACCOUNT_NOT_FOUND, "the account was not imported")
}

fn other_kind(what: &str) -> Refusal {
    let info = format!("{what} belongs to the other kind of account (UserID against RegistrationID)");
    Refusal::new(codes::PUSH_ACCOUNT_TYPE_MISMATCH, info)
}

fn too_many(info: &str) -> Refusal {
    Refusal::new(codes::TOO_MANY_PUSH_TAGS, info)
}

/// An account's tags at most.
pub(crate) const TAGS: usize = 100;
/// The different tags of an app at most.
const DIFFERENT_TAGS: usize = 1000;

#[cfg(test)]
mod tests;
