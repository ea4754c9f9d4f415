//! The client, as its user sees it: over a system that answers from a script, where time is a number.
#![cfg(all(feature = "embedded-io", feature = "embedded-io-async"))]

mod asynchronous;
mod calls;
mod system;
mod users;
