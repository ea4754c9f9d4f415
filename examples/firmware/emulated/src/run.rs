//! Two futures, each with a waker of its own: the network, and the program until it ends. In between the processor sleeps.

use core::{
    pin::Pin,
    ptr,
    task::{Context, Poll, RawWaker, RawWakerVTable, Waker},
};

use portable_atomic::{AtomicBool, AtomicU32, Ordering};

use crate::{arch, host};

/// A future that is polled when it has been woken.
struct Task {
    is_woken: AtomicBool,
    /// When to wake it, in milliseconds.
    alarm: AtomicU32,
}

static NETWORK: Task = Task::new();
static PROGRAM: Task = Task::new();
const NEVER: u32 = u32::MAX;

/// Runs the program beside the network, and ends QEMU with the status it comes to.
pub fn run(mut network: Pin<&mut impl Future>, mut program: Pin<&mut impl Future<Output = u8>>) -> ! {
    loop {
        if NETWORK.is_woken.swap(false, Ordering::Relaxed) {
            let _ = NETWORK.poll(network.as_mut());
        }
        if PROGRAM.is_woken.swap(false, Ordering::Relaxed)
            && let Poll::Ready(status) = PROGRAM.poll(program.as_mut())
        {
            host::exit(status);
        }
        arch::sleep_unless(|| [&NETWORK, &PROGRAM].iter().any(|task| task.is_woken.load(Ordering::Relaxed)));
    }
}

/// The network has something to do.
pub(crate) fn wake_network() {
    NETWORK.is_woken.store(true, Ordering::Relaxed);
}

/// Wakes who wanted to be woken by this time, in milliseconds.
pub(crate) fn wake_until(now: u32) {
    for task in [&NETWORK, &PROGRAM] {
        if now >= task.alarm.load(Ordering::Relaxed) {
            task.alarm.store(NEVER, Ordering::Relaxed);
            task.is_woken.store(true, Ordering::Relaxed);
        }
    }
}

/// When somebody wants to be woken next, in milliseconds.
#[cfg(target_arch = "riscv32")]
pub(crate) fn next_alarm() -> Option<u32> {
    let alarms = [&NETWORK, &PROGRAM].map(|task| task.alarm.load(Ordering::Relaxed));
    alarms.into_iter().min().filter(|alarm| *alarm != NEVER)
}

impl Task {
    const fn new() -> Self {
        Self { is_woken: AtomicBool::new(true), alarm: AtomicU32::new(NEVER) }
    }

    fn poll<F: Future>(&'static self, future: Pin<&mut F>) -> Poll<F::Output> {
        // SAFETY: the table's functions get what stands here, a task that is always there.
        let waker = unsafe { Waker::from_raw(self.raw_waker()) };
        future.poll(&mut Context::from_waker(&waker))
    }

    const fn raw_waker(&'static self) -> RawWaker {
        RawWaker::new(ptr::from_ref(self).cast(), &TABLE)
    }
}

const TABLE: RawWakerVTable = RawWakerVTable::new(|task| RawWaker::new(task, &TABLE), wake, wake, |_| {});

fn wake(task: *const ()) {
    for known in [&NETWORK, &PROGRAM] {
        if ptr::eq(task, ptr::from_ref(known).cast()) {
            known.is_woken.store(true, Ordering::Relaxed);
        }
    }
}

struct Clock;

embassy_time_driver::time_driver_impl!(static CLOCK: Clock = Clock);

impl embassy_time_driver::Driver for Clock {
    fn now(&self) -> u64 {
        arch::milliseconds().into()
    }

    /// A task has one alarm: who wants to be woken later says so again when it is polled for an earlier one.
    fn schedule_wake(&self, at: u64, waker: &Waker) {
        let at = u32::try_from(at).unwrap_or(NEVER);
        for task in [&NETWORK, &PROGRAM] {
            if ptr::eq(waker.data(), ptr::from_ref(task).cast()) {
                task.alarm.fetch_min(at, Ordering::Relaxed);
            }
        }
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // What it says would take its texts to flash.
    host::print("panic\n");
    host::exit(101)
}
