//! A call in memory: an answer goes into an exchange in pieces of any size.

use tencent_chat::{App, Endpoint, Error, Exchange, Region, Step, UserSig};

/// What came of a call.
#[derive(Debug, PartialEq)]
pub(crate) struct Called<T> {
    /// The items up to its end.
    pub(crate) items: Vec<T>,
    pub(crate) end: Result<(), Error>,
    /// The service's own words.
    pub(crate) words: Option<String>,
}

/// In which pieces an answer comes: so many bytes each, again and again. 255 is all there is room for.
pub(crate) type Cuts<'c> = &'c [u8];

/// Makes a call of this endpoint through a buffer of so many bytes.
pub(crate) fn call<E: Endpoint, T>(
    endpoint: &E,
    answer: &[u8],
    cuts: Cuts<'_>,
    room: usize,
    item: impl Fn(E::Item<'_>) -> T,
) -> Called<T> {
    let app = App::new(1, Region::Singapore, "admin").expect("valid");
    let user_sig = UserSig::minted("none").expect("valid");
    // What was in it before is no zero, and no JSON.
    let mut buffer = vec![0xA5; room];
    let mut exchange = Exchange::new(&app, user_sig, 7, endpoint, &mut buffer);
    let mut items = Vec::new();
    let end = follow(&mut exchange, answer, cuts, |got| items.push(item(got)));
    let words = exchange.error_info().map(|words| words.as_str().to_owned());
    Called { items, end, words }
}

fn follow<E: Endpoint>(
    exchange: &mut Exchange<'_, E>,
    mut answer: &[u8],
    cuts: Cuts<'_>,
    mut item: impl FnMut(E::Item<'_>),
) -> Result<(), Error> {
    let mut cuts = cuts.iter().cycle();
    loop {
        let step =
            exchange.step().inspect_err(|error| assert_eq!(exchange.step(), Err(*error), "an error is final"))?;
        match step {
            Step::Send => {
                assert!(!exchange.outgoing().is_empty());
                exchange.sent(usize::MAX);
            }
            Step::Receive => {
                assert_eq!(exchange.step(), Ok(Step::Receive), "asked again it is the same");
                let room = exchange.incoming();
                assert!(!room.is_empty());
                let cut = match cuts.next() {
                    None | Some(255) => usize::MAX,
                    Some(cut) => usize::from(*cut).max(1),
                };
                let count = cut.min(room.len()).min(answer.len());
                let (come, rest) = answer.split_at(count);
                room[..count].copy_from_slice(come);
                answer = rest;
                exchange.received(count);
            }
            Step::Item => item(exchange.item()?),
            Step::Done => {
                exchange.answer()?;
                return Ok(());
            }
        }
    }
}
