//! Send this notification to these accounts. <https://www.tencentcloud.com/document/product/1047/67553>

use serde_json::{Map, Value};

use super::route::{Failed, Route};
use super::{Endpoint, Section};
use crate::codes;
use crate::envelope::{Outcome, Refusal};
use crate::message;
use crate::request::{self, Asked, is_account};
use crate::seed::Plan;
use crate::state::{Push, State};

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: PATH,
    // As on the smallest edition; the larger ones have 30 and 40.
    calls_a_second: 10,
    section: Section::Message,
    answer: |asked, state| push(asked, state).map_err(|refusal| refusal.with("TaskId", "")),
};

const PATH: &str = "v4/timpush/batch";

fn push(asked: &Asked<'_>, state: &mut State) -> Outcome {
    let body = asked.body;
    let sender = body.get("From_Account").and_then(Value::as_str).filter(|sender| is_account(sender));
    let sender = sender.ok_or_else(|| request::malformed("From_Account is not an account"))?;
    let accounts = accounts(body)?;
    let random = message::random(body).ok_or_else(|| request::malformed("MsgRandom is not an integer of 32 bits"))?;
    if !body.contains_key("OfflinePushInfo") {
        return Err(request::malformed("OfflinePushInfo is missing"));
    }
    message::check_offline_push_info(body)?;
    check_data_id(body)?;
    if asked.app.plan == Plan::Free {
        return Err(Refusal::new(codes::PUSH_NOT_ENABLED, "pushing is not in the free plan"));
    }
    let mut failed = Failed::on(Route::TimPush);
    let mut reached = Vec::new();
    for account in accounts {
        match state.account(account) {
            Ok(_) => reached.push(account.to_owned()),
            Err(unknown) => failed.note(account, Err(unknown))?,
        }
    }
    let (number, seconds) = (state.next_push(), asked.now.seconds());
    let task_id = format!("batch_{:x}_{number:x}_{seconds:x}_{random:x}", asked.app.sdk_app_id);
    let answer = failed.answer([("TaskId", task_id.as_str().into())]);
    let (path, sender, body) = (PATH.to_owned(), sender.to_owned(), body.clone());
    state.record(Push { task_id, at: asked.now, path, sender, counts: false, accounts: reached, body });
    answer
}

fn accounts(body: &Map<String, Value>) -> Result<Vec<&str>, Refusal> {
    let list = request::list(body, "To_Account")?;
    if list.len() > ACCOUNTS {
        let info = format!("To_Account has {} accounts, where at most {ACCOUNTS} are allowed", list.len());
        return Err(Refusal::new(codes::TOO_MANY_TARGETS, info));
    }
    let accounts = list.iter().map(|account| account.as_str().filter(|account| is_account(account)));
    let accounts = accounts.collect::<Option<_>>();
    accounts.ok_or_else(|| request::malformed("To_Account holds what is not an account"))
}

fn check_data_id(body: &Map<String, Value>) -> Result<(), Refusal> {
    match body.get("DataId") {
        None => Ok(()),
        Some(Value::String(id)) if id.len() <= DATA_ID_BYTES => Ok(()),
        Some(Value::String(id)) => {
            let info = format!("DataId has {} bytes, where at most {DATA_ID_BYTES} are allowed", id.len());
            Err(Refusal::new(codes::DATA_ID_TOO_LONG, info))
        }
        Some(_) => Err(request::malformed("DataId is not a string")),
    }
}

/// Accounts a call at most.
const ACCOUNTS: usize = 500;
const DATA_ID_BYTES: usize = 64;
