//! What is kept when the buffer is used again.

use core::hint::black_box;

use tencent_chat::Settings;
use tencent_chat::push::{OwnedUserAttributes, OwnedValue, UserAttributes};

use crate::exchange::with;
use crate::print;

pub fn owned() {
    let mut buffer = black_box([0; 512]);
    with(&mut buffer, |exchange| {
        if let Ok(Ok(user)) = black_box(exchange.item()) {
            keep(&user);
        }
    });
    if let Some(settings) = black_box(None::<Settings>) {
        let _ = black_box(settings.app());
    }
}

fn keep(user: &UserAttributes<'_>) {
    match black_box(OwnedUserAttributes::<10, 50>::try_from(user)) {
        Ok(user) => {
            for (name, value) in &user.attributes {
                black_box(name.as_str());
                if let OwnedValue::Text(text) | OwnedValue::Json(text) = value {
                    black_box(text.as_str());
                }
            }
        }
        Err(error) => print(error),
    }
}
