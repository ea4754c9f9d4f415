//! See `tests/wiped.rs`.
