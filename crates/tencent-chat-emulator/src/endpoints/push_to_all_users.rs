//! Send this to every user, or to those who meet a condition. <https://www.tencentcloud.com/document/product/1047/37166>

use serde_json::{Map, Value};

use super::{Endpoint, Section};
use crate::codes;
use crate::envelope::{Outcome, Refusal};
use crate::message;
use crate::request::{Asked, is_account};
use crate::seed::Plan;
use crate::state::{Condition, Kind, Push, State};

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: PATH,
    // One a second, which it sees to itself: the page has a code for it, 90024.
    calls_a_second: u32::MAX,
    section: Section::Message,
    answer: push,
};

const PATH: &str = "v4/all_member_push/im_push";

fn push(asked: &Asked<'_>, state: &mut State) -> Outcome {
    let body = asked.body;
    let random = message::random(body)
        .ok_or_else(|| Refusal::new(codes::MSG_RANDOM_INVALID, "MsgRandom is not an integer of 32 bits"))?;
    message::check(body)?;
    check_life_time(body)?;
    message::check_offline_push_info(body)?;
    let sender = sender(asked)?;
    let condition = body.get("Condition").map(|condition| Condition::read(condition, state)).transpose()?;
    if asked.app.plan == Plan::Free {
        return Err(Refusal::new(codes::PUSH_NOT_ENABLED, "pushing to all users is not in the free plan"));
    }
    state.check_pace(asked.now, asked.app.pushes_a_day)?;
    let users = state.accounts.rows().filter(|(account, _)| Kind::of(account) == Kind::UserId);
    let reached = users.filter(|(_, user)| condition.as_ref().is_none_or(|condition| condition.holds(user)));
    let accounts = reached.map(|(account, _)| account.clone()).collect();
    let task_id = format!(
        "{}_{}_{}_{random}",
        asked.app.sdk_app_id,
        FIRST_PUSH + state.next_push(),
        asked.now.seconds().rem_euclid(1 << 32)
    );
    let answer = Map::from_iter([("TaskId".to_owned(), task_id.as_str().into())]);
    let (path, sender, body) = (PATH.to_owned(), sender.to_owned(), body.clone());
    state.record(Push { task_id, at: asked.now, path, sender, counts: true, accounts, body });
    Ok(answer)
}

fn check_life_time(body: &Map<String, Value>) -> Result<(), Refusal> {
    let Some(seconds) = body.get("MsgLifeTime") else { return Ok(()) };
    match seconds.as_u64() {
        None => Err(Refusal::new(codes::MSG_LIFE_TIME_INVALID, "MsgLifeTime is not a number of seconds")),
        Some(seconds) if seconds > LIFE_TIME => {
            let info = format!("MsgLifeTime is {seconds}, where at most {LIFE_TIME} are allowed: 7 days");
            Err(Refusal::new(codes::MSG_LIFE_TIME_TOO_LONG, info))
        }
        Some(_) => Ok(()),
    }
}

/// The account shown as the sender. It need not exist.
fn sender<'a>(asked: &Asked<'a>) -> Result<&'a str, Refusal> {
    let Some(sender) = asked.body.get("From_Account") else { return Ok(asked.caller) };
    let sender = sender.as_str().filter(|sender| is_account(sender));
    sender.ok_or_else(|| Refusal::new(codes::FROM_ACCOUNT_INVALID, "From_Account is not a UserID"))
}

/// Seconds that a message is kept at most.
const LIFE_TIME: u64 = 604_800;
/// The second number of a task's id has that many digits.
const FIRST_PUSH: u64 = 144_115_200_000_000_000;
