//! How often one may call.

use core::time::Duration;

use tencent_chat_emulator::{CallsASecond, Config, Emulator, Fault, Limits, Times};

use crate::client::{ALICE, Client, PATH};

#[test]
fn the_hundred_and_first_call_of_a_second_is_refused_until_the_second_is_over() {
    let emulator = Emulator::start(Config::default()).unwrap();
    emulator.stop_clock_at(emulator.now());
    let mut client = Client::connect(&emulator);
    let mut code = || client.ask(&emulator, ALICE).unwrap().code();
    for _ in 0..100 {
        assert_eq!(code(), 0);
    }
    assert_eq!(code(), 60007);
    emulator.advance_clock(Duration::from_millis(999));
    assert_eq!(code(), 60007);
    emulator.advance_clock(Duration::from_millis(1));
    assert_eq!(code(), 0);
    let counts = emulator.counts();
    assert_eq!((counts.answers(0), counts.answers(60007), counts.answers(60011)), (101, 2, 0));
}

#[test]
fn the_app_has_a_limit_of_its_own_and_both_can_be_switched_off() {
    let started = |interface_calls_a_second, app_calls_a_second| {
        let limits = Limits { interface_calls_a_second, app_calls_a_second, ..Limits::default() };
        let emulator = Emulator::start(Config { limits, ..Config::default() }).unwrap();
        emulator.stop_clock_at(emulator.now());
        emulator
    };
    let emulator = started(CallsASecond::Usual, CallsASecond::AtMost(2));
    let mut client = Client::connect(&emulator);
    let codes = [(); 3].map(|()| client.ask(&emulator, ALICE).unwrap().code());
    assert_eq!(codes, [0, 0, 60011]);
    let emulator = started(CallsASecond::Unlimited, CallsASecond::Unlimited);
    let mut client = Client::connect(&emulator);
    assert!((0..200).all(|_| client.ask(&emulator, ALICE).unwrap().code() == 0));
}

#[test]
fn what_is_refused_before_or_on_purpose_does_not_count() {
    let limits = Limits { interface_calls_a_second: CallsASecond::AtMost(1), ..Limits::default() };
    let emulator = Emulator::start(Config { limits, ..Config::default() }).unwrap();
    emulator.stop_clock_at(emulator.now());
    let mut client = Client::connect(&emulator);
    emulator.inject(Fault::Refuse(91000), Times::Next(1));
    assert_eq!(client.ask(&emulator, ALICE).unwrap().code(), 91000);
    assert_eq!(client.post(PATH, "", ALICE).unwrap().code(), 60012);
    assert_eq!(client.ask(&emulator, ALICE).unwrap().code(), 0);
    assert_eq!(client.ask(&emulator, ALICE).unwrap().code(), 60007);
}
