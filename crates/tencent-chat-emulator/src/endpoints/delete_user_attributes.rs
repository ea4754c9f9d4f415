//! Take these attributes away from these users.
//! <https://www.tencentcloud.com/document/product/1047/37171>, <https://www.tencentcloud.com/document/product/1047/67819>

use super::route::{Failed, Route};
use super::{Endpoint, Section};
use crate::envelope::{Outcome, Refusal};
use crate::request::{self, Asked, User};
use crate::state::State;

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/all_member_push/im_remove_attr",
    calls_a_second: 100,
    section: Section::Message,
    answer: |asked, state| remove(asked, state, Route::AllMemberPush),
};

pub(super) const TIMPUSH: Endpoint = Endpoint {
    path: "v4/timpush/remove_attr",
    calls_a_second: 100,
    section: Section::Message,
    answer: |asked, state| remove(asked, state, Route::TimPush),
};

fn remove(asked: &Asked<'_>, state: &mut State, route: Route) -> Outcome {
    let mut failed = Failed::on(route);
    for user in request::users(asked.body, "UserAttrs")? {
        let numbers = numbers(&user, state)?;
        failed.note(user.account, state.remove_attributes(user.account, &numbers))?;
    }
    failed.answer([])
}

fn numbers(user: &User<'_>, state: &State) -> Result<Vec<u8>, Refusal> {
    let names = request::list(user.fields, "Attrs")?.iter().map(|name| {
        let name = name.as_str().ok_or_else(|| request::malformed("Attrs holds a name that is not a string"))?;
        state.slot(name)
    });
    names.collect()
}
