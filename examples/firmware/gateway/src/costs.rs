//! What a round costs.

use tencent_chat::Event;

use crate::{Machine, console::say};

/// What a round costs, as far as it has come.
#[derive(Clone, Copy, Default)]
pub(crate) struct Costs {
    pub(crate) sent: usize,
    pub(crate) received: usize,
    /// Of the last connection: name, TCP, and TLS.
    pub(crate) handshake: u64,
    /// Of the last call.
    pub(crate) call: u64,
    begun: u64,
}

impl Costs {
    /// Takes note of what happens within a call, and says what is worth it.
    pub(crate) fn observe(&mut self, event: Event, machine: &impl Machine) {
        let now = machine.instructions();
        match event {
            Event::Connecting { .. } | Event::Calling { .. } => self.begun = now,
            Event::Connected { took } => {
                self.handshake = now - self.begun;
                say!(machine, "connected in {took} ms");
            }
            Event::Answered { sent, received, .. } => {
                self.call = now - self.begun;
                self.sent += sent;
                self.received += received;
            }
            Event::Failed { sent, received, tries_again, .. } => {
                self.sent += sent;
                self.received += received;
                say!(machine, "{}", if tries_again { "failed, and tries again" } else { "failed" });
            }
            Event::Signed { unix } => say!(machine, "signed for {unix}"),
            Event::ClockMoved { seconds } => say!(machine, "clock moved by {seconds} s"),
            _ => {}
        }
    }
}
