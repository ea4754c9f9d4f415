//! How deep the stack went. The boards' memory maps put it below all else: what overflows it hits no variable, but the end of
//! RAM.

use core::{arch::asm, ptr};

use crate::without_interrupts;

/// What cortex-m-rt, or [`paint`], fills the stack with.
const PAINT: u32 = 0xcccc_cccc;

unsafe extern "C" {
    static _stack_start: u32;
    static _stack_end: u32;
}

/// The most bytes of stack that there have been since the program began, or the last call of [`depth_of`].
#[must_use]
pub fn peak_stack() -> usize {
    (&raw const _stack_start).addr() - lowest()
}

/// The most bytes of stack that `work` takes, its own frame included.
#[inline(never)]
pub fn depth_of(work: impl FnOnce()) -> usize {
    without_interrupts(|| {
        let here = paint();
        call(work);
        here - lowest()
    })
}

/// With a frame of its own, which begins where its caller's ends.
#[inline(never)]
fn call(work: impl FnOnce()) {
    work();
}

/// The lowest address that has been written to.
fn lowest() -> usize {
    let (start, mut lowest) = ((&raw const _stack_start).addr(), &raw const _stack_end);
    // SAFETY: the linker script says that there are words from the end to the start. They are looked at, not lent.
    while lowest.addr() < start && unsafe { ptr::read_volatile(lowest) } == PAINT {
        lowest = lowest.wrapping_add(1);
    }
    lowest.addr()
}

/// Fills the stack below the caller's frame, and says where that ends.
#[inline(always)]
pub(crate) fn paint() -> usize {
    let here: usize;
    // SAFETY: this reads where the stack is.
    unsafe {
        #[cfg(target_arch = "arm")]
        asm!("mov {}, sp", out(reg) here, options(nomem, nostack, preserves_flags));
        #[cfg(target_arch = "riscv32")]
        asm!("mv {}, sp", out(reg) here, options(nomem, nostack, preserves_flags));
    }
    let mut word = (&raw const _stack_end).cast_mut();
    while word.addr() < here {
        // SAFETY: this is in the caller's frame, below which nothing is in use.
        unsafe { ptr::write_volatile(word, PAINT) };
        word = word.wrapping_add(1);
    }
    here
}

/// Takes more stack than there is, to see how that ends.
#[cfg(feature = "gateway")]
pub(crate) fn overflow(depth: u32) -> u32 {
    let room = core::hint::black_box([depth; 64]);
    if depth == 0 { 0 } else { overflow(depth - 1).wrapping_add(room[63]) }
}
