//! RISC-V as QEMU's `virt` has it: the clock is the CLINT's, interrupts end a sleep and are never let in.

use core::{
    arch::{asm, global_asm},
    sync::atomic::{AtomicU32, Ordering},
};

use riscv as _;

use crate::{Registers, host, run, stack};

const CLINT: usize = 0x0200_0000;
const ALARM_LOW: usize = 0x4000;
const ALARM_HIGH: usize = 0x4004;
const TIME_LOW: usize = 0xbff8;
const TIME_HIGH: usize = 0xbffc;
const COUNTS_PER_MILLISECOND: u64 = 10_000;

const PLIC: usize = 0x0c00_0000;
const PRIORITIES: usize = 0x0;
const ENABLED: usize = 0x2000;
const CLAIM: usize = 0x20_0004;

/// Of `mie`: the clock's interrupt, and those of devices.
const INTERRUPTS: usize = 1 << 7 | 1 << 11;
/// Of `pmpcfg0`: nobody may touch what lies between the first and the second address.
const FORBIDDEN: usize = 0x88 << 8;
/// How many bytes below the stack nobody may touch.
const GUARD: usize = 4096;

/// Instructions that would have been executed while the processor slept, in two words.
static ASLEEP: [AtomicU32; 2] = [AtomicU32::new(0), AtomicU32::new(0)];

/// The board: nothing of it differs.
#[derive(Clone, Copy)]
pub struct Board;

impl Board {
    /// Lets the clock go, and the interrupt of the network, where there is one.
    pub fn start(self, network: Option<u16>) {
        stack::paint();
        unsafe extern "C" {
            static _stack_end: u32;
        }
        let end = (&raw const _stack_end).addr();
        // SAFETY: what is forbidden lies below the stack, where nothing is; and a trap ends the program.
        unsafe {
            asm!("csrw pmpaddr0, {}", in(reg) (end - GUARD) >> 2);
            asm!("csrw pmpaddr1, {}", in(reg) end >> 2);
            asm!("csrw pmpcfg0, {}", in(reg) FORBIDDEN);
            asm!("la {0}, emulated_trap", "csrw mtvec, {0}", out(reg) _);
            asm!("csrw mie, {}", in(reg) INTERRUPTS);
        }
        if let Some(network) = network {
            plic().write(PRIORITIES + 4 * usize::from(network), 1);
            plic().write(ENABLED, 1 << network);
        }
    }
}

/// How many instructions have been executed, those apart that the processor slept through, for QEMU with `-icount shift=0`.
pub fn instructions() -> u64 {
    executed().saturating_sub(asleep())
}

/// Does what no interrupt may come between; here none ever does.
pub fn without_interrupts<R>(work: impl FnOnce() -> R) -> R {
    work()
}

/// Lets an interrupt come, once; here it always may.
pub fn listen(_: u16) {}

pub(crate) fn sleep_unless(is_woken: impl Fn() -> bool) {
    if is_woken() {
        return;
    }
    let at = run::next_alarm().map_or(u64::MAX, |alarm| u64::from(alarm) * COUNTS_PER_MILLISECOND);
    clint().write(ALARM_LOW, u32::MAX);
    clint().write(ALARM_HIGH, (at >> 32) as u32);
    clint().write(ALARM_LOW, at as u32);
    let begin = executed();
    // SAFETY: this waits, and does nothing else.
    unsafe { asm!("wfi") };
    let slept = asleep() + (executed() - begin);
    ASLEEP[0].store(slept as u32, Ordering::Relaxed);
    ASLEEP[1].store((slept >> 32) as u32, Ordering::Relaxed);
    let source = plic().read(CLAIM);
    if source != 0 {
        plic().write(CLAIM, source);
        run::wake_network();
    }
    run::wake_until(milliseconds());
}

/// The time.
pub(crate) fn milliseconds() -> u32 {
    (time() / COUNTS_PER_MILLISECOND) as u32
}

fn asleep() -> u64 {
    u64::from(ASLEEP[1].load(Ordering::Relaxed)) << 32 | u64::from(ASLEEP[0].load(Ordering::Relaxed))
}

fn executed() -> u64 {
    loop {
        let (high, low, again): (u32, u32, u32);
        // SAFETY: this reads counters.
        unsafe {
            asm!("csrr {}, minstreth", "csrr {}, minstret", "csrr {}, minstreth", out(reg) high, out(reg) low, out(reg) again)
        };
        if high == again {
            return u64::from(high) << 32 | u64::from(low);
        }
    }
}

/// The clock, in its own counts.
fn time() -> u64 {
    loop {
        let (high, low) = (clint().read(TIME_HIGH), clint().read(TIME_LOW));
        if high == clint().read(TIME_HIGH) {
            return u64::from(high) << 32 | u64::from(low);
        }
    }
}

const fn clint() -> Registers {
    // SAFETY: only this file uses it, and no two places at a time.
    unsafe { Registers::new(CLINT) }
}

const fn plic() -> Registers {
    // SAFETY: as above.
    unsafe { Registers::new(PLIC) }
}

// The stack may be what it is about: the trap takes it from its begin.
global_asm!(".balign 4", ".globl emulated_trap", "emulated_trap:", "la sp, _stack_start", "j {trap}", trap = sym trap);

extern "C" fn trap() -> ! {
    host::print("trap: has the stack overflowed?\n");
    host::exit(102)
}
