//! The emulator as its clients see it: over TLS, by a client made by hand that shares nothing with it.

mod client;
mod signer;

mod answers;
