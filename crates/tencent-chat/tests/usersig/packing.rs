//! What is packed is unpacked by others as it was.

use tencent_chat::usersig::SecretKey;

use crate::{
    oracle::{assert_says, inflated, json, sign},
    random::Random,
};

const PORTABLE: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";

#[test]
fn ten_thousand_of_every_kind_inflate_elsewhere_and_say_what_was_signed() {
    let mut random = Random::new();
    let letters = [PORTABLE, "a", "01", "\"\\", " !#@~RBT", "关羽éß😀", "a\"\\/<>&'é羽 {}:,", "\"TLS.:"];
    for round in 0..10_000 {
        let letters = letters[round % letters.len()];
        let len = random.below(29) as usize + 4;
        let identifier = random.text(letters, len);
        let claims = if round % 3 == 0 { random.odd_claims(&identifier) } else { random.claims(&identifier) };
        let key = random.key();
        assert_says(&json(&sign(&claims, &key)), &claims);
    }
}

#[test]
fn every_byte_that_utf_8_has_is_packed() {
    let mut random = Random::new();
    for letter in ('\u{a0}'..'\u{800}').chain(('\u{800}'..=char::MAX).step_by(4099)) {
        let identifier = format!("user {letter}");
        let claims = random.claims(&identifier);
        assert_says(&json(&sign(&claims, "key")), &claims);
    }
}

#[test]
fn userbufs_of_any_length_and_kind_inflate_elsewhere() {
    let mut random = Random::new();
    for len in (0..70).chain([255, 256, 257, 1_000, 9_000]) {
        let kinds = [random.bytes(len), vec![0; len], b"room ".iter().copied().cycle().take(len).collect()];
        for userbuf in kinds {
            let claims = random.claims("gateway_01").with_userbuf(&userbuf);
            assert_says(&json(&sign(&claims, "key")), &claims);
        }
    }
}

#[test]
fn the_text_is_json_without_white_space_in_the_documented_order() {
    let claims = Random::new().claims(r#"a"b\c"#).with_userbuf(b"abc");
    let text = String::from_utf8(inflated(&sign(&claims, "key"))).unwrap();
    let signature = json(&sign(&claims, "key"))["TLS.sig"].as_str().unwrap().to_owned();
    let (app, time, expire) = (claims.sdk_app_id(), claims.time(), claims.expire());
    let expected = format!(
        r#"{{"TLS.ver":"2.0","TLS.identifier":"a\"b\\c","TLS.sig":"{signature}","TLS.userbuf":"YWJj","TLS.expire":{expire},"TLS.time":{time},"TLS.sdkappid":{app}}}"#
    );
    assert_eq!(text, expected);
}

#[test]
fn a_room_that_is_too_small_says_exactly_how_much_is_needed() {
    let mut random = Random::new();
    for identifier in ["a", "gateway_01", "关羽", r#"""""\\\\"#] {
        let userbuf = random.bytes(31);
        let claims = random.claims(identifier);
        for claims in [claims, claims.with_userbuf(&userbuf)] {
            let key = SecretKey::new("key").unwrap();
            let whole = sign(&claims, "key");
            for room in 0..whole.len() {
                let full = claims.sign(&key, &mut vec![0; room]).unwrap_err();
                assert_eq!(full, tencent_chat::usersig::SignError::BufferFull { needed: whole.len() });
            }
            let mut room = vec![b'.'; whole.len() + 3];
            assert_eq!(claims.sign(&key, &mut room).unwrap().as_str(), whole);
            assert!(room.ends_with(b"..."));
            assert_eq!(claims.sign(&key, &mut room[..whole.len()]).unwrap().as_str(), whole);
        }
    }
}
