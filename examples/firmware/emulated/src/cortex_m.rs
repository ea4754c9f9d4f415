//! Cortex-M: SysTick is the clock.

use core::{
    cell::Cell,
    sync::atomic::{AtomicU32, Ordering},
};

use cortex_m::{
    Peripherals,
    interrupt::{self, InterruptNumber, Mutex},
    peripheral::{NVIC, SCB, SYST, syst::SystClkSource},
};
use cortex_m_rt::{ExceptionFrame, exception};

use crate::{host, run};

/// How fast the board counts.
#[derive(Clone, Copy)]
pub struct Board {
    /// SysTick's counts in a millisecond.
    pub counts_per_millisecond: u32,
}

static MILLISECONDS: AtomicU32 = AtomicU32::new(0);
static BOARD: Mutex<Cell<Board>> = Mutex::new(Cell::new(Board { counts_per_millisecond: 1 }));
/// Counts that went by while the processor slept.
static ASLEEP: Mutex<Cell<u64>> = Mutex::new(Cell::new(0));

impl Board {
    /// Lets the clock go, and the interrupt of the network, where there is one.
    pub fn start(self, network: Option<u16>) {
        interrupt::free(|token| BOARD.borrow(token).set(self));
        if let Some(Peripherals { SYST: mut clock, .. }) = Peripherals::take() {
            clock.set_clock_source(SystClkSource::Core);
            clock.set_reload(self.counts_per_millisecond - 1);
            clock.clear_current();
            clock.enable_counter();
            clock.enable_interrupt();
        }
        network.map(listen);
    }
}

/// Lets an interrupt come, once.
pub fn listen(interrupt: u16) {
    // SAFETY: whoever is interrupted holds nothing that `DefaultHandler` touches.
    unsafe { NVIC::unmask(Interrupt(interrupt)) };
}

/// How many instructions have been executed, those apart that the processor slept through, for QEMU with `-icount shift=0`:
/// one a nanosecond, to as many of them as a count of the clock takes.
pub fn instructions() -> u64 {
    let (board, asleep) = interrupt::free(|token| (BOARD.borrow(token).get(), ASLEEP.borrow(token).get()));
    counts().saturating_sub(asleep) * 1_000_000 / u64::from(board.counts_per_millisecond)
}

/// Does what no interrupt may come between.
pub fn without_interrupts<R>(work: impl FnOnce() -> R) -> R {
    interrupt::free(|_| work())
}

/// The time.
pub(crate) fn milliseconds() -> u32 {
    MILLISECONDS.load(Ordering::Relaxed)
}

pub(crate) fn sleep_unless(is_woken: impl Fn() -> bool) {
    let begin = counts();
    interrupt::free(|_| {
        // An interrupt ends the sleep even where it has to wait until this is over.
        if !is_woken() {
            cortex_m::asm::wfi();
        }
    });
    let slept = counts() - begin;
    interrupt::free(|token| ASLEEP.borrow(token).set(ASLEEP.borrow(token).get() + slept));
}

fn counts() -> u64 {
    let per_millisecond = interrupt::free(|token| BOARD.borrow(token).get().counts_per_millisecond);
    loop {
        let milliseconds = MILLISECONDS.load(Ordering::Relaxed);
        let mut down = SYST::get_current();
        // It may have begun anew before its interrupt is let in.
        let is_late = SCB::is_pendst_pending();
        if is_late {
            down = SYST::get_current();
        }
        if milliseconds == MILLISECONDS.load(Ordering::Relaxed) {
            let milliseconds = u64::from(milliseconds) + u64::from(is_late);
            return milliseconds * u64::from(per_millisecond) + u64::from(per_millisecond - 1 - down);
        }
    }
}

#[exception]
fn SysTick() {
    let now = MILLISECONDS.load(Ordering::Relaxed) + 1;
    MILLISECONDS.store(now, Ordering::Relaxed);
    run::wake_until(now);
}

/// The network's: no other one is let in.
#[exception]
unsafe fn DefaultHandler(interrupt: i16) {
    if let Ok(interrupt) = u16::try_from(interrupt) {
        NVIC::mask(Interrupt(interrupt));
        run::wake_network();
    }
}

#[exception]
unsafe fn HardFault(_: &ExceptionFrame) -> ! {
    host::print("hard fault: has the stack overflowed?\n");
    host::exit(102)
}

#[derive(Clone, Copy)]
struct Interrupt(u16);

// SAFETY: a number is always the same number.
unsafe impl InterruptNumber for Interrupt {
    fn number(self) -> u16 {
        self.0
    }
}
