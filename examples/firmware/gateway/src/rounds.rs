//! Asks, as often as the machine says.

use core::{cell::Cell, fmt};

use embassy_net::Stack;
use embassy_time::Instant;
use tencent_chat::{
    Authority, Failed, Observer,
    client::{Client, Platform},
};
use tencent_chat_embassy::{Device, Slot, Socket};

use crate::{Machine, Settings, Storage, console::say, costs::Costs, network, random::Random, tls};

/// Whether the last round went well.
pub(crate) async fn run(
    stack: Stack<'_>,
    machine: &impl Machine,
    settings: &Settings<'_>,
    storage: &mut Storage,
) -> bool {
    let random = &Random::new(machine.seed());
    network::address(stack, machine, settings).await;
    let state = tls::State::default();
    let Some(tls) = tls::new(&storage.records, &state, settings.roots, random) else {
        say!(machine, "error TLS does not start: the CA's certificate cannot be read");
        return false;
    };
    let socket = Socket::new(stack, &mut storage.tcp);
    let slot = Slot::new();
    let mut device = Device::new(stack, &socket, &slot, tls, random);
    if let Some(unix) = settings.not_before {
        device.set_not_before(unix);
    }
    if let Some(server) = settings.time_server {
        let unix = network::time(stack, machine, server, random).await;
        device.clock().set(unix, Instant::now().as_millis());
    }
    let clock = *device.clock();
    let costs = Cell::new(Costs::default());
    let observer = |event| {
        let mut noted = costs.get();
        noted.observe(event, machine);
        costs.set(noted);
    };
    let room = &mut storage.room;
    let mut client = Client::new(settings.app, &settings.key, settings.policy, clock, device, room, observer);
    let (mut rounds, mut went_well) = (0, true);
    while machine.next_round(rounds).await {
        rounds += 1;
        costs.set(Costs::default());
        match ask(&mut client, machine, &settings.accounts).await {
            Ok((users, future)) => {
                let Costs { sent, received, handshake, call, .. } = costs.get();
                let (stack, heap) = (machine.peak_stack(), machine.peak_heap());
                say!(
                    machine,
                    "round {rounds}: users {users} sent {sent} received {received} stack {stack} heap {heap} \
                    future {future} handshake {handshake} call {call}"
                );
                went_well = true;
            }
            Err(error) => {
                say!(machine, "round {rounds}: error {error}");
                went_well = false;
            }
        }
    }
    went_well
}

/// Prints the users. They are true if this says how many they are, and how many bytes the call's future has.
async fn ask<P: Platform, A: Authority, B: AsMut<[u8]>, O: Observer>(
    client: &mut Client<'_, P, A, B, O>,
    machine: &impl Machine,
    accounts: &[&str],
) -> Result<(u32, usize), Failed<P::Error>> {
    let mut count = 0;
    let mut users = client.users(accounts).map_err(|invalid| Failed::Chat(invalid.into()))?;
    let future = size_of_val(&users.next());
    while let Some(user) = users.next().await? {
        count += 1;
        match user {
            Ok(user) => {
                let show = fmt::from_fn(|f| {
                    for (at, (name, value)) in user.into_iter().enumerate() {
                        write!(f, "{} {name} = {value}", if at == 0 { ":" } else { "," })?;
                    }
                    Ok(())
                });
                say!(machine, "user {}{show}", user.account);
            }
            Err(failed) => say!(machine, "{failed}"),
        }
    }
    Ok((count, future))
}
