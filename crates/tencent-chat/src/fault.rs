//! What is wrong with an answer, on its way up.

use crate::{HttpError, json::Problem};

/// What an [`Error`](crate::Error) is made of at one place, where the rest of what it says is known. Errors have twenty
/// bytes, and to pass those up from every place that can fail takes more flash than to find out that it did; a fault is
/// passed up in a register.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Fault {
    /// The buffer is too small for a line of the head.
    LineFull,
    /// The buffer is too small for what is kept of the answer.
    Full,
    /// Not the HTTP it should be.
    Http(HttpError),
    /// A status that is not the service's.
    Status,
    /// Closed before the answer had ended.
    Closed,
    /// Not JSON, or not ours.
    Json(Problem),
    /// The answer is no object.
    NoObject,
    /// There is no code.
    NoCode,
    /// The code is no integer.
    CodeType,
    /// There is no list.
    NoList,
    /// The list is no array.
    ListType,
    /// The service says no.
    Refused,
}

impl From<HttpError> for Fault {
    fn from(error: HttpError) -> Self {
        Self::Http(error)
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Json(problem)
    }
}
