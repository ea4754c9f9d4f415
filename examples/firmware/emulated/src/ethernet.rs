//! Ethernet for embassy-net, over what a board's MAC can do.

use core::task::Context;

use embassy_net_driver::{Capabilities, Driver, HardwareAddress, LinkState};

/// The longest frame without its checksum, in bytes.
pub const MAX_FRAME: usize = 1514;

/// What an Ethernet MAC can do. Frames are without their checksum.
pub trait Mac {
    /// Its address.
    fn address(&mut self) -> [u8; 6];

    /// Takes a frame that has come, and says how long it is. Where none has, an interrupt will say when.
    fn receive(&mut self, room: &mut [u8; MAX_FRAME]) -> Option<usize>;

    /// Whether there is room for a frame to be sent. Where there is none, an interrupt will say when.
    fn can_send(&mut self) -> bool;

    /// Sends a frame.
    fn send(&mut self, frame: &[u8]);
}

/// A MAC, with room for a frame in either direction.
pub struct Ethernet<M> {
    mac: M,
    address: [u8; 6],
    incoming: [u8; MAX_FRAME],
    outgoing: [u8; MAX_FRAME],
}

impl<M: Mac> Ethernet<M> {
    /// Frames over this MAC.
    pub fn new(mut mac: M) -> Self {
        Self { address: mac.address(), mac, incoming: [0; MAX_FRAME], outgoing: [0; MAX_FRAME] }
    }
}

impl<M: Mac> Driver for &mut Ethernet<M> {
    type RxToken<'a>
        = Incoming<'a>
    where
        Self: 'a;
    type TxToken<'a>
        = Outgoing<'a, M>
    where
        Self: 'a;

    fn receive(&mut self, _: &mut Context<'_>) -> Option<(Incoming<'_>, Outgoing<'_, M>)> {
        if !self.mac.can_send() {
            return None;
        }
        let len = self.mac.receive(&mut self.incoming)?;
        Some((Incoming(self.incoming.get_mut(..len)?), Outgoing { mac: &mut self.mac, room: &mut self.outgoing }))
    }

    fn transmit(&mut self, _: &mut Context<'_>) -> Option<Outgoing<'_, M>> {
        self.mac.can_send().then_some(Outgoing { mac: &mut self.mac, room: &mut self.outgoing })
    }

    fn link_state(&mut self, _: &mut Context<'_>) -> LinkState {
        LinkState::Up
    }

    fn capabilities(&self) -> Capabilities {
        let mut capabilities = Capabilities::default();
        capabilities.max_transmission_unit = MAX_FRAME;
        capabilities.max_burst_size = Some(1);
        capabilities
    }

    fn hardware_address(&self) -> HardwareAddress {
        HardwareAddress::Ethernet(self.address)
    }
}

/// A frame that has come.
pub struct Incoming<'a>(&'a mut [u8]);

impl embassy_net_driver::RxToken for Incoming<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, f: F) -> R {
        f(self.0)
    }
}

/// Room for a frame to be sent.
pub struct Outgoing<'a, M> {
    mac: &'a mut M,
    room: &'a mut [u8; MAX_FRAME],
}

impl<M: Mac> embassy_net_driver::TxToken for Outgoing<'_, M> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, len: usize, f: F) -> R {
        let frame = &mut self.room[..len];
        let result = f(frame);
        self.mac.send(frame);
        result
    }
}
