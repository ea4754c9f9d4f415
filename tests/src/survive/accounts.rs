//! 250 accounts with a fault in the middle: nobody is lost, nobody comes twice, and a failure says who is missing.

use tencent_chat::{client::Client, policy::Policy};
use tencent_chat_emulator::{Config, Fault, Seed, Times, memory::Service};

use super::{Report, subject::in_memory};
use crate::world::{Device, World};

const FAULTS: [Fault; 9] = [
    Fault::CloseAfter(0),
    Fault::CloseAfter(700),
    Fault::CloseHalfway,
    Fault::Reset(2000),
    Fault::Stall { at: 1500, millis: None },
    Fault::CodeLast(60008),
    Fault::Refuse(60007),
    Fault::BadGateway,
    Fault::LengthTooShort(300),
];

pub(super) fn check(report: &mut Report) {
    for fault in FAULTS {
        // Which of the three calls it happens to: all accounts before are asked without it.
        for call in 0..3 {
            for times in [Times::Next(1), Times::UntilCleared] {
                if let Err(error) = one(report, fault, call, times) {
                    report.check(false, || format!("{fault} in call {call}: {error}"));
                }
            }
        }
    }
}

fn one(report: &mut Report, fault: Fault, call: usize, times: Times) -> Result<(), Box<dyn core::error::Error>> {
    let names: Vec<String> = (0..250).map(|number| format!("gateway-{number:03}")).collect();
    let asked: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut seed = Seed::default();
    for name in &asked {
        seed.add_user(name, [("city", *name)]);
    }
    let world = World::new(Service::new(&Config { seed, ..Config::default() })?, 0, 0);
    let (app, key, clock) = in_memory()?;
    let mut client = Client::new(app, key, Policy::DEFAULT, clock, Device(world.clone()), vec![0; 600], ());
    let mut users = client.users(&asked)?;
    let mut seen = Vec::new();
    let end = world.run(async {
        loop {
            if seen.len() == call * 100
                && world.service().faults().is_empty()
                && world.service().counts().requests == call as u64
            {
                world.service().inject(fault, times);
            }
            match users.next().await {
                Ok(Some(user)) => seen.extend(user.map(|user| user.account.to_string())),
                Ok(None) => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    });
    let batch = users.batch();
    let (answered, unconfirmed) = (batch.answered(), batch.unconfirmed().collect::<Vec<_>>());
    let missing: Vec<&str> = batch.unanswered().collect();
    let what = |what: &str| format!("{fault} in call {call}, {times:?}: {what}: {} came, {end:?}", seen.len());

    let mut came = seen.clone();
    came.sort_unstable();
    came.dedup();
    report.check(came.len() == seen.len(), || what("somebody came twice"));
    report.check(came == [answered, &unconfirmed].concat(), || what("who came is not who is said to have come"));
    let all = answered.len() + unconfirmed.len() + missing.len();
    report.check(all == asked.len(), || what("somebody is neither answered nor missing"));
    let is_right = match (times, &end) {
        (Times::Next(_), Some(Ok(()))) => answered.len() == asked.len(),
        (Times::UntilCleared, Some(Err(_))) => answered.len() == call * 100,
        _ => false,
    };
    report.check(is_right, || what("the wrong end"));
    Ok(())
}
