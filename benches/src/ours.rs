//! An answer as a device reads it: in pieces, through a buffer.

use tencent_chat::push::GetUserAttributes;
use tencent_chat::{App, Error, Exchange, Region, Step, UserSig};

use crate::sink::Sink;

/// An answer of the service with `body`.
#[must_use]
pub fn answer(body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// Sends a request to nobody, and reads `answer` through `buffer`.
///
/// # Errors
///
/// Those of the exchange.
pub fn read(answer: &[u8], buffer: &mut [u8], sink: &mut impl Sink) -> Result<(), Error> {
    let told = |_| Error::Closed;
    let app = App::new(1_400_000_000, Region::Singapore, "administrator").map_err(told)?;
    let user_sig = UserSig::minted("eJw").map_err(told)?;
    let request = GetUserAttributes::new(&["alice"]).map_err(told)?;
    let mut exchange = Exchange::new(&app, user_sig, 1, &request, buffer);
    let mut left = answer;
    loop {
        match exchange.step()? {
            Step::Send => {
                let sent = exchange.outgoing().len();
                exchange.sent(sent);
            }
            Step::Receive => {
                let room = exchange.incoming();
                let (now, later) = left.split_at(room.len().min(left.len()));
                room[..now.len()].copy_from_slice(now);
                exchange.received(now.len());
                left = later;
            }
            Step::Item => {
                let Ok(user) = exchange.item()? else { continue };
                sink.user(user.account.as_bytes());
                for (name, value) in &user {
                    sink.attribute(name.as_bytes(), value.as_text().map_or(&[], |text| text.as_bytes()));
                }
            }
            Step::Done => return exchange.answer(),
        }
    }
}
