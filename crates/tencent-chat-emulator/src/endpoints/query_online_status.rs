//! Which of these accounts are online, and where? <https://www.tencentcloud.com/document/product/1047/35477>

use serde_json::{Map, Value, json};

use super::{Endpoint, Section};
use crate::codes;
use crate::envelope::{Outcome, Refusal};
use crate::request::{self, Asked};
use crate::seed::{Platform, Presence};
use crate::state::{Account, State};

pub(super) const ENDPOINT: Endpoint =
    Endpoint { path: "v4/openim/query_online_status", calls_a_second: 200, section: Section::Message, answer: query };

fn query(asked: &Asked<'_>, state: &mut State) -> Outcome {
    let accounts = accounts(asked.body)?;
    let with_detail = flag(asked.body, "IsNeedDetail")?;
    let (mut results, mut failed, mut unknown) = (Vec::new(), Vec::new(), None);
    for account in accounts {
        match state.account(account) {
            Ok(user) => results.push(status(account, user, with_detail)),
            Err(refusal) => {
                failed.push(json!({ "To_Account": account, "ErrorCode": refusal.code }));
                unknown = Some(refusal);
            }
        }
    }
    match unknown {
        Some(refusal) if results.is_empty() => Err(refusal.with("ErrorList", failed)),
        _ => Ok([("QueryResult", results), ("ErrorList", failed)]
            .map(|(key, list)| (key.to_owned(), list.into()))
            .into_iter()
            .collect()),
    }
}

fn status(account: &str, user: &Account, with_detail: bool) -> Value {
    let status = user.presence().map_or("Offline", Presence::as_str);
    if !with_detail || user.devices.is_empty() {
        return json!({ "To_Account": account, "Status": status });
    }
    let device = |(on, is): (&Platform, &Presence)| json!({ "Platform": on.as_str(), "Status": is.as_str() });
    let devices: Value = user.devices.iter().map(device).collect();
    json!({ "To_Account": account, "Status": status, "Detail": devices })
}

fn accounts(body: &Map<String, Value>) -> Result<Vec<&str>, Refusal> {
    let wrong = |info: &str| Refusal::new(codes::TO_ACCOUNT_MISSING, info);
    let list = body.get("To_Account").and_then(Value::as_array).ok_or_else(|| wrong("To_Account is not a list"))?;
    match list.len() {
        0 => Err(request::malformed("To_Account is empty")),
        1..=ACCOUNTS => {
            let accounts = list.iter().map(|account| account.as_str()).collect::<Option<_>>();
            accounts.ok_or_else(|| wrong("To_Account holds a UserID that is not a string"))
        }
        len => {
            let info = format!("To_Account has {len} accounts, where at most {ACCOUNTS} are allowed");
            Err(Refusal::new(codes::TOO_MANY_TARGETS, info))
        }
    }
}

fn flag(body: &Map<String, Value>, key: &str) -> Result<bool, Refusal> {
    match body.get(key).map(Value::as_u64) {
        None | Some(Some(0)) => Ok(false),
        Some(Some(1)) => Ok(true),
        Some(_) => Err(request::malformed(&format!("{key} is neither 0 nor 1"))),
    }
}

/// Accounts a call at most.
const ACCOUNTS: usize = 500;
