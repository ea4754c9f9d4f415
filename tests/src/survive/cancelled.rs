//! A call dropped at every point where it waits leaves a client that makes the next one right.

use tencent_chat::{client::Client, policy::Policy, push::GetUserAttributes};
use tencent_chat_emulator::{Config, Fault, Times, memory::Service};

use super::{Report, subject::in_memory};
use crate::world::{Device, World};

pub(super) fn check(report: &mut Report) {
    for fault in [None, Some(Fault::SignatureExpired), Some(Fault::BadGateway), Some(Fault::CloseHalfway)] {
        if let Err(error) = at_every_point(report, fault) {
            report.check(false, || error.to_string());
        }
    }
}

fn at_every_point(report: &mut Report, fault: Option<Fault>) -> Result<(), Box<dyn core::error::Error>> {
    let world = World::new(Service::new(&Config::default())?, 0, 2);
    let (app, key, clock) = in_memory()?;
    let mut client = Client::new(app, key, Policy::DEFAULT, clock, Device(world.clone()), vec![0; 600], ());
    let first = GetUserAttributes::new(&["alice", "Bob Lee", "gateway-7"])?;
    let second = GetUserAttributes::new(&["Zoë"])?;
    let mut points = 0;
    for polls in 1..10_000 {
        if let Some(fault) = fault {
            world.service().inject(fault, Times::Next(1));
        }
        let has_ended = world.run_for(polls, async {
            let mut call = client.call(&first);
            while let Ok(Some(_)) = call.next().await {}
        });
        world.service().clear_faults();

        let mut call = client.call(&second);
        let next = world.run(async {
            let mut seen = Vec::new();
            loop {
                match call.next().await {
                    Ok(Some(user)) => seen.extend(user.map(|user| user.account.to_string())),
                    Ok(None) => return Ok(seen),
                    Err(error) => return Err(error),
                }
            }
        });
        let is_right = matches!(&next, Some(Ok(seen)) if *seen == ["Zoë"]);
        report.check(is_right, || format!("{fault:?}: dropped after {polls} polls, the next call came to {next:?}"));
        points += 1;
        if has_ended {
            break;
        }
    }
    println!("  {:<34} {points} points", fault.map_or("no fault".to_owned(), |fault| fault.to_string()));
    report.check(points > 8, || format!("{fault:?}: only {points} points"));
    Ok(())
}
