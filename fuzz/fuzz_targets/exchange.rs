#![no_main]
//! Any answer, cut in any way, through a buffer of any size.

use libfuzzer_sys::fuzz_target;
use tencent_chat::{App, Error, Exchange, Region, Step, UserSig, push::GetUserAttributes};

type User = (String, Vec<(String, serde_json::Value)>);

fuzz_target!(|input: &[u8]| {
    let [room, cuts @ .., _, _] = input.first_chunk::<8>().copied().unwrap_or_default();
    let rest = input.get(8..).unwrap_or_default();
    // Half of the time the bytes are a body, which would hardly be reached behind a head that has to be guessed.
    let answer = match room % 2 {
        0 => rest.to_vec(),
        _ => [format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", rest.len()).as_bytes(), rest].concat(),
    };
    let large = answer.len() + 64;
    let whole = call(&answer, &[u8::MAX], large);
    let cut = call(&answer, &cuts, large);
    assert_eq!(whole, cut, "however it is cut");
    if let (users, Ok(())) = &whole
        && room % 2 == 1
        && let Some(expected) = expected(rest)
    {
        assert_eq!(*users, expected, "what an independent reader sees");
    }
    // Through less room it is the same, or says how much it takes.
    let small = call(&answer, &cuts, usize::from(room).max(1) * 2);
    match (&small.1, &whole.1) {
        (Err(Error::BufferFull { needed }), _) => assert!(*needed > usize::from(room).max(1) * 2),
        // Of what does not fit only a part is looked at, so of several faults another one may be found first.
        (Err(_), Err(_)) => assert!(whole.0.starts_with(&small.0), "through a small buffer"),
        _ => assert_eq!(small, whole, "through a small buffer"),
    }
});

fn call(answer: &[u8], cuts: &[u8], room: usize) -> (Vec<User>, Result<(), Error>) {
    let app = App::new(1, Region::Singapore, "admin").expect("valid");
    let user_sig = UserSig::minted("none").expect("valid");
    let request = GetUserAttributes::new(&["alice"]).expect("valid");
    let mut buffer = vec![0xA5; room];
    let mut exchange = Exchange::new(&app, user_sig, 7, &request, &mut buffer);
    let (mut rest, mut users, mut cuts) = (answer, Vec::new(), cuts.iter().cycle());
    loop {
        match exchange.step() {
            Ok(Step::Send) => exchange.sent(usize::MAX),
            Ok(Step::Receive) => {
                let room = exchange.incoming();
                assert!(!room.is_empty());
                let cut = usize::from(*cuts.next().unwrap_or(&1)).max(1);
                let cut = if cut == 255 { usize::MAX } else { cut };
                let count = cut.min(room.len()).min(rest.len());
                room[..count].copy_from_slice(&rest[..count]);
                rest = &rest[count..];
                exchange.received(count);
            }
            Ok(Step::Item) => match exchange.item() {
                Ok(user) => {
                    let attributes = user.iter().map(|(name, value)| {
                        let value = serde_json::from_str(&format!("{value:?}")).unwrap_or(serde_json::Value::Null);
                        (name.to_string(), value)
                    });
                    users.push((user.account.to_string(), attributes.collect()));
                }
                Err(error) => return (users, Err(error)),
            },
            Ok(Step::Done) => return (users, exchange.answer()),
            Err(error) => return (users, Err(error)),
        }
    }
}

/// What an independent reader makes of a body; `None` where it takes it for no JSON, because of a number that no floating
/// point holds.
fn expected(body: &[u8]) -> Option<Vec<User>> {
    let json = serde_json::from_slice::<serde_json::Value>(body).ok()?;
    let attributes = |user: &serde_json::Value| {
        let attributes = user["Attrs"].as_object().expect("an object");
        attributes.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    let user = |user: &serde_json::Value| (user["To_Account"].as_str().expect("a text").to_owned(), attributes(user));
    Some(json["UserAttrs"].as_array().expect("a list").iter().map(user).collect())
}
