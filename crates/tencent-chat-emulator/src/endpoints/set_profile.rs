//! Let this user's profile say this. <https://www.tencentcloud.com/document/product/1047/34916>

use serde_json::{Map, Value};

use super::{Endpoint, Section};
use crate::app::App;
use crate::codes;
use crate::envelope::{Outcome, Refusal};
use crate::profile;
use crate::request::Asked;
use crate::seed::Attribute;
use crate::state::State;

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/profile/portrait_set",
    calls_a_second: 200,
    section: Section::Profile,
    answer: |asked, state| set(asked, state).map_err(|refusal| refusal.with("ErrorDisplay", "")),
};

fn set(asked: &Asked<'_>, state: &mut State) -> Outcome {
    let account = asked.body.get("From_Account").and_then(Value::as_str);
    let account = account.ok_or_else(|| invalid("From_Account is not a string"))?;
    let items = asked.body.get("ProfileItem").and_then(Value::as_array).filter(|items| !items.is_empty());
    let items = items.ok_or_else(|| invalid("ProfileItem is not a list with a field in it"))?;
    let fields = items.iter().map(|item| field(item, asked.app)).collect::<Result<Vec<_>, _>>()?;
    let user = state
        .accounts
        .get_mut(account)
        .ok_or_else(|| Refusal::new(codes::PROFILE_ACCOUNT_NOT_FOUND, "From_Account was not imported"))?;
    user.profile.extend(fields);
    Ok(Map::from_iter([("ErrorDisplay".to_owned(), "".into())]))
}

fn field(item: &Value, app: &App) -> Result<(String, Attribute), Refusal> {
    let tag = item.get("Tag").and_then(Value::as_str).ok_or_else(|| invalid("an item has no Tag"))?;
    let value = item.get("Value").ok_or_else(|| invalid("an item has no Value"))?;
    profile::check_writable(tag, &app.profile_tags)?;
    Ok((tag.to_owned(), profile::check(tag, value, &app.profile_tags)?))
}

fn invalid(info: &str) -> Refusal {
    Refusal::new(codes::PROFILE_INVALID_PARAMETER, info)
}
