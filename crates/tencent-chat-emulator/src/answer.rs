//! What goes back, before it is bytes of HTTP.

mod escaped;
mod shape;

pub(crate) use shape::ON_PURPOSE;

use crate::envelope::Outcome;
use crate::fault::Fault;

/// What goes back: an HTTP status, a body, and the code in it.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The service's own answers state none, and a client must not need one.
    pub(crate) content_type: Option<&'static str>,
    pub(crate) body: String,
    /// The body's `ErrorCode`, where it has one.
    pub(crate) code: Option<i64>,
}

impl Answer {
    /// The service's answer in the shape that the faults give it: HTTP 200, whatever the outcome.
    pub(crate) fn of_service(outcome: Outcome, faults: &[Fault]) -> Self {
        let (code, body) = shape::body(outcome, faults);
        Self { status: 200, content_type: None, body, code: Some(code) }
    }

    /// What a proxy answers that cannot reach the service.
    pub(crate) fn bad_gateway() -> Self {
        Self { status: 502, content_type: Some("text/html"), body: BAD_GATEWAY.to_owned(), code: None }
    }

    /// One of the emulator's own.
    pub(crate) fn json(status: u16, body: &serde_json::Value) -> Self {
        Self { status, content_type: Some("application/json"), body: format!("{body}\n"), code: None }
    }
}

const BAD_GATEWAY: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n\
    <body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";
