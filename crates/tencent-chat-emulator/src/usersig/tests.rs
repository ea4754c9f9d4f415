use super::*;

/// Vectors made with the vendor's own signers.
fn vectors() -> Vec<toml::Table> {
    let facts: toml::Table = toml::from_str(include_str!("../../../../tests/spec/common.toml")).unwrap();
    let vectors = facts["usersig_vector"].as_array().unwrap();
    vectors.iter().map(|vector| vector.as_table().unwrap().clone()).collect()
}

fn text<'a>(vector: &'a toml::Table, key: &str) -> &'a str {
    vector[key].as_str().unwrap()
}

const LIBRARIES: [&str; 3] = ["usersig_go_stored", "usersig_node", "usersig_python"];

#[test]
fn what_the_vendors_libraries_sign_is_read_and_believed() {
    assert_eq!(vectors().len(), 5);
    for vector in vectors() {
        for library in LIBRARIES {
            let usersig = UserSig::decode(text(&vector, library)).unwrap();
            assert_eq!(usersig.identifier, text(&vector, "userid"));
            assert_eq!(usersig.sdk_app_id, 1_400_000_000);
            assert_eq!(usersig.signed_text(), text(&vector, "signed_text"));
            assert_eq!(usersig.sig, text(&vector, "sig"));
            assert!(usersig.is_signed_with(text(&vector, "key")));
            assert!(!usersig.is_signed_with("another key"));
        }
    }
}

#[test]
fn whatever_is_signed_cannot_be_changed() {
    for vector in vectors() {
        let signed = || UserSig::decode(text(&vector, "usersig_node")).unwrap();
        let changed = [
            UserSig { identifier: "xiaojum".to_owned(), ..signed() },
            UserSig { sdk_app_id: 1_400_000_001, ..signed() },
            UserSig { time: 1_700_000_001, ..signed() },
            UserSig { expire: 15_552_001, ..signed() },
            UserSig { userbuf: Some("YWJk".to_owned()), ..signed() },
            UserSig { sig: format!("M{}", &signed().sig[1..]), ..signed() },
            UserSig { sig: String::new(), ..signed() },
        ];
        for usersig in changed {
            assert!(!usersig.is_signed_with(text(&vector, "key")), "{}", text(&vector, "name"));
        }
    }
}

#[test]
fn the_checks_come_in_the_vendors_order() {
    let vectors = vectors();
    let [plain, .., room] = vectors.as_slice() else { panic!("five vectors") };
    let key = text(plain, "key");
    let last_second = 1_700_000_000 + 15_552_000;
    let sig = text(plain, "usersig_go_stored");
    let code = |sig: &str, identifier, sdk_app_id, secret_key, now| {
        check(sig, &Expected { identifier, sdk_app_id, secret_key, made_from: None }, now)
            .map_or_else(|refusal| refusal.code, |()| 0)
    };
    let app = 1_400_000_000;
    assert_eq!(code(sig, "xiaojun", app, key, 0), 0, "a clock behind the signer's is not noticed");
    assert_eq!(code(sig, "xiaojun", app, key, last_second), 0);
    assert_eq!(code(sig, "xiaojun", app, key, last_second + 1), 70001);
    assert_eq!(code(sig, "xiaojun", app, "another", last_second), 70009);
    assert_eq!(code(sig, "xiaojun", app, "another", last_second + 1), 70001);
    assert_eq!(code(sig, "xiaojun", app + 1, "another", last_second + 1), 70014);
    assert_eq!(code(sig, "somebody", app + 1, "another", last_second + 1), 70013);
    assert_eq!(code("x", "somebody", app + 1, "another", last_second + 1), 70003);
    assert_eq!(code("", "somebody", app + 1, "another", last_second + 1), 70002);
    assert_eq!(code(text(room, "usersig_node"), "xiaojun", app, key, 0), 70009, "a room ticket");
}

#[test]
fn what_cannot_be_read_says_why() {
    let vectors = vectors();
    let good = text(&vectors[0], "usersig_node");
    let refused = |text: &str| UserSig::decode(text).err().unwrap();
    let standard = good.replace('*', "+").replace('-', "/").replace('_', "=");
    let url_safe = good.trim_end_matches('_').replace('-', "_").replace('*', "-");
    assert_eq!(refused(&standard), Unreadable::Alphabet);
    assert_eq!(refused(&format!("{url_safe}__")), Unreadable::Zlib);
    assert_eq!(refused(&url_safe), Unreadable::Alphabet);
    assert_eq!(refused(good.trim_end_matches('_')), Unreadable::Alphabet);
    assert_eq!(refused("AAAA"), Unreadable::Zlib);
    assert_eq!(refused(&encode(b"{}")), Unreadable::Json);
    assert_eq!(refused(&encode(&vec![b' '; INFLATED_BYTES + 1])), Unreadable::TooLong);
    assert_eq!(refused(&encode(&vec![b' '; 1 << 20])), Unreadable::TooLong);

    let json = r#"{"TLS.ver":"2.0","TLS.identifier":"a","TLS.sdkappid":1,"TLS.time":2,"TLS.expire":3,"TLS.sig":"x"}"#;
    assert!(UserSig::decode(&encode(json.as_bytes())).is_ok());
    for (from, to, why) in [
        ("\"2.0\"", "\"1.0\"", Unreadable::Version),
        ("\"2.0\"", "2.0", Unreadable::Json),
        (":1,", ":\"1\",", Unreadable::Json),
        (":2,", ":2.5,", Unreadable::Json),
        (":2,", ":-2,", Unreadable::Json),
        ("\"TLS.expire\":3,", "", Unreadable::Json),
        ("\"TLS.expire\":3,", "\"TLS.expire\":3,\"TLS.expire\":3,", Unreadable::Json),
        ("}", "}x", Unreadable::Json),
    ] {
        let changed = json.replace(from, to);
        assert_eq!(refused(&encode(changed.as_bytes())), why, "{changed}");
    }
}

#[test]
fn a_stream_cut_anywhere_or_with_more_behind_it_is_refused() {
    let engine = alphabet().unwrap();
    let vectors = vectors();
    for library in LIBRARIES {
        let whole = engine.decode(text(&vectors[0], library)).unwrap();
        for len in 0..whole.len() {
            assert!(inflate(&whole[..len]).is_err(), "{library} cut at {len}");
        }
        assert!(inflate(&whole).is_ok());
        assert_eq!(inflate(&[whole.as_slice(), b"x"].concat()), Err(Unreadable::Zlib));
    }
}

#[test]
fn a_refusal_never_repeats_the_usersig() {
    let vectors = vectors();
    let sig = text(&vectors[0], "usersig_node");
    let expected =
        Expected { identifier: "xiaojun", sdk_app_id: 1_400_000_000, secret_key: "another", made_from: None };
    for sig in [sig, &sig[1..]] {
        let refusal = check(sig, &expected, 0).unwrap_err();
        assert!(!refusal.info.contains(&sig[..12]) && !refusal.info.contains("another"), "{}", refusal.info);
    }
}

fn encode(json: &[u8]) -> String {
    use std::io::Write;
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    zlib.write_all(json).unwrap();
    alphabet().unwrap().encode(zlib.finish().unwrap())
}
