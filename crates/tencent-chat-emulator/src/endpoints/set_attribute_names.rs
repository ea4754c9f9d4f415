//! Call the app's attributes by these names.
//! <https://www.tencentcloud.com/document/product/1047/37167>, <https://www.tencentcloud.com/document/product/1047/67816>

use serde_json::{Map, Value};

use super::{Endpoint, Section};
use crate::codes;
use crate::envelope::{Outcome, Refusal};
use crate::request::{self, Asked};
use crate::seed::{ATTRIBUTE_BYTES, SLOTS};
use crate::state::{Kind, Slot, State};

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/all_member_push/im_set_attr_name",
    calls_a_second: 100,
    section: Section::Message,
    answer: |asked, state| set(asked, state, &Map::new()),
};

pub(super) const TIMPUSH: Endpoint = Endpoint {
    path: "v4/timpush/set_attr_name",
    calls_a_second: 100,
    section: Section::Message,
    answer: |asked, state| set(asked, state, &kinds(asked)?),
};

/// Names the slots that are given, and leaves the others as they are.
fn set(asked: &Asked<'_>, state: &mut State, kinds: &Map<String, Value>) -> Outcome {
    let names = asked.body.get("AttrNames").and_then(Value::as_object).filter(|names| !names.is_empty());
    let names = names.ok_or_else(|| request::malformed("AttrNames is not an object with a name in it"))?;
    if let Some(key) = kinds.keys().find(|key| !names.contains_key(*key)) {
        return Err(invalid(format!("AttrTypes has {key:?}, which AttrNames has not")));
    }
    for (key, name) in names {
        let number = number(key)?;
        let kind = match (kinds.get(key).map(kind).transpose()?, state.slots.get(&number)) {
            (Some(kind), Some(slot)) if slot.kind != kind => {
                return Err(invalid(format!("the account type of slot {number} cannot be changed")));
            }
            (Some(kind), _) => kind,
            (None, slot) => slot.map_or(Kind::UserId, |slot| slot.kind),
        };
        state.slots.insert(number, Slot { name: self::name(name)?, kind });
    }
    check_distinct(state)?;
    Ok(Map::new())
}

fn kinds(asked: &Asked<'_>) -> Result<Map<String, Value>, Refusal> {
    match asked.body.get("AttrTypes") {
        None => Ok(Map::new()),
        Some(Value::Object(kinds)) => Ok(kinds.clone()),
        Some(_) => Err(request::malformed("AttrTypes is not an object")),
    }
}

fn number(key: &str) -> Result<u8, Refusal> {
    let number = key.parse().ok().filter(|number| usize::from(*number) < SLOTS && key.len() == 1);
    number.ok_or_else(|| invalid(format!("{key:?} is not the number of a slot, 0 to 9")))
}

fn name(value: &Value) -> Result<String, Refusal> {
    let name = value.as_str().ok_or_else(|| invalid("a name is not a string".to_owned()))?;
    if (1..=ATTRIBUTE_BYTES).contains(&name.len()) {
        return Ok(name.to_owned());
    }
    Err(invalid(format!("a name has {} bytes, where 1 to {ATTRIBUTE_BYTES} are allowed", name.len())))
}

fn kind(value: &Value) -> Result<Kind, Refusal> {
    match value.as_u64() {
        Some(0) => Ok(Kind::UserId),
        Some(1) => Ok(Kind::RegistrationId),
        _ => Err(invalid("an account type is neither 0 nor 1".to_owned())),
    }
}

fn check_distinct(state: &State) -> Result<(), Refusal> {
    for (number, slot) in state.slots.rows() {
        if let Some((other, _)) = state.slots.rows().find(|(other, known)| *other < number && known.name == slot.name) {
            return Err(invalid(format!("slot {other} is already called {:?}", slot.name)));
        }
    }
    Ok(())
}

fn invalid(info: String) -> Refusal {
    Refusal::new(codes::PUSH_ATTRIBUTE_INVALID, info)
}
