//! The Ethernet MAC of Stellaris microcontrollers (LM3S6965 data sheet, chapter 15).

use emulated::{MAX_FRAME, Mac, Registers, listen, read_words, write_words};

/// The number of the MAC's interrupt.
pub(crate) const INTERRUPT: u16 = 42;

const BASE: usize = 0x4004_8000;
const INTERRUPT_STATUS: usize = 0x00;
const INTERRUPT_MASK: usize = 0x04;
const RECEIVE_CONTROL: usize = 0x08;
const TRANSMIT_CONTROL: usize = 0x0c;
const DATA: usize = 0x10;
const ADDRESS_LOW: usize = 0x14;
const ADDRESS_HIGH: usize = 0x18;
const PACKETS: usize = 0x34;
const TRANSMIT: usize = 0x38;

/// Of the interrupts: a frame has come, a frame has gone.
const RECEIVED: u32 = 1;
const SENT: u32 = 1 << 2;
/// Of the control registers: go, and without frames whose checksum is wrong.
const RECEIVE: u32 = 1 | 1 << 3;
/// Go, pad, append the checksum, both ways at once.
const SEND: u32 = 1 | 1 << 1 | 1 << 2 | 1 << 4;
/// The FIFO counts the frame's length field with it, and its checksum.
const FRAME_OVERHEAD: usize = 2 + 4;
const HEADER: usize = 14;

pub(crate) struct Stellaris(Registers);

impl Stellaris {
    pub(crate) fn new() -> Self {
        // SAFETY: the MAC has a FIFO and no access to memory; this is called once.
        let mut registers = unsafe { Registers::new(BASE) };
        registers.write(INTERRUPT_MASK, RECEIVED | SENT);
        registers.write(RECEIVE_CONTROL, RECEIVE);
        registers.write(TRANSMIT_CONTROL, SEND);
        Self(registers)
    }
}

impl Mac for Stellaris {
    fn address(&mut self) -> [u8; 6] {
        let [a, b, c, d] = self.0.read(ADDRESS_LOW).to_le_bytes();
        let [e, f, ..] = self.0.read(ADDRESS_HIGH).to_le_bytes();
        [a, b, c, d, e, f]
    }

    fn receive(&mut self, room: &mut [u8; MAX_FRAME]) -> Option<usize> {
        if self.0.read(PACKETS) == 0 {
            self.0.write(INTERRUPT_STATUS, RECEIVED | SENT);
            if self.0.read(PACKETS) == 0 {
                listen(INTERRUPT);
                return None;
            }
        }
        let first = self.0.read(DATA);
        let len = (first & 0xffff) as usize - FRAME_OVERHEAD;
        let mut first = Some(first);
        read_words(room, 2, len + 4, || first.take().unwrap_or_else(|| self.0.read(DATA)));
        Some(len.min(MAX_FRAME))
    }

    fn can_send(&mut self) -> bool {
        let is_free = self.0.read(TRANSMIT) & 1 == 0;
        if !is_free {
            listen(INTERRUPT);
        }
        is_free
    }

    fn send(&mut self, frame: &[u8]) {
        let len = (frame.len() - HEADER) as u16;
        write_words(len.to_le_bytes().into_iter().chain(frame.iter().copied()), |word| self.0.write(DATA, word));
        self.0.write(TRANSMIT, 1);
    }
}
