//! The emulator as its clients see it: over TLS, by a client made by hand that shares nothing with it.
#![cfg(test)]

mod client;
mod session;
mod signer;

mod accounts;
mod admin;
mod answers;
mod attributes;
mod chatbots;
mod checks;
mod data;
mod documented;
mod examples;
mod faults;
mod handshakes;
mod http;
mod limits;
mod log;
mod memory;
mod profiles;
mod program;
mod pushes;
mod readme;
mod tags;
mod tls;
