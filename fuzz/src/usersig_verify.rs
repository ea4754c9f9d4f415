//! Of hostile UserSigs none is accepted that an independent verifier refuses, and none refused that it accepts; and no more
//! memory is touched than is lent.
//!
//! Input: how the UserSig is made of the rest (2 bytes): as it is, of packed bytes, of JSON, or of JSON whose `TLS.sig` is
//! made right where it says `SIG`.

use std::borrow::Cow;

use tencent_chat::usersig::{Expected, Rejected, SecretKey, decode, verify};

use crate::{
    Target,
    tree::Tree,
    usersig::{SERVICES, Said, packed},
};

/// The target.
pub const TARGET: Target = Target { name: "usersig_verify", run };

/// Panics where the property does not hold.
pub fn run(input: &[u8]) {
    let Some((&[how, other], rest)) = input.split_first_chunk::<2>() else { return };
    let text = match how % 4 {
        0 => String::from_utf8_lossy(rest).into_owned(),
        1 => SERVICES.encode(rest),
        2 => packed(rest, u32::from(other % 10)),
        _ => packed(&signed(rest), u32::from(other % 10)),
    };
    let expected = Expected { sdk_app_id: APP, identifier: "alice", userbuf: (other & 128 != 0).then_some(b"ab") };
    let key = SecretKey::new(KEY).expect("valid");
    let mut scratch = [0xA5; SCRATCH + GUARD];
    let (lent, guard) = scratch.split_at_mut(SCRATCH);
    let ours = verify(&text, &key, &expected, NOW, lent).map(|decoded| {
        let claims = decoded.claims();
        (claims.identifier().as_str().to_owned(), claims.sdk_app_id(), claims.time(), claims.expire())
    });
    assert!(guard.iter().all(|byte| *byte == 0xA5));
    let theirs = Said::read(&text);
    is_decoded_alike(&text, theirs.as_ref());
    match ours {
        // What is too long for the memory that is lent is nobody's.
        Err(Rejected::ScratchFull { .. } | Rejected::TooLong { .. }) => {}
        Err(why) => assert!(!theirs.as_ref().is_some_and(is_good(&expected)), "{why}, but {theirs:?} is good"),
        Ok(said) => {
            let theirs = theirs.filter(is_good(&expected)).expect("others refuse it");
            assert_eq!(said, (theirs.identifier, theirs.sdk_app_id, theirs.time, theirs.expire));
        }
    }
}

/// Whether an independent verifier lets it pass.
fn is_good(expected: &Expected<'_>) -> impl Fn(&Said) -> bool {
    let userbuf = expected.userbuf.map(|bytes| data_encoding::BASE64.encode(bytes));
    move |said| {
        let is_meant = said.identifier == "alice" && said.sdk_app_id == APP && said.userbuf == userbuf;
        let last = u128::from(said.time) + u128::from(said.expire);
        is_meant && i64::try_from(said.time).is_ok() && u128::from(NOW) <= last && said.hmac(KEY) == said.sig
    }
}

fn is_decoded_alike(text: &str, theirs: Option<&Said>) {
    let mut scratch = [0; SCRATCH];
    match (decode(text, &mut scratch), theirs) {
        (Err(Rejected::ScratchFull { .. } | Rejected::TooLong { .. }), _) | (Err(_), None) => {}
        (Ok(ours), Some(theirs)) => {
            assert_eq!(ours.signature()[..], theirs.sig);
            assert_eq!(ours.userbuf_base64(), theirs.userbuf.as_deref());
        }
        (Ok(ours), None) => panic!("{ours:?} is none for others"),
        (Err(why), Some(theirs)) => assert!(i64::try_from(theirs.time).is_err(), "{why}, but others read {theirs:?}"),
    }
}

/// The JSON with the right signature in place of the letters `SIG`.
fn signed(json: &[u8]) -> Cow<'_, [u8]> {
    let Some(said) = Tree::read(json).and_then(|tree| Said::unsigned(&tree)) else { return json.into() };
    let Some(at) = json.windows(3).position(|letters| letters == b"SIG") else { return json.into() };
    let sig = data_encoding::BASE64.encode(&said.hmac(KEY));
    [&json[..at], sig.as_bytes(), &json[at + 3..]].concat().into()
}

const APP: u32 = 1_400_000_000;
const KEY: &str = "a key that is none";
const NOW: u64 = 1_700_000_000;
const SCRATCH: usize = 2048;
const GUARD: usize = 64;
