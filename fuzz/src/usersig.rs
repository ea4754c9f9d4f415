//! UserSigs by other hands: another base64, inflate, JSON and HMAC than the core's.

use std::io::Read as _;
use std::sync::LazyLock;

use data_encoding::{BASE64, Encoding, Specification};
use flate2::bufread::{ZlibDecoder, ZlibEncoder};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::tree::Tree;

/// What a UserSig says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Said {
    pub(crate) identifier: String,
    pub(crate) sdk_app_id: u32,
    pub(crate) time: u64,
    pub(crate) expire: u32,
    pub(crate) userbuf: Option<String>,
    pub(crate) sig: Vec<u8>,
}

impl Said {
    /// Reads a UserSig; `None` where it is none.
    pub(crate) fn read(text: &str) -> Option<Self> {
        Self::of(&Tree::read(&inflated(&SERVICES.decode(text.as_bytes()).ok()?)?)?)
    }

    /// The same from its JSON.
    fn of(json: &Tree) -> Option<Self> {
        if json.is_forbidden() || json.get("TLS.ver")?.text()? != "2.0" {
            return None;
        }
        let said = Self::unsigned(json)?;
        let sig = BASE64.decode(json.get("TLS.sig")?.text()?.as_bytes()).ok()?;
        let is_name =
            (1..=32).contains(&said.identifier.len()) && !said.identifier.bytes().any(|b| b.is_ascii_control());
        (is_name && said.sdk_app_id != 0 && sig.len() == 32).then_some(Self { sig, ..said })
    }

    /// All but the signature.
    pub(crate) fn unsigned(json: &Tree) -> Option<Self> {
        let integer = |key| match json.get(key)? {
            Tree::Number(number) => number.parse::<i128>().ok(),
            _ => None,
        };
        let userbuf = match json.get("TLS.userbuf") {
            None => None,
            Some(userbuf) => Some(userbuf.text()?.to_owned()),
        };
        Some(Self {
            identifier: json.get("TLS.identifier")?.text()?.to_owned(),
            sdk_app_id: integer("TLS.sdkappid")?.try_into().ok()?,
            time: integer("TLS.time")?.try_into().ok()?,
            expire: integer("TLS.expire")?.try_into().ok()?,
            userbuf,
            sig: Vec::new(),
        })
    }

    /// The signature that it should have with this key.
    pub(crate) fn hmac(&self, key: &str) -> Vec<u8> {
        let Self { identifier, sdk_app_id, time, expire, .. } = self;
        let mut text =
            format!("TLS.identifier:{identifier}\nTLS.sdkappid:{sdk_app_id}\nTLS.time:{time}\nTLS.expire:{expire}\n");
        if let Some(userbuf) = &self.userbuf {
            text += &format!("TLS.userbuf:{userbuf}\n");
        }
        let mut hmac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("any length");
        hmac.update(text.as_bytes());
        hmac.finalize().into_bytes().to_vec()
    }
}

/// Any bytes as a UserSig, packed at this level.
pub(crate) fn packed(json: &[u8], level: u32) -> String {
    let mut packed = Vec::new();
    ZlibEncoder::new(json, flate2::Compression::new(level)).read_to_end(&mut packed).expect("memory");
    SERVICES.encode(&packed)
}

/// What one whole zlib stream holds, if that is not more than a UserSig can need.
pub(crate) fn inflated(packed: &[u8]) -> Option<Vec<u8>> {
    let mut decoder = ZlibDecoder::new(packed);
    let mut text = Vec::new();
    decoder.by_ref().take(1 << 16).read_to_end(&mut text).ok()?;
    // The end of the stream has to be read for its checksum.
    let is_whole = decoder.read(&mut [0]).ok()? == 0 && decoder.into_inner().is_empty();
    is_whole.then_some(text)
}

/// The service's base64.
pub(crate) static SERVICES: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-");
    specification.padding = Some('_');
    specification.encoding().expect("64 signs and padding")
});
