//! An endpoint, and what it is held to.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test ends where it is wrong")]

use core::fmt::Debug;

use tencent_chat::{App, Endpoint, Error, Exchange, Region, Step, UserSig};

/// What came of a call, as it prints: the items, then the answer beside them, or why there is none.
pub(crate) type Outcome = (Vec<String>, Result<String, Error>);

/// Reads an answer that comes in pieces of a size.
type Reader = Box<dyn Fn(&str, usize) -> Outcome>;

pub(crate) struct Case {
    /// Its file below `src`.
    pub(crate) source: &'static str,
    pub(crate) path: &'static str,
    pub(crate) timpush_path: &'static str,
    pub(crate) calls_per_second: u16,
    pub(crate) is_repeatable: bool,
    pub(crate) items: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) fields: &'static [&'static str],
    pub(crate) answer: &'static [&'static str],
    pub(crate) read: Reader,
    /// A request with nothing that may be left out.
    pub(crate) least: String,
    pub(crate) facts: Vec<Fact>,
    /// The documentation's limits that are kept to here, by their first words.
    pub(crate) limits: Vec<String>,
    /// Those that only the service can keep to.
    pub(crate) judged: Vec<&'static str>,
    /// Documented keys that are not sent, or not read, and why.
    pub(crate) left_out: Vec<(&'static str, &'static str)>,
    /// Keys that are always sent although they need not be, and why.
    pub(crate) always: Vec<(&'static str, &'static str)>,
}

/// An entry of the facts that a case is held to.
pub(crate) struct Fact {
    pub(crate) file: &'static str,
    pub(crate) name: &'static str,
    /// The documented request, and others that have what it has not.
    pub(crate) bodies: Vec<String>,
    /// What is made of the documented answer.
    pub(crate) outcome: &'static [&'static str],
}

impl Case {
    /// `least` sends nothing that may be left out.
    pub(crate) fn new<E: Endpoint + 'static>(source: &'static str, least: E) -> Self
    where
        for<'r> E::Item<'r>: Debug,
        for<'r> E::Answer<'r>: Debug,
    {
        Self {
            source,
            path: E::PATH,
            timpush_path: E::TIMPUSH_PATH,
            calls_per_second: E::CALLS_PER_SECOND,
            is_repeatable: E::REPEATABLE,
            items: E::ITEMS,
            failed: E::FAILED,
            fields: E::FIELDS,
            answer: E::ANSWER,
            least: body(&least),
            read: Box::new(move |answer, piece| read(&least, answer, piece)),
            facts: Vec::new(),
            limits: Vec::new(),
            judged: Vec::new(),
            left_out: Vec::new(),
            always: Vec::new(),
        }
    }

    /// The documented `example`, and what is made of its answer.
    pub(crate) fn fact<E: Endpoint>(
        mut self,
        file: &'static str,
        name: &'static str,
        example: E,
        outcome: &'static [&'static str],
    ) -> Self {
        self.facts.push(Fact { file, name, bodies: vec![body(&example)], outcome });
        self
    }

    /// A request with keys that the last fact's example has not.
    pub(crate) fn also<E: Endpoint>(mut self, request: E) -> Self {
        self.facts.last_mut().unwrap().bodies.push(body(&request));
        self
    }

    pub(crate) fn limit(mut self, words: &str, number: usize) -> Self {
        self.limits.push(words.replace("{}", &number.to_string()));
        self
    }

    pub(crate) fn judged(mut self, words: &[&'static str]) -> Self {
        self.judged.extend(words);
        self
    }

    pub(crate) fn left_out(mut self, key: &'static str, why: &'static str) -> Self {
        self.left_out.push((key, why));
        self
    }

    pub(crate) fn always(mut self, key: &'static str, why: &'static str) -> Self {
        self.always.push((key, why));
        self
    }
}

fn app() -> App<'static> {
    App::new(1, Region::China, "admin").unwrap()
}

/// The body of a request.
pub(crate) fn body<E: Endpoint>(endpoint: &E) -> String {
    let (app, user_sig) = (app(), UserSig::minted("not-a-signature").unwrap());
    let mut buffer = [0; 4096];
    let mut exchange = Exchange::new(&app, user_sig, 7, endpoint, &mut buffer);
    exchange.step().unwrap();
    let message = String::from_utf8(exchange.outgoing().to_vec()).unwrap();
    message.split_once("\r\n\r\n").unwrap().1.to_owned()
}

fn read<E: Endpoint>(endpoint: &E, body: &str, piece: usize) -> Outcome
where
    for<'r> E::Item<'r>: Debug,
    for<'r> E::Answer<'r>: Debug,
{
    let (app, user_sig) = (app(), UserSig::minted("not-a-signature").unwrap());
    let mut buffer = [0xA5; 1024];
    let mut exchange = Exchange::new(&app, user_sig, 7, endpoint, &mut buffer);
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let (mut unread, mut items) = (answer.as_bytes(), Vec::new());
    let end = loop {
        match exchange.step() {
            Ok(Step::Send) => {
                let count = exchange.outgoing().len();
                exchange.sent(count);
            }
            Ok(Step::Receive) => {
                let incoming = exchange.incoming();
                let count = piece.min(unread.len()).min(incoming.len());
                incoming[..count].copy_from_slice(&unread[..count]);
                unread = &unread[count..];
                exchange.received(count);
            }
            Ok(Step::Item) => match exchange.item() {
                Ok(item) => items.push(format!("{item:?}")),
                Err(error) => break Err(error),
            },
            Ok(Step::Done) => break exchange.answer().map(|answer| format!("{answer:?}")),
            Err(error) => break Err(error),
        }
    };
    (items, end)
}
