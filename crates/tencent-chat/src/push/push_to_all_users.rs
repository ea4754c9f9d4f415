//! Send this to every user, or to those who meet a condition. <https://www.tencentcloud.com/document/product/1047/37166>

use super::{Condition, PushTask};
use crate::{
    Endpoint, Invalid, NoItem,
    invalid::Part,
    json::Fields,
    message::{MessageBody, OfflinePushInfo},
};

/// Pushes a message to every account that has logged in or been imported, or to those who meet a condition.
///
/// The service takes 100 of them a day by default (90047), and more than a second apart (90024). It answers once it has taken
/// the push; delivery goes on for a minute or more. A push is never sent twice by itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PushToAllUsers<'a> {
    random: u32,
    body: MessageBody<'a>,
    condition: Option<Condition<'a>>,
    sender: Option<&'a str>,
    life_time: Option<u32>,
    offline_push_info: Option<OfflinePushInfo<'a>>,
}

impl<'a> PushToAllUsers<'a> {
    /// The longest that a message is kept for accounts that are offline, in seconds: 7 days; the service answers more with
    /// 90026.
    pub const MAX_LIFE_TIME: u32 = 604_800;

    /// To every user. `random` is new for each push, and the same for the same push where it is sent again by hand: the
    /// service tells them apart by it.
    #[must_use]
    pub const fn new(random: u32, body: MessageBody<'a>) -> Self {
        Self { random, body, condition: None, sender: None, life_time: None, offline_push_info: None }
    }

    /// Only to those who meet a condition.
    #[must_use]
    pub const fn with_condition(self, condition: Condition<'a>) -> Self {
        Self { condition: Some(condition), ..self }
    }

    /// From an account other than the administrator who calls.
    ///
    /// # Errors
    /// [`Invalid::AccountLength`].
    pub fn with_sender(self, account: &'a str) -> Result<Self, Invalid> {
        Invalid::account(account)?;
        Ok(Self { sender: Some(account), ..self })
    }

    /// Keeps it for accounts that are offline, for so many seconds. Without, it reaches those only that are online.
    ///
    /// # Errors
    /// [`Invalid::TooGreat`]: more than [`MAX_LIFE_TIME`](Self::MAX_LIFE_TIME).
    pub const fn with_life_time(self, seconds: u32) -> Result<Self, Invalid> {
        if seconds > Self::MAX_LIFE_TIME {
            return Err(Invalid::TooGreat { of: Part::LifeTime, given: seconds, most: Self::MAX_LIFE_TIME });
        }
        Ok(Self { life_time: Some(seconds), ..self })
    }

    /// Says how it is shown to accounts that are offline.
    #[must_use]
    pub const fn with_offline_push_info(self, info: OfflinePushInfo<'a>) -> Self {
        Self { offline_push_info: Some(info), ..self }
    }
}

impl Endpoint for PushToAllUsers<'_> {
    const PATH: &'static str = "v4/all_member_push/im_push";
    const CALLS_PER_SECOND: u16 = 1;
    const REPEATABLE: bool = false;
    const ANSWER: &'static [&'static str] = PushTask::ANSWER;

    type Item<'r> = NoItem;
    type Answer<'r> = PushTask<'r>;

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.optional_text("From_Account", self.sender);
        to.integer("MsgRandom", self.random);
        to.optional_integer("MsgLifeTime", self.life_time);
        if let Some(condition) = &self.condition {
            condition.write(to);
        }
        self.body.write(to);
        if let Some(info) = &self.offline_push_info {
            info.write(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        facts::{Facts, long, many},
        message::{AndroidInfo, ApnsInfo, Element, Importance},
    };

    #[test]
    fn it_is_as_documented() {
        let body = |text: &'static [Element<'static>]| MessageBody::new(text).unwrap();
        let example = PushToAllUsers::new(3_051_184, body(&[Element::Text("Maintenance tonight at 22:00")]))
            .with_sender("news-desk")
            .unwrap()
            .with_life_time(3600)
            .unwrap()
            .with_condition(Condition::tags(&["stock-a", "stock-b"], &[]).unwrap())
            .with_offline_push_info(OfflinePushInfo {
                title: Some("Notice"),
                description: Some("Maintenance tonight"),
                extension: Some(r#"{"kind":"notice"}"#),
                apns: Some(ApnsInfo { no_badge: true, sound: Some("ping.caf"), ..ApnsInfo::default() }),
                android: Some(AndroidInfo { sound: Some("ping.mp3"), ..AndroidInfo::default() }),
                ..OfflinePushInfo::default()
            });
        let least = PushToAllUsers::new(0, body(&[Element::Text("")]));
        let life_time = |seconds| least.with_life_time(u32::try_from(seconds).unwrap()).is_ok();
        let value = |bytes| Condition::attributes(&[("city", long(bytes))], &[]).is_ok();
        Facts::of(least)
            .entry(
                "push",
                "push_to_all_users",
                example,
                &[r#"PushTask { id: Some("1400000001_144115200000000123_4100000000_27182818") }"#],
            )
            .also(
                least
                    .with_condition(Condition::tags(&["a"], &["b"]).unwrap())
                    .with_offline_push_info(all_of_its_page()),
            )
            .also(least.with_condition(Condition::attributes(&[("a", "1")], &[("b", "2")]).unwrap()))
            .once("a push comes twice")
            .limit("TagsOr: at most {} tags", Condition::MAX_TAGS, |count| Condition::tags(&many(count), &[]).is_ok())
            .limit("TagsAnd: at most {} tags", Condition::MAX_TAGS, |count| Condition::tags(&[], &many(count)).is_ok())
            .limit("a tag at most {} bytes", 50, |bytes| Condition::tags(&[long(bytes)], &[]).is_ok())
            .limit("MsgLifeTime at most {}", PushToAllUsers::MAX_LIFE_TIME as usize, life_time)
            .limit("attribute values at most {} bytes", 50, value)
            .not_checked("pushes a day", "the service counts")
            .not_checked("two pushes must be", "the service counts")
            .hold();
    }

    /// All that the page of pushing to all users has of it.
    fn all_of_its_page() -> OfflinePushInfo<'static> {
        OfflinePushInfo {
            no_push: true,
            android: Some(AndroidInfo {
                sound: Some("s"),
                huawei_channel_id: Some("h"),
                xiaomi_channel_id: Some("x"),
                oppo_channel_id: Some("o"),
                google_channel_id: Some("g"),
                is_vivo_marketing: true,
                huawei_importance: Some(Importance::Low),
                is_huawei_intent: true,
                huawei_category: Some("c"),
                ..AndroidInfo::default()
            }),
            apns: Some(ApnsInfo {
                title: Some("t"),
                subtitle: Some("u"),
                image: Some("i"),
                is_mutable: true,
                ..ApnsInfo::default()
            }),
            ..OfflinePushInfo::default()
        }
    }

    #[test]
    fn what_the_service_would_refuse_is_refused_before_a_byte_is_sent() {
        let push = PushToAllUsers::new(7, MessageBody::new(&[Element::Text("hello")]).unwrap());
        let week = Invalid::TooGreat { of: Part::LifeTime, given: 604_801, most: 604_800 };
        assert_eq!(push.with_life_time(604_801), Err(week));
        assert_eq!(push.with_sender(""), Err(Invalid::AccountLength { index: 0, bytes: 0 }));
    }
}
