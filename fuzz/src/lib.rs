//! What must hold whatever comes: a property a target, each against independent oracles.
//!
//! A target is a function of bytes that panics where its property does not hold. libFuzzer calls it (`fuzz_targets/`), and
//! so does a plain `cargo test` on a stable Rust, with every input of the committed corpora and with mutations of them.

pub mod emulator;
pub mod error_code;
pub mod json_push;
pub mod policy;
pub mod request_head;
pub mod response_items;
pub mod usersig_sign;
pub mod usersig_verify;

mod corpus;
mod mutate;
mod run;
mod tree;
mod usersig;
mod wire;

pub use run::{Outcome, by_hand, mutated, replayed};

/// A property, and the function that holds it against an input.
pub struct Target {
    /// The name of its program, corpus and dictionary.
    pub name: &'static str,
    /// Panics where the property does not hold.
    pub run: fn(&[u8]),
}

/// All of them.
pub const TARGETS: [&Target; 8] = [
    &json_push::TARGET,
    &response_items::TARGET,
    &error_code::TARGET,
    &usersig_sign::TARGET,
    &usersig_verify::TARGET,
    &request_head::TARGET,
    &policy::TARGET,
    &emulator::TARGET,
];
