//! What firmware links of the core for one call: the app and who asks. `cargo xtask size` reads its sections.
//!
//! Every input passes through [`black_box`], or the optimizer would do the work at compile time.

#![no_std]
#![no_main]

use core::hint::black_box;

use tencent_chat::{App, Region};

#[unsafe(no_mangle)]
extern "C" fn _start() {
    let administrator: &str = black_box("administrator");
    let _ = black_box(App::new(black_box(1_400_000_000), Region::Singapore, administrator));
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
