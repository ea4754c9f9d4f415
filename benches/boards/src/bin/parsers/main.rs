//! What others take to read the same answer: instructions, and stack.

#![no_std]
#![no_main]

mod picojson;
mod serde_json_core;

use emulated::{host, stack};
use measured::{PLAIN_100, give_up, instructions_of, say};

/// How many users, and how many attributes of theirs, the answer has.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
struct Seen {
    users: u32,
    attributes: u32,
}

type Read = fn(&'static [u8]) -> Option<Seen>;

const PEERS: [(&str, Read); 2] = [("serde-json-core", serde_json_core::read), ("picojson", picojson::read)];

#[cfg_attr(target_arch = "arm", cortex_m_rt::entry)]
#[cfg_attr(target_arch = "riscv32", riscv_rt::entry)]
fn main() -> ! {
    measured::start(None);
    let mut all = [None; PEERS.len()];
    for ((name, read), seen) in PEERS.iter().zip(&mut all) {
        let instructions = instructions_of(|| *seen = read(PLAIN_100));
        let depth = stack::depth_of(|| *seen = read(PLAIN_100));
        say(format_args!("{name}_plain100 {instructions}\nstack_{name} {depth}\n"));
    }
    // They have read the same, and all of it.
    match all {
        [Some(first), rest @ ..] if first.users == 100 && rest.iter().all(|seen| *seen == Some(first)) => host::exit(0),
        _ => give_up(all),
    }
}
