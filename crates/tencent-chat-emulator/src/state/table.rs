//! Rows by key, and what they were before the call, so that a call leaves all of its marks or none.

use core::borrow::Borrow;
use std::collections::BTreeMap;

/// Rows by key. What a call changes is kept or undone when it ends.
#[derive(Clone, Debug)]
pub(crate) struct Table<K, V> {
    rows: BTreeMap<K, V>,
    /// The rows that the call has changed, as they were.
    before: BTreeMap<K, Option<V>>,
}

impl<K: Ord + Clone, V: Clone> Table<K, V> {
    pub(crate) fn insert(&mut self, key: K, row: V) {
        self.remember(&key);
        self.rows.insert(key, row);
    }

    pub(crate) fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.remember_known(key)?;
        self.rows.remove(key)
    }

    pub(crate) fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.remember_known(key)?;
        self.rows.get_mut(key)
    }

    /// The changes stay.
    pub(crate) fn keep(&mut self) {
        self.before.clear();
    }

    /// The changes have never been.
    pub(crate) fn undo(&mut self) {
        while let Some((key, row)) = self.before.pop_first() {
            match row {
                Some(row) => drop(self.rows.insert(key, row)),
                None => drop(self.rows.remove(&key)),
            }
        }
    }

    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.rows.get(key)
    }

    pub(crate) fn is_changed(&self) -> bool {
        !self.before.is_empty()
    }

    /// The rows that the call has changed, as they are now; `None` is gone.
    pub(crate) fn changes(&self) -> impl Iterator<Item = (&K, Option<&V>)> {
        self.before.keys().map(|key| (key, self.rows.get(key)))
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn rows(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.rows.iter()
    }

    fn remember_known<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<()>
    where
        K: Borrow<Q>,
    {
        let (key, _) = self.rows.get_key_value(key)?;
        self.remember(&key.clone());
        Some(())
    }

    fn remember(&mut self, key: &K) {
        if !self.before.contains_key(key) {
            self.before.insert(key.clone(), self.rows.get(key).cloned());
        }
    }
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self { rows: BTreeMap::new(), before: BTreeMap::new() }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Table<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(rows: I) -> Self {
        Self { rows: rows.into_iter().collect(), before: BTreeMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table<String, u8> {
        [("a", 1), ("b", 2)].map(|(key, row)| (key.to_owned(), row)).into_iter().collect()
    }

    fn change(table: &mut Table<String, u8>) {
        *table.get_mut("a").unwrap() = 10;
        *table.get_mut("a").unwrap() = 11;
        assert_eq!(table.remove("b"), Some(2));
        table.insert("c".to_owned(), 3);
        assert_eq!(table.get_mut("d"), None);
        assert_eq!(table.remove("d"), None);
    }

    fn rows(table: &Table<String, u8>) -> Vec<(&str, u8)> {
        table.rows().map(|(key, row)| (key.as_str(), *row)).collect()
    }

    #[test]
    fn changes_are_undone_to_the_last_state_that_was_kept() {
        let mut table = table();
        change(&mut table);
        table.undo();
        assert_eq!(rows(&table), [("a", 1), ("b", 2)]);
        change(&mut table);
        let changes: Vec<_> = table.changes().map(|(key, row)| (key.as_str(), row.copied())).collect();
        assert_eq!(changes, [("a", Some(11)), ("b", None), ("c", Some(3))]);
        table.keep();
        assert!(!table.is_changed());
        table.undo();
        assert_eq!(rows(&table), [("a", 11), ("c", 3)]);
    }
}
