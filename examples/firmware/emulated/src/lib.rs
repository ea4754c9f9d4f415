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
#[cfg(feature = "gateway")]
mod boot;
mod ethernet;
#[cfg(feature = "mbedtls")]
mod heap;
#[cfg(all(feature = "gateway", not(feature = "mbedtls")))]
#[path = "no_heap.rs"]
mod heap;
pub mod host;
mod registers;
mod run;
pub mod stack;

pub use arch::{Board, instructions, listen, without_interrupts};
#[cfg(feature = "gateway")]
pub use boot::boot;
pub use ethernet::{Ethernet, MAX_FRAME, Mac};
pub use registers::{Registers, read_words, write_words};
pub use run::run;
