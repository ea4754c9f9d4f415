//! `picojson`'s push parser: events, of an answer that comes in pieces. What they mean is for the caller to find out.

use core::hint::black_box;

use picojson::{DefaultConfig, Event, ParseError, PushParser, PushParserHandler};

use crate::Seen;

/// What the core is given, too.
const PIECE: usize = 1024;

pub(crate) fn read(answer: &'static [u8]) -> Option<Seen> {
    let mut scratch = [0; 512];
    let mut parser = PushParser::<_, DefaultConfig>::new(Users::default(), &mut scratch);
    for piece in black_box(answer).chunks(PIECE) {
        parser.write(piece).ok()?;
    }
    let users = parser.finish().ok()?;
    (users.code_is_0).then_some(users.seen)
}

/// Where in the answer it is, and what was seen.
#[derive(Default)]
struct Users {
    depth: u8,
    next: Next,
    code_is_0: bool,
    seen: Seen,
}

/// What the key before says of the value behind it.
#[derive(Clone, Copy, Default, Eq, PartialEq)]
enum Next {
    #[default]
    Unknown,
    Account,
    Attribute,
    ErrorCode,
}

/// How deep a user's fields lie, and the attributes.
const FIELDS: u8 = 3;
const ATTRIBUTES: u8 = 4;

impl PushParserHandler<'_, '_, ParseError> for Users {
    fn handle_event(&mut self, event: Event<'_, '_>) -> Result<(), ParseError> {
        match event {
            Event::StartObject | Event::StartArray => self.depth += 1,
            Event::EndObject | Event::EndArray => self.depth -= 1,
            Event::Key(key) => {
                self.next = match (self.depth, key.as_str()) {
                    (1, "ErrorCode") => Next::ErrorCode,
                    (FIELDS, "To_Account") => Next::Account,
                    (ATTRIBUTES, name) => {
                        black_box(name);
                        Next::Attribute
                    }
                    _ => Next::Unknown,
                };
            }
            Event::String(text) => {
                black_box(text.as_str());
                match self.next {
                    Next::Account => self.seen.users += 1,
                    Next::Attribute => self.seen.attributes += 1,
                    _ => {}
                }
            }
            Event::Number(number) => self.code_is_0 |= self.next == Next::ErrorCode && number.as_str() == "0",
            _ => {}
        }
        Ok(())
    }
}
