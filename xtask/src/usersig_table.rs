//! The code that UserSigs are packed by: found here, and kept in `crates/tencent-chat/src/usersig/table.rs`.

#![expect(clippy::indexing_slicing, reason = "symbols index tables of all symbols")]

mod header;
mod sample;
mod search;

use core::ops::Range;

use crate::args::Args;
use crate::workspace;
use header::{Header, canonical};
use sample::{Counts, END_OF_BLOCK, LETTERS_OF_BASE64, LETTERS_OF_IDENTIFIERS, Lengths};

const PATH: &str = "crates/tencent-chat/src/usersig/table.rs";

/// `cargo xtask usersig-table [--check]`: writes the table, or says whether it is what would be written.
pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    let is_check = args.flag("--check");
    args.end()?;
    if is_check {
        return check();
    }
    std::fs::write(workspace::root()?.join(PATH), table()?).map_err(|why| format!("{PATH}: {why}"))
}

/// Whether the table that is committed is the one that would be written.
pub(crate) fn check() -> Result<(), String> {
    if workspace::text_of(PATH)? == table()? {
        Ok(())
    } else {
        Err(format!("{PATH} differs; `cargo xtask usersig-table` writes it"))
    }
}

fn table() -> Result<String, String> {
    let needed = [LETTERS_OF_IDENTIFIERS, LETTERS_OF_BASE64, br#"{":,=}"#].concat();
    let best = search::search(&Counts::of_texts(1000), &needed);
    let letters = &best.literals[..END_OF_BLOCK];
    let last = letters.iter().rposition(|bits| *bits > 0).unwrap_or_default();
    if letters[..FIRST].iter().any(|bits| *bits > 0) {
        return Err(format!("the code has a letter before {FIRST}, which code.rs does not look up"));
    }
    let table = print("TABLE", &best, FIRST..last + 1, &header(&best))?;
    // The core works its literals out.
    let fixed = print("FIXED", &Lengths::fixed(), 0..0, &[true, true, false])?;
    Ok(format!(
        "//! Written by `cargo xtask usersig-table`: the code that makes UserSigs shortest, and the format's own for any byte.\n\n\
         use super::code::{{Code, Header}};\n{table}{fixed}"
    ))
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

fn print(name: &str, lengths: &Lengths, letters: Range<usize>, header: &[bool]) -> Result<String, String> {
    let bytes = header.chunks(8).map(|bits| bits.iter().rev().fold(0_u8, |byte, bit| byte << 1 | u8::from(*bit)));
    let (literals, distances) = (words(&lengths.literals), words(&lengths.distances));
    let distances = &distances[NEAREST..][..DISTANCES];
    if distances.iter().any(|word| word.bits == 0) {
        return Err("the code lacks a distance that code.rs looks up".to_owned());
    }
    let packed = |words: &[Word]| words.iter().map(pack).collect::<Result<Vec<_>, _>>().map(list);
    let (open, between, close) = if header.len() > 8 { ("\n    ", "\n    ", ",\n") } else { (" ", " ", " ") };
    Ok(format!(
        "\npub(super) static {name}: Code = Code {{\n    literals: &{},\n    lengths: {},\n    distances: {},\n}};\n\
         \npub(super) const {name}_HEADER: Header = Header {{{open}bytes: &{},{between}bits: {}{close}}};\n",
        packed(&literals[letters])?,
        packed(&literals[END_OF_BLOCK..][..LENGTHS])?,
        list(distances.iter().map(|Word { code, bits }| format!("({code}, {bits})"))),
        list(bytes.map(|byte| format!("0x{byte:02X}"))),
        header.len(),
    ))
}

/// What `code.rs` looks up.
const FIRST: usize = b'"' as usize;
const LENGTHS: usize = 6;
const NEAREST: usize = 7;
const DISTANCES: usize = 9;

/// What is sent for a symbol: the bit that goes first is the lowest.
struct Word {
    code: u16,
    bits: u8,
}

fn words(lengths: &[u8]) -> Vec<Word> {
    let sent =
        |(code, bits): (u16, &u8)| Word { code: code.reverse_bits().unbounded_shr(16 - u32::from(*bits)), bits: *bits };
    canonical(lengths).into_iter().zip(lengths).map(sent).collect()
}

/// A word in a byte, as `code.rs` unpacks it.
fn pack(Word { code, bits }: &Word) -> Result<String, String> {
    match bits {
        0 => Ok("0x00".to_owned()),
        6 => Ok(format!("0x{:02X}", 0x80 | code)),
        7 => Ok(format!("0x{code:02X}")),
        _ => Err(format!("the code has a word of {bits} bits, which code.rs does not unpack")),
    }
}

/// As rustfmt lays an array out.
fn list(of: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = of.into_iter().collect();
    if items.len() < 10 {
        return format!("[{}]", items.join(", "));
    }
    let lines: String = items.chunks(18).map(|line| format!("        {},\n", line.join(", "))).collect();
    format!("[\n{lines}    ]")
}
