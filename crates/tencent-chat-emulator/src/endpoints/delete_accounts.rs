//! Delete these accounts for good. <https://www.tencentcloud.com/document/product/1047/34955>

use serde_json::{Map, Value, json};

use super::{Endpoint, Section, user_id};
use crate::codes;
use crate::envelope::{Outcome, Refusal};
use crate::request::Asked;
use crate::seed::Plan;
use crate::state::State;

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/im_open_login_svc/account_delete",
    calls_a_second: 100,
    section: Section::Account,
    answer: delete,
};

fn delete(asked: &Asked<'_>, state: &mut State) -> Outcome {
    let accounts = user_id::listed(asked.body, "DeleteItem")?;
    if asked.app.plan != Plan::Free && !asked.app.account_deletion {
        let info = "the app may not delete accounts";
        return Err(Refusal::new(codes::ACCOUNT_DELETION_NOT_ALLOWED, info));
    }
    let results = accounts.into_iter().map(|account| {
        let (code, info) = match state.delete(account, asked.now) {
            Ok(()) => (codes::OK, ""),
            Err(refusal) => (refusal.code, NOT_THERE),
        };
        json!({ "ResultCode": code, "ResultInfo": info, "UserID": account })
    });
    let results: Value = results.collect();
    Ok(Map::from_iter([("ResultItem".to_owned(), results)]))
}

/// As the documentation's sample has it.
const NOT_THERE: &str = "Err_TLS_PT_Open_Login_Account_Not_Exist";
