use super::Peer;
use super::serde_answer::Answer;
use crate::sink::Sink;

pub(super) struct Borrowed;

impl Peer for Borrowed {
    fn read<S: Sink>(body: &[u8], sink: &mut S) -> Result<(), String> {
        ::sonic_rs::from_slice::<Answer<'_>>(body).map_err(|e| e.to_string())?.hand_over(sink)
    }
}
