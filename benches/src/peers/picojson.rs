use ::picojson::{DefaultConfig, Event, ParseError, PushParseError, PushParser, PushParserHandler};

use super::Peer;
use crate::sink::Sink;

/// Events, and a handler that knows where in the answer it is.
pub(super) struct Push;

/// The wire has each user's account before or behind its attributes, so these are kept until the user ends.
struct Handler<'s, S> {
    sink: &'s mut S,
    depth: usize,
    key: Key,
    account: Vec<u8>,
    /// Names and values one behind the other, and where each ends.
    texts: Vec<u8>,
    ends: Vec<usize>,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Key {
    Other,
    Users,
    Account,
    Attributes,
}

/// The depths of the answer's members, of a user's, and of an attribute.
const ANSWER: usize = 1;
const USER: usize = 3;
const ATTRIBUTE: usize = 4;

impl<S: Sink> PushParserHandler<'_, '_, ParseError> for Handler<'_, S> {
    fn handle_event(&mut self, event: Event<'_, '_>) -> Result<(), ParseError> {
        match event {
            Event::StartObject | Event::StartArray => self.depth += 1,
            Event::EndObject | Event::EndArray => self.leave(),
            Event::Key(key) => self.key(key.as_str()),
            Event::String(text) if self.depth == USER && self.key == Key::Account => {
                self.account.extend_from_slice(text.as_str().as_bytes());
            }
            Event::String(text) if self.depth == ATTRIBUTE && self.key == Key::Attributes => self.text(text.as_str()),
            _ => {}
        }
        Ok(())
    }
}

impl<S: Sink> Handler<'_, S> {
    fn key(&mut self, key: &str) {
        match (self.depth, key) {
            (ANSWER, "UserAttrs") => self.key = Key::Users,
            (ANSWER, _) => self.key = Key::Other,
            (USER, _) if self.key == Key::Other => {}
            (USER, "To_Account") => self.key = Key::Account,
            (USER, "Attrs") => self.key = Key::Attributes,
            (USER, _) => self.key = Key::Users,
            (ATTRIBUTE, name) if self.key == Key::Attributes => self.text(name),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.texts.extend_from_slice(text.as_bytes());
        self.ends.push(self.texts.len());
    }

    fn leave(&mut self) {
        if self.depth == USER && self.key != Key::Other {
            self.sink.user(&self.account);
            let mut begin = 0;
            for [name, value] in self.ends.as_chunks().0 {
                self.sink.attribute(&self.texts[begin..*name], &self.texts[*name..*value]);
                begin = *value;
            }
            self.account.clear();
            self.texts.clear();
            self.ends.clear();
        }
        self.depth -= 1;
    }
}

impl Peer for Push {
    fn read<S: Sink>(body: &[u8], sink: &mut S) -> Result<(), String> {
        let told = |e: PushParseError<ParseError>| format!("{e:?}");
        let (mut scratch, mut account, mut texts, mut ends) = ([0; 1024], Vec::new(), Vec::new(), Vec::new());
        account.reserve(32);
        texts.reserve(1024);
        ends.reserve(20);
        let handler = Handler { sink, depth: 0, key: Key::Other, account, texts, ends };
        let mut parser = PushParser::<_, DefaultConfig>::new(handler, &mut scratch);
        // As much at a time as ours reads.
        for piece in body.chunks(1024) {
            parser.write(piece).map_err(told)?;
        }
        parser.finish().map_err(told).map(|_| ())
    }
}
