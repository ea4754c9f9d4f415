//! The gateway on TI's LM3S6965 evaluation board.

#![no_std]
#![no_main]

mod mac;

use emulated::Board;

#[cortex_m_rt::entry]
fn main() -> ! {
    Board { counts_per_millisecond: 12_500 }.start(Some(mac::INTERRUPT));
    emulated::boot(mac::Stellaris::new())
}
