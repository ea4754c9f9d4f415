//! UserSigs made by hand, right and wrong ones.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use ring::hmac;
use serde_json::json;

/// What goes into a UserSig. Each field can be wrong.
#[derive(Clone)]
pub(crate) struct Signer {
    pub(crate) identifier: String,
    pub(crate) sdk_app_id: u32,
    pub(crate) key: String,
    pub(crate) time: i64,
    pub(crate) expire: i64,
    pub(crate) userbuf: Option<String>,
}

impl Signer {
    pub(crate) fn sign(&self) -> String {
        let Self { identifier, sdk_app_id, key, time, expire, userbuf } = self;
        let mut text =
            format!("TLS.identifier:{identifier}\nTLS.sdkappid:{sdk_app_id}\nTLS.time:{time}\nTLS.expire:{expire}\n");
        let mut json = json!({
            "TLS.ver": "2.0",
            "TLS.identifier": identifier,
            "TLS.sdkappid": sdk_app_id,
            "TLS.time": time,
            "TLS.expire": expire,
        });
        if let Some(userbuf) = userbuf {
            text += &format!("TLS.userbuf:{userbuf}\n");
            json["TLS.userbuf"] = userbuf.as_str().into();
        }
        let key = hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes());
        json["TLS.sig"] = STANDARD.encode(hmac::sign(&key, text.as_bytes())).into();
        encode(json.to_string().as_bytes())
    }
}

/// Zlib, then base64 with the service's three letters.
pub(crate) fn encode(json: &[u8]) -> String {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(json).unwrap();
    to_alphabet(&zlib.finish().unwrap())
}

pub(crate) fn to_alphabet(bytes: &[u8]) -> String {
    STANDARD.encode(bytes).replace('+', "*").replace('/', "-").replace('=', "_")
}
