//! The state in a file: what a call has changed is there before the call is answered.

mod error;
mod rows;

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

pub use error::DataError;
use error::Problem;
use redb::backends::FileBackend;
use redb::{Builder, Database, ReadableDatabase, TableDefinition};

use crate::state::State;

/// A data file, which nobody else has open.
pub(crate) struct Store {
    file: PathBuf,
    database: Database,
}

impl Store {
    /// Opens a data file of this app with what it holds, or makes one that holds this.
    pub(crate) fn open(file: &Path, sdk_app_id: u32, initially: State) -> Result<(Self, State), DataError> {
        let opened = if is_there(file) { open(file, sdk_app_id) } else { create(file, sdk_app_id, initially) };
        let (database, state) = opened.map_err(|problem| problem.of(file))?;
        Ok((Self { file: file.to_owned(), database }, state))
    }

    /// Writes what a call has changed, all of it or nothing. When this returns, it is on the disk.
    pub(crate) fn write(&self, state: &State) -> Result<(), DataError> {
        if !state.is_changed() {
            return Ok(());
        }
        self.commit(state).map_err(|problem| problem.of(&self.file))
    }

    fn commit(&self, state: &State) -> Result<(), Problem> {
        let transaction = self.database.begin_write().map_err(Problem::database)?;
        rows::write(&transaction, rows::ACCOUNTS, state.accounts.changes())?;
        rows::write(&transaction, rows::SLOTS, state.slots.changes())?;
        rows::write(&transaction, rows::PUSHES, state.pushes.changes())?;
        rows::write(&transaction, rows::DELETED, state.deleted.changes())?;
        transaction.commit().map_err(Problem::database)
    }
}

/// A file without a byte is as good as none.
fn is_there(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|metadata| metadata.len() > 0 || !metadata.is_file())
}

fn open(file: &Path, sdk_app_id: u32) -> Result<(Database, State), Problem> {
    let database = Builder::new().set_check_integrity_on_open(true).open(file).map_err(Problem::of_opening)?;
    let transaction = database.begin_read().map_err(Problem::database)?;
    let about = transaction.open_table(ABOUT).map_err(|_| Problem::Foreign)?;
    let number = |key| about.get(key).map_err(Problem::database).map(|row| row.map_or(0, |row| row.value()));
    match number(FORMAT_KEY)? {
        FORMAT => {}
        other => return Err(Problem::OtherFormat(other)),
    }
    match number(SDK_APP_ID_KEY)? {
        app if app == u64::from(sdk_app_id) => {}
        other => return Err(Problem::OtherApp(other)),
    }
    let state = State::from_tables(
        rows::read(&transaction, rows::ACCOUNTS)?,
        rows::read(&transaction, rows::SLOTS)?,
        rows::read(&transaction, rows::PUSHES)?,
        rows::read(&transaction, rows::DELETED)?,
    );
    Ok((database, state))
}

/// Makes it under another name first, so that there is never half a file, whenever the process ends.
fn create(file: &Path, sdk_app_id: u32, state: State) -> Result<(Database, State), Problem> {
    let unfinished = unfinished(file);
    let begun = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&unfinished)?;
    match begun.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Problem::InUse),
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    if is_there(file) {
        // Another process was faster, and has the file open; what is locked here is a new one of the same name.
        fs::remove_file(&unfinished)?;
        return Err(Problem::InUse);
    }
    begun.set_len(0)?;
    let backend = FileBackend::new(begun).map_err(Problem::of_opening)?;
    let database = Builder::new().create_with_backend(backend).map_err(Problem::of_opening)?;
    let transaction = database.begin_write().map_err(Problem::database)?;
    {
        let mut about = transaction.open_table(ABOUT).map_err(Problem::database)?;
        about.insert(FORMAT_KEY, FORMAT).map_err(Problem::database)?;
        about.insert(SDK_APP_ID_KEY, u64::from(sdk_app_id)).map_err(Problem::database)?;
    }
    rows::write(&transaction, rows::ACCOUNTS, rows::all(&state.accounts))?;
    rows::write(&transaction, rows::SLOTS, rows::all(&state.slots))?;
    rows::write(&transaction, rows::PUSHES, rows::all(&state.pushes))?;
    rows::write(&transaction, rows::DELETED, rows::all(&state.deleted))?;
    transaction.commit().map_err(Problem::database)?;
    fs::rename(&unfinished, file)?;
    sync_directory(file)?;
    Ok((database, state))
}

/// The name that a file has while it is made.
fn unfinished(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

/// Lets the file's name survive, too.
#[cfg(unix)]
fn sync_directory(file: &Path) -> Result<(), Problem> {
    let directory = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(File::open(directory)?.sync_all()?)
}

/// Lets the file's name survive, too, which is a matter of the system here.
#[cfg(not(unix))]
fn sync_directory(_: &Path) -> Result<(), Problem> {
    Ok(())
}

/// By this table the emulator knows its own files.
const ABOUT: TableDefinition<'_, &str, u64> = TableDefinition::new("tencent-chat-emulator");
const FORMAT_KEY: &str = "format";
const SDK_APP_ID_KEY: &str = "sdk_app_id";
/// How rows are written; another number is for another version of the emulator.
const FORMAT: u64 = 1;
