//! Pushes as tests see them.

use core::time::Duration;

use crate::state::Push;

/// A push that was taken.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct RecordedPush {
    /// The `TaskId` of the answer.
    pub task_id: String,
    /// When it was taken, by the emulator's clock, counted from 1970.
    pub at: Duration,
    /// The interface that took it, such as `v4/all_member_push/im_push`.
    pub path: String,
    /// The account it is from.
    pub sender: String,
    /// Whom it was for: those who existed, and met its condition, when it was taken, in the order of their bytes. Whether an
    /// account that is offline gets it, and when, is a matter of the body's `MsgLifeTime`.
    pub accounts: Vec<String>,
    /// The body as it was sent: a JSON object.
    pub body: String,
}

impl From<&Push> for RecordedPush {
    fn from(push: &Push) -> Self {
        Self {
            task_id: push.task_id.clone(),
            at: push.at.since_1970(),
            path: push.path.clone(),
            sender: push.sender.clone(),
            accounts: push.accounts.clone(),
            body: serde_json::Value::from(push.body.clone()).to_string(),
        }
    }
}
