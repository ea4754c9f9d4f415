//! Carries an [`Exchange`] out over an asynchronous stream.

use embedded_io_async::{Read, Write};

use crate::{Endpoint, Exchange, Failed, Step, exchange::Machine};

/// The next element of the list; `None` when the service has answered, and all before is true.
///
/// A future that is dropped loses only what the stream's own `read` or `write` loses: the state is in the exchange.
///
/// # Errors
/// [`Failed::Transport`] where the stream breaks, [`Failed::Chat`] for all that [`Exchange::step`] and [`Exchange::item`]
/// say.
pub async fn next<'x, E: Endpoint, S: Read + Write>(
    exchange: &'x mut Exchange<'_, E>,
    stream: &mut S,
) -> Result<Option<E::Item<'x>>, Failed<S::Error>> {
    Ok(if advance(exchange, stream).await? { Some(exchange.item()?) } else { None })
}

/// Moves bytes until there is an [`item`](Exchange::item), or, where this says `false`, an [`answer`](Exchange::answer).
/// For clients that have to look at the exchange when it fails, while [`next`] lends it to the item.
///
/// # Errors
/// As [`next`], but for what the item says.
pub fn advance<E: Endpoint, S: Read + Write>(
    exchange: &mut Exchange<'_, E>,
    stream: &mut S,
) -> impl Future<Output = Result<bool, Failed<S::Error>>> {
    carry_out(exchange.machine(), stream)
}

async fn carry_out<S: Read + Write>(call: &mut Machine<'_>, stream: &mut S) -> Result<bool, Failed<S::Error>> {
    loop {
        match call.step()? {
            Step::Send => {
                let count = stream.write(call.outgoing()).await.map_err(Failed::Transport)?;
                call.sent(count);
            }
            Step::Receive => {
                // What the stream holds back would never be answered.
                stream.flush().await.map_err(Failed::Transport)?;
                let count = stream.read(call.incoming()).await.map_err(Failed::Transport)?;
                call.received(count);
            }
            Step::Item => return Ok(true),
            Step::Done => return Ok(false),
        }
    }
}
