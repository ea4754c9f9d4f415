//! Single calls.
#![expect(clippy::unwrap_used, reason = "a test ends where it is wrong")]

use embedded_io::ErrorKind;
use tencent_chat::{
    Authority, Error, ErrorCode, Event, Failed, UserSig,
    account::InvalidateLogin,
    client::NotConnected,
    policy::{Clock, Policy, Trouble},
    push::GetUserAttributes,
    usersig::{SecretKey, SignedText, Signer},
};

use crate::system::{Client, Reply, Shared, UNIX, answer, client, client_of, refusal, script, users};

type Outcome = Result<Vec<String>, Failed<ErrorKind>>;

fn called<A: Authority, O: FnMut(Event)>(client: &mut Client<A, O>) -> Outcome {
    let request = GetUserAttributes::new(&["alice"]).unwrap();
    let mut call = client.call(&request);
    let mut accounts = Vec::new();
    while let Some(user) = call.next()? {
        accounts.push(user.unwrap().account.to_string());
    }
    Ok(accounts)
}

fn alice() -> Outcome {
    Ok(vec!["alice".to_owned()])
}

fn well() -> Reply {
    Reply::Bytes(answer(&users(["alice"])))
}

fn refused(code: i64) -> Outcome {
    Err(Failed::Chat(Error::Refused(ErrorCode(code))))
}

fn happened(script: &Shared) -> Vec<Event> {
    core::mem::take(&mut script.borrow_mut().events)
}

#[test]
fn a_call_signs_connects_and_keeps_its_connection_for_the_next() {
    let script = script([well(), well()]);
    let mut client = client(&script);
    assert_eq!(called(&mut client), alice());
    let events = happened(&script);
    assert!(matches!(
        events[..],
        [
            Event::Signed { unix: UNIX },
            Event::Connecting { to_backup: false },
            Event::Connected { took: 0 },
            Event::Calling { random: 99 },
            Event::Answered { .. }
        ]
    ));
    assert_eq!(called(&mut client), alice());
    let events = happened(&script);
    assert!(
        matches!(events[..], [Event::Waiting { time: 11 }, Event::Calling { .. }, Event::Answered { .. }]),
        "{events:?}"
    );
    assert_eq!(script.borrow().requests.len(), 2);
    assert_eq!(client.standing().clock.unix(5000), UNIX + 5);
    assert!(client.standing().clock.is_set() && !Clock::UNSET.is_set());
    assert!(client.platform().is_of(&script));
    assert!(format!("{client:?}").contains("is_connected: true"));
}

#[test]
fn a_connection_that_lay_idle_for_too_long_is_not_used() {
    let script = script([well(), well()]);
    let mut client = client(&script);
    assert_eq!(called(&mut client), alice());
    script.borrow_mut().now += u64::from(Policy::DEFAULT.idle_limit) + 1;
    assert_eq!(called(&mut client), alice());
    assert_eq!(script.borrow().hosts.len(), 2);
}

#[test]
fn a_host_that_is_not_reached_is_followed_by_the_regions_other_one() {
    for not_connected in [NotConnected::Unreachable(ErrorKind::TimedOut), NotConnected::Untrusted(ErrorKind::Other)] {
        let script = script([well()]);
        script.borrow_mut().connects.push_back(Err(not_connected));
        let mut client = client(&script);
        assert!(!client.standing().is_on_backup());
        assert_eq!(called(&mut client), alice());
        assert!(client.standing().is_on_backup());
        assert_eq!(script.borrow().hosts, ["adminapisgp.im.qcloud.com", "adminapisgp.my-imcloud.com"]);
    }
    let script = script([]);
    script.borrow_mut().connects.extend([Err(NotConnected::Untrusted(ErrorKind::Other)); 2]);
    assert_eq!(called(&mut client(&script)), Err(Failed::Transport(ErrorKind::Other)), "nobody else is trusted either");
}

#[test]
fn too_often_is_followed_by_a_wait() {
    let script = script([refusal(60_007), well()]);
    let mut client = client(&script);
    assert_eq!(called(&mut client), alice());
    let failed = happened(&script).into_iter().find(|event| matches!(event, Event::Failed { .. }));
    let Some(Event::Failed { trouble, sent, received, tries_again: true }) = failed else { panic!("{failed:?}") };
    assert_eq!(trouble, Trouble::Chat(Error::Refused(ErrorCode(60_007))));
    assert!(sent > 200 && received > 100 && script.borrow().now >= 1000);
    assert_eq!(script.borrow().hosts.len(), 1, "a refusal leaves the connection in order");
}

#[test]
fn a_refusal_for_good_is_told_with_the_services_words() {
    let script = script([refusal(60_010), well()]);
    let mut client = client(&script);
    let request = GetUserAttributes::new(&["alice"]).unwrap();
    let mut call = client.call(&request);
    assert_eq!((call.item().err(), call.answer(), call.error_info()), (Some(Error::NotNow), Err(Error::NotNow), None));
    assert_eq!(call.advance(), Err(Failed::Chat(Error::Refused(ErrorCode::NOT_ADMINISTRATOR))));
    assert_eq!(call.error_info().map(|words| words.to_string()).as_deref(), Some("on purpose"));
    assert_eq!(call.advance(), Err(Failed::Chat(Error::NotNow)), "an error is final");
    assert!(format!("{call:?}").contains("Failed"));
    assert_eq!(called(&mut client), alice(), "and the next call is right");
}

#[test]
fn after_its_end_a_call_has_an_answer_and_no_more_items() {
    let script = script([well()]);
    let mut client = client(&script);
    let request = GetUserAttributes::new(&["alice"]).unwrap();
    let mut call = client.call(&request);
    assert_eq!(call.advance(), Ok(true));
    assert!(call.item().is_ok() && call.answer() == Err(Error::NotNow));
    assert_eq!((call.advance(), call.advance()), (Ok(false), Ok(false)));
    assert_eq!((call.answer(), call.item().err()), (Ok(()), Some(Error::NotNow)));
}

#[test]
fn what_breaks_is_tried_again_but_not_once_users_were_handed_out() {
    let well_begun = answer(&users(["alice"]));
    for (broken, outcome) in
        [(0, alice()), (60, alice()), (well_begun.len() - 5, Err(Failed::Transport(ErrorKind::ConnectionReset)))]
    {
        let script = script([Reply::Broken(well_begun[..broken].to_vec()), well()]);
        assert_eq!(called(&mut client(&script)), outcome, "after {broken} bytes");
    }
    let script = script([]);
    assert_eq!(called(&mut client(&script)), Err(Failed::Transport(ErrorKind::ConnectionReset)));
    assert_eq!(script.borrow().requests.len(), usize::from(Policy::DEFAULT.tries));
}

#[test]
fn what_may_have_been_done_is_not_sent_again_where_that_does_it_twice() {
    let script = script([Reply::Broken(Vec::new()), well()]);
    let mut client = client(&script);
    let logout = InvalidateLogin::new("alice").unwrap();
    let mut call = client.call(&logout);
    assert_eq!(call.next().err(), Some(Failed::Transport(ErrorKind::ConnectionReset)));
    assert_eq!(script.borrow().requests.len(), 1);
}

#[test]
fn a_kept_connection_that_was_closed_costs_nothing_and_one_that_breaks_within_an_answer_costs_a_wait() {
    for (broken, waits) in [(0, false), (60, true)] {
        let script = script([well(), Reply::Broken(answer(&users(["alice"]))[..broken].to_vec()), well()]);
        let mut client = client(&script);
        assert_eq!(called(&mut client), alice());
        script.borrow_mut().now += 1000;
        happened(&script);
        assert_eq!(called(&mut client), alice());
        let events = happened(&script);
        let has_waited = events.iter().any(|event| matches!(event, Event::Waiting { time } if *time > 11));
        assert_eq!(has_waited, waits, "after {broken} bytes: {events:?}");
    }
}

#[test]
fn a_clock_that_nobody_set_learns_from_a_refusal() {
    let script = script([refusal(70_001), well()]);
    let key = SecretKey::new("a key that is none").unwrap();
    let mut client = client_of(&script, key, Clock::UNSET, Policy::DEFAULT, 1024);
    assert_eq!(called(&mut client), alice());
    let events = happened(&script);
    assert!(
        events.contains(&Event::Signed { unix: 0 }) && events.contains(&Event::Signed { unix: UNIX }),
        "{events:?}"
    );
    assert!(events.contains(&Event::ClockMoved { seconds: UNIX.cast_signed() }), "{events:?}");
}

#[test]
fn a_clock_that_drifts_learns_from_an_answer() {
    let script = script([well()]);
    let mut clock = Clock::UNSET;
    clock.set(UNIX - 500, 0);
    let key = SecretKey::new("a key that is none").unwrap();
    assert_eq!(called(&mut client_of(&script, key, clock, Policy::DEFAULT, 1024)), alice());
    assert!(happened(&script).contains(&Event::ClockMoved { seconds: 500 }));
}

#[test]
fn when_the_time_is_over_the_last_thing_in_the_way_is_told() {
    let short = Policy { deadline: 500, ..Policy::DEFAULT };
    let key = || SecretKey::new("a key that is none").unwrap();
    let script_of_refusals = script([refusal(60_007)]);
    assert_eq!(called(&mut client_of(&script_of_refusals, key(), Clock::UNSET, short, 1024)), refused(60_007));
    let none = Policy { deadline: 0, ..Policy::DEFAULT };
    let nothing = script([]);
    assert_eq!(called(&mut client_of(&nothing, key(), Clock::UNSET, none, 1024)), Err(Failed::Chat(Error::Deadline)));
    assert!(nothing.borrow().hosts.is_empty());
}

#[test]
fn a_minted_usersig_goes_out_as_it_is_even_when_it_seems_to_be_over() {
    let minted = UserSig::minted("eJw-minted").unwrap();
    for authority in [minted, minted.expiring_at(UNIX - 1)] {
        let script = script([well()]);
        let mut clock = Clock::UNSET;
        clock.set(UNIX, 0);
        assert_eq!(called(&mut client_of(&script, authority, clock, Policy::DEFAULT, 512)), alice());
        assert!(script.borrow().requests[0].contains("&usersig=eJw-minted&"));
    }
    let script = script([refusal(70_001), well()]);
    assert_eq!(called(&mut client_of(&script, minted, Clock::UNSET, Policy::DEFAULT, 512)), refused(70_001));
}

#[test]
fn without_a_signature_or_room_for_it_nothing_is_connected() {
    struct Broken;
    impl Signer for Broken {
        type Error = &'static str;
        fn hmac_sha256(&mut self, _: &SignedText<'_>) -> Result<[u8; 32], &'static str> {
            Err("the secure element does not answer")
        }
    }
    let script = script([]);
    let unsigned = called(&mut client_of(&script, Broken, Clock::UNSET, Policy::DEFAULT, 512));
    assert_eq!(unsigned, Err(Failed::Chat(Error::Unsigned)));
    let minted = UserSig::minted("eJw-minted").unwrap();
    let full = called(&mut client_of(&script, minted, Clock::UNSET, Policy::DEFAULT, 9));
    assert_eq!(full, Err(Failed::Chat(Error::BufferFull { needed: 10 })));
    let key = SecretKey::new("a key that is none").unwrap();
    let full = called(&mut client_of(&script, key, Clock::UNSET, Policy::DEFAULT, 9));
    assert!(matches!(full, Err(Failed::Chat(Error::BufferFull { needed: 150..250 }))), "{full:?}");
    assert!(script.borrow().hosts.is_empty());
}
