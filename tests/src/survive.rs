//! What calls must survive: the checks of `cargo xtask survive`.

mod accounts;
mod cancelled;
mod ending;
mod load;
mod matrix;
mod month;
mod subject;

/// A check, and what it found: how many things held, and a line for each that did not.
#[derive(Debug, Default)]
pub struct Report {
    /// How many things held.
    pub passed: usize,
    /// What did not hold.
    pub failed: Vec<String>,
}

impl Report {
    /// Adds a thing that has to hold.
    fn check(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if holds {
            self.passed += 1;
        } else {
            self.failed.push(what());
        }
    }
}

/// A name, and what runs under it.
pub type Check = (&'static str, fn(&mut Report));

/// All checks.
pub const CHECKS: [Check; 5] = [
    ("every fault on every transport, once and always", matrix::check),
    ("30 days of a device that starts in 1970, with a link that is cut every 10 minutes", month::check),
    ("250 accounts with a fault in the middle", accounts::check),
    ("a call dropped at every point where it waits", cancelled::check),
    ("eight clients at the limit of calls a second for 30 seconds", load::check),
];
