//! Let this account exist. <https://www.tencentcloud.com/document/product/1047/34953>

use serde_json::Map;

use super::{Endpoint, Section, user_id};
use crate::envelope::Outcome;
use crate::request::Asked;
use crate::state::{Import, State};

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/im_open_login_svc/account_import",
    calls_a_second: 200,
    section: Section::Account,
    answer: import,
};

fn import(asked: &Asked<'_>, state: &mut State) -> Outcome {
    let account = user_id::required(asked.body)?;
    let (nick, face_url) = (user_id::text(asked.body, "Nick")?, user_id::text(asked.body, "FaceUrl")?);
    state.import(&Import { account, nick, face_url }, asked.app, asked.now)?;
    Ok(Map::new())
}
