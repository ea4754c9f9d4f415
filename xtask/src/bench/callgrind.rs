//! Instructions that a program takes in user space, as valgrind counts them: the same on every run.

use std::process::Command;

use crate::{apt, run, workspace};

/// The processor that glibc chooses its copying by; as found, counts would differ from one computer to the next.
const PROCESSOR: &str = "glibc.cpu.hwcaps=-AVX512F,-AVX512VL,-AVX2,-AVX_Fast_Unaligned_Load,-ERMS,-FSRM";

/// Instructions of doing once what `program(N)` does N times: the difference of two runs, which both start and end.
pub(super) fn once(more: u32, program: impl Fn(u32) -> Command) -> Result<f64, String> {
    prepare()?;
    let (short, long) = (count(&program(1))?, count(&program(1 + more))?);
    let difference = long.checked_sub(short).ok_or("a program does less when it does more")?;
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    Ok(difference as f64 / f64::from(more))
}

fn count(program: &Command) -> Result<u64, String> {
    let out = workspace::target_dir()?.join("callgrind.out");
    let mut valgrind = Command::new("valgrind");
    // Node.js writes its code while it runs.
    valgrind.args(["--tool=callgrind", "--smc-check=all-non-file"]);
    valgrind.arg(format!("--callgrind-out-file={}", out.display()));
    valgrind.arg(program.get_program()).args(program.get_args());
    if let Some(folder) = program.get_current_dir() {
        valgrind.current_dir(folder);
    }
    run::output(valgrind.env_clear().env("PATH", "/usr/bin:/bin").env("GLIBC_TUNABLES", PROCESSOR))?;
    let text = std::fs::read_to_string(&out).map_err(|e| format!("{}: {e}", out.display()))?;
    let total = text.lines().rev().find_map(|line| line.strip_prefix("totals: "));
    total.and_then(|total| total.trim().parse().ok()).ok_or_else(|| format!("{} has no totals", out.display()))
}

/// Installs valgrind where there is none.
fn prepare() -> Result<(), String> {
    if run::output(Command::new("valgrind").arg("--version")).is_ok() {
        return Ok(());
    }
    apt::install(&["valgrind"]).map_err(|why| format!("there is no `valgrind` to count instructions, and {why}"))
}
