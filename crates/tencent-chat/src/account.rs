//! The app's accounts: whether they are there, and whether they are online.

mod accounts;
mod check_accounts;
mod delete_accounts;
mod failed_account;
mod import_account;
mod import_accounts;
mod invalidate_login;
mod query_online_status;

pub(crate) use accounts::{Accounts, write_texts};
pub use check_accounts::{CheckAccounts, CheckedAccount};
pub use delete_accounts::{DeleteAccounts, DeletedAccount};
pub use failed_account::FailedAccount;
pub use import_account::{ImportAccount, NewAccount};
pub use import_accounts::{ImportAccounts, NotImported};
pub use invalidate_login::InvalidateLogin;
pub use query_online_status::{OnlineState, OnlineStatus, Platform, QueryOnlineStatus};

/// How many accounts most calls take.
const MAX_ACCOUNTS: usize = 100;
