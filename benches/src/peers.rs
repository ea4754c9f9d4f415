//! What others offer to read an answer by, and to sign by. All parsers are given the body whole, where ours has it in pieces
//! and behind an HTTP head.

mod picojson;
pub mod reqwest;
mod serde_answer;
mod serde_json;
mod serde_json_core;
mod sign;
mod simd_json;
mod sonic_rs;
pub mod straightforward;

use std::hint::black_box;

pub use sign::sign;

use crate::ours;
use crate::sink::{Consumed, Kept, Sink};

/// A parser, and the users that it finds.
trait Peer {
    fn read<S: Sink>(body: &[u8], sink: &mut S) -> Result<(), String>;
}

/// Reads `body` as often, by the parser of this name.
///
/// # Errors
///
/// Where there is no such parser, where it cannot read the body, and where it finds other users than ours.
pub fn read(name: &str, body: &[u8], times: u64) -> Result<(), String> {
    match name {
        "serde_json, borrowed" => read_by::<serde_json::Borrowed>(body, times),
        "serde_json, maps" => read_by::<serde_json::Maps>(body, times),
        "serde-json-core + heapless" => read_by::<serde_json_core::Heapless>(body, times),
        "picojson, push" => read_by::<picojson::Push>(body, times),
        "simd-json" => read_by::<simd_json::Borrowed>(body, times),
        "sonic-rs" => read_by::<sonic_rs::Borrowed>(body, times),
        _ => Err(format!("there is no parser `{name}`")),
    }
}

fn read_by<P: Peer>(body: &[u8], times: u64) -> Result<(), String> {
    let (mut kept, mut kept_by_ours) = (Kept::default(), Kept::default());
    P::read(body, &mut kept)?;
    ours::read(&ours::answer(body), &mut [0; 1024], &mut kept_by_ours).map_err(|e| e.to_string())?;
    if kept.sorted() != kept_by_ours.sorted() {
        return Err("finds other users than ours".to_owned());
    }
    for _ in 0..times {
        P::read(black_box(body), &mut Consumed)?;
    }
    Ok(())
}
