//! Thirty days of a gateway: it starts in 1970, its counter runs too fast, its link is cut every ten minutes, its UserSig is
//! good for a day. In memory, so it takes seconds.

use core::{cell::RefCell, time::Duration};
use std::collections::BTreeMap;

use tencent_chat::{
    Endpoint, Event,
    client::{Client, Platform},
    json::Fields,
    policy::{Clock, Policy},
    push::{GetUserAttributes, UserAttributes},
};
use tencent_chat_emulator::{Config, Fault, Limits, Times, memory::Service};

use super::{Report, ending::Ending, subject::in_memory};
use crate::world::{BEGIN, Device, World};

const MINUTE: u64 = 60_000;
const DAYS: u64 = 30;

/// By how many millionths the device's counter runs too fast.
const DRIFT: u32 = 100;

/// What would not do to be sent twice. The emulator takes it for a question about one account, which tells it from all
/// others.
struct Write<'a>(&'a str);

impl Endpoint for Write<'_> {
    const PATH: &'static str = GetUserAttributes::PATH;
    const CALLS_PER_SECOND: u16 = GetUserAttributes::CALLS_PER_SECOND;
    const REPEATABLE: bool = false;
    const ITEMS: &'static str = GetUserAttributes::ITEMS;
    const FIELDS: &'static [&'static str] = GetUserAttributes::FIELDS;
    const ANSWER: &'static [&'static str] = GetUserAttributes::ANSWER;

    type Item<'r> = UserAttributes<'r>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.array("To_Account", |accounts| accounts.text(self.0));
    }
}

pub(super) fn check(report: &mut Report) {
    if let Err(error) = run(report) {
        report.check(false, || error.to_string());
    }
}

fn run(report: &mut Report) -> Result<(), Box<dyn core::error::Error>> {
    // Connections are kept for long, by both sides, so that it shows what becomes of them when the link is cut.
    let limits = Limits { idle: Duration::from_secs(15 * 60), ..Limits::default() };
    let world = World::new(Service::new(&Config { limits, ..Config::default() })?, DRIFT, 0);
    let (app, key, _) = in_memory()?;
    let policy = Policy { lifetime: 86_400, idle_limit: 15 * 60_000, ..Policy::DEFAULT };
    let events: RefCell<BTreeMap<&'static str, u64>> = RefCell::default();
    let count = |event: Event| {
        let name = match event {
            Event::Signed { .. } => "UserSigs made",
            Event::Connected { .. } => "connections made",
            Event::Calling { .. } => "requests sent",
            Event::Failed { .. } => "tries failed",
            Event::ClockMoved { .. } => "corrections of the clock",
            _ => return,
        };
        *events.borrow_mut().entry(name).or_default() += 1;
    };
    let mut client = Client::new(app, key, policy, Clock::UNSET, Device(world.clone()), vec![0; 600], count);
    let reads = GetUserAttributes::new(&["alice", "Bob Lee"])?;

    let (mut calls, mut answered) = (0_u64, 0_u64);
    let mut refused: BTreeMap<String, u64> = BTreeMap::new();
    let mut carried_out: BTreeMap<String, u64> = BTreeMap::new();
    let mut requests: Vec<u64> = Vec::new();
    let (mut furthest, mut last_seen) = (0_u64, Duration::ZERO);
    for minute in 0..DAYS * 24 * 60 {
        world.pass_until(minute * MINUTE);
        // For a moment every ten minutes, and for a whole minute every hour.
        if minute % 10 == 9 {
            world.set_link(false);
        }
        world.set_link(minute % 60 != 59);
        // Now and then a call is carried out, and its answer lost.
        if minute % 7 == 0 {
            world.service().inject(Fault::CloseHalfway, Times::Next(1));
        }
        let marker = format!("write-{minute}");
        let (write, is_read) = (Write(&marker), minute % 3 != 0);
        let end = world.run(async {
            let mut users = 0;
            if is_read {
                let mut call = client.call(&reads);
                while call.next().await.map_err(Ending::from)?.is_some() {
                    users += 1;
                }
            } else {
                let mut call = client.call(&write);
                while call.next().await.map_err(Ending::from)?.is_some() {
                    users += 1;
                }
            }
            Ok::<usize, Ending>(users)
        });
        calls += 1;
        match end {
            Some(Ok(users)) => {
                answered += 1;
                report.check(users == if is_read { 2 } else { 1 }, || format!("minute {minute}: {users} users"));
            }
            Some(Err(ending)) => *refused.entry(ending.to_string()).or_default() += 1,
            None => report.check(false, || format!("minute {minute}: nothing would ever happen")),
        }
        let seen = last_seen;
        for call in world.service().calls().into_iter().filter(|call| call.at > seen) {
            last_seen = call.at;
            requests.push(call.at.as_millis() as u64);
            if call.code == Some(0) && call.body.contains("write-") {
                *carried_out.entry(call.body.clone()).or_default() += 1;
            }
        }
        if minute != 0 {
            let (device, now) = (client.platform().now(), world.time() / 1000 + BEGIN);
            furthest = furthest.max(client.standing().clock.unix(device).abs_diff(now));
        }
    }

    println!("  {calls} calls, {answered} answered; {refused:?}; writes carried out: {}", carried_out.len());
    println!("  {:?}; the clock was at most {furthest} s off", events.borrow());
    report.check(answered + refused.values().sum::<u64>() == calls, || "a call has no end".to_owned());
    report.check(refused.keys().all(|why| why == "broken"), || format!("for other reasons than the link: {refused:?}"));
    // The link was down for the whole call, or nobody knows what became of a write: it went out on a connection that was cut,
    // or its answer was lost. One call in three is a write.
    let (hours, cuts, lost) = (DAYS * 24, DAYS * 24 * 6, calls / 7);
    report.check(answered >= calls - hours - (cuts + lost) / 3, || format!("only {answered} of {calls} were answered"));
    report.check(carried_out.values().all(|count| *count == 1), || "a write was carried out twice".to_owned());
    let is_too_fast = requests.windows(101).any(|window| matches!(window, [first, .., last] if last - first < 1000));
    report.check(!is_too_fast, || "more than 100 calls within a second".to_owned());
    report.check(furthest <= u64::from(Clock::TOLERANCE) + 1, || format!("the clock was {furthest} s off"));
    let signed = events.borrow().get("UserSigs made").copied().unwrap_or(0);
    report.check((DAYS..=DAYS * 2).contains(&signed), || format!("{signed} UserSigs in {DAYS} days"));
    Ok(())
}
