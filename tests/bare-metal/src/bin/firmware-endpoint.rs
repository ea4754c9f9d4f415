//! What firmware links for one endpoint more. `cargo xtask endpoints` builds it without, and with each; the environment's
//! `ENDPOINTS` says with which, as files below the core's `src`, and `build.rs` writes their calls.
//!
//! It is linked and weighed, and never run: it reads what it works on from an address that means nothing.

#![no_std]
#![no_main]

use core::convert::Infallible;
use core::hint::black_box;

use embedded_io::{ErrorType, Read, Write};
use tencent_chat::json::{self, Fields, Text, Value};
use tencent_chat::{App, Endpoint, Exchange, FailedAccount, Parse, UserSig, blocking};

#[unsafe(no_mangle)]
extern "C" fn _start() {
    let mut link = given::<fn() -> Link>()();
    link.call(&Base(given()));
    link.call(&Other(given()));
    include!(concat!(env!("OUT_DIR"), "/endpoints.rs"));
}

/// A value that the optimizer knows nothing of.
#[inline(always)]
fn given<T: Copy>() -> T {
    // SAFETY: there is none, but for the program never being run.
    unsafe { *black_box(core::ptr::dangling::<T>()) }
}

/// Whom calls are made for, and what they go through.
struct Link {
    app: App<'static>,
    user_sig: UserSig<'static>,
    buffer: &'static mut [u8],
}

impl Link {
    /// Sends a request and reads what comes.
    #[inline(never)]
    fn call<E: Endpoint>(&mut self, request: &E) {
        let mut exchange = Exchange::new(&self.app, self.user_sig, black_box(1), request, self.buffer);
        while let Ok(true) = blocking::advance(&mut exchange, &mut Stream) {
            let _ = black_box(exchange.item());
        }
        let _ = black_box(exchange.answer());
    }
}

/// A stream that the optimizer knows nothing of.
struct Stream;

impl ErrorType for Stream {
    type Error = Infallible;
}

impl Read for Stream {
    fn read(&mut self, room: &mut [u8]) -> Result<usize, Infallible> {
        black_box(room);
        Ok(black_box(1))
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, Infallible> {
        black_box(bytes);
        Ok(black_box(1))
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

/// What firmware has before: texts go out, and texts come back, or accounts that have failed.
struct Base(&'static [&'static str]);

/// Another one, so that what two of them share is outside of both.
struct Other(&'static [&'static str]);

struct Name<'r> {
    _name: Text<'r>,
}

impl Endpoint for Base {
    const PATH: &'static str = "v4/base/base";
    const CALLS_PER_SECOND: u16 = 1;
    const REPEATABLE: bool = true;
    const ITEMS: &'static str = "Base";
    const FAILED: &'static str = "Failed";
    const FIELDS: &'static [&'static str] = &["Name"];

    type Item<'r> = Result<Name<'r>, FailedAccount<'r>>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.text("Name", given());
        to.array("Base", |to| self.0.iter().for_each(|name| to.text(name)));
    }
}

impl Endpoint for Other {
    const PATH: &'static str = "v4/base/other";
    const CALLS_PER_SECOND: u16 = 1;
    const REPEATABLE: bool = true;
    const FAILED: &'static str = "Failed";
    const FIELDS: &'static [&'static str] = &["Name"];

    type Item<'r> = FailedAccount<'r>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.array("Other", |to| self.0.iter().for_each(|name| to.object(|to| to.text("Name", name))));
    }
}

impl<'r> Parse<'r> for Name<'r> {
    fn parse(json: Value<'r>) -> Result<Self, json::Error> {
        let name = json.as_object().ok_or(json::Error::Missing { key: "Base" })?.text("Name")?;
        Ok(Self { _name: name })
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
