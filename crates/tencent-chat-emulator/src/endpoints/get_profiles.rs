//! What do these users' profiles say? <https://www.tencentcloud.com/document/product/1047/34917>

use serde_json::{Map, Value, json};

use super::{Endpoint, Section};
use crate::codes;
use crate::envelope::{Outcome, Refusal};
use crate::profile;
use crate::request::Asked;
use crate::state::{Account, State};

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/profile/portrait_get",
    calls_a_second: 200,
    section: Section::Profile,
    answer: |asked, state| get(asked, state).map_err(|refusal| refusal.with("ErrorDisplay", "")),
};

fn get(asked: &Asked<'_>, state: &State) -> Outcome {
    let accounts = accounts(asked.body)?;
    let tags = tags(asked.body)?;
    tags.iter().try_for_each(|tag| profile::check_readable(tag, &asked.app.profile_tags))?;
    let (mut users, mut failed) = (Vec::new(), Vec::new());
    for account in &accounts {
        users.push(match state.accounts.get(*account) {
            Some(user) => found(account, user, &tags),
            None => {
                failed.push(Value::from(*account));
                let (code, info) = (codes::PROFILE_ACCOUNT_NOT_FOUND, NOT_THERE);
                json!({ "To_Account": account, "ResultCode": code, "ResultInfo": info })
            }
        });
    }
    if failed.len() == accounts.len() {
        return Err(Refusal::new(codes::PROFILE_ACCOUNT_NOT_FOUND, NOT_THERE));
    }
    let mut answer = Map::from_iter([("UserProfileItem".to_owned(), users.into())]);
    if !failed.is_empty() {
        answer.insert("Fail_Account".to_owned(), failed.into());
    }
    answer.insert("ErrorDisplay".to_owned(), "".into());
    Ok(answer)
}

/// The fields that were asked for and were ever set.
fn found(account: &str, user: &Account, tags: &[&str]) -> Value {
    let fields = tags.iter().filter_map(|tag| Some((tag, Value::from(user.profile.get(*tag)?))));
    let fields: Value = fields.map(|(tag, value)| json!({ "Tag": tag, "Value": value })).collect();
    json!({ "To_Account": account, "ProfileItem": fields, "ResultCode": 0, "ResultInfo": "" })
}

fn accounts(body: &Map<String, Value>) -> Result<Vec<&str>, Refusal> {
    let missing = || Refusal::new(codes::PROFILE_ACCOUNT_MISSING, "To_Account names nobody");
    let list = body.get("To_Account").ok_or_else(missing)?;
    let list = list.as_array().ok_or_else(|| invalid("To_Account is not a list"))?;
    if list.is_empty() {
        return Err(missing());
    }
    let accounts = list.iter().map(Value::as_str).collect::<Option<_>>();
    accounts.ok_or_else(|| invalid("To_Account holds a UserID that is not a string"))
}

fn tags(body: &Map<String, Value>) -> Result<Vec<&str>, Refusal> {
    let list = body.get("TagList").and_then(Value::as_array).filter(|list| !list.is_empty());
    let list = list.ok_or_else(|| invalid("TagList is not a list with a tag in it"))?;
    let tags = list.iter().map(Value::as_str).collect::<Option<_>>();
    tags.ok_or_else(|| invalid("TagList holds a tag that is not a string"))
}

fn invalid(info: &str) -> Refusal {
    Refusal::new(codes::PROFILE_INVALID_PARAMETER, info)
}

const NOT_THERE: &str = "the account was not imported";
