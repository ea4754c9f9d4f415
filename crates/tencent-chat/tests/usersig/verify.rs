//! UserSigs read and verified, good ones and all others.

use tencent_chat::{
    Invalid, json,
    usersig::{Claims, Decoded, Expected, Rejected, SecretKey, decode, verify},
};

use crate::{
    oracle::{inflated, packed, services, sign},
    random::Random,
    vectors,
};

const APP: u32 = 1_400_000_000;
const NOW: u64 = 1_700_000_000;
const KEY: &str = "a key of the tests";

fn expected(userbuf: Option<&[u8]>) -> Expected<'_> {
    Expected { sdk_app_id: APP, identifier: "xiaojun", userbuf }
}

fn claims() -> Claims<'static> {
    let identifier = tencent_chat::Identifier::new("xiaojun").unwrap();
    Claims::new(APP, identifier, NOW, 86_400).unwrap()
}

fn check(text: &str, expected: &Expected<'_>, now: u64) -> Result<(), Rejected> {
    verify(text, &SecretKey::new(KEY).unwrap(), expected, now, &mut [0; 1024]).map(|_| ())
}

#[test]
fn the_official_libraries_user_sigs_are_good_until_they_expire() {
    for vector in vectors::all() {
        let userbuf = vector.userbuf();
        let key = SecretKey::new(&vector.key).unwrap();
        let expected =
            Expected { sdk_app_id: vector.sdkappid, identifier: &vector.userid, userbuf: userbuf.as_deref() };
        let last = vector.time + u64::from(vector.expire);
        for text in vector.user_sigs() {
            let mut scratch = [0; 1024];
            let decoded = verify(text, &key, &expected, last, &mut scratch).unwrap();
            assert_eq!(decoded.claims(), vector.claims(None));
            let late = verify(text, &key, &expected, last + 1, &mut [0; 1024]).map(|_| ());
            assert_eq!(late, Err(Rejected::Expired { at: last }), "{}", vector.name);
        }
    }
}

#[test]
fn what_is_signed_here_is_good_here() {
    let mut random = Random::new();
    for _ in 0..300 {
        let identifier = random.text("ab\"\\é羽 _-", 9);
        let userbuf = random.bytes(20);
        let claims = random.odd_claims(&identifier);
        let claims = if random.below(2) == 0 { claims } else { claims.with_userbuf(&userbuf) };
        if i64::try_from(claims.time()).is_err() {
            continue;
        }
        let expected = Expected { sdk_app_id: claims.sdk_app_id(), identifier: &identifier, userbuf: claims.userbuf() };
        assert_eq!(check(&sign(&claims, KEY), &expected, claims.expires_at()), Ok(()));
    }
}

#[test]
fn one_byte_changed_in_any_claim_is_refused() {
    let userbuf = [1, 2, 3];
    let good = sign(&claims().with_userbuf(&userbuf), KEY);
    assert_eq!(check(&good, &expected(Some(&userbuf)), NOW), Ok(()));
    let text = String::from_utf8(inflated(&good)).unwrap();
    let cases = [
        ("xiaojun", "xiaojum", Rejected::OtherIdentifier),
        (":1400000000", ":1400000001", Rejected::OtherApp { sdk_app_id: APP + 1 }),
        (":1700000000", ":1700000001", Rejected::Signature),
        (":86400", ":86401", Rejected::Signature),
        ("\"AQID\"", "\"AQIE\"", Rejected::UserbufOther),
        ("\"AQID\"", "\"AQIDAAAA\"", Rejected::UserbufOther),
        ("\"AQID\"", "\"AQI\"", Rejected::UserbufOther),
        ("2.0", "2.1", Rejected::Version),
    ];
    for (was, is, why) in cases {
        assert!(text.contains(was));
        let forged = packed(text.replace(was, is).as_bytes(), 6);
        assert_eq!(check(&forged, &expected(Some(&userbuf)), NOW), Err(why), "{is}");
    }
    // Claims that fit what is expected, but were not what was signed.
    let forged = packed(text.replace("xiaojun", "xiaojum").as_bytes(), 6);
    let other = Expected { identifier: "xiaojum", ..expected(Some(&userbuf)) };
    assert_eq!(check(&forged, &other, NOW), Err(Rejected::Signature));
    let forged = packed(text.replace("\"AQID\"", "\"AQIE\"").as_bytes(), 6);
    assert_eq!(check(&forged, &expected(Some(&[1, 2, 4])), NOW), Err(Rejected::Signature));
    let start = text.find("sig\":\"").unwrap() + 6;
    for at in start..start + 43 {
        let mut forged = text.clone().into_bytes();
        forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
        assert_eq!(check(&packed(&forged, 6), &expected(Some(&userbuf)), NOW), Err(Rejected::Signature));
    }
    let other = SecretKey::new("another key").unwrap();
    let refused = verify(&good, &other, &expected(Some(&userbuf)), NOW, &mut [0; 1024]).map(|_| ());
    assert_eq!(refused, Err(Rejected::Signature));
}

#[test]
fn a_userbuf_is_there_exactly_when_it_is_expected() {
    let without = sign(&claims(), KEY);
    let with = sign(&claims().with_userbuf(b"abc"), KEY);
    let empty = sign(&claims().with_userbuf(b""), KEY);
    assert_eq!(check(&without, &expected(Some(b"abc")), NOW), Err(Rejected::UserbufMissing));
    assert_eq!(check(&without, &expected(Some(b"")), NOW), Err(Rejected::UserbufMissing));
    assert_eq!(check(&with, &expected(None), NOW), Err(Rejected::UserbufUnexpected));
    assert_eq!(check(&empty, &expected(None), NOW), Err(Rejected::UserbufUnexpected));
    assert_eq!(check(&with, &expected(Some(b"ab")), NOW), Err(Rejected::UserbufOther));
    assert_eq!(check(&empty, &expected(Some(b"")), NOW), Ok(()));
}

#[test]
fn json_is_taken_however_it_is_written() {
    let signed = String::from_utf8(inflated(&sign(&claims(), KEY))).unwrap();
    let start = signed.find("sig\":\"").unwrap() + 6;
    let sig = &signed[start..start + 44];
    let escaped = sig.replace('/', "\\/").replace('+', "\\u002b").replace('=', "\\u003D");
    let text = format!(
        "\n{{ \"TLS.more\" : [1, {{\"a\": null}}],\r\n \"TLS.expire\": 86400, \"TLS.identifier\": \"xi\\u0061ojun\",\
         \"TLS.sig\":\"{escaped}\",\t\"TLS.time\" :1700000000,\"TLS.sdkappid\":1400000000,\"TLS.ver\":\"2.0\"}}\n"
    );
    for level in [0, 1, 6, 9] {
        assert_eq!(check(&packed(text.as_bytes(), level), &expected(None), NOW), Ok(()), "level {level}");
    }
}

#[test]
fn each_thing_wrong_with_the_form_has_its_name() {
    let good = sign(&claims(), KEY);
    let standard = good.replace('*', "+").replace('-', "/").replace('_', "=");
    let text = String::from_utf8(inflated(&good)).unwrap();
    let bytes = {
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD.decode(standard).unwrap()
    };
    let decoded = |text: &str| decode(text, &mut [0; 1024]).map(|_| ());
    let repacked = |was: &str, is: &str| decoded(&packed(text.replace(was, is).as_bytes(), 6));
    let json = |key, wanted| Err(Rejected::Json(json::Error::Type { key, wanted }));

    assert_eq!(decoded(""), Err(Rejected::Truncated));
    assert_eq!(decoded("eJ+/"), Err(Rejected::Base64));
    assert_eq!(decoded("eJ"), Err(Rejected::Base64));
    assert_eq!(decoded("eJ="), Err(Rejected::Base64));
    assert_eq!(decoded("AAAA"), Err(Rejected::Zlib));
    assert_eq!(decoded(&services(&bytes[..bytes.len() - 5])), Err(Rejected::Truncated));
    assert_eq!(decoded(&services(&[&bytes[..], b"\n"].concat())), Err(Rejected::Trailing));
    let mut damaged = bytes.clone();
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(decoded(&services(&damaged)), Err(Rejected::Checksum));
    assert_eq!(decoded(&packed(b"[]", 6)), Err(Rejected::NoObject));
    assert_eq!(repacked("TLS.time", "tls.time"), Err(Rejected::Json(json::Error::Missing { key: "TLS.time" })));
    assert_eq!(repacked("\"2.0\"", "2.0"), json("TLS.ver", "a text"));
    assert_eq!(repacked(":86400", ":4294967296"), json("TLS.expire", "an integer of 32 bits"));
    assert_eq!(repacked(":1700000000", ":-1"), json("TLS.time", "an integer of 64 bits, not below 0"));
    assert_eq!(repacked("xiaojun", ""), Err(Rejected::Invalid(Invalid::IdentifierLength { bytes: 0 })));
    assert_eq!(repacked("xiaojun", "a\\nb"), Err(Rejected::Invalid(Invalid::IdentifierCharacter { at: 1 })));
    assert_eq!(repacked(":1400000000", ":0"), Err(Rejected::Invalid(Invalid::SdkAppId)));
    assert_eq!(repacked("=\"", "\""), Err(Rejected::Signature));
    let twice = text.replace("{", "{\"TLS.ver\":\"2.0\",");
    assert!(matches!(decoded(&packed(twice.as_bytes(), 6)), Err(Rejected::Json(json::Error::Syntax { .. }))));
}

#[test]
fn a_scratch_that_is_too_small_is_said_and_a_bomb_fills_no_more_than_it() {
    let good = sign(&claims(), KEY);
    let whole = good.len() / 4 * 3 + inflated(&good).len();
    for len in 0..whole + 1 {
        let decoded = decode(&good, &mut vec![0; len]).map(|_| ());
        match decoded {
            Err(Rejected::ScratchFull { needed }) => assert!(len < needed && needed <= good.len() / 4 * 3),
            Err(Rejected::TooLong { room }) => assert!(room < inflated(&good).len()),
            other => assert!(other == Ok(()) && len >= whole - 2, "{len}: {other:?}"),
        }
    }
    let bomb = packed(&vec![b' '; 1 << 20], 9);
    let room = 4096 - bomb.trim_end_matches('_').len() * 3 / 4;
    assert_eq!(decode(&bomb, &mut [0; 4096]).map(|_| ()), Err(Rejected::TooLong { room }));
}

#[test]
fn no_damage_makes_it_panic_or_changes_what_passes() {
    let mut random = Random::new();
    let good = sign(&claims().with_userbuf(b"abc"), KEY);
    let text = inflated(&good);
    let key = SecretKey::new(KEY).unwrap();
    for round in 0..6_000 {
        let damaged = if round % 2 == 0 {
            let mut letters = good.clone().into_bytes();
            for _ in 0..=random.below(3) {
                let at = random.below(letters.len() as u64) as usize;
                letters[at] = random.one_of(b"ABCDWXYZabcdwxyz0189*-_ \"");
            }
            letters.truncate(good.len() - random.one_of(&[0, 0, 0, 1, 4, 40]));
            String::from_utf8(letters).unwrap()
        } else {
            let mut json = text.clone();
            for _ in 0..=random.below(3) {
                let at = random.below(json.len() as u64) as usize;
                json[at] = random.one_of(b"{}[]\",:\\u0123xe+-. \n\x00\xFF");
            }
            packed(&json, 6)
        };
        let mut scratch = [0; 1024];
        if let Ok(decoded) = verify(&damaged, &key, &expected(Some(b"abc")), NOW, &mut scratch) {
            assert_eq!((decoded.claims(), decoded.userbuf_base64()), (claims(), Some("YWJj")), "{damaged}");
        }
        assert!(check(&damaged, &Expected { identifier: "x", ..expected(None) }, NOW).is_err());
    }
    for len in 0..400 {
        let noise = services(&random.bytes(len));
        assert!(check(&noise, &expected(None), NOW).is_err());
    }
}

#[test]
fn what_is_decoded_is_shown_without_its_signature() {
    let good = sign(&claims().with_userbuf(b"abc"), KEY);
    let mut scratch = [0; 1024];
    let decoded: Decoded<'_> = decode(&good, &mut scratch).unwrap();
    assert_eq!(decoded.userbuf_base64(), Some("YWJj"));
    let shown = format!("{decoded:?}");
    assert!(shown.contains("xiaojun") && shown.contains("YWJj") && !shown.contains("sig"), "{shown}");
}
