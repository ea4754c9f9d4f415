//! Runs all that calls must survive. Exit status 0 only if all of it holds.

use std::{process::ExitCode, time::Instant};

use end_to_end::survive::{CHECKS, Report};

fn main() -> ExitCode {
    let mut whole = Report::default();
    for (name, check) in CHECKS {
        println!("\n{name}");
        let (mut report, begin) = (Report::default(), Instant::now());
        check(&mut report);
        println!("  held: {}, failed: {} ({} s)", report.passed, report.failed.len(), begin.elapsed().as_secs());
        whole.passed += report.passed;
        whole.failed.append(&mut report.failed);
    }
    println!();
    for failure in &whole.failed {
        println!("FAILED {failure}");
    }
    println!("survive: {} passed, {} failed", whole.passed, whole.failed.len());
    if whole.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
