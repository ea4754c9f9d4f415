//! Instructions that a program takes in user space, as valgrind counts them: the same on every run.

use std::path::Path;
use std::process::Command;

use crate::{apt, run, workspace};

/// How often more the work is done in the longer of two runs.
const TIMES: u64 = 10;

/// The processor that glibc chooses its copying by; as found, counts would differ from one computer to the next.
const PROCESSOR: &str = "glibc.cpu.hwcaps=-AVX512F,-AVX512VL,-AVX2,-AVX_Fast_Unaligned_Load,-ERMS,-FSRM";

/// Builds a program of `benches`, with these features, or all of its programs.
pub(super) fn build(options: &[&str]) -> Result<(), String> {
    let mut cargo = workspace::cargo()?;
    cargo.args(["build", "--quiet", "--release", "--manifest-path", "benches/Cargo.toml"]).args(options);
    // Portable SHA-256: valgrind does not know the processor's own.
    run::run(cargo.env("CARGO_ENCODED_RUSTFLAGS", "-Dwarnings\x1f--cfg=sha2_backend=\"soft\""))
}

/// Instructions of doing once what `program WORDS TIMES` does as often: the difference of two runs, which both start and end.
pub(super) fn instructions(program: &str, words: &[&str]) -> Result<f64, String> {
    let path = workspace::target_dir()?.join("release").join(program);
    let once = count(&path, words, 1)?;
    let more = count(&path, words, 1 + TIMES)?;
    let difference = more.checked_sub(once).ok_or_else(|| format!("`{program}` does less when it does more"))?;
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    Ok(difference as f64 / TIMES as f64)
}

fn count(program: &Path, words: &[&str], times: u64) -> Result<u64, String> {
    let out = workspace::target_dir()?.join("callgrind.out");
    let mut valgrind = Command::new("valgrind");
    valgrind.arg("--tool=callgrind").arg(format!("--callgrind-out-file={}", out.display()));
    valgrind.arg(program).args(words).arg(times.to_string());
    run::output(valgrind.env_clear().env("GLIBC_TUNABLES", PROCESSOR))?;
    let text = std::fs::read_to_string(&out).map_err(|e| format!("{}: {e}", out.display()))?;
    let summary = text.lines().rev().find_map(|line| line.strip_prefix("totals: "));
    let count = summary.and_then(|count| count.trim().parse().ok());
    count.ok_or_else(|| format!("{} has no totals", out.display()))
}

/// Installs valgrind where there is none.
pub(super) fn prepare() -> Result<(), String> {
    if run::output(Command::new("valgrind").arg("--version")).is_ok() {
        return Ok(());
    }
    apt::install(&["valgrind"]).map_err(|why| format!("there is no `valgrind` to count instructions, and {why}"))
}
