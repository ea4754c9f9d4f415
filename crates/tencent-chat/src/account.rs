//! The app's accounts, and whether they are there.

mod failed_account;

pub use failed_account::FailedAccount;
