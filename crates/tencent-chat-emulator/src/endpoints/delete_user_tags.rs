//! Take these tags away from these users.
//! <https://www.tencentcloud.com/document/product/1047/37174>, <https://www.tencentcloud.com/document/product/1047/67822>

use super::route::{Failed, Route};
use super::{Endpoint, Section};
use crate::envelope::Outcome;
use crate::request::{self, Asked};
use crate::state::{State, TAGS};

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/all_member_push/im_remove_tag",
    calls_a_second: 100,
    section: Section::Message,
    answer: |asked, state| remove(asked, state, Route::AllMemberPush),
};

pub(super) const TIMPUSH: Endpoint = Endpoint {
    path: "v4/timpush/remove_tag",
    calls_a_second: 100,
    section: Section::Message,
    answer: |asked, state| remove(asked, state, Route::TimPush),
};

fn remove(asked: &Asked<'_>, state: &mut State, route: Route) -> Outcome {
    let mut failed = Failed::on(route);
    for user in request::users(asked.body, "UserTags")? {
        let tags = request::tags(user.fields, TAGS)?;
        failed.note(user.account, state.remove_tags(user.account, &tags))?;
    }
    failed.answer([])
}
