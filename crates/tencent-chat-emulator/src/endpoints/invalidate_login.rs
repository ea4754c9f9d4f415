//! Log this account out, and let its UserSigs be worthless. <https://www.tencentcloud.com/document/product/1047/34957>

use serde_json::Map;

use super::{Endpoint, Section, user_id};
use crate::envelope::Outcome;
use crate::request::Asked;
use crate::state::State;

pub(super) const ENDPOINT: Endpoint =
    Endpoint { path: "v4/im_open_login_svc/kick", calls_a_second: 200, section: Section::Account, answer: invalidate };

fn invalidate(asked: &Asked<'_>, state: &mut State) -> Outcome {
    let account = state.account_mut(user_id::required(asked.body)?)?;
    account.devices.clear();
    account.logged_out = Some(asked.now);
    Ok(Map::new())
}
