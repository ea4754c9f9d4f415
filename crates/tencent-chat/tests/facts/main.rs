//! The code against the facts of the service's interface (`tests/spec`).
//!
//! Each endpoint is a [`Case`](case::Case): which facts it is held to, and what of them it does not do, with the reason.

mod account;
mod case;
mod checks;
mod codes;
mod hosts;
mod list;
mod message;
mod profile;
mod push;
mod spec;

/// Every endpoint there is.
fn cases() -> Vec<case::Case> {
    [push::cases(), account::cases(), profile::cases()].into_iter().flatten().collect()
}

/// Whose complete endpoints all have to be in the code.
const COVERED: [&str; 3] = ["push.toml", "timpush.toml", "accounts.toml"];
