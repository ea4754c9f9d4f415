//! What signing and reading take on the host.

use super::{Setting, callgrind};
use crate::figure::Figure;
use crate::workspace;

const PLACE: &str = "host 3";

/// What others offer to sign by.
const SIGNERS: [&str; 1] = ["hmac+serde_json+flate2"];

/// A signature by a key that is kept.
pub(super) fn sign(setting: &Setting) -> Result<Vec<Figure>, String> {
    let figure = |instructions| Figure::new(PLACE, "sign", instructions, "instructions");
    callgrind::prepare()?;
    callgrind::build(&["--bin", "sign"])?;
    let mut figures = vec![figure(callgrind::instructions("sign", &[])?).must(22_000.0).aim(15_000.0)];
    if setting.peers {
        callgrind::build(&["--bin", "sign-peers", "--features", "peers"])?;
        for signer in SIGNERS {
            figures.push(figure(callgrind::instructions("sign-peers", &[signer])?).of(signer));
        }
    }
    Ok(figures)
}

/// The answers in `tests/answers`, with what reading a byte of each must not exceed, and should come to.
const ANSWERS: [(&str, Option<(f64, f64)>); 6] = [
    ("plain1", None),
    ("plain10", None),
    ("plain100", Some((20.0, 12.0))),
    ("hard1", None),
    ("hard10", None),
    ("hard100", Some((26.0, 16.0))),
];

/// Answers through 1024 bytes: instructions a byte.
pub(super) fn parse(_: &Setting) -> Result<Vec<Figure>, String> {
    callgrind::prepare()?;
    callgrind::build(&["--bin", "parse"])?;
    let mut figures = Vec::new();
    for (name, limits) in ANSWERS {
        let path = workspace::root()?.join(format!("tests/answers/{name}.json"));
        let told = |e: &dyn core::fmt::Display| format!("{}: {e}", path.display());
        let bytes = std::fs::metadata(&path).map_err(|e| told(&e))?.len();
        let instructions = callgrind::instructions("parse", &[path.to_str().ok_or_else(|| told(&"is no text"))?])?;
        #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
        let figure = Figure::new(PLACE, format!("parse {name}"), instructions / bytes as f64, "instructions/B");
        figures.push(match limits {
            Some((must, aim)) => figure.must(must).aim(aim),
            None => figure,
        });
    }
    Ok(figures)
}
