//! Operating an app: its chatbots.

mod create_chatbot;
mod delete_chatbot;

pub use create_chatbot::{CreateChatbot, NewChatbot};
pub use delete_chatbot::DeleteChatbot;

use crate::Invalid;

/// What a chatbot's UserID begins with.
pub const CHATBOT_PREFIX: &str = "@RBT#";

/// A chatbot's UserID, of at most 32 bytes.
fn check_chatbot(user_id: &str) -> Result<(), Invalid> {
    Invalid::user_id(user_id)?;
    if user_id.starts_with(CHATBOT_PREFIX) { Ok(()) } else { Err(Invalid::Chatbot) }
}
