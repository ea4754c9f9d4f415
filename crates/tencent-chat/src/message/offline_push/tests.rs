//! How messages are pushed, against the facts.

use std::{borrow::ToOwned, format, vec::Vec};

use serde_json::Value;

use super::*;
use crate::facts::{keys, spec, written};

fn pushed(info: OfflinePushInfo<'_>) -> Value {
    written(|to| info.write(to))["OfflinePushInfo"].clone()
}

#[test]
fn every_documented_key_of_an_offline_push_is_sent_and_no_other() {
    let whole = OfflinePushInfo {
        no_push: true,
        title: Some("t"),
        description: Some("d"),
        extension: Some("{}"),
        android: Some(AndroidInfo {
            sound: Some("s"),
            is_long_text: true,
            huawei_channel_id: Some("h"),
            xiaomi_channel_id: Some("x"),
            oppo_channel_id: Some("o"),
            google_channel_id: Some("g"),
            is_vivo_marketing: true,
            vivo_category: Some("v"),
            huawei_importance: Some(Importance::Low),
            is_huawei_intent: true,
            huawei_category: Some("c"),
            huawei_image: Some("i"),
            honor_image: Some("j"),
            honor_importance: Some(Importance::Normal),
            google_image: Some("k"),
        }),
        apns: Some(ApnsInfo {
            sound: Some("s"),
            no_badge: true,
            title: Some("t"),
            subtitle: Some("u"),
            image: Some("i"),
            is_mutable: true,
            interruption_level: Some(InterruptionLevel::TimeSensitive),
            is_silent: true,
        }),
    };
    let facts = spec::file("messages.toml");
    let mut documented = keys::documented(spec::list(&facts, "offline_push_field"), false);
    // These two hold the others.
    assert!(documented.remove("AndroidInfo") && documented.remove("ApnsInfo"));
    assert_eq!(keys::sent(&pushed(whole)), documented);
    assert_eq!(pushed(OfflinePushInfo::default()), serde_json::json!({}));
    // What is not sent is what the documentation says it is without.
    let sent = pushed(whole);
    assert_eq!((&sent["PushFlag"], &sent["AndroidInfo"]["VIVOClassification"]), (&1.into(), &0.into()));
    assert_eq!(sent["ApnsInfo"]["InterruptionLevel"], "time-sensitive");
}

#[test]
fn every_word_and_number_of_a_choice_is_as_documented() {
    let facts = spec::file("messages.toml");
    let note = |path: &str| {
        let fields = spec::list(&facts, "offline_push_field").iter().map(|field| field.as_table().unwrap());
        let field = fields.into_iter().find(|field| spec::text(field, "field") == path).unwrap();
        spec::text(field, "note").to_owned()
    };
    let levels = [
        InterruptionLevel::Active,
        InterruptionLevel::Critical,
        InterruptionLevel::Passive,
        InterruptionLevel::TimeSensitive,
    ];
    let words = levels.map(|level| {
        let apns = ApnsInfo { interruption_level: Some(level), ..ApnsInfo::default() };
        pushed(OfflinePushInfo { apns: Some(apns), ..OfflinePushInfo::default() })["ApnsInfo"]["InterruptionLevel"]
            .clone()
    });
    let words = words.iter().map(|word| word.as_str().unwrap()).collect::<Vec<_>>().join(" | ");
    assert!(note("ApnsInfo.InterruptionLevel").contains(&format!(" {words};")), "{words}");
    let words = [Importance::Low, Importance::Normal].map(|importance| {
        let android = AndroidInfo { huawei_importance: Some(importance), ..AndroidInfo::default() };
        pushed(OfflinePushInfo { android: Some(android), ..OfflinePushInfo::default() })["AndroidInfo"]["HuaWeiImportance"]
            .clone()
    });
    let words = words.iter().map(|word| word.as_str().unwrap()).collect::<Vec<_>>().join(" | ");
    assert!(note("AndroidInfo.HuaWeiImportance").starts_with(&words), "{words}");
}
