//! The gateway on QEMU's RISC-V board.

#![no_std]
#![no_main]

mod mac;

use emulated::Board;

#[riscv_rt::entry]
fn main() -> ! {
    Board.start(Some(mac::INTERRUPT));
    emulated::boot(mac::Virtio::new())
}
