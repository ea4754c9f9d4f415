use heapless::{LinearMap, Vec};
use serde::Deserialize;

use super::Peer;
use crate::sink::Sink;

/// Texts that stay in the body, in lists of a fixed room: 100 users of ten attributes.
pub(super) struct Heapless;

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(rename = "ErrorCode")]
    error_code: u32,
    #[serde(borrow, rename = "UserAttrs")]
    users: Vec<User<'a>, 100>,
}

#[derive(Deserialize)]
struct User<'a> {
    #[serde(rename = "To_Account")]
    account: &'a str,
    #[serde(borrow, rename = "Attrs")]
    attributes: LinearMap<&'a str, &'a str, 10>,
}

impl Peer for Heapless {
    fn read<S: Sink>(body: &[u8], sink: &mut S) -> Result<(), String> {
        let (answer, _) = ::serde_json_core::from_slice::<Answer<'_>>(body).map_err(|e| e.to_string())?;
        if answer.error_code != 0 {
            return Err(format!("the service says {}", answer.error_code));
        }
        for user in &answer.users {
            sink.user(user.account.as_bytes());
            for (name, value) in &user.attributes {
                sink.attribute(name.as_bytes(), value.as_bytes());
            }
        }
        Ok(())
    }
}
