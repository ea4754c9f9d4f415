//! What are the app's attributes called?
//! <https://www.tencentcloud.com/document/product/1047/37168>, <https://www.tencentcloud.com/document/product/1047/67815>

use serde_json::{Map, Value};

use super::{Endpoint, Section};
use crate::envelope::Outcome;
use crate::state::State;

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/all_member_push/im_get_attr_name",
    calls_a_second: 100,
    section: Section::Message,
    answer: |_, state| Ok(names(state)),
};

pub(super) const TIMPUSH: Endpoint = Endpoint {
    path: "v4/timpush/get_attr_name",
    calls_a_second: 100,
    section: Section::Message,
    answer: names_and_kinds,
};

fn names_and_kinds(_: &crate::request::Asked<'_>, state: &mut State) -> Outcome {
    let mut answer = names(state);
    let kinds = state.slots.rows().map(|(number, slot)| (number.to_string(), Value::from(slot.kind.number())));
    answer.insert("AttrTypes".to_owned(), kinds.collect());
    Ok(answer)
}

fn names(state: &State) -> Map<String, Value> {
    let names = state.slots.rows().map(|(number, slot)| (number.to_string(), Value::from(slot.name.as_str())));
    Map::from_iter([("AttrNames".to_owned(), names.collect())])
}
