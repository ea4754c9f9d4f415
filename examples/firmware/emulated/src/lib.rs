//! What the boards that QEMU emulates have in common: the host behind them, time, sleep, and what a program costs.

#![no_std]

// Whose functions are called from C.
#[cfg(feature = "mbedtls")]
use tinyrlibc as _;

#[cfg(target_arch = "arm")]
#[path = "cortex_m.rs"]
mod arch;
#[cfg(target_arch = "riscv32")]
#[path = "riscv.rs"]
mod arch;
mod boot;
mod ethernet;
#[cfg(feature = "mbedtls")]
mod heap;
#[cfg(not(feature = "mbedtls"))]
#[path = "no_heap.rs"]
mod heap;
mod host;
mod registers;
mod run;
mod stack;

pub use arch::{Board, listen};
pub use boot::boot;
pub use ethernet::{Ethernet, MAX_FRAME, Mac};
pub use registers::{Registers, read_words, write_words};
