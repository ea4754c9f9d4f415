//! What messages are made of, and how they are pushed, against the facts.

use std::{borrow::ToOwned, collections::BTreeSet, format, string::String, vec, vec::Vec};

use serde_json::Value;
use toml::Table;

use super::*;
use crate::facts::{spec, written};

/// The documented examples.
fn elements() -> Vec<Element<'static>> {
    vec![
        Element::Text("good morning"),
        Element::Location(Location { description: Some("cafe"), latitude: 375_665_000, longitude: 1_269_780_000 }),
        Element::Face(4, Some("wave")),
        Element::Custom(CustomElement {
            data: Some(r#"{"gift":7}"#),
            description: Some("a gift"),
            extension: Some("app://gift/7"),
            sound: Some("gift.aiff"),
        }),
        Element::Sound(SoundElement {
            url: "https://cdn.example.com/a.m4a",
            uuid: "9f86d081884c7d65",
            size: Some(62_000),
            length: Some(4),
        }),
        Element::Image(ImageElement {
            uuid: "60303ae22b998861",
            format: Some(ImageFormat::Jpg),
            images: &[Image {
                size: Some(ImageSize::Original),
                bytes: Some(250_000),
                width: 1280,
                height: 960,
                url: "https://cdn.example.com/a.jpg",
            }],
        }),
        Element::File(FileElement {
            url: "https://cdn.example.com/a.pdf",
            uuid: "fd61a03af4f77d87",
            size: Some(170_000),
            name: Some("a.pdf"),
        }),
        Element::Video(VideoElement {
            url: "https://cdn.example.com/a.mp4",
            uuid: "5da38ba89d652102",
            size: Some(1_190_000),
            length: Some(5),
            format: Some("mp4"),
            thumb_url: "https://cdn.example.com/a-t.jpg",
            thumb_uuid: "6edaffedef515069",
            thumb_size: Some(13_000),
            thumb_width: 720,
            thumb_height: 1280,
            thumb_format: Some("JPG"),
        }),
    ]
}

/// The same kinds, with nothing that may be left out.
fn least() -> Vec<Element<'static>> {
    vec![
        Element::Text(""),
        Element::Location(Location::default()),
        Element::Face(0, None),
        Element::Custom(CustomElement::default()),
        Element::Sound(SoundElement::default()),
        Element::Image(ImageElement {
            images: &[Image { size: None, bytes: None, width: 0, height: 0, url: "" }],
            ..ImageElement::default()
        }),
        Element::File(FileElement::default()),
        Element::Video(VideoElement::default()),
    ]
}

fn sent(element: &Element<'_>) -> Value {
    written(|to| element.write(to))
}

fn pushed(info: OfflinePushInfo<'_>) -> Value {
    written(|to| info.write(to))["OfflinePushInfo"].clone()
}

/// The paths in an element's content; arrays as the facts write them.
fn paths(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                paths(value, &inner, found);
            }
        }
        Value::Array(array) => {
            found.insert(format!("{path}[]"));
            array.iter().for_each(|value| paths(value, &format!("{path}[]"), found));
        }
        _ => {
            found.insert(path.to_owned());
        }
    }
}

fn found(value: &Value) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    paths(value, "", &mut all);
    all
}

fn documented(fields: &[toml::Value], is_required: bool) -> BTreeSet<String> {
    let wanted = fields.iter().filter(|field| !is_required || field["required"].as_bool() == Some(true));
    wanted.map(|field| field["field"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_kind_of_element_is_as_documented() {
    let facts = spec::file("messages.toml");
    let entries = facts["msg_element"].as_array().unwrap().iter().map(|entry| entry.as_table().unwrap());
    // That the REST API may send bundles of messages is not documented.
    let entries: Vec<&Table> = entries.filter(|entry| spec::text(entry, "type") != "TIMRelayElem").collect();
    assert_eq!(entries.len(), elements().len());
    for ((entry, element), least) in entries.iter().zip(elements()).zip(least()) {
        let kind = spec::text(entry, "type");
        let example: Value = serde_json::from_str(spec::text(entry, "example")).unwrap();
        assert_eq!(sent(&element), example, "{kind}");
        let fields = spec::list(entry, "field");
        assert_eq!(found(&sent(&element)["MsgContent"]), documented(fields, false), "{kind}");
        assert_eq!(found(&sent(&least)["MsgContent"]), documented(fields, true), "{kind} at the least");
    }
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
    let mut documented = documented(spec::list(&facts, "offline_push_field"), false);
    // These two hold the others.
    assert!(documented.remove("AndroidInfo") && documented.remove("ApnsInfo"));
    assert_eq!(found(&pushed(whole)), documented);
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
    let formats = [ImageFormat::Jpg, ImageFormat::Gif, ImageFormat::Png, ImageFormat::Bmp, ImageFormat::Other];
    assert_eq!(formats.map(|format| format as u32), [1, 2, 3, 4, 255]);
    assert_eq!([ImageSize::Original, ImageSize::Large, ImageSize::Thumbnail].map(|size| size as u32), [1, 2, 3]);
}
