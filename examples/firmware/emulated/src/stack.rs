//! How deep the stack went. The boards' memory maps put it below all else: what overflows it hits no variable, but the end of
//! RAM.

use core::{hint::black_box, ptr};

/// What cortex-m-rt, or [`paint`] on RISC-V, fills the stack with before the program begins.
const PAINT: u32 = 0xcccc_cccc;

unsafe extern "C" {
    static _stack_start: u32;
    static _stack_end: u32;
}

/// The most bytes of stack that there have been.
pub(crate) fn peak_stack() -> usize {
    let (start, end) = ((&raw const _stack_start).addr(), &raw const _stack_end);
    let mut lowest = end;
    // SAFETY: the linker script says that there are words from the end to the start. They are looked at, not lent.
    while lowest.addr() < start && unsafe { ptr::read_volatile(lowest) } == PAINT {
        lowest = lowest.wrapping_add(1);
    }
    start - lowest.addr()
}

/// Fills the stack below this function's own, where the runtime did not.
#[cfg(target_arch = "riscv32")]
pub(crate) fn paint() {
    let here = 0_u32;
    let (mut word, below) = ((&raw const _stack_end).cast_mut(), (&raw const here).addr() - 256);
    while word.addr() < below {
        // SAFETY: nobody has used that part of the stack yet.
        unsafe { ptr::write_volatile(word, PAINT) };
        word = word.wrapping_add(1);
    }
}

/// Takes more stack than there is, to see how that ends.
pub(crate) fn overflow(depth: u32) -> u32 {
    let room = black_box([depth; 64]);
    if depth == 0 { 0 } else { overflow(depth - 1).wrapping_add(room[63]) }
}
