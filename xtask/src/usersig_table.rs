//! The code that UserSigs are packed by: found here, and kept in `crates/tencent-chat/src/usersig/table.rs`.

#![expect(clippy::indexing_slicing, reason = "symbols index tables of all symbols")]

mod header;
mod sample;
mod search;

use crate::args::Args;
use crate::workspace;
use header::{Header, canonical};
use sample::{Counts, LETTERS_OF_BASE64, LETTERS_OF_IDENTIFIERS, Lengths};

const PATH: &str = "crates/tencent-chat/src/usersig/table.rs";

/// `cargo xtask usersig-table [--check]`: writes the table, or says whether it is what would be written.
pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    let is_check = args.flag("--check");
    args.end()?;
    if is_check {
        return check();
    }
    std::fs::write(workspace::root()?.join(PATH), table()).map_err(|why| format!("{PATH}: {why}"))
}

/// Whether the table that is committed is the one that would be written.
pub(crate) fn check() -> Result<(), String> {
    if workspace::text_of(PATH)? == table() {
        Ok(())
    } else {
        Err(format!("{PATH} differs; `cargo xtask usersig-table` writes it"))
    }
}

fn table() -> String {
    let needed = [LETTERS_OF_IDENTIFIERS, LETTERS_OF_BASE64, br#"{":,=}"#].concat();
    print(&search::search(&Counts::of_texts(1000), &needed))
}

/// The shortest header for these lengths.
fn header(lengths: &Lengths) -> Vec<bool> {
    let mut header = Header::new(lengths, &[4; 19]);
    loop {
        let other = Header::new(lengths, &header.costs());
        if other.bits() >= header.bits() {
            return header.write();
        }
        header = other;
    }
}

fn print(lengths: &Lengths) -> String {
    let header = header(lengths);
    let bytes = header.chunks(8).map(|bits| bits.iter().rev().fold(0_u8, |byte, bit| byte << 1 | u8::from(*bit)));
    let bytes: Vec<String> = bytes.map(|byte| format!("0x{byte:02X}")).collect();
    format!(
        "//! Written by `cargo xtask usersig-table`: the code that makes UserSigs shortest, and the header that says it.\n\n\
         use super::code::{{Code, Run}};\n\n\
         pub(super) static TABLE: Code = Code {{\n    \
             header: &[\n{}    ],\n    header_bits: {},\n    \
             literals: &[\n{}    ],\n    distances: &[\n{}    ],\n}};\n",
        lines(bytes.chunks(18).map(|line| line.join(", "))),
        header.len(),
        lines(runs(&lengths.literals)),
        lines(runs(&lengths.distances)),
    )
}

fn lines(of: impl IntoIterator<Item = String>) -> String {
    of.into_iter().map(|line| format!("        {line},\n")).collect()
}

/// Neighbours with codes of one length have codes that follow each other.
fn runs(lengths: &[u8]) -> Vec<String> {
    let codes = canonical(lengths);
    let mut runs = Vec::new();
    let mut first = 0;
    for same in lengths.chunk_by(|a, b| a == b) {
        if same[0] > 0 {
            let (count, bits, code, width) = (same.len(), same[0], codes[first], 2 + usize::from(same[0]));
            runs.push(format!("Run {{ first: {first}, count: {count}, bits: {bits}, code: {code:#0width$b} }}"));
        }
        first += same.len();
    }
    runs
}
