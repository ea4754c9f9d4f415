//! Let this chatbot be gone. <https://www.tencentcloud.com/document/product/1047/55282>

use super::check_chatbot;
use crate::{Endpoint, Invalid, NoItem, json::Fields};

/// Deletes one chatbot. Sent twice, it leaves the same behind.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DeleteChatbot<'a> {
    user_id: &'a str,
}

impl<'a> DeleteChatbot<'a> {
    /// # Errors
    /// [`Invalid::AccountLength`]; [`Invalid::Chatbot`]: its UserID begins otherwise.
    pub fn new(user_id: &'a str) -> Result<Self, Invalid> {
        check_chatbot(user_id)?;
        Ok(Self { user_id })
    }
}

impl Endpoint for DeleteChatbot<'_> {
    const PATH: &'static str = "v4/openim_robot_http_svc/delete_robot";
    const CALLS_PER_SECOND: u16 = 200;
    const REPEATABLE: bool = true;

    type Item<'r> = NoItem;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.text("Robot_Account", self.user_id);
    }
}

#[cfg(test)]
mod tests {
    use std::format;

    use super::*;
    use crate::facts::{Facts, long};

    #[test]
    fn it_is_as_documented() {
        let example = DeleteChatbot::new("@RBT#helper").unwrap();
        Facts::of(example).entry("operations", "delete_chatbot", example, &["()"]).hold();
    }

    #[test]
    fn what_is_no_chatbot_is_refused_before_a_byte_is_sent() {
        assert_eq!(DeleteChatbot::new("helper"), Err(Invalid::Chatbot));
        let too_long = format!("@RBT#{}", long(28));
        assert_eq!(DeleteChatbot::new(&too_long), Err(Invalid::AccountLength { index: 0, bytes: 33 }));
    }
}
