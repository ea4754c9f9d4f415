//! One operation as data.

use crate::json::{self, Fields, Object, Value};

/// An operation of the service: where it goes, what it sends, what it reads. It does nothing by itself.
///
/// Its documented example, request and answer, is its first test.
pub trait Endpoint {
    /// The path, from the version on: `v4/{service}/{command}`.
    const PATH: &'static str;
    /// The path on the newer [`Route`](crate::Route); the same where the operation has one route only.
    const TIMPUSH_PATH: &'static str = Self::PATH;
    /// The documented maximum of calls a second, for an app.
    const CALLS_PER_SECOND: u16;
    /// Whether the call may be sent again when nobody knows whether it was carried out: true for whatever only reads, and
    /// for writes that leave the same behind when they are done twice.
    const REPEATABLE: bool;
    /// The answer's key of the list that can be long, empty where there is none. Its elements leave the buffer one by one.
    const ITEMS: &'static str = "";
    /// The answer's key of the list of what failed although the call as a whole went well, empty where there is none. Its
    /// elements are items too, so that nobody who reads the others overlooks them.
    const FAILED: &'static str = "";
    /// The keys of an element, of either list, that are read. Whatever else the service puts there takes no room.
    const FIELDS: &'static [&'static str] = &[];
    /// The answer's keys that are read beside the list and the envelope.
    const ANSWER: &'static [&'static str] = &[];

    /// An element of a list; [`NoItem`](crate::NoItem) where there is none.
    type Item<'r>: Parse<'r>;
    /// What the answer says beside the list.
    type Answer<'r>: ParseAnswer<'r>;

    /// Writes the request's body. It is run several times and writes the same each time.
    fn body(&self, to: &mut Fields<'_, '_>);
}

/// What is made of an element that has been read.
pub trait Parse<'r>: Sized {
    /// # Errors
    /// [`json::Error::Missing`] and [`json::Error::Type`]: the element is not what the documentation says.
    fn parse(json: Value<'r>) -> Result<Self, json::Error>;

    /// The same for an element of the list [`FAILED`](Endpoint::FAILED).
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    fn parse_failed(json: Value<'r>) -> Result<Self, json::Error> {
        Self::parse(json)
    }
}

/// The object that an element of a list has to be.
pub(crate) fn element<'r>(json: Value<'r>, list: &'static str) -> Result<Object<'r>, json::Error> {
    json.as_object().ok_or(json::Error::Type { key: list, wanted: "a list of objects" })
}

/// The item of an endpoint whose answer has no list: there is none.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NoItem {}

impl Parse<'_> for NoItem {
    fn parse(_: Value<'_>) -> Result<Self, json::Error> {
        Err(json::Error::Type { key: "the answer", wanted: "without a list" })
    }
}

/// What is made of an answer's members beside the list.
pub trait ParseAnswer<'r>: Sized {
    /// # Errors
    /// [`json::Error::Missing`] and [`json::Error::Type`]: the answer is not what the documentation says.
    fn parse(json: Object<'r>) -> Result<Self, json::Error>;
}

impl ParseAnswer<'_> for () {
    fn parse(_: Object<'_>) -> Result<Self, json::Error> {
        Ok(())
    }
}

/// The keys of an answer that are read.
#[derive(Debug)]
pub(crate) struct Keys {
    pub(crate) items: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) fields: &'static [&'static str],
    pub(crate) answer: &'static [&'static str],
}

impl Keys {
    pub(crate) const fn of<E: Endpoint>() -> &'static Self {
        const { &Self { items: E::ITEMS, failed: E::FAILED, fields: E::FIELDS, answer: E::ANSWER } }
    }
}
