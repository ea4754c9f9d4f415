//! Events for `tracing`.

use tencent_chat::{Event, Observer};

/// Tells `tracing` what happens: failures and what follows from them as `warn`, the rest as `debug`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tracing;

impl Observer for Tracing {
    fn observe(&mut self, event: Event) {
        match event {
            Event::Failed { trouble, sent, received, tries_again } => {
                tracing::warn!(?trouble, sent, received, tries_again, "a try has failed");
            }
            Event::ClockMoved { seconds } => tracing::warn!(seconds, "the clock was moved by an answer's date"),
            Event::Answered { took, sent, received } => tracing::debug!(took, sent, received, "answered"),
            Event::Calling { random } => tracing::debug!(random, "calling"),
            Event::Connecting { to_backup } => tracing::debug!(to_backup, "connecting"),
            Event::Connected { took } => tracing::debug!(took, "connected"),
            Event::Signed { unix } => tracing::debug!(unix, "signed"),
            Event::Waiting { time } => tracing::debug!(time, "waiting"),
            other => tracing::debug!(?other, "something has happened"),
        }
    }
}
