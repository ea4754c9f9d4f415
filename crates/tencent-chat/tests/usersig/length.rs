//! How long UserSigs are.

use tencent_chat::{UserSig, usersig::Claims};

use crate::{oracle::sign, random::Random};

const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";

#[test]
fn the_mean_is_well_below_that_of_the_best_compressor() {
    // zlib at its highest level comes to 196, 210 and 227 for these.
    for (len, most) in [(5, 185.0), (16, 197.0), (32, 215.0)] {
        let mut random = Random::new();
        let mut sum = 0;
        for _ in 0..2_000 {
            let identifier = random.text(LETTERS, len);
            let claims = random.claims(&identifier);
            sum += sign(&claims, &random.key()).len();
        }
        let mean = sum as f64 / 2_000.0;
        println!("{len} bytes: {mean} characters");
        assert!(mean <= most, "{len} bytes: {mean} characters");
    }
}

#[test]
fn the_bound_is_never_exceeded_and_not_far_off() {
    let mut random = Random::new();
    let mut longest = 0;
    let letters = [LETTERS, "\"\\", "é", "羽", " \"\\", "é\"\\", "\"\\ #~!", "羽\"\\\"\\\"\\"];
    for round in 0..5_000 {
        let identifier = random.text(letters[round % letters.len()], 32);
        let claims = random.claims(&identifier);
        let claims =
            Claims::new(u32::MAX - round as u32, claims.identifier(), u64::MAX - random.below(1 << 62), u32::MAX);
        longest = longest.max(sign(&claims.unwrap(), &random.key()).len());
    }
    println!("{longest} of {}", UserSig::MAX_LEN);
    // In firmware that declares its rooms by this number, another one is a change worth telling.
    assert_eq!(UserSig::MAX_LEN, 332);
    assert!(longest <= UserSig::MAX_LEN);
    assert!(longest * 4 >= UserSig::MAX_LEN * 3, "{longest} of {}", UserSig::MAX_LEN);
}

#[test]
fn the_bound_with_a_userbuf_is_never_exceeded_and_not_far_off() {
    let mut random = Random::new();
    for len in [0, 1, 2, 3, 31, 55, 300, 5_000] {
        for identifier in ["\"\\ \\\"\"\\\\\"\\\"\"\"\\\\", "gateway_01", "羽羽羽羽羽羽羽羽"] {
            let userbuf = random.bytes(len);
            let claims = random.odd_claims(identifier).with_userbuf(&userbuf);
            let (is, most) = (sign(&claims, "key").len(), UserSig::max_len_with_userbuf(len));
            assert!(is <= most && is * 2 >= most, "{len} bytes: {is} of {most}");
        }
    }
}
