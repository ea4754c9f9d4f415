//! The service's answer, as a stream brings it.

use core::fmt::Write;

use heapless::String;

/// An answer for 100 users: compact JSON without escapes.
pub static PLAIN_100: &[u8] = include_bytes!(concat!(env!("ANSWERS"), "/plain100.json"));
/// And one with white space, escapes, shuffled keys, and fields that nobody knows.
pub static HARD_100: &[u8] = include_bytes!(concat!(env!("ANSWERS"), "/hard100.json"));

/// An HTTP answer that comes in as large pieces as there is room for.
pub struct Answer<'a> {
    head: String<96>,
    body: &'a [u8],
    read: usize,
}

impl<'a> Answer<'a> {
    /// The answer with this body, nothing of it read.
    pub fn new(body: &'a [u8]) -> Self {
        let mut head = String::new();
        let len = body.len();
        // There is room for any length.
        let _ = write!(head, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len}\r\n\r\n");
        Self { head, body, read: 0 }
    }

    /// Reads it from its begin, the next time.
    pub fn rewind(&mut self) {
        self.read = 0;
    }

    /// Fills the room, or as much of it as there is left to read, and says how much that is.
    pub fn read(&mut self, room: &mut [u8]) -> usize {
        let parts = [self.head.as_bytes(), self.body];
        let (part, at) = match self.read.checked_sub(self.head.len()) {
            Some(at) => (self.body, at),
            None => (parts[0], self.read),
        };
        let rest = part.get(at..).unwrap_or_default();
        let count = rest.len().min(room.len());
        if let (Some(room), Some(rest)) = (room.get_mut(..count), rest.get(..count)) {
            room.copy_from_slice(rest);
        }
        self.read += count;
        count
    }
}
