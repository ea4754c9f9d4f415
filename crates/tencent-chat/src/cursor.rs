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
    /// From where on nothing is kept of what is read, if so.
    pub(crate) ignored: Option<usize>,
    /// Where the element begins that is being read.
    pub(crate) start: usize,
    /// How many bytes of this element had to be let go.
    pub(crate) lost: usize,
    /// How many bytes of it lay there at the most, before a key was let go.
    pub(crate) peak: usize,
}

/// Bytes that have come, and how far they have been read.
pub(crate) struct Scan<'b> {
    pub(crate) bytes: &'b mut [u8],
    pub(crate) at: &'b mut Cursor,
}

impl Cursor {
    pub(crate) const START: Self = Self { read: 0, write: 0, mark: 0, ignored: None, start: 0, lost: 0, peak: 0 };

    /// All before the reading place has been read: that place goes down to where kept bytes end, but for so many bytes.
    pub(crate) fn close_gap(&mut self, but: usize) {
        self.read = self.write.wrapping_add(self.read.wrapping_sub(self.write).min(but));
    }

    /// How many bytes of this element have been kept, or would have been.
    pub(crate) const fn len(&self) -> usize {
        let end = match self.ignored {
            Some(from) => from,
            None => self.write,
        };
        self.lost.wrapping_add(end).wrapping_sub(self.start)
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
        // By cells, because `copy_within` can panic.
        let area = Cell::from_mut(self.bytes.get_mut(to..self.at.write).unwrap_or_default()).as_slice_of_cells();
        for (to, from) in area.iter().zip(area.get(distance..).unwrap_or_default()) {
            to.set(from.get());
        }
        self.at.write = self.at.write.wrapping_sub(distance);
        self.at.mark = self.at.mark.wrapping_sub(distance);
        self.at.ignored = self.at.ignored.map(|from| from.wrapping_sub(distance));
    }
}
