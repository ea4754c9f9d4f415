//! Accounts, profiles and chatbots: what can be made, whatever it is made of, and how it is written and read.

use core::hint::black_box;

use tencent_chat::account::{
    CheckAccounts, DeleteAccounts, ImportAccount, ImportAccounts, InvalidateLogin, NewAccount, QueryOnlineStatus,
};
use tencent_chat::operations::{CreateChatbot, DeleteChatbot, NewChatbot};
use tencent_chat::profile::{CustomTag, Gender, GetProfiles, ProfileField, ProfileTag, SetProfile};

use crate::exchange::try_out;
use crate::print;

pub fn account() {
    let text: &str = black_box("text");
    let texts: &[&str] = black_box(&["alice", "bob"]);
    let accounts = [NewAccount::new(text)];

    try_out(
        ImportAccount::new(black_box(NewAccount { nick: Some(text), ..NewAccount::new(text) })),
        |none| match none {},
    );
    try_out(ImportAccounts::new(black_box(&accounts)), |account| print(account.account));
    try_out(DeleteAccounts::new(texts), |account| match account {
        Ok(account) => print(account.account),
        Err(failed) => print(failed),
    });
    try_out(CheckAccounts::new(texts), |account| match account {
        Ok(account) => print(account.account),
        Err(failed) => print(failed),
    });
    try_out(InvalidateLogin::new(text), |none| match none {});
    try_out(QueryOnlineStatus::new(texts).map(|query| query.with_platforms().with_instance_ids()), |user| match user {
        Ok(user) => {
            black_box(user.state);
            user.platforms().for_each(|platform| print(platform.name));
        }
        Err(failed) => print(failed),
    });
    profile(text, texts);
    let bot = NewChatbot { nick: Some(text), ..NewChatbot::new(text) };
    try_out(CreateChatbot::new(black_box(bot)), |none| match none {});
    try_out(DeleteChatbot::new(text), |none| match none {});
}

fn profile(text: &str, texts: &[&str]) {
    let Ok(custom) = black_box(CustomTag::new(text)) else { return };
    black_box(black_box(ProfileField::Nick(text)).tag());
    let fields = [
        ProfileField::Nick(text),
        ProfileField::Gender(Gender::Female),
        ProfileField::Level(1),
        ProfileField::Custom(custom, text),
    ];
    try_out(SetProfile::new(text, black_box(&fields)), |none| match none {});
    let tags = [ProfileTag::Nick, ProfileTag::Custom(custom)];
    try_out(GetProfiles::new(texts, black_box(&tags)), |profile| match profile {
        Ok(profile) => {
            black_box(profile.get(black_box(ProfileTag::Level)));
            profile.iter().for_each(|(tag, _)| print(tag));
        }
        Err(failed) => print(failed),
    });
}
