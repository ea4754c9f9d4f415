//! The vendor's own signer, in Node.js.

use std::process::Command;

use crate::bench::callgrind;
use crate::vendor;

/// Signs as often. Its options make Node compile and collect at the same places on every run.
const OPTIONS: [&str; 3] = ["--single-threaded", "--predictable", "--eval"];
const SCRIPT: &str = r#"
const { Api } = require("tls-sig-api-v2");
const api = new Api(1400000000, "5bd2850fff3ecb11d7c805251c51ee46");
for (let left = Number(process.argv[1]); left > 0; left--) api.genSig("administrator", 86400, null);
"#;

/// So many that Node has compiled what is hot.
const MORE: u32 = 200;

pub(super) fn instructions() -> Result<f64, String> {
    let folder = vendor::install()?;
    callgrind::once(MORE, |times| {
        let mut node = Command::new("node");
        node.current_dir(&folder).args(OPTIONS).arg(SCRIPT).arg(times.to_string());
        node
    })
}
