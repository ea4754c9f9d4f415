//! Where in a buffer things are, while they are read in place.

use core::cell::Cell;

/// How far bytes have been read, and where what is kept of them goes: into the same buffer, never ahead of the reading.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cursor {
    /// The next byte to be read.
    pub(crate) read: usize,
    /// Where the next byte that is kept goes. Never after `read`.
    pub(crate) write: usize,
    /// Where the last key or scalar that is kept begins.
    pub(crate) mark: usize,
    /// Where the line or element begins that is being read.
    pub(crate) start: usize,
    /// Whether what is read is kept.
    pub(crate) keeps: bool,
}

impl Cursor {
    /// Passes `count` bytes over.
    pub(crate) fn pass(&mut self, bytes: &mut [u8], count: usize) {
        if self.keeps {
            if self.write != self.read {
                move_down(bytes, self.read, self.write, count);
            }
            self.write += count;
        }
        self.read += count;
    }

    /// Passes one byte over, for which this one is kept.
    pub(crate) fn take(&mut self, bytes: &mut [u8], byte: u8) {
        self.read += 1;
        self.put(bytes, byte);
    }

    /// Keeps a byte that stands for others which have been read.
    pub(crate) fn put(&mut self, bytes: &mut [u8], byte: u8) {
        if self.keeps {
            if let Some(slot) = bytes.get_mut(self.write) {
                *slot = byte;
            }
            self.write += 1;
        }
    }

    /// Moves what is kept from `from` on down to `to`.
    pub(crate) fn shift(&mut self, bytes: &mut [u8], from: usize, to: usize) {
        let distance = from.saturating_sub(to);
        move_down(bytes, from, to, self.write.saturating_sub(from));
        self.write = self.write.saturating_sub(distance);
        self.mark = self.mark.saturating_sub(distance);
    }
}

/// Moves `count` bytes down from `from` to `to`, which is not above it. Out of bounds, nothing moves.
fn move_down(bytes: &mut [u8], from: usize, to: usize, count: usize) {
    // By cells, because `copy_within` can panic.
    let area = bytes.get_mut(to..from.saturating_add(count)).unwrap_or_default();
    let area = Cell::from_mut(area).as_slice_of_cells();
    let source = area.get(from.saturating_sub(to)..).unwrap_or_default();
    for (to, from) in area.iter().zip(source) {
        to.set(from.get());
    }
}
