//! The signer that one writes with the crates that everybody has at hand.

use std::io::Write;

use base64::prelude::{BASE64_STANDARD, Engine};
use flate2::{Compression, write::ZlibEncoder};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::usersig;

/// The keyed hash is kept, as ours is.
pub struct Signer {
    app: u32,
    keyed: Hmac<Sha256>,
    level: Compression,
}

impl Signer {
    /// With the level that zlib compresses at.
    ///
    /// # Errors
    ///
    /// None for any key that there is.
    pub fn new(app: u32, key: &str, level: u32) -> Result<Self, String> {
        let keyed = Hmac::new_from_slice(key.as_bytes()).map_err(|e| e.to_string())?;
        Ok(Self { app, keyed, level: Compression::new(level) })
    }

    /// # Errors
    ///
    /// None: writing into memory does not fail.
    pub fn sign(&self, identifier: &str, time: u64, lifetime: u32) -> Result<String, String> {
        let app = self.app;
        let mut mac = self.keyed.clone();
        mac.update(
            format!("TLS.identifier:{identifier}\nTLS.sdkappid:{app}\nTLS.time:{time}\nTLS.expire:{lifetime}\n")
                .as_bytes(),
        );
        let claims = serde_json::json!({
            "TLS.ver": "2.0",
            "TLS.identifier": identifier,
            "TLS.sdkappid": app,
            "TLS.expire": lifetime,
            "TLS.time": time,
            "TLS.sig": BASE64_STANDARD.encode(mac.finalize().into_bytes()),
        });
        let mut deflated = ZlibEncoder::new(Vec::new(), self.level);
        deflated.write_all(claims.to_string().as_bytes()).map_err(|e| e.to_string())?;
        let deflated = deflated.finish().map_err(|e| e.to_string())?;
        Ok(BASE64_STANDARD.encode(deflated).replace('+', "*").replace('/', "-").replace('=', "_"))
    }
}

/// How many characters UserSigs have in the mean, for identifiers of `length` bytes, at zlib's highest level.
///
/// # Errors
///
/// Those of [`Signer`].
pub fn mean_length(length: usize) -> Result<f64, String> {
    usersig::mean_length(length, |wanted| {
        Signer::new(wanted.app, &wanted.key, 9)?.sign(&wanted.identifier, wanted.time, wanted.lifetime)
    })
}
