//! A whole call on the host, over a TLS connection that is kept: instructions, allocations, memory.

mod emulator;

use super::{HOST, Setting, dhat, programs};
use crate::figure::Figure;
use emulator::Emulator;

/// For how many users a call asks.
const USERS: [&str; 2] = ["1", "100"];

/// So many calls that the handshakes of two runs, which are never quite the same, do not matter.
const MORE: u32 = 50;

const PEER: &str = "reqwest + serde_json";

/// Packages whose allocations are ours. All others that a call passes through are rustls and what that stands on.
const OURS: &str = "tencent_chat";

pub(super) fn measure(setting: &Setting) -> Result<Vec<Figure>, String> {
    programs::build(setting.peers)?;
    let emulator = Emulator::start()?;
    let mut figures = Vec::new();
    for users in USERS {
        let words = [emulator.port.as_str(), emulator.authority.as_str(), users];
        let what = |what: &str| format!("call for {users}: {what}");
        let figures_of = |program: &str, program_words: &[&str], heap: &str| {
            // How an answer comes in pieces, which the heap of TLS depends on, is of no two calls the same.
            let instructions = programs::instructions(program, &[program_words, &words].concat(), MORE)?.round();
            let heap = |what: &str| programs::number(heap, &[&words[..], &[what]].concat());
            Ok::<_, String>([
                Figure::new(HOST, what("instructions"), instructions, "instructions"),
                Figure::new(HOST, what("allocations, TLS included"), heap("allocations")?, "allocations").about(),
                Figure::new(HOST, what("heap at most"), heap("peak")?, "B").about(),
            ])
        };
        figures.extend(figures_of("call", &[], "call-heap")?);
        if setting.peers {
            figures.extend(figures_of("peers", &["call"], "peers-heap")?.map(|figure| figure.of(PEER)));
        }
        let ours = dhat::allocations("call", &words, OURS)?;
        figures.push(Figure::new(HOST, what("allocations in our code"), ours, "allocations").must(0.0).aim(0.0));
    }
    Ok(figures)
}
