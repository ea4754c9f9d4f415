use std::vec::Vec;

use super::{Action, Call, Clock, Course, Failure, Policy, Standing, Trouble, Verdict};
use crate::{Error, ErrorCode, HttpError};

const READ: Call =
    Call { path: "v4/x/read", calls_per_second: 100, is_repeatable: true, can_sign: true, has_backup: true };
const WRITE: Call = Call { path: "v4/x/write", is_repeatable: false, ..READ };
const UNIX: u64 = 1_700_000_000;

fn standing() -> Standing {
    let mut clock = Clock::UNSET;
    clock.set(UNIX, 0);
    Standing::new(clock)
}

/// Signs and connects, up to the call; what had to be done for it.
fn to_the_call(course: &mut Course, standing: &mut Standing, now: &mut u64) -> Vec<Action> {
    let mut done = Vec::new();
    loop {
        let action = course.next(standing, *now);
        match action {
            Action::Wait { until } => *now = until,
            Action::Sign { unix } => course.signed(standing, Some(unix + 86_400)),
            Action::Connect { .. } => course.connected(),
            Action::Call { .. } => return done,
            Action::GiveUp => panic!("gave up after {done:?}"),
        }
        done.push(action);
    }
}

fn after(trouble: Trouble) -> Failure {
    Failure { trouble, was_sent: true, was_answered: false, keeps_alive: false, date: None }
}

fn refused(code: i64) -> Failure {
    let trouble = Trouble::Chat(Error::Refused(ErrorCode(code)));
    Failure { was_answered: true, keeps_alive: true, date: Some(UNIX), ..after(trouble) }
}

/// A call that is sent at once, and then fails so; what comes of it and when the next try is.
fn failed(call: Call, failure: &Failure) -> (Verdict, u64, Vec<Action>) {
    let (mut standing, mut now) = (standing(), 0);
    let mut course = Course::new(call, Policy { deadline: 200_000, ..Policy::DEFAULT }, false, now);
    to_the_call(&mut course, &mut standing, &mut now);
    let verdict = course.failed(&mut standing, failure, now, 0);
    let again = if verdict == Verdict::Again { to_the_call(&mut course, &mut standing, &mut now) } else { Vec::new() };
    (verdict, now, again)
}

#[test]
fn a_call_is_signed_for_connected_for_and_made() {
    let (mut standing, mut now) = (standing(), 5);
    let mut course = Course::new(READ, Policy::DEFAULT, false, now);
    let done = to_the_call(&mut course, &mut standing, &mut now);
    assert_eq!(done, [Action::Sign { unix: UNIX }, Action::Connect { to_backup: false, until: 5005 }]);
    assert_eq!(course.next(&mut standing, now), Action::Call { until: 5005 });
    assert_eq!(course.next(&mut standing, now), Action::Call { until: 5005 }, "it may be asked again");

    let mut next = Course::new(READ, Policy::DEFAULT, true, now);
    assert_eq!(
        to_the_call(&mut next, &mut standing, &mut now),
        [Action::Wait { until: 16 }],
        "signed and connected it is"
    );
}

#[test]
fn a_signature_is_made_anew_a_margin_before_it_ends() {
    // One that is short for its margin is made anew half-way.
    for (margin, last) in [(3600, 86_400 - 3600), (80_000, 43_200)] {
        let policy = Policy { lifetime: 86_400, margin, ..Policy::DEFAULT };
        let (mut standing, mut now) = (standing(), 0);
        to_the_call(&mut Course::new(READ, policy, true, now), &mut standing, &mut now);
        let is_signed_again = |standing: &mut Standing, mut now| {
            let done = to_the_call(&mut Course::new(READ, policy, true, now), standing, &mut now);
            done.iter().any(|action| matches!(action, Action::Sign { .. }))
        };
        assert!(!is_signed_again(&mut standing, last * 1000), "{margin}");
        assert!(is_signed_again(&mut standing, (last + 1) * 1000), "{margin}");
    }
}

#[test]
fn reads_are_repeated_and_writes_only_where_nothing_was_sent() {
    let unsent = |trouble| Failure { was_sent: false, ..after(trouble) };
    let passing = [
        Trouble::Broken,
        Trouble::Chat(Error::Closed),
        Trouble::Chat(Error::Status(502)),
        Trouble::Chat(Error::Http(HttpError::Chunk)),
        Trouble::Chat(Error::Refused(ErrorCode::SERVICE_TIMEOUT)),
        Trouble::Chat(Error::Refused(ErrorCode::INTERNAL)),
    ];
    for trouble in passing {
        assert_eq!(failed(READ, &after(trouble)).0, Verdict::Again, "{trouble:?}");
        assert_eq!(failed(WRITE, &after(trouble)).0, Verdict::GiveUp, "{trouble:?}");
        assert_eq!(failed(WRITE, &unsent(trouble)).0, Verdict::Again, "{trouble:?}");
    }
    for hopeless in [Error::Refused(ErrorCode::NOT_ADMINISTRATOR), Error::Status(404), Error::BufferFull { needed: 9 }]
    {
        assert_eq!(failed(READ, &after(Trouble::Chat(hopeless))).0, Verdict::GiveUp, "{hopeless}");
    }
}

#[test]
fn a_refusal_that_says_nothing_was_done_is_followed_even_for_a_write() {
    for code in [70001, 70003, 70013, 60007, 60011, 60018, 60019] {
        assert_eq!(failed(WRITE, &refused(code)).0, Verdict::Again, "{code}");
    }
    let (_, now, _) = failed(WRITE, &refused(60007));
    assert!((1000..1100).contains(&now), "limits are by the second, and {now} ms were waited");
    let (_, now, _) = failed(READ, &refused(70050));
    assert!((60_000..60_100).contains(&now), "the service wants a minute, and {now} ms were waited");
}

#[test]
fn a_signature_is_made_again_once_a_call() {
    let (mut standing, mut now) = (standing(), 0);
    let mut course = Course::new(READ, Policy::DEFAULT, false, now);
    to_the_call(&mut course, &mut standing, &mut now);
    assert_eq!(course.failed(&mut standing, &refused(70001), now, 0), Verdict::Again);
    let done = to_the_call(&mut course, &mut standing, &mut now);
    assert!(done.iter().any(|action| matches!(action, Action::Sign { .. })), "{done:?}");
    assert_eq!(course.failed(&mut standing, &refused(70001), now, 0), Verdict::GiveUp);

    let minted = Call { can_sign: false, ..READ };
    assert_eq!(failed(minted, &refused(70001)).0, Verdict::GiveUp);
}

#[test]
fn a_clock_that_nobody_set_learns_from_the_refusal_and_the_call_goes_through() {
    let mut standing = Standing::new(Clock::UNSET);
    let mut now = 7000;
    let mut course = Course::new(READ, Policy::DEFAULT, false, now);
    let done = to_the_call(&mut course, &mut standing, &mut now);
    assert_eq!(done.first(), Some(&Action::Sign { unix: 7 }));
    assert_eq!(course.failed(&mut standing, &refused(70001), now, 0), Verdict::Again);
    let done = to_the_call(&mut course, &mut standing, &mut now);
    assert!(done.contains(&Action::Sign { unix: UNIX }), "{done:?}");
    assert_eq!(standing.clock.moved(), i64::try_from(UNIX).unwrap() - 7);
    assert_eq!(course.answered(&mut standing, Some(UNIX + 20), now), None, "close enough");
    assert_eq!(course.answered(&mut standing, Some(UNIX - 40), now), Some(-40));
}

#[test]
fn the_other_host_is_asked_at_once_and_both_again_later() {
    let failure = Failure::to_connect(Trouble::Unreachable);
    let (mut standing, now) = (standing(), 0);
    let mut course = Course::new(READ, Policy::DEFAULT, false, now);
    course.signed(&mut standing, None);
    let connect = |to_backup| Action::Connect { to_backup, until: 5000 };
    assert_eq!(course.next(&mut standing, now), connect(false));
    assert_eq!(course.failed(&mut standing, &failure, now, u32::MAX), Verdict::Again);
    assert_eq!(course.next(&mut standing, now), connect(true));
    assert!(standing.is_on_backup());
    assert_eq!(course.failed(&mut standing, &failure, now, 150), Verdict::Again);
    assert_eq!(course.next(&mut standing, now), Action::Wait { until: 150 });

    let untrusted = Failure::to_connect(Trouble::Untrusted);
    assert_eq!(failed(READ, &untrusted).0, Verdict::Again, "the other host may be sound");
    assert_eq!(failed(Call { has_backup: false, ..READ }, &untrusted).0, Verdict::GiveUp);
    assert_eq!(failed(Call { has_backup: false, ..READ }, &failure).0, Verdict::Again);
}

#[test]
fn a_kept_connection_that_was_closed_costs_neither_a_try_nor_time() {
    let policy = Policy { tries: 1, ..Policy::DEFAULT };
    let (mut standing, mut now) = (standing(), 0);
    let mut course = Course::new(READ, policy, true, now);
    to_the_call(&mut course, &mut standing, &mut now);
    let before = now;
    assert_eq!(course.failed(&mut standing, &after(Trouble::Broken), now, u32::MAX), Verdict::Again);
    let done = to_the_call(&mut course, &mut standing, &mut now);
    assert!(matches!(*done, [Action::Connect { .. }, ..]) || now - before <= 11, "{done:?}");
    assert_eq!(
        course.failed(&mut standing, &after(Trouble::Broken), now, 0),
        Verdict::GiveUp,
        "a new one is not stale"
    );
    let mut write = Course::new(WRITE, policy, true, now);
    to_the_call(&mut write, &mut standing, &mut now);
    assert_eq!(write.failed(&mut standing, &after(Trouble::Broken), now, 0), Verdict::GiveUp, "it may have been done");
}

#[test]
fn waits_double_up_to_the_longest_and_are_spread_by_chance() {
    let policy = Policy { tries: 20, deadline: u32::MAX, backoff: 100, longest_backoff: 1000, ..Policy::DEFAULT };
    let most = |random: u32| {
        let (mut standing, mut now) = (standing(), 0);
        let mut course = Course::new(Call { has_backup: false, ..READ }, policy, false, now);
        course.signed(&mut standing, None);
        (0..6)
            .map(|_| {
                course.failed(&mut standing, &Failure::to_connect(Trouble::Unreachable), now, random);
                let Action::Wait { until } = course.next(&mut standing, now) else { return 0 };
                (until - core::mem::replace(&mut now, until)).try_into().unwrap()
            })
            .collect::<Vec<u32>>()
    };
    let bounds = [100, 200, 400, 800, 1000, 1000];
    assert_eq!(most(0), [0; 6]);
    for random in (0..5000).chain([u32::MAX]) {
        assert!(most(random).iter().zip(bounds).all(|(wait, bound)| *wait <= bound), "{random}");
    }
    let seen: Vec<_> = (0..101).map(|random| most(random)[0]).collect();
    assert_eq!(seen, (0..101).collect::<Vec<_>>(), "every wait up to the longest is equally likely");
}

#[test]
fn interfaces_are_paced_by_themselves_and_for_all_who_share() {
    let (mut standing, mut now) = (standing(), 0);
    let mut times = |call: Call, share, count: usize| {
        let policy = Policy { share, deadline: u32::MAX, ..Policy::DEFAULT };
        let times: Vec<_> = (0..count)
            .map(|_| {
                to_the_call(&mut Course::new(call, policy, true, now), &mut standing, &mut now);
                now
            })
            .collect();
        times
    };
    let second = |times: &[u64]| times.iter().filter(|time| **time < times[0] + 1000).count();
    assert!(second(&times(READ, 1, 200)) <= 100);
    // 8 clients that make 13 calls each within a second would be 104.
    assert!(second(&times(Call { path: "v4/x/other", ..READ }, 8, 200)) <= 100 / 8);
    assert!(second(&times(Call { path: "v4/x/third", ..READ }, 300, 5)) <= 1);
    let pushes = times(Call { path: "v4/x/push", calls_per_second: 1, ..READ }, 1, 3);
    assert!(pushes.windows(2).all(|pair| pair[1] - pair[0] > 1000), "{pushes:?}");
}

/// Whatever comes of the tries: it ends, within tries and time and pace, and no write is sent twice that may have been done.
#[test]
fn whatever_happens_the_bounds_hold() {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut chance = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        u32::try_from(seed >> 32).unwrap()
    };
    let codes = [60007, 60008, 60010, 60026, 70001, 70003, 70050, 90018, 91000, 32_216];
    let mut standing = standing();
    let mut now = 0;
    for round in 0..20_000 {
        let call = Call {
            is_repeatable: chance() % 2 == 0,
            can_sign: chance() % 4 != 0,
            has_backup: chance() % 2 == 0,
            ..READ
        };
        let policy = Policy { tries: (chance() % 6) as u8, deadline: chance() % 120_000, ..Policy::DEFAULT };
        let begin = now;
        let mut course = Course::new(call, policy, chance() % 2 == 0, now);
        let (mut calls, mut doubtful, mut was_signed_again, mut steps) = (0, false, 0, 0);
        loop {
            steps += 1;
            assert!(steps < 200, "round {round} does not end");
            let failure = match course.next(&mut standing, now) {
                Action::GiveUp => break,
                Action::Wait { until } => {
                    assert!(until > now && until < begin + u64::from(policy.deadline));
                    now = until;
                    continue;
                }
                Action::Sign { unix } => {
                    was_signed_again += 1;
                    course.signed(&mut standing, (chance() % 2 == 0).then_some(unix + 200_000));
                    continue;
                }
                Action::Connect { to_backup, until } => {
                    assert!(until <= begin + u64::from(policy.deadline) && (call.has_backup || !to_backup));
                    if chance() % 2 == 0 {
                        course.connected();
                        continue;
                    }
                    now += u64::from(chance() % 2000);
                    Failure::to_connect(if chance() % 2 == 0 { Trouble::Unreachable } else { Trouble::Untrusted })
                }
                Action::Call { .. } => {
                    assert!(!doubtful, "round {round}: sent again though it may have been done");
                    calls += 1;
                    now += u64::from(chance() % 3000);
                    if chance() % 8 == 0 {
                        break;
                    }
                    let trouble = match chance() % 4 {
                        0 => Trouble::Broken,
                        1 => Trouble::Chat(Error::Closed),
                        2 => Trouble::Chat(Error::Status(502)),
                        _ => Trouble::Chat(Error::Refused(ErrorCode(codes[chance() as usize % codes.len()]))),
                    };
                    let was_sent = chance() % 2 == 0;
                    let is_refusal =
                        matches!(trouble, Trouble::Chat(Error::Refused(ErrorCode(60007 | 70001 | 70003 | 70050))));
                    doubtful |= was_sent && !call.is_repeatable && !is_refusal;
                    let date = (chance() % 3 == 0).then(|| UNIX + u64::from(chance() % 1000));
                    Failure {
                        was_sent,
                        was_answered: chance() % 2 == 0,
                        keeps_alive: chance() % 2 == 0,
                        date,
                        ..after(trouble)
                    }
                }
            };
            if course.failed(&mut standing, &failure, now, chance()) == Verdict::GiveUp {
                break;
            }
        }
        // A kept connection that was closed is not a try.
        assert!(calls <= u32::from(policy.tries.max(1)) + 1, "round {round}: {calls} calls with {policy:?}");
        assert!(was_signed_again <= 3, "round {round}");
        now += u64::from(chance() % 100);
    }
}

#[test]
fn a_user_sig_that_is_over_when_it_is_made_is_not_made_for_ever() {
    let (mut standing, now) = (standing(), 0);
    let mut course = Course::new(Call { can_sign: false, ..READ }, Policy::DEFAULT, true, now);
    assert!(matches!(course.next(&mut standing, now), Action::Sign { .. }));
    course.signed(&mut standing, Some(UNIX - 5));
    assert!(matches!(course.next(&mut standing, now), Action::Call { .. }), "the service judges");
}
