//! A gateway that asks the service for the attributes of users: everything but the board.
//!
//! [`network`] is on the board's driver. [`run`] takes the [`Machine`] it runs on, [`Settings`] and [`Storage`]: it waits for an
//! address, gets the time by SNTP, and asks as often as the machine says, over one connection and its successors.

#![no_std]

mod console;
mod costs;
mod machine;
mod network;
mod random;
mod rounds;
mod settings;
mod storage;
mod tls;

use embassy_net::{Config, Runner, Stack, StackResources, driver::Driver};
use rand_core::Rng as _;

pub use tencent_chat_tls::CertificateDer;

use crate::random::Random;
pub use crate::{
    machine::Machine,
    settings::{Settings, Wrong},
    storage::Storage,
    tls::{Ca, Roots},
};

/// What the network takes: DHCP, DNS, SNTP, and a connection.
pub type Network = StackResources<4>;

/// A network that gets its address by DHCP. Its `Runner::run` has to run, as a task of its own: a socket that waits wakes it.
pub fn network<'n, D: Driver>(driver: D, machine: &impl Machine, room: &'n mut Network) -> (Stack<'n>, Runner<'n, D>) {
    let seed = (&Random::new(machine.seed())).next_u64();
    embassy_net::new(driver, Config::dhcpv4(Default::default()), room, seed)
}

/// Runs the gateway to its end, and says with which status that is: 0 where the last round went well.
pub async fn run(stack: Stack<'_>, machine: &impl Machine, settings: &Settings<'_>, storage: &mut Storage) -> u8 {
    u8::from(!rounds::run(stack, machine, settings, storage).await)
}
