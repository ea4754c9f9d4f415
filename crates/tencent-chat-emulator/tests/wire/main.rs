//! The emulator as its clients see it: over TLS, by a client made by hand that shares nothing with it.
#![cfg(test)]

mod client;
mod signer;

mod answers;
mod checks;
mod faults;
mod http;
mod program;
mod tls;
