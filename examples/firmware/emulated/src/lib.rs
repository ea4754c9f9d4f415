//! What the boards that QEMU emulates have in common: the host behind them, time, sleep, and what a program costs.

#![no_std]

#[cfg(target_arch = "arm")]
#[path = "cortex_m.rs"]
mod arch;
#[cfg(target_arch = "riscv32")]
#[path = "riscv.rs"]
mod arch;
mod boot;
mod ethernet;
mod host;
mod registers;
mod run;
mod stack;

pub use arch::{Board, listen};
pub use boot::boot;
pub use ethernet::{Ethernet, MAX_FRAME, Mac};
pub use registers::{Registers, read_words, write_words};
