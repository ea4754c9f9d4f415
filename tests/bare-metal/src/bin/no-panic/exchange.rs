//! One call, with any answer cut in any way, and whatever JSON is in it.

use core::hint::black_box;

use tencent_chat::json::{Object, Value};
use tencent_chat::push::GetUserAttributes;
use tencent_chat::{App, Endpoint, Error, ErrorCode, Exchange, Invalid, Region, Route, Step, UserSig};

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
    code(black_box(ErrorCode(1)));
}

fn code(code: ErrorCode) {
    print(code);
    print(code.advice());
    print(code.advice_at(black_box("v4/timpush/batch")));
    black_box((code.category(), code.category_at(black_box("v4/timpush/batch"))));
    black_box((code.name(), code.meaning(), code.meaning_at(black_box("v4/timpush/batch"))));
}

/// Carries out what was made, if it was.
pub fn try_out<E: Endpoint>(request: Result<E, Invalid>, look: impl FnMut(E::Item<'_>)) {
    match black_box(request) {
        Ok(request) => carry_out(&request, look, |answer| {
            black_box(&answer);
        }),
        Err(invalid) => print(invalid),
    }
}

/// A call on a stream that nothing is known of, on the newer route.
pub fn carry_out<E: Endpoint>(request: &E, mut look: impl FnMut(E::Item<'_>), answer: impl FnOnce(E::Answer<'_>)) {
    let mut buffer = black_box([0; 512]);
    let Ok(app) = black_box(App::new(black_box(1), Region::China, black_box("administrator"))) else { return };
    let app = black_box(app.with_route(Route::TimPush));
    let Ok(user_sig) = black_box(UserSig::minted(black_box("eJw"))) else { return };
    let mut exchange = Exchange::new(&app, user_sig, black_box(1), request, &mut buffer);
    loop {
        match exchange.step() {
            Ok(Step::Send) => exchange.sent(black_box(1)),
            Ok(Step::Receive) => exchange.received(black_box(1)),
            Ok(Step::Item) => match exchange.item() {
                Ok(item) => look(item),
                Err(error) => print(error),
            },
            Ok(Step::Done) => break,
            Err(error) => return print(error),
        }
    }
    if let Ok(what) = exchange.answer() {
        answer(what);
    }
}

/// An exchange that nothing is known of.
pub fn with(buffer: &mut [u8], act: impl FnOnce(&mut Exchange<'_, GetUserAttributes<'_>>)) {
    let accounts: &[&str] = black_box(&["alice", "bob"]);
    let Ok(app) = black_box(App::new(black_box(1), Region::China, black_box("administrator"))) else { return };
    let Ok(user_sig) = black_box(UserSig::minted(black_box("eJw"))) else { return };
    match black_box(GetUserAttributes::new(accounts)) {
        Ok(request) => {
            black_box(request.accounts());
            let mut exchange = Exchange::new(&app, user_sig, black_box(1), &request, buffer);
            let progress = *black_box(exchange.progress());
            if black_box(false) {
                return act(&mut Exchange::resume(&app, user_sig, &request, buffer, progress));
            }
            act(&mut exchange);
            if let Ok(Ok(user)) = exchange.item() {
                black_box(request.position(user.account));
            }
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
        exchange.progress().date(),
    ));
    if black_box(false) {
        exchange.restart(black_box(1));
    }
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
