//! What firmware links of the core for one call: the UserSig, the request, the answer read as it streams in, and what to do
//! about an error. `cargo xtask size` reads its sections.
//!
//! Every input passes through [`black_box`], or the optimizer would do the work at compile time. The buffers are the
//! application's, of any length.

#![no_std]
#![no_main]

use core::hint::black_box;

use tencent_chat::push::GetUserAttributes;
use tencent_chat::usersig::SecretKey;
use tencent_chat::{App, Error, Exchange, Region, Step, UserSig};

#[unsafe(no_mangle)]
extern "C" fn _start() {
    if let Err(error) = black_box(call()) {
        black_box(error.advice());
    }
}

fn call() -> Result<(), Error> {
    let app = App::new(black_box(1_400_000_000), Region::Singapore, black_box("administrator"))?;
    let key = SecretKey::new(black_box("5bd2850fff3ecb11d7c805251c51ee46"))?;
    let room = black_box(&mut [] as &mut [u8]);
    let user_sig = UserSig::sign(&app, &key, black_box(1_700_000_000), black_box(86_400), room)?;
    let request = GetUserAttributes::new(black_box(&["alice", "bob"]))?;
    carry_out(Exchange::new(&app, user_sig, black_box(1), &request, black_box(&mut [])))
}

/// The loop of a driver, on a stream that the optimizer knows nothing of.
fn carry_out(mut exchange: Exchange<'_, GetUserAttributes<'_>>) -> Result<(), Error> {
    loop {
        match exchange.step()? {
            Step::Send => {
                black_box(exchange.outgoing());
                exchange.sent(black_box(1));
            }
            Step::Receive => {
                black_box(exchange.incoming());
                exchange.received(black_box(1));
            }
            Step::Item => {
                let Ok(user) = exchange.item()? else { continue };
                black_box(user.account.as_bytes());
                for (name, value) in &user {
                    black_box((name.as_bytes(), value.as_text(), value.as_integer()));
                }
            }
            Step::Done => return exchange.answer(),
        }
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
