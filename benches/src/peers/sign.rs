//! Signing by what others offer.

use std::hint::black_box;

use chrono::Duration;
use tls_sig_api::TlsSigApiVer2;

use super::straightforward::Signer;

const APP: u32 = 1_400_000_000;
const KEY: &str = "5bd2850fff3ecb11d7c805251c51ee46";
const IDENTIFIER: &str = "administrator";
const FIRST_SECOND: u64 = 1_700_000_000;
const LIFETIME: u32 = 86_400;

/// Signs as often, by the signer of this name.
///
/// # Errors
///
/// Where there is no such signer.
pub fn sign(name: &str, times: u64) -> Result<(), String> {
    match name {
        "hmac + serde_json + flate2" => straightforward(times),
        "tls_sig_api" => {
            published(times);
            Ok(())
        }
        _ => Err(format!("there is no signer `{name}`")),
    }
}

/// At the level that flate2 takes where none is named.
fn straightforward(times: u64) -> Result<(), String> {
    let signer = Signer::new(APP, black_box(KEY), 6)?;
    for second in 0..times {
        black_box(signer.sign(black_box(IDENTIFIER), FIRST_SECOND + second, LIFETIME)?);
    }
    Ok(())
}

/// The one on crates.io. It takes the time from the system.
fn published(times: u64) {
    let signer = TlsSigApiVer2::new(APP.into(), black_box(KEY));
    for _ in 0..times {
        black_box(signer.gen_sign(black_box(IDENTIFIER), Duration::seconds(LIFETIME.into()), None));
    }
}
