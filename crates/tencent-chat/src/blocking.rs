//! Carries an [`Exchange`] out over a blocking stream.

use embedded_io::{Read, Write};

use crate::{Endpoint, Exchange, Failed, Step};

/// Goes on to the next element of the list; `None` when the service has answered, and all before is true.
///
/// # Errors
/// [`Failed::Transport`] where the stream breaks, [`Failed::Chat`] for all that [`Exchange::step`] and [`Exchange::item`]
/// say.
pub fn next<'x, E: Endpoint, S: Read + Write>(
    exchange: &'x mut Exchange<'_, E>,
    stream: &mut S,
) -> Result<Option<E::Item<'x>>, Failed<S::Error>> {
    loop {
        match exchange.step()? {
            Step::Send => {
                let count = stream.write(exchange.outgoing()).map_err(Failed::Transport)?;
                exchange.sent(count);
            }
            Step::Receive => {
                // What a stream holds back would never be answered.
                stream.flush().map_err(Failed::Transport)?;
                let count = stream.read(exchange.incoming()).map_err(Failed::Transport)?;
                exchange.received(count);
            }
            Step::Item => return Ok(Some(exchange.item()?)),
            Step::Done => return Ok(None),
        }
    }
}
