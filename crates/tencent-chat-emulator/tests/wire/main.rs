//! The emulator as its clients see it: over TLS, by a client made by hand that shares nothing with it.
#![cfg(test)]

mod client;
mod signer;

mod admin;
mod answers;
mod checks;
mod examples;
mod faults;
mod handshakes;
mod http;
mod limits;
mod log;
mod memory;
mod program;
mod readme;
mod tls;
