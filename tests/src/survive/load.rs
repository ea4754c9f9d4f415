//! Clients that share the app's limit never run into it.

use core::time::Duration;
use std::{collections::BTreeSet, thread, time::Instant};

use tencent_chat::{Endpoint, policy::Policy, push::GetUserAttributes};
use tencent_chat_emulator::{Config, Emulator};

use super::Report;
use crate::{ask, builder};

const CLIENTS: u16 = 8;
const TIME: Duration = Duration::from_secs(30);

pub(super) fn check(report: &mut Report) {
    let emulator = match Emulator::start(Config::default()) {
        Ok(emulator) => emulator,
        Err(error) => return report.check(false, || error.to_string()),
    };
    let begin = Instant::now();
    let made: Vec<(usize, Vec<String>)> = thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(|| calls(&emulator, begin))).collect();
        clients.into_iter().filter_map(|client| client.join().ok()).collect()
    });
    let calls: usize = made.iter().map(|(calls, _)| calls).sum();
    let errors: Vec<&String> = made.iter().flat_map(|(_, errors)| errors).collect();
    let kinds: BTreeSet<_> = errors.iter().collect();
    let counts = emulator.counts();
    let rate = calls as u64 / TIME.as_secs();
    println!(
        "  {calls} calls of {CLIENTS} clients, {rate} a second, on {} connections; {} errors",
        counts.connections,
        errors.len()
    );

    report.check(made.len() == usize::from(CLIENTS), || "a client has died".to_owned());
    report.check(errors.is_empty(), || format!("{} errors: {kinds:?}", errors.len()));
    report.check(counts.calls(GetUserAttributes::PATH) == calls as u64, || "calls were made twice".to_owned());
    report.check(counts.connections == u64::from(CLIENTS), || "connections were not kept".to_owned());
    report.check(rate <= u64::from(GetUserAttributes::CALLS_PER_SECOND), || format!("{rate} calls a second"));
    // With a limit of 100 a second, spread evenly, a machine of any speed gets more than half of that.
    report.check(rate >= 50, || format!("only {rate} calls a second"));
}

/// Calls until the time is over; how often, and what went wrong.
fn calls(emulator: &Emulator, begin: Instant) -> (usize, Vec<String>) {
    let policy = Policy { tries: 1, share: CLIENTS, ..Policy::DEFAULT };
    let mut client = match builder(emulator).and_then(|builder| builder.policy(policy).build()) {
        Ok(client) => client,
        Err(error) => return (0, vec![error.to_string()]),
    };
    let (mut calls, mut errors) = (0, Vec::new());
    while begin.elapsed() < TIME {
        calls += 1;
        if let Err(error) = ask(&mut client, &["alice"]) {
            errors.push(error.to_string());
        }
    }
    (calls, errors)
}
