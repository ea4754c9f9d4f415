//! A heap, for the TLS that wants one, and how much of it has been taken.

use core::{
    alloc::{GlobalAlloc, Layout},
    mem::MaybeUninit,
};

use embedded_alloc::LlffHeap;
use portable_atomic::{AtomicUsize, Ordering};

const SIZE: usize = 48 * 1024;

static TAKEN: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static HEAP: Counted = Counted(LlffHeap::empty());

/// Gives the heap its memory, once.
pub(crate) fn start() {
    static mut MEMORY: [MaybeUninit<u8>; SIZE] = [MaybeUninit::uninit(); SIZE];
    // SAFETY: this is called once, and nobody else knows the memory.
    unsafe { HEAP.0.init((&raw mut MEMORY).addr(), SIZE) };
}

/// The most bytes that have been taken at a time.
pub(crate) fn peak() -> usize {
    PEAK.load(Ordering::Relaxed)
}

struct Counted(LlffHeap);

// SAFETY: all is left to the heap; what is counted is beside.
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are the heap's conditions.
        let given = unsafe { self.0.alloc(layout) };
        if !given.is_null() {
            let taken = TAKEN.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
            PEAK.fetch_max(taken, Ordering::Relaxed);
        }
        given
    }

    unsafe fn dealloc(&self, given: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { self.0.dealloc(given, layout) };
        TAKEN.fetch_sub(layout.size(), Ordering::Relaxed);
    }
}
