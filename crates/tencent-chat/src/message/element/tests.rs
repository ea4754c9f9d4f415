//! Every kind of element against the facts.

use std::{vec, vec::Vec};

use serde_json::Value;
use toml::Table;

use super::*;
use crate::{
    facts::{keys, spec, written},
    message::{Image, ImageFormat, ImageSize},
};

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
        assert_eq!(keys::sent(&sent(&element)["MsgContent"]), keys::documented(fields, false), "{kind}");
        assert_eq!(keys::sent(&sent(&least)["MsgContent"]), keys::documented(fields, true), "{kind} at the least");
    }
}

#[test]
fn every_number_of_a_choice_is_as_documented() {
    let formats = [ImageFormat::Jpg, ImageFormat::Gif, ImageFormat::Png, ImageFormat::Bmp, ImageFormat::Other];
    assert_eq!(formats.map(|format| format as u32), [1, 2, 3, 4, 255]);
    assert_eq!([ImageSize::Original, ImageSize::Large, ImageSize::Thumbnail].map(|size| size as u32), [1, 2, 3]);
}
