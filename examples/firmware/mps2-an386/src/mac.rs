//! Microchip's LAN9118, an Ethernet MAC with FIFOs (its data sheet, DS00002266, chapter 5).

use emulated::{MAX_FRAME, Mac, Registers, listen, read_words, write_words};

/// The number of the MAC's interrupt.
pub(crate) const INTERRUPT: u16 = 13;

const BASE: usize = 0x4020_0000;
const RECEIVE_DATA: usize = 0x00;
const TRANSMIT_DATA: usize = 0x20;
const RECEIVE_STATUS: usize = 0x40;
const INTERRUPT_CONFIGURATION: usize = 0x54;
const INTERRUPT_STATUS: usize = 0x58;
const INTERRUPT_ENABLE: usize = 0x5c;
const FIFO_INTERRUPT: usize = 0x68;
const TRANSMIT_CONFIGURATION: usize = 0x70;
const RECEIVE_FIFO: usize = 0x7c;
const TRANSMIT_FIFO: usize = 0x80;
const MAC_COMMAND: usize = 0xa4;
const MAC_DATA: usize = 0xa8;

/// Interrupts come, push-pull and active high.
const INTERRUPTS_ON: u32 = 1 << 8 | 1 << 4 | 1;
/// Of the interrupts: frames have come, more than the level says; there is room for bytes, more than the level says.
const RECEIVED: u32 = 1 << 3;
const ROOM: u32 = 1 << 9;
/// The levels: no frame, 24 times 64 bytes.
const LEVELS: u32 = 24 << 24;
const TRANSMITTER_ON: u32 = 1 << 1;
/// Of the MAC's own registers, behind `MAC_COMMAND`.
const MAC_CONTROL: u32 = 1;
const MAC_ADDRESS_HIGH: u32 = 2;
const MAC_ADDRESS_LOW: u32 = 3;
const MAC_BUSY: u32 = 1 << 31;
const MAC_READ: u32 = 1 << 30;
/// Send and receive, both ways at once.
const MAC_ON: u32 = 1 << 20 | 1 << 3 | 1 << 2;
/// Both words before a frame's data; the first one says that all of the frame follows.
const COMMANDS: usize = 8;
const WHOLE_FRAME: u32 = 1 << 13 | 1 << 12;
const CHECKSUM: usize = 4;

pub(crate) struct Lan9118(Registers);

impl Lan9118 {
    pub(crate) fn new() -> Self {
        // SAFETY: the MAC has FIFOs and no access to memory; this is called once.
        let mut mac = Self(unsafe { Registers::new(BASE) });
        mac.0.write(FIFO_INTERRUPT, LEVELS);
        mac.0.write(INTERRUPT_CONFIGURATION, INTERRUPTS_ON);
        mac.0.write(INTERRUPT_ENABLE, RECEIVED);
        mac.0.write(TRANSMIT_CONFIGURATION, TRANSMITTER_ON);
        mac.0.write(MAC_DATA, MAC_ON);
        mac.command(MAC_CONTROL);
        mac
    }

    fn command(&mut self, command: u32) {
        self.0.write(MAC_COMMAND, MAC_BUSY | command);
        while self.0.read(MAC_COMMAND) & MAC_BUSY != 0 {}
    }

    fn read(&mut self, register: u32) -> u32 {
        self.command(MAC_READ | register);
        self.0.read(MAC_DATA)
    }
}

impl Mac for Lan9118 {
    fn address(&mut self) -> [u8; 6] {
        let [a, b, c, d] = self.read(MAC_ADDRESS_LOW).to_le_bytes();
        let [e, f, ..] = self.read(MAC_ADDRESS_HIGH).to_le_bytes();
        [a, b, c, d, e, f]
    }

    fn receive(&mut self, room: &mut [u8; MAX_FRAME]) -> Option<usize> {
        let is_empty = |registers: &Registers| registers.read(RECEIVE_FIFO) >> 16 & 0xff == 0;
        if is_empty(&self.0) {
            self.0.write(INTERRUPT_STATUS, RECEIVED | ROOM);
            self.0.write(INTERRUPT_ENABLE, RECEIVED);
            if is_empty(&self.0) {
                listen(INTERRUPT);
                return None;
            }
        }
        let len = (self.0.read(RECEIVE_STATUS) >> 16 & 0x3fff) as usize;
        read_words(room, 0, len, || self.0.read(RECEIVE_DATA));
        Some(len.saturating_sub(CHECKSUM).min(MAX_FRAME))
    }

    fn can_send(&mut self) -> bool {
        let has_room = (self.0.read(TRANSMIT_FIFO) & 0xffff) as usize >= MAX_FRAME + COMMANDS;
        if !has_room {
            self.0.write(INTERRUPT_ENABLE, RECEIVED | ROOM);
            listen(INTERRUPT);
        }
        has_room
    }

    fn send(&mut self, frame: &[u8]) {
        let len = frame.len() as u32;
        self.0.write(TRANSMIT_DATA, WHOLE_FRAME | len);
        self.0.write(TRANSMIT_DATA, len);
        write_words(frame.iter().copied(), |word| self.0.write(TRANSMIT_DATA, word));
    }
}
