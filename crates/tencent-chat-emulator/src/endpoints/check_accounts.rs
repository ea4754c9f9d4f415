//! Which of these accounts exist? <https://www.tencentcloud.com/document/product/1047/34956>

use serde_json::{Map, Value, json};

use super::{Endpoint, Section, user_id};
use crate::envelope::Outcome;
use crate::request::Asked;
use crate::state::State;

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/im_open_login_svc/account_check",
    calls_a_second: 100,
    section: Section::Account,
    answer: check,
};

fn check(asked: &Asked<'_>, state: &mut State) -> Outcome {
    let results = user_id::listed(asked.body, "CheckItem")?.into_iter().map(|account| {
        if let Err(refusal) = user_id::check(account) {
            return json!({ "UserID": account, "ResultCode": refusal.code, "ResultInfo": refusal.info });
        }
        let status = if state.accounts.get(account).is_some() { "Imported" } else { "NotImported" };
        json!({ "UserID": account, "ResultCode": 0, "ResultInfo": "", "AccountStatus": status })
    });
    let results: Value = results.collect();
    Ok(Map::from_iter([("ResultItem".to_owned(), results)]))
}
