//! An answer as `serde-json-core` reads it: whole, into lists of `heapless`.

use heapless::{LinearMap, Vec};
use serde::Deserialize;

/// What is read of an answer.
#[derive(Deserialize)]
pub struct Answer<'a> {
    /// 0 where all is well.
    #[serde(rename = "ErrorCode")]
    pub error_code: u32,
    /// As many users as one call may ask for.
    #[serde(borrow, rename = "UserAttrs")]
    pub users: Vec<User<'a>, 100>,
}

/// One user, with as many attributes as the service has, or a few more.
#[derive(Deserialize)]
pub struct User<'a> {
    /// Who it is.
    #[serde(rename = "To_Account")]
    pub account: &'a str,
    /// By their names. Texts without escapes: other ones are refused, as is an integer where a text stood before.
    #[serde(borrow, rename = "Attrs")]
    pub attributes: LinearMap<&'a str, &'a str, 11>,
}
