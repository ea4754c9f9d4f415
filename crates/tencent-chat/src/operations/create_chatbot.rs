//! Let this chatbot be there. <https://www.tencentcloud.com/document/product/1047/55281>

use super::check_chatbot;
use crate::{Endpoint, Identifier, Invalid, NoItem, invalid::Part, json::Fields, profile::MAX_VALUE_LEN};

/// Creates a chatbot, of which an app may have 20 (10008). One that is there stays as it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct CreateChatbot<'a>(NewChatbot<'a>);

/// A chatbot to be created.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NewChatbot<'a> {
    /// It begins with [`@RBT#`](super::CHATBOT_PREFIX), and has at most 32 bytes.
    pub user_id: &'a str,
    /// What people call it, at most 500 bytes.
    pub nick: Option<&'a str>,
    /// The portrait's URL, at most 500 bytes.
    pub face_url: Option<&'a str>,
    /// Its motto, at most 500 bytes.
    pub self_signature: Option<&'a str>,
}

impl<'a> NewChatbot<'a> {
    /// With nothing but its name. It is checked by the call that takes it.
    #[must_use]
    pub const fn new(user_id: &'a str) -> Self {
        Self { user_id, nick: None, face_url: None, self_signature: None }
    }
}

impl<'a> CreateChatbot<'a> {
    /// The longest UserID, in bytes.
    pub const MAX_USER_ID_LEN: usize = Identifier::MAX_LEN;

    /// # Errors
    /// [`Invalid::AccountLength`]; [`Invalid::Chatbot`]: its UserID begins otherwise; [`Invalid::Length`]: a text of more than
    /// 500 bytes.
    pub fn new(chatbot: NewChatbot<'a>) -> Result<Self, Invalid> {
        check_chatbot(chatbot.user_id)?;
        let texts = [chatbot.nick, chatbot.face_url, chatbot.self_signature];
        Part::ProfileValue.lengths(texts.into_iter().flatten(), 0, MAX_VALUE_LEN)?;
        Ok(Self(chatbot))
    }
}

impl Endpoint for CreateChatbot<'_> {
    const PATH: &'static str = "v4/openim_robot_http_svc/create_robot";
    const CALLS_PER_SECOND: u16 = 200;
    const REPEATABLE: bool = true;

    type Item<'r> = NoItem;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.text("UserID", self.0.user_id);
        to.optional_text("Nick", self.0.nick);
        to.optional_text("FaceUrl", self.0.face_url);
        to.optional_text("SelfSignature", self.0.self_signature);
    }
}

#[cfg(test)]
mod tests {
    use std::format;

    use super::*;
    use crate::facts::{Facts, long};

    const HELPER: NewChatbot<'static> = NewChatbot::new("@RBT#helper");

    #[test]
    fn it_is_as_documented() {
        let whole = NewChatbot {
            nick: Some("Helper"),
            face_url: Some("https://cdn.example.com/bot.png"),
            self_signature: Some("ask me"),
            ..HELPER
        };
        let motto = |bytes| CreateChatbot::new(NewChatbot { self_signature: Some(long(bytes)), ..HELPER }).is_ok();
        Facts::of(CreateChatbot::new(HELPER).unwrap())
            .entry("operations", "create_chatbot", CreateChatbot::new(whole).unwrap(), &["()"])
            .limit("UserID at most {} bytes, beginning with @RBT#", CreateChatbot::MAX_USER_ID_LEN, |bytes| {
                CreateChatbot::new(NewChatbot::new(&format!("@RBT#{}", long(bytes - 5)))).is_ok()
            })
            .limit("SelfSignature at most {} bytes", 500, motto)
            .not_checked("20 chatbots an app", "the service counts")
            .hold();
    }

    #[test]
    fn what_the_service_would_refuse_is_refused_before_a_byte_is_sent() {
        assert_eq!(CreateChatbot::new(NewChatbot::new("helper")), Err(Invalid::Chatbot));
        assert_eq!(CreateChatbot::new(NewChatbot::new("")), Err(Invalid::AccountLength { index: 0, bytes: 0 }));
        assert!(
            CreateChatbot::new(NewChatbot { nick: Some(""), ..HELPER }).is_ok(),
            "of an empty text the service judges"
        );
    }
}
