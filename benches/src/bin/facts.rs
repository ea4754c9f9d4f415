//! What is not counted in instructions.
//!
//! `facts answers SEED FOLDER`: writes the answers of a seed, as `tests/answers/answers.py` does, and two with 100 users of ten
//! attributes each.
//! `facts smallest-buffer FILE`: the smallest buffer, in bytes, that the answer's users come through.
//! `facts longest-user FILE`: the longest of these users, in bytes.
//! `facts usersig IDENTIFIER`: the mean length of UserSigs with identifiers of so many bytes.

use std::process::ExitCode;

use tencent_chat_benches::answers::{self, Answer};
use tencent_chat_benches::sink::Kept;
use tencent_chat_benches::{end, number, ours, usersig, word};

fn main() -> ExitCode {
    end(run())
}

fn run() -> Result<(), String> {
    match word(1)?.as_str() {
        "answers" => return write_answers(),
        "smallest-buffer" => println!("{}", smallest_buffer()?),
        "longest-user" => println!("{}", users(&answer()?, usize::MAX)?.longest().ok_or("there are no users")?),
        "usersig" => println!("{}", usersig::mean_length_of_ours(number(2)? as usize)?),
        other => return Err(format!("there is no fact `{other}`")),
    }
    Ok(())
}

fn write_answers() -> Result<(), String> {
    let seed = u32::try_from(number(2)?).map_err(|_| "a seed has 32 bits")?;
    let folder = word(3)?;
    for Answer { name, body } in answers::of(seed).into_iter().chain(answers::of_ten_attributes(seed)) {
        let path = format!("{folder}/{name}.json");
        std::fs::write(&path, body).map_err(|e| format!("{path}: {e}"))?;
    }
    Ok(())
}

/// Tried byte by byte: what is too small says so.
fn smallest_buffer() -> Result<usize, String> {
    let answer = answer()?;
    let all = users(&answer, usize::MAX)?;
    let smallest = (1..answer.len()).find(|size| users(&answer, *size).is_ok_and(|users| users == all));
    smallest.ok_or_else(|| "the users come through no buffer".to_owned())
}

fn answer() -> Result<Vec<u8>, String> {
    let path = word(2)?;
    std::fs::read(&path).map(|body| ours::answer(&body)).map_err(|e| format!("{path}: {e}"))
}

/// Those that come through a buffer of so many bytes.
fn users(answer: &[u8], buffer: usize) -> Result<Kept, String> {
    let mut users = Kept::default();
    ours::read(answer, &mut vec![0; buffer.min(answer.len())], &mut users).map_err(|e| e.to_string())?;
    Ok(users)
}
