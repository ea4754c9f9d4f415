//! UserSigs against other implementations: another inflate, another JSON, and the vectors of `tests/spec/common.toml`.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "what goes wrong here is to stop the test")]

mod length;
mod oracle;
mod packing;
mod random;
mod room_ticket;
mod signing;
mod vectors;
#[cfg(feature = "verify")]
mod vendor;
#[cfg(feature = "verify")]
mod verify;
