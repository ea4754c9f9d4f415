//! Locks that nobody fails to take.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A thread that died holding the lock has left data that are as good as any: no call changes them half.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
