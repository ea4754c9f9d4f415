use super::*;

#[test]
fn a_minted_one_is_taken_as_it_is_unless_it_can_be_none() {
    assert_eq!(UserSig::minted("aZ09*-_").unwrap().as_str(), "aZ09*-_");
    assert_eq!(UserSig::minted(""), Err(Invalid::UserSigLength { bytes: 0 }));
    let longest = "x".repeat(UserSig::MAX_MINTED_LEN);
    assert!(UserSig::minted(&longest).is_ok());
    assert_eq!(UserSig::minted(&(longest + "x")), Err(Invalid::UserSigLength { bytes: 1025 }));
    for (text, at) in [("ab c", 2), ("ab+", 2), ("/", 0), ("a=", 1), ("ab\r\n", 2), ("abé", 2), ("a&random=1", 1)] {
        assert_eq!(UserSig::minted(text), Err(Invalid::UserSigCharacter { at }), "{text}");
    }
}

#[test]
fn it_needs_renewal_from_the_margin_before_its_last_second_on() {
    let user_sig = UserSig::minted("x").unwrap();
    assert!(!user_sig.needs_renewal(u64::MAX, u32::MAX));
    let user_sig = user_sig.expiring_at(1_000);
    assert_eq!(user_sig.expires_at(), Some(1_000));
    assert!(!user_sig.needs_renewal(1_000, 0));
    assert!(user_sig.needs_renewal(1_001, 0));
    assert!(!user_sig.needs_renewal(900, 100));
    assert!(user_sig.needs_renewal(901, 100));
    assert!(user_sig.needs_renewal(u64::MAX, 1));
}

#[test]
fn an_empty_key_is_refused() {
    assert_eq!(SecretKey::new("").map(|_| ()), Err(Invalid::SecretKey));
}

#[test]
fn claims_name_an_app() {
    let identifier = crate::Identifier::new("x").unwrap();
    assert_eq!(Claims::new(0, identifier, 0, 0), Err(Invalid::SdkAppId));
    let endless = Claims::new(1, identifier, u64::MAX, u32::MAX).unwrap();
    assert_eq!(endless.expires_at(), u64::MAX);
}

#[cfg(feature = "verify")]
#[test]
fn a_rejection_reads_as_a_sentence() {
    use std::{format, string::ToString as _};

    let why = Rejected::Expired { at: 7 };
    assert_eq!(format!("it is refused: {why}"), "it is refused: it expired: its last second was 7");
    let why = Rejected::Invalid(Invalid::SdkAppId);
    assert_eq!(core::error::Error::source(&why).unwrap().to_string(), why.to_string());
}
