//! Boots firmware on an emulated board and holds it to what it should print. What it costs goes to standard output, `WHAT
//! VALUE` a line.

use std::{env, path::PathBuf, process::ExitCode};

use end_to_end::boards::{Board, Chain, Qemu, everything, plain, usual};
use tencent_chat_emulator::TlsVersions;

const USAGE: &str =
    "boards BOARD IMAGE (ecdsa|rsa 1.2|1.3 usual|everything) | plain [QEMU'S FOLDER] [QEMU'S LIBRARIES]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let words: Vec<String> = env::args().skip(1).collect();
    let [board, image, rest @ ..] = words.as_slice() else { return Err(USAGE.to_owned()) };
    let board = Board::named(board).ok_or_else(|| format!("there is no board {board}"))?;
    let measures = match rest {
        [what, qemu @ ..] if what == "plain" => plain(board, &found(qemu), image.as_ref())?,
        [chain, version, what, qemu @ ..] => {
            let chain = match chain.as_str() {
                "ecdsa" => Chain::Ecdsa,
                "rsa" => Chain::Rsa,
                _ => return Err(USAGE.to_owned()),
            };
            let versions = match version.as_str() {
                "1.2" => TlsVersions::Only12,
                "1.3" => TlsVersions::Only13,
                _ => return Err(USAGE.to_owned()),
            };
            let scenario = match what.as_str() {
                "usual" => usual,
                "everything" => everything,
                _ => return Err(USAGE.to_owned()),
            };
            scenario(board, &found(qemu), image.as_ref(), (chain, versions))?
        }
        _ => return Err(USAGE.to_owned()),
    };
    for measure in measures {
        println!("{} {}", measure.what, measure.value);
    }
    Ok(())
}

fn found(qemu: &[String]) -> Qemu {
    let programs = qemu.first().filter(|folder| !folder.is_empty()).map(PathBuf::from);
    Qemu { programs, libraries: qemu.get(1).cloned().unwrap_or_default() }
}
