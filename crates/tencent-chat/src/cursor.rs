//! Where in a buffer things are, while they are read in place.

use core::cell::Cell;

/// How far bytes have been read, and where what is kept of them goes: into the same buffer, never ahead of the reading.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor {
    /// The next byte to be read.
    pub(crate) read: usize,
    /// Where the next byte that is kept goes. Never after `read`.
    pub(crate) write: usize,
    /// Where the last key or scalar that is kept begins.
    pub(crate) mark: usize,
}

/// Bytes that have come, and how far they have been read.
pub(crate) struct Scan<'b> {
    pub(crate) bytes: &'b mut [u8],
    pub(crate) at: Cursor,
}

impl Cursor {
    pub(crate) const START: Self = Self { read: 0, write: 0, mark: 0 };

    /// Lets go of what is kept from `write` on, be it a scalar that is still coming.
    pub(crate) fn cut(&mut self, write: usize) {
        self.write = write;
        self.mark = self.mark.min(write);
    }

    /// All before the reading place has been read: that place goes down to where kept bytes end, but for so many bytes.
    pub(crate) fn close_gap(&mut self, but: usize) {
        self.read = self.write.wrapping_add(self.read.wrapping_sub(self.write).min(but));
    }
}

impl Scan<'_> {
    /// The next byte.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at.read).copied()
    }

    /// Passes one byte over, for which none is kept.
    pub(crate) const fn skip(&mut self) {
        self.at.read = self.at.read.wrapping_add(1);
    }

    /// Passes one byte over, for which this one is kept.
    pub(crate) fn take(&mut self, byte: u8) {
        self.skip();
        self.put(byte);
    }

    /// Passes a byte over, and leaves room for it.
    pub(crate) const fn reserve(&mut self) {
        self.skip();
        self.at.write = self.at.write.wrapping_add(1);
    }

    /// Passes so many bytes over, which are kept.
    pub(crate) fn pass(&mut self, count: usize) {
        let Cursor { read, write, .. } = self.at;
        self.at.read = read.wrapping_add(count);
        self.at.write = write.wrapping_add(count);
        if read != write {
            copy(self.bytes, read, write, count);
        }
    }

    /// Keeps a byte that stands for others which have been read.
    pub(crate) fn put(&mut self, byte: u8) {
        if let Some(slot) = self.bytes.get_mut(self.at.write) {
            *slot = byte;
        }
        self.at.write = self.at.write.wrapping_add(1);
    }

    /// What is kept from here to there.
    pub(crate) fn kept(&self, from: usize, to: usize) -> &[u8] {
        self.bytes.get(from..to).unwrap_or_default()
    }

    /// Moves what is kept from `from` on down to `to`.
    pub(crate) fn shift(&mut self, from: usize, to: usize) {
        let distance = from.wrapping_sub(to);
        copy(self.bytes, from, to, self.at.write.wrapping_sub(from));
        self.at.write = self.at.write.wrapping_sub(distance);
        self.at.mark = if self.at.mark < from { to } else { self.at.mark.wrapping_sub(distance) };
    }
}

/// Copies so many bytes down.
// Not a part of what calls it, which seldom does.
#[inline(never)]
fn copy(bytes: &mut [u8], from: usize, to: usize, count: usize) {
    // By cells, because `copy_within` can panic.
    let area = Cell::from_mut(bytes).as_slice_of_cells();
    let from = area.get(from..).and_then(|from| from.get(..count)).unwrap_or_default();
    for (to, from) in area.get(to..).unwrap_or_default().iter().zip(from) {
        to.set(from.get());
    }
}
