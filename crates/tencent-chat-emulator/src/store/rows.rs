//! The state's tables as tables of the file: keys as text, rows as JSON.

use core::fmt::Display;
use core::str::FromStr;

use redb::{ReadTransaction, ReadableTable, TableDefinition, WriteTransaction};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::Problem;
use crate::state::Table;

/// A table of the file.
pub(super) type Rows = TableDefinition<'static, &'static str, &'static [u8]>;

pub(super) const ACCOUNTS: Rows = TableDefinition::new("accounts");
pub(super) const SLOTS: Rows = TableDefinition::new("attribute_slots");
pub(super) const PUSHES: Rows = TableDefinition::new("pushes");
pub(super) const DELETED: Rows = TableDefinition::new("deleted_accounts");

/// Every row, for a file that has none yet.
pub(super) fn all<K: Ord + Clone, V: Clone>(table: &Table<K, V>) -> impl Iterator<Item = (&K, Option<&V>)> {
    table.rows().map(|(key, row)| (key, Some(row)))
}

/// Writes these rows, and removes those that are no more.
pub(super) fn write<'t, K: Display + 't, V: Serialize + 't>(
    transaction: &WriteTransaction,
    rows: Rows,
    changes: impl Iterator<Item = (&'t K, Option<&'t V>)>,
) -> Result<(), Problem> {
    let mut table = transaction.open_table(rows).map_err(Problem::database)?;
    for (key, row) in changes {
        let key = key.to_string();
        match row {
            Some(row) => {
                let row = serde_json::to_vec(row).map_err(|error| Problem::Damaged(error.to_string()))?;
                table.insert(key.as_str(), row.as_slice()).map_err(Problem::database)?;
            }
            None => drop(table.remove(key.as_str()).map_err(Problem::database)?),
        }
    }
    Ok(())
}

/// Reads all rows.
pub(super) fn read<K, V>(transaction: &ReadTransaction, rows: Rows) -> Result<Table<K, V>, Problem>
where
    K: FromStr + Ord,
    V: DeserializeOwned,
{
    let table = transaction.open_table(rows).map_err(Problem::database)?;
    let read = table.iter().map_err(Problem::database)?.map(|entry| {
        let (key, row) = entry.map_err(Problem::database)?;
        let damaged = || Problem::Damaged(format!("{} of {rows}", key.value()));
        Ok((key.value().parse().map_err(|_| damaged())?, serde_json::from_slice(row.value()).map_err(|_| damaged())?))
    });
    read.collect()
}
