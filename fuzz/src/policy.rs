//! Whatever comes of the tries, at whatever times: a call ends; within its tries, its time and the pace of its interface; and
//! a write that may have been done is not sent again.
//!
//! Several calls run one after the other, of several interfaces, with what is learned between them.

use arbitrary::{Result, Unstructured};
use tencent_chat::policy::{Action, Call, Clock, Course, Failure, Policy, Standing, Trouble, Verdict};
use tencent_chat::{Advice, Error, ErrorCode, HttpError, json};

use crate::Target;

/// The target.
pub const TARGET: Target = Target { name: "policy", run };

/// Panics where the property does not hold.
pub fn run(input: &[u8]) {
    let _ = calls(&mut Unstructured::new(input));
}

fn calls(input: &mut Unstructured<'_>) -> Result<()> {
    let mut world = World::new(input)?;
    while !input.is_empty() {
        world.call(input)?;
    }
    Ok(())
}

struct World {
    standing: Standing,
    policy: Policy,
    now: u64,
    signs: Signs,
    /// When each interface was called.
    called: [Vec<u64>; INTERFACES.len()],
}

/// How long UserSigs are good that this client gets.
enum Signs {
    AsPromised,
    /// Nobody knows.
    Endless,
    /// They were made elsewhere, for whatever time.
    Until(u64),
}

/// Path, and calls a second.
const INTERFACES: [(&str, u16); 3] = [("v4/x/one", 100), ("v4/x/two", 1), ("v4/timpush/batch", 20)];

impl World {
    fn new(input: &mut Unstructured<'_>) -> Result<Self> {
        let mut clock = Clock::UNSET;
        let now = u64::from(input.arbitrary::<u32>()?);
        if input.arbitrary()? {
            clock.set(u64::from(input.arbitrary::<u32>()?), now);
        }
        let policy = Policy {
            tries: input.int_in_range(0..=8)?,
            deadline: input.arbitrary::<u32>()? >> input.int_in_range(0..=31)?,
            patience: input.arbitrary::<u32>()? >> input.int_in_range(0..=31)?,
            connect_timeout: input.arbitrary::<u32>()? >> input.int_in_range(0..=31)?,
            backoff: input.arbitrary::<u32>()? >> input.int_in_range(0..=31)?,
            longest_backoff: input.arbitrary::<u32>()? >> input.int_in_range(0..=31)?,
            lifetime: input.arbitrary::<u32>()? >> input.int_in_range(0..=31)?,
            margin: input.arbitrary::<u32>()? >> input.int_in_range(0..=31)?,
            share: u16::from(input.arbitrary::<u8>()?),
            ..Policy::DEFAULT
        };
        let signs = match input.int_in_range(0..=3)? {
            0 => Signs::Endless,
            1 => Signs::Until(u64::from(input.arbitrary::<u32>()?)),
            _ => Signs::AsPromised,
        };
        Ok(Self { standing: Standing::new(clock), policy, now, signs, called: Default::default() })
    }

    /// One call, up to its end.
    fn call(&mut self, input: &mut Unstructured<'_>) -> Result<()> {
        let interface = input.choose_index(INTERFACES.len())?;
        let (path, calls_per_second) = INTERFACES[interface];
        let flags = input.arbitrary::<u8>()?;
        let call = Call {
            path,
            calls_per_second,
            is_repeatable: flags & 1 != 0,
            can_sign: flags & 2 != 0,
            has_backup: flags & 4 != 0,
        };
        let deadline = self.now + u64::from(self.policy.deadline);
        let mut course = Course::new(call, self.policy, flags & 8 != 0, self.now);
        let mut tries = Tries::default();
        for steps in 0.. {
            assert!(steps < MOST_STEPS, "it does not end: {call:?} {:?}", self.policy);
            let failure = match course.next(&mut self.standing, self.now) {
                Action::GiveUp => return Ok(()),
                Action::Wait { until } => {
                    assert!(until > self.now && until < deadline, "it waits beyond its time");
                    // Who carries it out may oversleep.
                    self.now = until + if input.ratio(1, 8)? { u64::from(input.arbitrary::<u16>()?) } else { 0 };
                    continue;
                }
                Action::Sign { unix } => {
                    assert!(self.now < deadline);
                    let expires_at = match self.signs {
                        Signs::AsPromised => Some(unix + u64::from(self.policy.lifetime)),
                        Signs::Endless => None,
                        Signs::Until(last) => Some(last),
                    };
                    course.signed(&mut self.standing, expires_at);
                    continue;
                }
                Action::Connect { to_backup, until } => {
                    assert!(self.now < deadline && until <= deadline && (call.has_backup || !to_backup));
                    self.now += u64::from(input.arbitrary::<u16>()? / 8);
                    if input.arbitrary()? {
                        course.connected();
                        continue;
                    }
                    tries.failed();
                    Failure::to_connect(if input.arbitrary()? { Trouble::Unreachable } else { Trouble::Untrusted })
                }
                Action::Call { until } => {
                    assert!(self.now < deadline && until <= deadline);
                    self.keeps_pace(interface);
                    tries.call(&call);
                    self.now += u64::from(input.arbitrary::<u16>()? / 8);
                    let date = if input.arbitrary()? { Some(u64::from(input.arbitrary::<u32>()?)) } else { None };
                    let Some(trouble) = trouble(input)? else {
                        course.answered(&mut self.standing, date, self.now);
                        return Ok(());
                    };
                    let flags = input.arbitrary::<u8>()?;
                    let failure = Failure {
                        trouble,
                        was_sent: flags & 1 != 0,
                        was_answered: flags & 2 != 0,
                        keeps_alive: flags & 4 != 0,
                        date,
                    };
                    tries.call_failed(&failure, path);
                    failure
                }
            };
            let verdict = course.failed(&mut self.standing, &failure, self.now, input.arbitrary()?);
            if verdict == Verdict::GiveUp {
                return Ok(());
            }
            assert!(tries.are_left(&self.policy), "{tries:?} are more than {}", self.policy.tries);
        }
        Ok(())
    }

    /// However a second is laid over the calls, no more than this client's share of them is in it.
    fn keeps_pace(&mut self, interface: usize) {
        let (path, most) = INTERFACES[interface];
        let share = (most / self.policy.share.max(1)).max(1);
        let called = &mut self.called[interface];
        called.push(self.now);
        let begin = called.len().saturating_sub(usize::from(share) + 1);
        let last = &called[begin..];
        let is_more = last.len() > usize::from(share) && self.now - last[0] < 1000;
        assert!(!is_more, "{path} is called {} times within a second", last.len());
    }
}

/// What a call has tried.
#[derive(Debug, Default)]
struct Tries {
    /// How often it failed, but for kept connections that had been closed.
    failures: u32,
    calls: u32,
    /// Whether it may have been carried out.
    may_be_done: bool,
}

impl Tries {
    fn call(&mut self, call: &Call) {
        assert!(call.is_repeatable || !self.may_be_done, "a write is sent again that may have been done");
        self.calls += 1;
    }

    fn failed(&mut self) {
        self.failures += 1;
    }

    fn call_failed(&mut self, failure: &Failure, path: &str) {
        let nothing_was_done = match failure.trouble {
            Trouble::Chat(Error::Refused(code)) => {
                matches!(code.advice_at(path), Advice::SlowDown | Advice::SignAgain | Advice::FixClock)
            }
            _ => false,
        };
        self.may_be_done |= failure.was_sent && !nothing_was_done;
        self.failures += 1;
    }

    /// A kept connection that had been closed is not counted, and there is one at the most.
    fn are_left(&self, policy: &Policy) -> bool {
        self.failures.saturating_sub(1) < u32::from(policy.tries.max(1))
    }
}

fn trouble(input: &mut Unstructured<'_>) -> Result<Option<Trouble>> {
    let syntax = json::Error::Syntax { problem: json::Problem::Unfinished, at: 9 };
    Ok(Some(match input.int_in_range(0..=11)? {
        0 => return Ok(None),
        1 => Trouble::Broken,
        2 => Trouble::Chat(Error::Closed),
        3 => Trouble::Chat(Error::Deadline),
        4 => Trouble::Chat(Error::Status(input.arbitrary()?)),
        5 => Trouble::Chat(Error::Http(HttpError::Chunk)),
        6 => Trouble::Chat(Error::Json(syntax)),
        7 => Trouble::Chat(Error::BufferFull { needed: 9 }),
        8 => Trouble::Chat(Error::Refused(ErrorCode(input.arbitrary()?))),
        _ => Trouble::Chat(Error::Refused(*input.choose(&CODES)?)),
    }))
}

/// Codes of every advice.
const CODES: [ErrorCode; 12] = [
    ErrorCode::INTERFACE_TOO_OFTEN,
    ErrorCode::SERVICE_TIMEOUT,
    ErrorCode::NOT_ADMINISTRATOR,
    ErrorCode::WRONG_REGION,
    ErrorCode::USER_SIG_EXPIRED,
    ErrorCode::USER_SIG_UNREADABLE,
    ErrorCode::TOO_MANY_WRONG_USER_SIGS,
    ErrorCode::TOO_MANY_ACCOUNTS,
    ErrorCode::INTERNAL,
    ErrorCode::PUSH_BODY_NOT_JSON,
    ErrorCode(90_057),
    ErrorCode(32_216),
];

/// For each of the tries: waiting, signing, two hosts, and the call.
const MOST_STEPS: u32 = 100;
