//! Let these users have these attributes.
//! <https://www.tencentcloud.com/document/product/1047/37170>, <https://www.tencentcloud.com/document/product/1047/67818>

use serde_json::Value;

use super::route::{Failed, Route};
use super::{Endpoint, Section};
use crate::envelope::{Outcome, Refusal};
use crate::request::{self, Asked, User};
use crate::seed::Attribute;
use crate::state::State;

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/all_member_push/im_set_attr",
    calls_a_second: 100,
    section: Section::Message,
    answer: |asked, state| set(asked, state, Route::AllMemberPush),
};

pub(super) const TIMPUSH: Endpoint = Endpoint {
    path: "v4/timpush/set_attr",
    calls_a_second: 100,
    section: Section::Message,
    answer: |asked, state| set(asked, state, Route::TimPush),
};

fn set(asked: &Asked<'_>, state: &mut State, route: Route) -> Outcome {
    let mut failed = Failed::on(route);
    for user in request::users(asked.body, "UserAttrs")? {
        let attributes = attributes(&user, state)?;
        failed.note(user.account, state.set_attributes(user.account, attributes))?;
    }
    failed.answer([])
}

fn attributes(user: &User<'_>, state: &State) -> Result<Vec<(u8, Attribute)>, Refusal> {
    let wanted = user.fields.get("Attrs").and_then(Value::as_object).filter(|wanted| !wanted.is_empty());
    let wanted = wanted.ok_or_else(|| request::malformed("Attrs is not an object with an attribute in it"))?;
    wanted.iter().map(|(name, value)| Ok((state.slot(name)?, request::attribute(name, value)?))).collect()
}
