//! The code against the facts of the service's interface (`tests/spec`): what is no endpoint's own. Endpoints are held to
//! them by the first test of their file.

mod codes;
mod copy;
mod hosts;
#[expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test ends where it is wrong")]
mod spec;
