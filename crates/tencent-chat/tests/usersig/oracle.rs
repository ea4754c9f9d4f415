//! What others read in a UserSig.

use std::io::Read as _;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::Value;
use tencent_chat::usersig::{Claims, SecretKey};

/// Signs with a room that is large enough.
pub(crate) fn sign(claims: &Claims<'_>, key: &str) -> String {
    let mut room = vec![0; 1 << 17];
    claims.sign(&SecretKey::new(key).unwrap(), &mut room).unwrap().as_str().to_owned()
}

/// The JSON in a UserSig, and nothing may follow it.
pub(crate) fn json(user_sig: &str) -> Value {
    serde_json::from_slice(&inflated(user_sig)).unwrap()
}

pub(crate) fn inflated(user_sig: &str) -> Vec<u8> {
    let standard = user_sig.replace('*', "+").replace('-', "/").replace('_', "=");
    let packed = STANDARD.decode(standard).unwrap();
    let mut decoder = flate2::bufread::ZlibDecoder::new(packed.as_slice());
    let mut text = Vec::new();
    decoder.read_to_end(&mut text).unwrap();
    assert!(decoder.into_inner().is_empty(), "something follows the zlib stream");
    text
}

/// The other way: any JSON as a UserSig.
#[cfg(feature = "verify")]
pub(crate) fn packed(json: &[u8], level: u32) -> String {
    let mut encoder = flate2::bufread::ZlibEncoder::new(json, flate2::Compression::new(level));
    let mut packed = Vec::new();
    encoder.read_to_end(&mut packed).unwrap();
    services(&packed)
}

/// Any bytes in the service's base64.
#[cfg(feature = "verify")]
pub(crate) fn services(bytes: &[u8]) -> String {
    STANDARD.encode(bytes).replace('+', "*").replace('/', "-").replace('=', "_")
}

/// That the JSON says what was claimed.
pub(crate) fn assert_says(json: &Value, claims: &Claims<'_>) {
    assert_eq!(json["TLS.ver"], "2.0");
    assert_eq!(json["TLS.identifier"], claims.identifier().as_str());
    assert_eq!(json["TLS.sdkappid"], claims.sdk_app_id());
    assert_eq!(json["TLS.time"], claims.time());
    assert_eq!(json["TLS.expire"], claims.expire());
    let userbuf = claims.userbuf().map(|bytes| Value::from(STANDARD.encode(bytes)));
    assert_eq!(json.get("TLS.userbuf"), userbuf.as_ref());
    let fields = if userbuf.is_some() { 7 } else { 6 };
    assert_eq!(json.as_object().unwrap().len(), fields);
}
