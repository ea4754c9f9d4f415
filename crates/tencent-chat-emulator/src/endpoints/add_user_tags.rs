//! Let these users have these tags as well, or on the newer route these alone.
//! <https://www.tencentcloud.com/document/product/1047/37173>, <https://www.tencentcloud.com/document/product/1047/67821>

use serde_json::Value;

use super::route::{Failed, Route};
use super::{Endpoint, Section};
use crate::envelope::{Outcome, Refusal};
use crate::request::{self, Asked};
use crate::state::{State, TAGS};

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/all_member_push/im_add_tag",
    calls_a_second: 100,
    section: Section::Message,
    answer: |asked, state| add(asked, state, Route::AllMemberPush, Replace::No),
};

pub(super) const TIMPUSH: Endpoint = Endpoint {
    path: "v4/timpush/add_tag",
    calls_a_second: 100,
    section: Section::Message,
    answer: |asked, state| add(asked, state, Route::TimPush, replace(asked)?),
};

/// Whether the tags that a user had before go.
#[derive(Clone, Copy)]
enum Replace {
    No,
    Yes,
}

fn add(asked: &Asked<'_>, state: &mut State, route: Route, replace: Replace) -> Outcome {
    let mut failed = Failed::on(route);
    for user in request::users(asked.body, "UserTags")? {
        let done = match replace {
            Replace::No => state.add_tags(user.account, &request::tags(user.fields, TAGS_A_CALL)?),
            Replace::Yes => state.replace_tags(user.account, &request::tags(user.fields, TAGS)?),
        };
        failed.note(user.account, done)?;
    }
    failed.answer([])
}

fn replace(asked: &Asked<'_>) -> Result<Replace, Refusal> {
    match asked.body.get("Replace").map(Value::as_u64) {
        None | Some(Some(0)) => Ok(Replace::No),
        Some(Some(1)) => Ok(Replace::Yes),
        Some(_) => Err(request::malformed("Replace is neither 0 nor 1")),
    }
}

/// Tags a user that one call adds at most.
const TAGS_A_CALL: usize = 10;
