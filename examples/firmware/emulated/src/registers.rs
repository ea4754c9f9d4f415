//! A peripheral's registers.

use core::ptr;

/// The 32-bit registers of a peripheral, by their offset in bytes.
pub struct Registers(usize);

impl Registers {
    /// The registers from `base` on.
    ///
    /// # Safety
    /// There is a peripheral of which reading and writing has no effect on memory that Rust knows of, and nobody else uses it.
    pub const unsafe fn new(base: usize) -> Self {
        Self(base)
    }

    /// Reads one.
    pub fn read(&self, offset: usize) -> u32 {
        // SAFETY: as was said when it was made.
        unsafe { ptr::read_volatile(ptr::with_exposed_provenance(self.0 + offset)) }
    }

    /// Writes one.
    pub fn write(&mut self, offset: usize, value: u32) {
        // SAFETY: as was said when it was made.
        unsafe { ptr::write_volatile(ptr::with_exposed_provenance_mut(self.0 + offset), value) }
    }
}

/// Takes a frame as words, after `skip` bytes of the first, out of a FIFO.
pub fn read_words(room: &mut [u8], skip: usize, len: usize, mut next: impl FnMut() -> u32) {
    let mut at = 0;
    while at < skip + len {
        for byte in next().to_le_bytes() {
            if let Some(place) = at.checked_sub(skip).and_then(|place| room.get_mut(place)) {
                *place = byte;
            }
            at += 1;
        }
    }
}

/// Puts bytes as words into a FIFO.
pub fn write_words(bytes: impl Iterator<Item = u8>, mut next: impl FnMut(u32)) {
    let (mut word, mut shift) = (0, 0);
    for byte in bytes {
        word |= u32::from(byte) << shift;
        shift += 8;
        if shift == 32 {
            next(word);
            (word, shift) = (0, 0);
        }
    }
    if shift > 0 {
        next(word);
    }
}
