//! `peers-heap PORT CA USERS WHAT`: of one call over a kept connection, by reqwest, how often it allocates
//! (`allocations`), or by how many bytes the heap grows within it (`peak`).

use std::process::ExitCode;

use allocation_counter::measure;
use tencent_chat_benches::call::{Caller, Setting};
use tencent_chat_benches::peers::reqwest::Reqwest;
use tencent_chat_benches::sink::Consumed;
use tencent_chat_benches::{end, word};

fn main() -> ExitCode {
    end(run())
}

/// They differ by how the answer comes in pieces, so the one in the middle counts.
const CALLS: usize = 21;

fn run() -> Result<(), String> {
    let what = word(4)?;
    let mut caller = Reqwest::connected(&Setting::from_words(1)?)?;
    let mut heaps = Vec::new();
    for _ in 0..CALLS {
        let mut outcome = Ok(());
        let heap = measure(|| outcome = caller.call(&mut Consumed));
        outcome?;
        heaps.push(if what == "allocations" { heap.count_total } else { heap.bytes_max });
    }
    heaps.sort_unstable();
    println!("{}", heaps[CALLS / 2]);
    Ok(())
}
