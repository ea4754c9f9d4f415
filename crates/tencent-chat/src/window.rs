//! A part of a message that is longer than the buffer it goes out through.

use crate::decimal::digits;

/// Takes a message piece by piece, keeps the part that is wanted, and counts it all.
///
/// A message is written again from its first byte for every part, so whatever writes it must write the same each time.
#[derive(Debug)]
pub(crate) struct Window<'b> {
    room: &'b mut [u8],
    /// Where in the message the room begins.
    begin: usize,
    /// How much of the message has been written.
    len: usize,
}

impl<'b> Window<'b> {
    pub(crate) const fn new(room: &'b mut [u8], begin: usize) -> Self {
        Self { room, begin, len: 0 }
    }

    /// Keeps nothing, and counts.
    pub(crate) const fn counting() -> Self {
        Self { room: &mut [], begin: 0, len: 0 }
    }

    /// How many bytes have been written, whether kept or not.
    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn put(&mut self, bytes: &[u8]) {
        let wanted = bytes.get(self.begin.saturating_sub(self.len)..).unwrap_or_default();
        let room = self.room.get_mut(self.len.saturating_sub(self.begin)..).unwrap_or_default();
        for (slot, byte) in room.iter_mut().zip(wanted) {
            *slot = *byte;
        }
        self.len = self.len.saturating_add(bytes.len());
    }

    /// A number in decimal digits.
    pub(crate) fn put_number(&mut self, number: u32) {
        self.put(digits(number.into(), &mut [0; 20]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_message_is_the_message_there() {
        let write = |window: &mut Window<'_>| {
            window.put(b"sdkappid=");
            window.put_number(1_400_000_000);
            window.put(b"");
            window.put_number(0);
            window.put_number(u32::MAX);
        };
        let whole = b"sdkappid=140000000004294967295";
        for begin in 0..whole.len() + 2 {
            for len in 0..whole.len() {
                let mut room = std::vec![b'.'; len];
                let mut window = Window::new(&mut room, begin);
                write(&mut window);
                assert_eq!(window.len(), whole.len());
                let part = whole.get(begin..).unwrap_or_default();
                let part = &part[..part.len().min(len)];
                assert_eq!(&room[..part.len()], part, "{len} bytes from {begin}");
                assert!(room[part.len()..].iter().all(|b| *b == b'.'));
            }
        }
    }
}
