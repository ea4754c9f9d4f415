//! The vectors of `tests/spec/common.toml`.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::Deserialize;
use tencent_chat::{Identifier, usersig::Claims};

use crate::oracle;

/// A UserSig that the service's official libraries made.
#[derive(Deserialize)]
pub(crate) struct Vector {
    pub(crate) name: String,
    pub(crate) sdkappid: u32,
    pub(crate) key: String,
    pub(crate) userid: String,
    pub(crate) expire: u32,
    pub(crate) time: u64,
    userbuf_base64: Option<String>,
    sig: String,
    usersig_go_stored: String,
    usersig_node: String,
    usersig_python: String,
}

#[derive(Deserialize)]
struct Common {
    usersig_vector: Vec<Vector>,
}

pub(crate) fn all() -> Vec<Vector> {
    let text = include_str!("../../../../tests/spec/common.toml");
    let vectors = toml::from_str::<Common>(text).unwrap().usersig_vector;
    assert_eq!(vectors.len(), 5);
    vectors
}

impl Vector {
    pub(crate) fn userbuf(&self) -> Option<Vec<u8>> {
        self.userbuf_base64.as_ref().map(|text| STANDARD.decode(text).unwrap())
    }

    pub(crate) fn user_sigs(&self) -> [&str; 3] {
        [&self.usersig_go_stored, &self.usersig_node, &self.usersig_python]
    }

    pub(crate) fn claims<'a>(&'a self, userbuf: Option<&'a [u8]>) -> Claims<'a> {
        let identifier = Identifier::new(&self.userid).unwrap();
        let claims = Claims::new(self.sdkappid, identifier, self.time, self.expire).unwrap();
        userbuf.map_or(claims, |userbuf| claims.with_userbuf(userbuf))
    }
}

#[test]
fn ours_say_and_sign_what_the_official_libraries_do() {
    for vector in all() {
        let userbuf = vector.userbuf();
        let json = oracle::json(&oracle::sign(&vector.claims(userbuf.as_deref()), &vector.key));
        assert_eq!(json["TLS.sig"], vector.sig, "{}", vector.name);
        for theirs in vector.user_sigs() {
            assert_eq!(json, oracle::json(theirs), "{}", vector.name);
        }
    }
}
