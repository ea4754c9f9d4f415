//! Let this chatbot exist. <https://www.tencentcloud.com/document/product/1047/55281>

use serde_json::{Map, Value};

use super::{Endpoint, Section, chatbot};
use crate::codes;
use crate::envelope::{Outcome, Refusal};
use crate::profile;
use crate::request::Asked;
use crate::seed::Attribute;
use crate::state::{Account, State};

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/openim_robot_http_svc/create_robot",
    calls_a_second: 200,
    section: Section::Chatbot,
    answer: create,
};

fn create(asked: &Asked<'_>, state: &mut State) -> Outcome {
    let user_id = chatbot::required(asked.body, "UserID")?;
    let fields = [("Nick", profile::NICK), ("FaceUrl", profile::IMAGE), ("SelfSignature", profile::SELF_SIGNATURE)];
    let fields = fields.into_iter().filter_map(|(key, tag)| Some((key, tag, asked.body.get(key)?)));
    let profile = fields.map(|(key, tag, value)| field(asked, key, tag, value)).collect::<Result<_, _>>()?;
    if state.accounts.get(user_id).is_none() {
        if state.accounts.rows().filter(|(name, _)| name.starts_with(chatbot::PREFIX)).count() >= CHATBOTS {
            return Err(Refusal::new(codes::GROUP_REQUEST_INVALID, format!("an app has at most {CHATBOTS} chatbots")));
        }
        state.accounts.insert(user_id.to_owned(), Account { profile, ..Account::default() });
    }
    Ok(Map::new())
}

fn field(asked: &Asked<'_>, key: &str, tag: &str, value: &Value) -> Result<(String, Attribute), Refusal> {
    match profile::check(tag, value, &asked.app.profile_tags) {
        Ok(value) => Ok((tag.to_owned(), value)),
        Err(_) => Err(chatbot::invalid(&format!("{key} is not a string of at most 500 bytes"))),
    }
}

/// How many an app has at most.
const CHATBOTS: usize = 20;
