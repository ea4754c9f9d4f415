//! UserSigs against other implementations: another inflate, another JSON, and the vectors of `tests/spec/common.toml`.

mod length;
mod oracle;
mod packing;
mod random;
mod room_ticket;
mod signing;
mod vectors;
#[cfg(feature = "verify")]
mod verify;
