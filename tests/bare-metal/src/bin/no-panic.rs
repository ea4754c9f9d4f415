//! Links only if nothing it calls can panic, and it calls the whole public API of the core.
//!
//! The panic handler calls a function that does not exist. As long as any path leads to a panic the linker keeps the
//! handler, and fails; when the optimizer and `--gc-sections` have shown that there is none, the handler goes, and the
//! program links.
//!
//! Every input passes through [`black_box`]: of a value that the optimizer knows, it would show too much.

#![no_std]
#![no_main]

use core::hint::black_box;

use tencent_chat::{App, Host, Identifier, Region};

/// One function for each area of the API.
#[unsafe(no_mangle)]
extern "C" fn _start() {
    app();
    #[cfg(feature = "panics")]
    panics();
}

fn app() {
    let text: &str = black_box("text");
    let number: u32 = black_box(1);

    let region: Region = black_box(Region::China);
    black_box(region.host());
    black_box(region.backup_host());

    if let Ok(identifier) = black_box(Identifier::new(text)) {
        black_box(identifier.as_str());
        black_box(identifier.is_portable());
    }
    if let Ok(host) = black_box(Host::new(text, 443)) {
        black_box((host.name(), host.port()));
    }
    match black_box(App::new(number, region, text)) {
        Ok(app) => {
            black_box((app.sdk_app_id(), app.host(), app.administrator()));
        }
        Err(invalid) => {
            black_box(invalid);
        }
    }
}

/// What the check must find.
#[cfg(feature = "panics")]
fn panics() {
    let bytes = black_box([1_u8, 2, 3]);
    black_box(bytes[black_box(3)]);
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
