//! `answers SEED FOLDER`: writes the answers of a seed, as `tests/answers/answers.py` does, and two with 100 users of ten
//! attributes each.

use std::process::ExitCode;

use tencent_chat_benches::answers::{self, Answer};
use tencent_chat_benches::{end, number, word};

fn main() -> ExitCode {
    end(run())
}

fn run() -> Result<(), String> {
    let seed = u32::try_from(number(1)?).map_err(|_| "a seed has 32 bits")?;
    let folder = word(2)?;
    for Answer { name, body } in answers::of(seed).into_iter().chain(answers::of_ten_attributes(seed)) {
        let path = format!("{folder}/{name}.json");
        std::fs::write(&path, body).map_err(|e| format!("{path}: {e}"))?;
    }
    Ok(())
}
