//! Let this chatbot be gone. <https://www.tencentcloud.com/document/product/1047/55282>

use serde_json::Map;

use super::{Endpoint, Section, chatbot};
use crate::envelope::Outcome;
use crate::request::Asked;
use crate::state::State;

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/openim_robot_http_svc/delete_robot",
    calls_a_second: 200,
    section: Section::Chatbot,
    answer: delete,
};

/// What becomes of one that is not there is not documented: it is gone.
fn delete(asked: &Asked<'_>, state: &mut State) -> Outcome {
    state.accounts.remove(chatbot::required(asked.body, "Robot_Account")?);
    Ok(Map::new())
}
