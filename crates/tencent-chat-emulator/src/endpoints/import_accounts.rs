//! Let these accounts exist. <https://www.tencentcloud.com/document/product/1047/34954>

use serde_json::{Map, Value};

use super::{Endpoint, Section, user_id};
use crate::codes;
use crate::envelope::{Outcome, Refusal};
use crate::request::Asked;
use crate::state::{Import, State};

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/im_open_login_svc/multiaccount_import",
    calls_a_second: 100,
    section: Section::Account,
    answer: import,
};

/// Imports what it can, and names the others without a reason; where the plan has no room for any, the call is refused.
fn import(asked: &Asked<'_>, state: &mut State) -> Outcome {
    let imports = imports(asked.body)?;
    let mut failed = Vec::new();
    let mut quota = None;
    for import in &imports {
        let done = user_id::check(import.account).and_then(|()| state.import(import, asked.app, asked.now));
        let Err(refusal) = done else { continue };
        failed.push(Value::from(import.account));
        if refusal.code == codes::ACCOUNT_QUOTA_EXCEEDED {
            quota = Some(refusal);
        }
    }
    match quota {
        Some(refusal) if failed.len() == imports.len() => Err(refusal),
        _ => Ok(Map::from_iter([("FailAccounts".to_owned(), failed.into())])),
    }
}

/// The accounts, in one of the two shapes.
fn imports(body: &Map<String, Value>) -> Result<Vec<Import<'_>>, Refusal> {
    match (body.contains_key("AccountList"), body.contains_key("Accounts")) {
        (true, false) => user_id::list(body, "AccountList")?.iter().map(with_profile).collect(),
        (false, true) => user_id::list(body, "Accounts")?.iter().map(alone).collect(),
        _ => Err(user_id::invalid("there is not exactly one of AccountList and Accounts")),
    }
}

fn with_profile(value: &Value) -> Result<Import<'_>, Refusal> {
    let fields = value.as_object().ok_or_else(|| user_id::invalid("AccountList holds what is not an object"))?;
    let text = |key| user_id::text(fields, key);
    let account = text("UserID")?.ok_or_else(|| user_id::invalid("an element of AccountList has no UserID"))?;
    Ok(Import { account, nick: text("Nick")?, face_url: text("FaceUrl")? })
}

fn alone(value: &Value) -> Result<Import<'_>, Refusal> {
    let account = value.as_str().ok_or_else(|| user_id::invalid("Accounts holds what is not a string"))?;
    Ok(Import { account, nick: None, face_url: None })
}
