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

fn run() -> Result<(), String> {
    let mut caller = Reqwest::connected(&Setting::from_words(1)?)?;
    let mut outcome = Ok(());
    let heap = measure(|| outcome = caller.call(&mut Consumed));
    outcome?;
    println!("{}", if word(4)? == "allocations" { heap.count_total } else { heap.bytes_max });
    Ok(())
}
