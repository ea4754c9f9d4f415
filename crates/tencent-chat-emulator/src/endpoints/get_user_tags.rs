//! Which tags do these users have?
//! <https://www.tencentcloud.com/document/product/1047/37172>, <https://www.tencentcloud.com/document/product/1047/67820>

use serde_json::json;

use super::route::{Failed, Route};
use super::{Endpoint, Section};
use crate::envelope::Outcome;
use crate::request::{self, Asked};
use crate::state::State;

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/all_member_push/im_get_tag",
    calls_a_second: 100,
    section: Section::Message,
    answer: |asked, state| get(asked, state, Route::AllMemberPush),
};

pub(super) const TIMPUSH: Endpoint = Endpoint {
    path: "v4/timpush/get_tag",
    calls_a_second: 100,
    section: Section::Message,
    answer: |asked, state| get(asked, state, Route::TimPush),
};

fn get(asked: &Asked<'_>, state: &State, route: Route) -> Outcome {
    let mut failed = Failed::on(route);
    let mut users = Vec::new();
    for account in request::accounts(asked.body)? {
        match (state.account(account), route) {
            (Ok(user), _) => users.push(json!({ "To_Account": account, "Tags": user.tags })),
            (Err(_), Route::AllMemberPush) => users.push(json!({ "To_Account": account, "Tags": [] })),
            (Err(unknown), Route::TimPush) => failed.note(account, Err(unknown))?,
        }
    }
    failed.answer([("UserTags", users.into())])
}
