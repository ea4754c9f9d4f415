//! What a device keeps of a user, and hands on.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test ends where it is wrong")]

use tencent_chat::{
    App, Exchange, Region, Step, UserSig,
    push::{DoesNotFit, GetUserAttributes, OwnedUserAttributes, OwnedValue, UserAttributes},
};

/// Shows each user of an answer as it comes.
fn each_user(body: &str, mut show: impl FnMut(UserAttributes<'_>)) {
    let answer = crate::peer::sized(body.as_bytes());
    let app = App::new(1, Region::China, "admin").unwrap();
    let sig = UserSig::minted("not-a-signature").unwrap();
    let request = GetUserAttributes::new(&crate::peer::ACCOUNTS).unwrap();
    let mut buffer = vec![0; answer.len() + 100];
    let mut exchange = Exchange::new(&app, sig, 7, &request, &mut buffer);
    for _ in 0..crate::peer::STEPS {
        match exchange.step().unwrap() {
            Step::Send => {
                let count = exchange.outgoing().len();
                exchange.sent(count);
            }
            Step::Receive => {
                exchange.incoming()[..answer.len()].copy_from_slice(&answer);
                exchange.received(answer.len());
            }
            Step::Item => show(exchange.item().unwrap().unwrap()),
            Step::Done => return,
        }
    }
    unreachable!("a call that does not end");
}

const BODY: &str = r#"{"ErrorCode":0,"UserAttrs":[{"To_Account":"al\"ice","Attrs":
    {"city":"New\nYork","level":-3,"on":true,"no":null,"part":2.50,"list":[1,{"a":"b"}]}}]}"#;

#[test]
fn a_user_is_forwarded_as_the_json_it_was() {
    let expected = r#"{"account":"al\"ice","attributes":{"city":"New\nYork","level":-3,"on":true,"no":null,"part":"2.50","list":[1,{"a":"b"}]}}"#;
    each_user(BODY, |user| {
        assert_eq!(serde_json::to_string(&user).unwrap(), expected);
        let mut room = [0; 256];
        let len = serde_json_core::to_slice(&user, &mut room).unwrap();
        assert_eq!(core::str::from_utf8(&room[..len]).unwrap(), expected);
    });
}

#[test]
fn a_user_is_kept_whole_or_not_at_all() {
    each_user(BODY, |user| {
        let owned: OwnedUserAttributes = (&user).try_into().unwrap();
        assert_eq!(owned.account, "al\"ice");
        let value = |name| owned.attributes.iter().find(|(key, _)| *key == name).unwrap().1;
        assert_eq!(value("city"), &OwnedValue::Text("New\nYork".try_into().unwrap()));
        assert_eq!(value("level"), &OwnedValue::Integer(-3));
        assert_eq!(value("list"), &OwnedValue::Json(r#"[1,{"a":"b"}]"#.try_into().unwrap()));

        let few: Result<OwnedUserAttributes<5, 50>, _> = (&user).try_into();
        assert_eq!(few.unwrap_err(), DoesNotFit { part: "list of attributes", room: 5 });
        let short: Result<OwnedUserAttributes<10, 7>, _> = (&user).try_into();
        assert_eq!(short.unwrap_err(), DoesNotFit { part: "value", room: 7 });
    });
}
