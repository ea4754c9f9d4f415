//! Take all tags away from these users.
//! <https://www.tencentcloud.com/document/product/1047/37175>, <https://www.tencentcloud.com/document/product/1047/67823>

use super::route::{Failed, Route};
use super::{Endpoint, Section};
use crate::envelope::Outcome;
use crate::request::{self, Asked};
use crate::state::State;

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/all_member_push/im_remove_all_tags",
    calls_a_second: 100,
    section: Section::Message,
    answer: |asked, state| remove(asked, state, Route::AllMemberPush),
};

pub(super) const TIMPUSH: Endpoint = Endpoint {
    path: "v4/timpush/clear_all_tags",
    calls_a_second: 100,
    section: Section::Message,
    answer: |asked, state| remove(asked, state, Route::TimPush),
};

fn remove(asked: &Asked<'_>, state: &mut State, route: Route) -> Outcome {
    let mut failed = Failed::on(route);
    for account in request::accounts(asked.body)? {
        failed.note(account, state.replace_tags(account, &[]))?;
    }
    failed.answer([])
}
