//! Firmware on emulated boards: booted, watched, and held to what it prints.

mod board;
mod console;
mod measures;
mod plain;
mod scenario;
mod station;

pub use board::{Board, Qemu};
pub use measures::Measure;
pub use plain::plain;
pub use scenario::{Chain, everything, usual};
