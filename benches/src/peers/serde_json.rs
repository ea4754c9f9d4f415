use std::collections::HashMap;

use serde::Deserialize;

use super::Peer;
use super::serde_answer::Answer;
use crate::sink::Sink;

pub(super) struct Borrowed;

impl Peer for Borrowed {
    fn read<S: Sink>(body: &[u8], sink: &mut S) -> Result<(), String> {
        ::serde_json::from_slice::<Answer<'_>>(body).map_err(|e| e.to_string())?.hand_over(sink)
    }
}

/// What one writes first: owned texts, and a map of them a user.
pub(super) struct Maps;

#[derive(Deserialize)]
struct OwnedAnswer {
    #[serde(rename = "ErrorCode")]
    error_code: u32,
    #[serde(rename = "UserAttrs")]
    users: Vec<OwnedUser>,
}

#[derive(Deserialize)]
struct OwnedUser {
    #[serde(rename = "To_Account")]
    account: String,
    #[serde(rename = "Attrs")]
    attributes: HashMap<String, String>,
}

impl Peer for Maps {
    fn read<S: Sink>(body: &[u8], sink: &mut S) -> Result<(), String> {
        let answer: OwnedAnswer = ::serde_json::from_slice(body).map_err(|e| e.to_string())?;
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
