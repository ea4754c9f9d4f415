//! The gateway on ARM's MPS2 board as application note 386 has it.

#![no_std]
#![no_main]

mod mac;

use emulated::Board;

#[cortex_m_rt::entry]
fn main() -> ! {
    Board { counts_per_millisecond: 25_000 }.start(Some(mac::INTERRUPT));
    emulated::boot(mac::Lan9118::new())
}
