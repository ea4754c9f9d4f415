//! Runs a target without libFuzzer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::{Target, corpus, mutate::Mutator};

/// How often a target ran.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Outcome {
    /// The inputs of its corpus.
    pub corpus: usize,
    /// How many inputs it was run with.
    pub executions: u64,
}

/// Runs every input of the target's corpus.
///
/// # Errors
/// The input's name, where the property does not hold.
pub fn replayed(target: &Target) -> Result<Outcome, String> {
    let inputs = corpus::inputs(target.name);
    for (name, input) in &inputs {
        holds(target, input).map_err(|why| format!("fuzz/corpus/{}/{name}: {why}", target.name))?;
    }
    Ok(Outcome { corpus: inputs.len(), executions: inputs.len() as u64 })
}

/// Runs mutations of the corpus for so long.
///
/// # Errors
/// The input, where the property does not hold.
pub fn mutated(target: &Target, time: Duration) -> Result<Outcome, String> {
    let inputs: Vec<_> = corpus::inputs(target.name).into_iter().map(|(_, input)| input).collect();
    let corpus = inputs.len();
    let mut mutator = Mutator::new(inputs, corpus::words(target.name));
    let (begin, mut executions) = (Instant::now(), 0);
    while begin.elapsed() < time {
        let input = mutator.input();
        holds(target, &input).map_err(|why| format!("{}: {why}, with b\"{}\"", target.name, input.escape_ascii()))?;
        executions += 1;
    }
    Ok(Outcome { corpus, executions })
}

/// The program of a target where there is no libFuzzer: `[--seconds N]`.
pub fn by_hand(target: &Target) -> ExitCode {
    let words: Vec<_> = std::env::args().skip(1).collect();
    let seconds = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Some(10),
        ["--seconds", seconds] => seconds.parse().ok(),
        _ => None,
    };
    let Some(seconds) = seconds else {
        eprintln!("error: it takes --seconds N and nothing else");
        return ExitCode::from(2);
    };
    match replayed(target).and_then(|_| mutated(target, Duration::from_secs(seconds))) {
        Ok(Outcome { corpus, executions }) => {
            println!("{}: {executions} inputs made from {corpus}, in {seconds} s", target.name);
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}

fn holds(target: &Target, input: &[u8]) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(|| (target.run)(input))).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic").to_owned()
    })
}
