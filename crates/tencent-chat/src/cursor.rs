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
    /// Where the element begins that is being read.
    pub(crate) start: usize,
    /// How many bytes of this element had to be let go.
    pub(crate) lost: usize,
    /// How many bytes it takes at the most while it is read: what is read as one lies there whole before it gets shorter.
    pub(crate) peak: usize,
}

impl Cursor {
    /// Passes `count` bytes over, and keeps them or not.
    #[inline]
    pub(crate) fn pass(&mut self, bytes: &mut [u8], count: usize, keeps: bool) {
        if keeps {
            if self.write != self.read {
                move_down(bytes, self.read, self.write, count);
            }
            self.write = self.write.wrapping_add(count);
        }
        self.read = self.read.wrapping_add(count);
    }

    /// Passes one byte over, for which this one is kept or none.
    pub(crate) fn take(&mut self, bytes: &mut [u8], byte: u8, keeps: bool) {
        self.read = self.read.wrapping_add(1);
        if keeps {
            self.put(bytes, byte);
        }
    }

    /// Keeps a byte that stands for others which have been read.
    pub(crate) fn put(&mut self, bytes: &mut [u8], byte: u8) {
        if let Some(slot) = bytes.get_mut(self.write) {
            *slot = byte;
        }
        self.write = self.write.wrapping_add(1);
    }

    /// How many bytes of this element have been kept, or would have been.
    pub(crate) const fn len(&self) -> usize {
        self.lost.wrapping_add(self.write).wrapping_sub(self.start)
    }

    /// So many bytes have to lie there whole to be read as one.
    pub(crate) fn needs(&mut self, count: usize) {
        self.peak = self.peak.max(self.len().wrapping_add(count));
    }

    /// Moves what is kept from `from` on down to `to`.
    pub(crate) fn shift(&mut self, bytes: &mut [u8], from: usize, to: usize) {
        let distance = from.wrapping_sub(to);
        move_down(bytes, from, to, self.write.wrapping_sub(from));
        self.write = self.write.wrapping_sub(distance);
        self.mark = self.mark.wrapping_sub(distance);
    }
}

/// Moves `count` bytes down from `from` to `to`, which is not above it. Out of bounds, nothing moves.
pub(crate) fn move_down(bytes: &mut [u8], from: usize, to: usize, count: usize) {
    // By cells, because `copy_within` can panic.
    let area = bytes.get_mut(to..from.wrapping_add(count)).unwrap_or_default();
    let area = Cell::from_mut(area).as_slice_of_cells();
    let source = area.get(from.wrapping_sub(to)..).unwrap_or_default();
    for (to, from) in area.iter().zip(source) {
        to.set(from.get());
    }
}

/// Moves `count` bytes up from `from`, by `distance`. Out of bounds, nothing moves.
pub(crate) fn move_up(bytes: &mut [u8], from: usize, count: usize, distance: usize) {
    let area = bytes.get_mut(from..from.wrapping_add(count).wrapping_add(distance)).unwrap_or_default();
    let area = Cell::from_mut(area).as_slice_of_cells();
    let target = area.get(distance..).unwrap_or_default();
    for (to, from) in target.iter().zip(area).rev() {
        to.set(from.get());
    }
}
