//! Every fault × every transport: the right users, or the right error in time; and the next call is right again.

use tencent_chat::policy::Policy;
use tencent_chat_emulator::{Fault, Times};

use super::{
    Report,
    ending::Ending::{self, Broken, Garbled, Refused, Slow, Status, Untrusted, Users},
    subject::{self, Subject},
};

/// A fault, what a call comes to if it happens once, and if it always happens.
type Row = (Fault, &'static [Ending], &'static [Ending]);

const PATIENT: Policy = Policy {
    tries: 3,
    deadline: 4000,
    patience: 500,
    connect_timeout: 500,
    backoff: 20,
    longest_backoff: 50,
    ..Policy::DEFAULT
};

const ROWS: [Row; 48] = [
    (Fault::Refuse(60010), &[Refused(60010)], &[Refused(60010)]),
    (Fault::Refuse(60007), &[Users], &[Refused(60007)]),
    (Fault::Refuse(60008), &[Users], &[Refused(60008)]),
    (Fault::Refuse(60011), &[Users], &[Refused(60011)]),
    (Fault::Refuse(60018), &[Users], &[Refused(60018)]),
    (Fault::Refuse(70003), &[Users], &[Refused(70003)]),
    (Fault::Refuse(91000), &[Users], &[Refused(91000)]),
    (Fault::WrongDataCentre, &[Refused(60026)], &[Refused(60026)]),
    (Fault::SignatureExpired, &[Users], &[Refused(70001)]),
    (Fault::UnknownCode, &[Refused(UNKNOWN)], &[Refused(UNKNOWN)]),
    (Fault::BadGateway, &[Users], &[Status(502)]),
    (Fault::ClockSkew(7200), &[Users], &[Users]),
    (Fault::ClockSkew(-7200), &[Users], &[Users]),
    (Fault::CodeLast(0), &[Users], &[Users]),
    (Fault::CodeLast(60008), &[Users], &[Refused(60008)]),
    (Fault::NoActionStatus, &[Users], &[Users]),
    (Fault::NoErrorInfo, &[Users], &[Users]),
    (Fault::UnknownFields, &[Users], &[Users]),
    (Fault::ReorderedKeys, &[Users], &[Users]),
    (Fault::ReorderedUsers, &[Users], &[Users]),
    (Fault::Escaped, &[Users], &[Users]),
    (Fault::InformationalFirst, &[Users], &[Users]),
    (Fault::OversizedHead(8_000), &[Users], &[Users]),
    (Fault::OversizedHead(20_000), &[Users], &[Garbled]),
    (Fault::LengthTooLong(10), &[Users], &[Slow]),
    (Fault::LengthTooShort(10), &[Users], &[Garbled]),
    (Fault::Chunked, &[Users], &[Users]),
    (Fault::ChunkExtensions, &[Users], &[Users]),
    (Fault::EndlessBody, &[Users], &[Broken, Slow]),
    (Fault::OneByte, &[Users], &[Users]),
    (Fault::Stall { at: 60, millis: Some(50) }, &[Users], &[Users]),
    (Fault::Stall { at: 60, millis: None }, &[Users], &[Slow]),
    (Fault::CloseAfter(0), &[Users], &[Broken]),
    (Fault::CloseAfter(40), &[Users], &[Broken]),
    (Fault::CloseHalfway, &[Users], &[Broken]),
    (Fault::CloseSilently, &[Users], &[Users]),
    (Fault::CloseAnnounced, &[Users], &[Users]),
    (Fault::Reset(0), &[Users], &[Broken]),
    (Fault::Reset(100), &[Users], &[Broken]),
    (Fault::Stale, &[Users], &[Users]),
    (Fault::TlsAlert(40), &[Users], &[Broken]),
    (Fault::TlsClose, &[Users], &[Broken]),
    (Fault::TlsStall, &[Users], &[Slow]),
    (Fault::OtherCertificate, &[Users], &[Users]),
    (Fault::OtherAuthority, &[Untrusted], &[Untrusted]),
    (Fault::WrongName, &[Untrusted], &[Untrusted]),
    (Fault::ExpiredCertificate, &[Untrusted], &[Untrusted]),
    (Fault::FutureCertificate, &[Untrusted], &[Untrusted]),
];

/// What the emulator says for [`Fault::UnknownCode`].
const UNKNOWN: i64 = 79_998;

const ASKED: [&str; 3] = ["alice", "Bob Lee", "gateway-7"];

pub(super) fn check(report: &mut Report) {
    for kind in Fault::KINDS {
        let is_there = ROWS.iter().any(|(fault, ..)| fault.name() == kind.name);
        report.check(is_there, || format!("{} is a fault that no row is about", kind.name));
    }
    let subjects = match subject::all(PATIENT) {
        Ok(subjects) => subjects,
        Err(error) => return report.check(false, || error.to_string()),
    };
    for (name, mut subject) in subjects {
        println!("\n  {name:<34} {:<12} {:<12} then", "once", "always");
        for (fault, once, always) in ROWS {
            let first = with(&mut *subject, fault, Times::Next(1));
            let second = with(&mut *subject, fault, Times::UntilCleared);
            let then = ended(&mut *subject);
            println!("  {:<34} {first:<12} {second:<12} {then}", fault.to_string());
            report.check(once.contains(&first), || format!("{name}: {fault} once is {first}, not {once:?}"));
            report.check(always.contains(&second), || format!("{name}: {fault} always is {second}, not {always:?}"));
            report.check(then == Users, || format!("{name}: after {fault} a call is {then}"));
        }
    }
}

/// What a call comes to while a fault happens.
fn with(subject: &mut dyn Subject, fault: Fault, times: Times) -> Ending {
    // One of the handshake needs a connection to be made.
    if fault.is_of_handshake() {
        subject.inject(Fault::CloseAnnounced, Times::Next(1));
        ended(subject);
    }
    subject.inject(fault, times);
    let mut ending = ended(subject);
    // This one happens to the request behind the one it is planned for.
    if fault == Fault::Stale {
        ending = ended(subject);
    }
    subject.clear();
    ending
}

fn ended(subject: &mut dyn Subject) -> Ending {
    match subject.ask(&ASKED) {
        Err(ending) => ending,
        Ok(mut users) => {
            users.sort_unstable();
            let mut asked = ASKED.to_vec();
            asked.sort_unstable();
            if users == asked { Users } else { Ending::WrongUsers }
        }
    }
}
