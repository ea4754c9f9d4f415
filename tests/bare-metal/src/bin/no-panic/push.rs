//! Pushing, attributes and tags: what can be made, whatever it is made of, and how it is written.

use core::hint::black_box;

use tencent_chat::message::{
    AndroidInfo, ApnsInfo, CustomElement, Element, FileElement, Image, ImageElement, Location, MessageBody,
    OfflinePushInfo, SoundElement, VideoElement,
};
use tencent_chat::push::{
    AddUserTags, AttributeName, Condition, DeleteAllUserTags, DeleteUserAttributes, DeleteUserTags, GetAttributeNames,
    GetUserTags, PushToAccounts, PushToAllUsers, ReplaceUserTags, SetAttributeNames, SetUserAttributes, User,
};

use crate::exchange::{carry_out, try_out};

pub fn push() {
    let text: &str = black_box("text");
    let texts: &[&str] = black_box(&["alice", "bob"]);
    let pairs: &[(&str, &str)] = black_box(&[("city", "Busan")]);

    pushes(text, texts, pairs);
    let users = [User::new(text, texts)];
    let users = black_box(&users);
    try_out(AddUserTags::new(users), |failed| crate::print(failed));
    try_out(ReplaceUserTags::new(users), |failed| crate::print(failed));
    try_out(DeleteUserTags::new(users), |failed| crate::print(failed));
    try_out(DeleteUserAttributes::new(users), |failed| crate::print(failed));
    try_out(DeleteAllUserTags::new(texts), |failed| crate::print(failed));
    try_out(GetUserTags::new(texts), |user| match user {
        Ok(user) => {
            black_box(user.has(black_box("vip")));
            user.iter().for_each(crate::print);
        }
        Err(failed) => crate::print(failed),
    });
    let users = [User::new(text, pairs)];
    try_out(SetUserAttributes::new(black_box(&users)), |failed| crate::print(failed));
    let names = [AttributeName::new(black_box(1), text)];
    try_out(SetAttributeNames::new(black_box(&names)), |none| match none {});
    carry_out(
        &GetAttributeNames,
        |none| match none {},
        |names| {
            names.iter().for_each(|(number, name)| {
                black_box((number, name.as_str()));
            });
            black_box(names.account_type(black_box(1)));
        },
    );
}

fn pushes(text: &str, texts: &[&str], pairs: &[(&str, &str)]) {
    let info = info(text);
    if let Ok(push) = black_box(PushToAccounts::new(text, texts, black_box(1), info)) {
        try_out(push.with_data_id(text), |failed| crate::print(failed));
    }
    let elements = elements(text);
    let Ok(body) = black_box(MessageBody::new(black_box(&elements))) else { return };
    let push = PushToAllUsers::new(black_box(1), body).with_offline_push_info(info);
    for condition in [Condition::tags(texts, texts), Condition::attributes(pairs, pairs)] {
        let Ok(condition) = black_box(condition) else { continue };
        let push = push.with_condition(condition);
        let Ok(push) = black_box(push.with_life_time(black_box(1))) else { continue };
        let Ok(push) = black_box(push.with_sender(text)) else { continue };
        carry_out(
            &push,
            |none| match none {},
            |task| {
                black_box(task.id);
            },
        );
    }
}

fn elements(text: &str) -> [Element<'_>; 8] {
    black_box([
        Element::Text(text),
        Element::Location(Location { description: Some(text), latitude: black_box(1), longitude: black_box(1) }),
        Element::Face(1, Some(text)),
        Element::Custom(CustomElement { data: Some(text), ..CustomElement::default() }),
        Element::Sound(SoundElement { url: text, ..SoundElement::default() }),
        Element::Image(ImageElement { images: black_box(IMAGES), ..ImageElement::default() }),
        Element::File(FileElement { url: text, ..FileElement::default() }),
        Element::Video(VideoElement { url: text, ..VideoElement::default() }),
    ])
}

const IMAGES: &[Image<'static>] = &[Image { size: None, bytes: None, width: 1, height: 1, url: "https://a" }];

fn info(text: &str) -> OfflinePushInfo<'_> {
    black_box(OfflinePushInfo {
        title: Some(text),
        android: Some(AndroidInfo { sound: Some(text), ..AndroidInfo::default() }),
        apns: Some(ApnsInfo { sound: Some(text), ..ApnsInfo::default() }),
        ..OfflinePushInfo::default()
    })
}
