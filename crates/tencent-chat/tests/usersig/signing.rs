//! Who signs, and what.

use core::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use tencent_chat::{
    App, Region, UserSig,
    usersig::{Claims, SecretKey, SignError, SignedText, Signer},
};

use crate::{oracle, random::Random};

/// A secure element: it takes the text as it comes, and may fail.
struct Element {
    seen: Vec<u8>,
    shown: String,
    answer: Result<[u8; 32], Worn>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Worn;

impl fmt::Display for Worn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("worn out")
    }
}

impl core::error::Error for Worn {}

impl Signer for Element {
    type Error = Worn;

    fn hmac_sha256(&mut self, text: &SignedText<'_>) -> Result<[u8; 32], Worn> {
        text.pieces(&mut |piece| {
            assert!(piece.len() <= 32);
            self.seen.extend_from_slice(piece);
        });
        self.shown = format!("{text:?}");
        self.answer
    }
}

#[test]
fn a_secure_element_signs_the_lines_it_is_given() {
    let mut element = Element { seen: Vec::new(), shown: String::new(), answer: Ok([7; 32]) };
    let app = App::new(1_400_000_000, Region::Singapore, "admin").unwrap();
    let mut room = [0; UserSig::MAX_LEN];
    let user_sig = UserSig::sign(&app, &mut element, 1_700_000_000, 86_400, &mut room).unwrap();
    assert_eq!(user_sig.expires_at(), Some(1_700_086_400));
    assert_eq!(oracle::json(user_sig.as_str())["TLS.sig"], STANDARD.encode([7; 32]));
    let lines = "TLS.identifier:admin\nTLS.sdkappid:1400000000\nTLS.time:1700000000\nTLS.expire:86400\n";
    assert_eq!(String::from_utf8(element.seen).unwrap(), lines);
    let claims = Claims::of_administrator(&app, 1_700_000_000, 86_400);
    assert_eq!(element.shown, format!("SignedText({claims:?})"));
}

#[test]
fn a_signer_that_fails_says_why() {
    let mut element = Element { seen: Vec::new(), shown: String::new(), answer: Err(Worn) };
    let claims = Random::new().claims("admin");
    let error = claims.sign(&mut element, &mut [0; 300]).unwrap_err();
    assert_eq!(error, SignError::Signer(Worn));
    assert_eq!(error.to_string(), "the signer made no signature");
    assert_eq!(core::error::Error::source(&error).unwrap().to_string(), "worn out");
    let error: SignError<Worn> = SignError::BufferFull { needed: 184 };
    assert_eq!(error.to_string(), "the UserSig does not fit: it takes 184 bytes");
}

#[test]
fn a_key_signs_the_same_whether_lent_or_owned() {
    let mut key = SecretKey::new("key").unwrap();
    let claims = Random::new().claims("admin");
    let (mut a, mut b, mut c) = ([0; 300], [0; 300], [0; 300]);
    let lent = claims.sign(&key, &mut a).unwrap();
    assert_eq!(lent, claims.sign(&mut key, &mut b).unwrap());
    assert_eq!(lent, claims.sign(key, &mut c).unwrap());
}

#[test]
fn nothing_secret_prints() {
    let secret = "not-a-key-but-a-secret-all-the-same";
    let key = SecretKey::new(secret).unwrap();
    let claims: Claims<'_> = Random::new().claims("admin");
    let mut room = [0; 300];
    let user_sig = claims.sign(&key, &mut room).unwrap();
    let printed = format!("{key:?} {key:#?} {user_sig:?} {user_sig:#?}");
    assert!(!printed.contains(secret) && !printed.contains(user_sig.as_str()), "{printed}");
    assert_eq!(format!("{key:?}"), "SecretKey { .. }");
    assert_eq!(format!("{user_sig:?}"), format!("UserSig {{ expires_at: Some({}), .. }}", claims.expires_at()));
}
