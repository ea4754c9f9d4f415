//! `sign-peers PEER TIMES`: as `sign`, by what others offer.

use std::hint::black_box;
use std::io::Write;
use std::process::ExitCode;

use base64::prelude::{BASE64_STANDARD, Engine};
use flate2::{Compression, write::ZlibEncoder};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tencent_chat_benches::{end, number, word};

const APP: u32 = 1_400_000_000;
const KEY: &str = "5bd2850fff3ecb11d7c805251c51ee46";
const IDENTIFIER: &str = "administrator";
const FIRST_SECOND: u64 = 1_700_000_000;
const LIFETIME: u64 = 86_400;

fn main() -> ExitCode {
    end(run())
}

fn run() -> Result<(), String> {
    let (peer, times) = (word(1)?, number(2)?);
    match peer.as_str() {
        "hmac+serde_json+flate2" => straightforward(times),
        _ => Err(format!("there is no signer `{peer}`")),
    }
}

/// What one writes with the crates that everybody has at hand. The keyed hash is kept, as ours is.
fn straightforward(times: u64) -> Result<(), String> {
    let keyed = <Hmac<Sha256>>::new_from_slice(black_box(KEY).as_bytes()).map_err(|e| e.to_string())?;
    let identifier = black_box(IDENTIFIER);
    for second in 0..times {
        let time = FIRST_SECOND + second;
        let mut mac = keyed.clone();
        mac.update(
            format!("TLS.identifier:{identifier}\nTLS.sdkappid:{APP}\nTLS.time:{time}\nTLS.expire:{LIFETIME}\n")
                .as_bytes(),
        );
        let claims = serde_json::json!({
            "TLS.ver": "2.0",
            "TLS.identifier": identifier,
            "TLS.sdkappid": APP,
            "TLS.expire": LIFETIME,
            "TLS.time": time,
            "TLS.sig": BASE64_STANDARD.encode(mac.finalize().into_bytes()),
        });
        let mut deflated = ZlibEncoder::new(Vec::new(), Compression::default());
        deflated.write_all(claims.to_string().as_bytes()).map_err(|e| e.to_string())?;
        let deflated = deflated.finish().map_err(|e| e.to_string())?;
        let user_sig = BASE64_STANDARD.encode(deflated).replace('+', "*").replace('/', "-").replace('=', "_");
        black_box(user_sig);
    }
    Ok(())
}
