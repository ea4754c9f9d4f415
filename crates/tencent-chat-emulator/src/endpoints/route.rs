//! The two routes of the push section, and what they answer where it failed for some accounts only.

use serde_json::{Map, Value, json};

use crate::codes;
use crate::envelope::{Outcome, Refusal};

/// By which of the two routes a call came.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Route {
    /// `v4/all_member_push`, which says nothing about single accounts.
    AllMemberPush,
    /// `v4/timpush`, which lists those it failed for.
    TimPush,
}

/// The accounts that a call failed for.
pub(super) struct Failed {
    route: Route,
    list: Vec<Value>,
}

impl Failed {
    pub(super) const fn on(route: Route) -> Self {
        Self { route, list: Vec::new() }
    }

    /// Takes what it brought for this account. On the older route an unknown account is passed over, and any other failure
    /// is that of the call.
    pub(super) fn note(&mut self, account: &str, result: Result<(), Refusal>) -> Result<(), Refusal> {
        match (result, self.route) {
            (Ok(()), _) => Ok(()),
            (Err(refusal), Route::TimPush) => {
                self.list.push(json!({ "To_Account": account, "ErrorCode": refusal.code }));
                Ok(())
            }
            (Err(refusal), Route::AllMemberPush) if refusal.code == codes::ACCOUNT_NOT_FOUND => Ok(()),
            (Err(refusal), Route::AllMemberPush) => Err(refusal),
        }
    }

    /// The answer, with the list where somebody is on it.
    pub(super) fn answer<const N: usize>(self, fields: [(&str, Value); N]) -> Outcome {
        let mut answer: Map<_, _> = fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        if !self.list.is_empty() {
            answer.insert("ErrorList".to_owned(), self.list.into());
        }
        Ok(answer)
    }
}
