//! A UserSig: what signing takes on the host, and how long it comes out.

mod npm;

use super::{HOST, MORE, Setting, programs};
use crate::figure::Figure;

/// What others offer to sign by, in Rust.
const SIGNERS: [&str; 2] = ["hmac + serde_json + flate2", "tls_sig_api"];

/// Instructions of a signature by a key that is kept.
pub(super) fn instructions(setting: &Setting) -> Result<Vec<Figure>, String> {
    let figure = |instructions: f64| Figure::new(HOST, "sign", instructions.round(), "instructions");
    programs::build(setting.peers)?;
    let mut figures = vec![figure(programs::instructions("sign", &[], MORE)?).must(22_000.0).aim(15_000.0)];
    if setting.peers {
        for signer in SIGNERS {
            figures.push(figure(programs::instructions("peers", &["sign", signer], MORE)?).of(signer));
        }
        figures.push(figure(npm::instructions()?).of("tls-sig-api-v2 (npm)"));
    }
    Ok(figures)
}

/// For identifiers of so many bytes: what UserSigs must not exceed in the mean, and should come to.
const LENGTHS: [(&str, f64, f64); 3] = [("5", 192.5, 191.0), ("16", 204.0, 203.0), ("32", 220.6, 219.0)];

/// Characters, in the mean.
pub(super) fn length(setting: &Setting) -> Result<Vec<Figure>, String> {
    programs::build(setting.peers)?;
    let mut figures = Vec::new();
    for (identifier, must, aim) in LENGTHS {
        let figure = |program: &str| {
            let mean = programs::number(program, &["usersig", identifier])?;
            Ok::<_, String>(Figure::new("anywhere", format!("UserSig, identifier of {identifier}"), mean, "characters"))
        };
        figures.push(figure("facts")?.must(must).aim(aim));
        if setting.peers {
            figures.push(figure("peers")?.of("zlib 9"));
        }
    }
    Ok(figures)
}
