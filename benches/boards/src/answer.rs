//! The service's answer, as a stream brings it.

use core::fmt::Write;

use heapless::String;

use crate::instructions_of;

/// An answer for 100 users: compact JSON without escapes.
pub static PLAIN_100: &[u8] = include_bytes!(concat!(env!("ANSWERS"), "/plain100.json"));
/// And one with white space, escapes, shuffled keys, and fields that nobody knows.
pub static HARD_100: &[u8] = include_bytes!(concat!(env!("ANSWERS"), "/hard100.json"));

/// An HTTP answer, again and again, that comes in as large pieces as there is room for.
pub struct Answer<'a> {
    head: String<96>,
    body: &'a [u8],
    read: usize,
    /// Instructions, where they are counted.
    copying: Option<u64>,
}

impl<'a> Answer<'a> {
    /// The answer with this body, nothing of it read.
    pub fn new(body: &'a [u8]) -> Self {
        let mut head = String::new();
        let len = body.len();
        // There is room for any length.
        let _ = write!(head, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len}\r\n\r\n");
        Self { head, body, read: 0, copying: None }
    }

    /// From now on, counts the instructions that go into copying, and not into what reads.
    pub fn count_copying(&mut self) {
        self.copying = Some(0);
    }

    /// How many they were.
    pub fn copying(&self) -> u64 {
        self.copying.unwrap_or_default()
    }

    /// Fills the room, or as much of it as there is left to read, and says how much that is. Behind the end it begins anew.
    pub fn read(&mut self, room: &mut [u8]) -> usize {
        let rest = match self.read.checked_sub(self.head.len()) {
            None => self.head.as_bytes().get(self.read..),
            Some(at) => self.body.get(at..),
        };
        let (rest, room) = (rest.unwrap_or_default().iter(), room.iter_mut());
        let count = rest.len().min(room.len());
        let copy = || room.zip(rest).for_each(|(to, from)| *to = *from);
        match &mut self.copying {
            None => copy(),
            Some(copying) => *copying += instructions_of(copy),
        }
        self.read = (self.read + count) % (self.head.len() + self.body.len());
        count
    }
}
