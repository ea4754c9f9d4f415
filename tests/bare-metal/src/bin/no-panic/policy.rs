//! The course of a call that nothing is known of, and accounts in calls of as many as one takes.

use core::hint::black_box;

use tencent_chat::client::Batch;
use tencent_chat::policy::{Action, Call, Clock, Course, Failure, Policy, Standing, Trouble};
use tencent_chat::push::GetUserAttributes;

use crate::exchange::with;
use crate::print;

pub fn policy() {
    let mut clock: Clock = black_box(Clock::UNSET);
    clock.set(black_box(1), black_box(2));
    black_box((clock.unix(black_box(3)), clock.is_set(), clock.moved(), clock.learn(black_box(4), black_box(5))));

    let mut standing = Standing::new(clock);
    let policy: Policy = black_box(Policy::DEFAULT);
    let call = black_box(Call::of::<GetUserAttributes<'_>>(black_box(true), black_box(true)));
    let mut course = Course::new(call, policy, black_box(true), black_box(6));
    loop {
        match black_box(course.next(&mut standing, black_box(7))) {
            Action::Sign { .. } => course.signed(&mut standing, black_box(Some(8))),
            Action::Connect { .. } => course.connected(),
            Action::Call { .. } => {
                black_box(course.answered(&mut standing, black_box(Some(9)), black_box(10)));
            }
            Action::Wait { .. } | Action::GiveUp => break,
        }
        let failure: Failure = black_box(Failure::to_connect(Trouble::Unreachable));
        black_box(course.failed(&mut standing, &failure, black_box(11), black_box(12)));
        black_box(standing.is_on_backup());
    }
    let mut buffer = black_box([0; 512]);
    with(&mut buffer, |exchange| {
        black_box(Failure::after(black_box(Trouble::Broken), exchange.progress()));
    });
    accounts();
}

fn accounts() {
    let accounts: &[&str] = black_box(&["alice", "bob"]);
    match black_box(Batch::new(accounts)) {
        Ok(mut batch) => {
            black_box(batch.call());
            black_box(batch.hand_out(black_box("alice")));
            batch.unconfirmed().chain(batch.unanswered()).for_each(|account| {
                black_box(account);
            });
            batch.end_call();
            black_box(batch.answered());
        }
        Err(invalid) => print(invalid),
    }
}
