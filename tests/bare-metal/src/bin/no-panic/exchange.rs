//! One call, with any answer cut in any way, and whatever JSON is in it.

use core::hint::black_box;

use tencent_chat::json::{Object, Value};
use tencent_chat::push::GetUserAttributes;
use tencent_chat::{App, Error, ErrorCode, Exchange, Region, Step, UserSig};

use crate::print;

pub fn exchange() {
    let mut buffer = black_box([0; 512]);
    if let Some(buffer) = buffer.get_mut(..black_box(512)) {
        match black_box(Value::parse_in_place(buffer)) {
            Ok(value) => look_at(value),
            Err(error) => print(error),
        }
        with(buffer, |exchange| while step(exchange) != Ok(Step::Done) {});
    }
    print(black_box(ErrorCode(1)));
    print(black_box(ErrorCode(1)).advice());
}

/// An exchange that nothing is known of.
pub fn with(buffer: &mut [u8], act: impl FnOnce(&mut Exchange<'_, GetUserAttributes<'_>>)) {
    let accounts: &[&str] = black_box(&["alice", "bob"]);
    let Ok(app) = black_box(App::new(black_box(1), Region::China, black_box("administrator"))) else { return };
    let Ok(user_sig) = black_box(UserSig::minted(black_box("eJw"))) else { return };
    match black_box(GetUserAttributes::new(accounts)) {
        Ok(request) => {
            black_box(request.accounts());
            act(&mut Exchange::new(&app, user_sig, black_box(1), &request, buffer));
        }
        Err(invalid) => print(invalid),
    }
}

/// Everything at any time, in place or not.
fn step(exchange: &mut Exchange<'_, GetUserAttributes<'_>>) -> Result<Step, Error> {
    black_box(exchange.outgoing());
    exchange.sent(black_box(1));
    black_box(exchange.incoming());
    exchange.received(black_box(1));
    if let Ok(Ok(user)) = black_box(exchange.item()) {
        black_box(user.account.as_str());
        black_box(user.get(black_box("city")));
        user.iter().for_each(|(name, value)| {
            black_box(name.as_bytes());
            look_at(value);
        });
    }
    let _ = black_box(exchange.answer());
    black_box(exchange.error_info());
    black_box((
        exchange.progress().keeps_alive(),
        exchange.progress().bytes_sent(),
        exchange.progress().bytes_received(),
    ));
    let step = black_box(exchange.step());
    if let Err(error) = step {
        print(error);
        print(error.advice());
    }
    step
}

fn look_at(value: Value<'_>) {
    black_box((value.as_integer(), value.as_number(), value.as_bool(), value.is_null()));
    if let Some(text) = value.as_text() {
        black_box(text.as_str());
        print(text);
    }
    if let Some(array) = value.as_array() {
        for element in array.elements() {
            black_box(element);
        }
    }
    if let Some(object) = value.as_object() {
        look_into(object, black_box("key"));
    }
}

fn look_into(object: Object<'_>, key: &'static str) {
    black_box(object.get(key));
    let _ = black_box((object.value(key), object.text(key), object.integer(key), object.object(key)));
    for member in object.members() {
        black_box(member);
    }
}
