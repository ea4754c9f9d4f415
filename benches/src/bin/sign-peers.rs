//! `sign-peers PEER TIMES`: as `sign`, by what others offer.

use std::hint::black_box;
use std::process::ExitCode;

use chrono::Duration;
use tencent_chat_benches::peers::straightforward::Signer;
use tencent_chat_benches::{end, number, word};
use tls_sig_api::TlsSigApiVer2;

const APP: u32 = 1_400_000_000;
const KEY: &str = "5bd2850fff3ecb11d7c805251c51ee46";
const IDENTIFIER: &str = "administrator";
const FIRST_SECOND: u64 = 1_700_000_000;
const LIFETIME: u32 = 86_400;

fn main() -> ExitCode {
    end(run())
}

fn run() -> Result<(), String> {
    let (peer, times) = (word(1)?, number(2)?);
    match peer.as_str() {
        "hmac + serde_json + flate2" => straightforward(times),
        "tls_sig_api" => published(times),
        _ => Err(format!("there is no signer `{peer}`")),
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
fn published(times: u64) -> Result<(), String> {
    let signer = TlsSigApiVer2::new(APP.into(), black_box(KEY));
    for _ in 0..times {
        black_box(signer.gen_sign(black_box(IDENTIFIER), Duration::seconds(LIFETIME.into()), None));
    }
    Ok(())
}
