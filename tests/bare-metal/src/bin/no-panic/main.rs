//! Links only if nothing it calls can panic, and it calls the whole public API of the core.
//!
//! The panic handler calls a function that does not exist. As long as any path leads to a panic the linker keeps the
//! handler, and fails; when the optimizer and `--gc-sections` have shown that there is none, the handler goes, and the
//! program links.
//!
//! Every input passes through [`black_box`]: of a value that the optimizer knows, it would show too much.
//!
//! Left out, because code of others has panics there that the optimizer cannot show to be out of reach: `Debug` (of texts,
//! in Rust's own library), and with it an error's `source`, which brings the `Debug` of what it names; `usersig::decode` and
//! `usersig::verify` (`miniz_oxide` and `base64`); what the feature `serde` does, for it runs inside a format
//! (`serde-json-core`); and the client, whose futures check that they are not polled after their end. What the compiler derives
//! (`Clone`, `PartialEq`, …, `defmt::Format`) is not looked for: it copies, compares or hands on field by field.

#![no_std]
#![no_main]

mod account;
mod app;
mod drivers;
mod endpoint;
mod exchange;
mod owned;
mod policy;
mod push;
mod traits;
mod usersig;

use core::fmt::{self, Display, Write};
use core::hint::black_box;

/// One function for each area of the API.
#[unsafe(no_mangle)]
extern "C" fn _start() {
    app::app();
    usersig::usersig();
    exchange::exchange();
    endpoint::endpoint();
    drivers::drivers();
    owned::owned();
    policy::policy();
    push::push();
    account::account();
    traits::traits();
    #[cfg(feature = "panics")]
    panics();
}

/// What the check must find.
#[cfg(feature = "panics")]
fn panics() {
    let bytes = black_box([1_u8, 2, 3]);
    black_box(bytes[black_box(3)]);
}

fn print(what: impl Display) {
    let _ = write!(Terminal, "{what}");
}

struct Terminal;

impl Write for Terminal {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        black_box(text);
        black_box(Ok(()))
    }
}

#[panic_handler]
fn panic(info: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: it is never called. A program that could call it does not link.
    unsafe { tencent_chat_can_panic(core::ptr::from_ref(info).cast()) }
}

unsafe extern "C" {
    /// Is given where the panic is, so that xtask finds it in a program that was linked after all.
    fn tencent_chat_can_panic(info: *const ()) -> !;
}
