//! Who is let in, and who is not: one table for all stacks, against servers that mean well and servers that do not.

use std::{net::TcpStream, thread};

use embedded_webpki::{CertificateDer, Error as Check, PublicKey};
use rcgen::{ExtendedKeyUsagePurpose, IsCa, KeyUsagePurpose, SanType};
use rustls::version::{TLS12, TLS13};
use tencent_chat_tls::{Error, Time};

use crate::{
    chains::{Authority, DAY, FROM, Identity, Kind, NOW, UNTIL, only_for, valid},
    impostor::{self, Act},
    server::{self, start},
};

pub(crate) const HOST: &str = "chat.example";

/// A stack, on some kind of streams.
pub(crate) struct Stack {
    pub(crate) name: &'static str,
    /// Opens TLS, sends the request, and reads to the end.
    pub(crate) ask: fn(TcpStream, &Case) -> Result<Vec<u8>, Error>,
    /// What has to come of a case; `None` for what it does not offer.
    pub(crate) expects: fn(&Case) -> Option<Result<(), Error>>,
}

/// A server, what a client asks and knows, and what has to come of it.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    server: Server,
    pub(crate) roots: Vec<CertificateDer<'static>>,
    pub(crate) pins: Vec<[u8; 32]>,
    pub(crate) only_keys: bool,
    pub(crate) host: &'static str,
    pub(crate) time: Time,
    /// Where a stack says it otherwise, or cannot do it, it has a table of its own.
    pub(crate) expected: Result<(), Error>,
}

#[derive(Clone)]
enum Server {
    /// With so many bytes for an answer.
    Tls13(Identity, usize),
    Tls12(Identity),
    Impostor(Identity, Act),
}

/// As a rule: TLS 1.3, at a time at which certificates are valid.
pub(crate) fn case(name: &'static str, root: &Authority, identity: Identity, expected: Result<(), Error>) -> Case {
    Case {
        name,
        server: Server::Tls13(identity, 100),
        roots: vec![root.certificate()],
        pins: Vec::new(),
        only_keys: false,
        host: HOST,
        time: Time::Now(NOW),
        expected,
    }
}

const fn refused(check: Check) -> Result<(), Error> {
    Err(Error::Untrusted(check))
}

pub(crate) fn chains() -> Vec<Case> {
    let ec = Authority::root(Kind::P256);
    let rsa = Authority::root(Kind::Rsa2048Ca);
    let rsa4096 = Authority::root(Kind::Rsa4096Ca);
    let p384 = Authority::root(Kind::P384);
    vec![
        case("EC", &ec, ec.issue(Kind::P256, &[HOST]), Ok(())),
        case("EC, over an intermediate", &ec, ec.intermediate(Kind::P256).issue(Kind::P256, &[HOST]), Ok(())),
        case("RSA", &rsa, rsa.issue(Kind::Rsa2048, &[HOST]), Ok(())),
        case(
            "RSA, over an intermediate",
            &rsa,
            rsa.intermediate(Kind::Rsa2048Ca).issue(Kind::Rsa2048, &[HOST]),
            Ok(()),
        ),
        case("EC, by RSA", &rsa, rsa.intermediate(Kind::P256).issue(Kind::P256, &[HOST]), Ok(())),
        case("RSA-4096 root", &rsa4096, rsa4096.intermediate(Kind::Rsa2048Ca).issue(Kind::P256, &[HOST]), Ok(())),
        case(
            "three intermediates",
            &ec,
            {
                let first = ec.intermediate_with(Kind::P256, |params| named(params, "first"));
                let second = first.intermediate_with(Kind::P256, |params| named(params, "second"));
                second.intermediate_with(Kind::P256, |params| named(params, "third")).issue(Kind::P256, &[HOST])
            },
            Ok(()),
        ),
        case("P-384 root", &p384, p384.issue(Kind::P256, &[HOST]), Ok(())),
        case("P-384 server", &ec, ec.issue(Kind::P384, &[HOST]), Ok(())),
        Case {
            server: Server::Tls13(ec.issue(Kind::P256, &[HOST]), 20_000),
            ..case("20 kB answer", &ec, ec.issue(Kind::P256, &[HOST]), Ok(()))
        },
        Case {
            server: Server::Tls12(ec.issue(Kind::P256, &[HOST])),
            ..case("TLS 1.2 only", &ec, ec.issue(Kind::P256, &[HOST]), Ok(()))
        },
    ]
}

pub(crate) fn names() -> Vec<Case> {
    let root = Authority::root(Kind::P256);
    let wrong = refused(Check::WrongName);
    let of = |name, names: &[&str], expected| case(name, &root, root.issue(Kind::P256, names), expected);
    vec![
        of("wrong host", &["elsewhere.example"], wrong),
        of("a part of the host", &["at.example"], wrong),
        of("fourth alternative name", &["a.example", "b.example", "c.example", HOST], Ok(())),
        of("thirtieth alternative name", &[&["a.example"; 29][..], &[HOST]].concat(), Ok(())),
        of("upper case", &["CHAT.Example"], Ok(())),
        Case { host: "sgp.chat.example", ..of("wildcard", &["*.chat.example"], Ok(())) },
        Case { host: "a.sgp.chat.example", ..of("wildcard for one label only", &["*.chat.example"], wrong) },
        of("wildcard for what is below it only", &["*.chat.example"], wrong),
        Case { host: "127.0.0.1", ..of("address", &["127.0.0.1"], Ok(())) },
        Case { host: "127.0.0.1", ..of("wrong address", &["127.0.0.2"], wrong) },
        Case { host: "chat example", ..of("no host", &[HOST], refused(Check::HostName)) },
    ]
}

pub(crate) fn dates() -> Vec<Case> {
    let root = Authority::root(Kind::P256);
    let at = |name, time, expected| Case { time, ..case(name, &root, root.issue(Kind::P256, &[HOST]), expected) };
    let (expired, early) = (refused(Check::Expired), refused(Check::NotYetValid));
    let late = || root.issue_with(Kind::P256, &[HOST], |params| valid(params, UNTIL + DAY, UNTIL + 2 * DAY));
    vec![
        at("last second", Time::Now(UNTIL), Ok(())),
        at("expired", Time::Now(UNTIL + 1), expired),
        at("first second", Time::Now(FROM), Ok(())),
        at("not yet valid", Time::Now(FROM - 1), early),
        at("no clock", Time::Unknown, refused(Check::NoClock)),
        at("no clock, but a time before", Time::After(FROM - DAY), Ok(())),
        at("no clock, but a time in between", Time::After(NOW), Ok(())),
        at("no clock, and expired by then", Time::After(UNTIL + 1), expired),
        case(
            "expired intermediate",
            &root,
            {
                let past = root.intermediate_with(Kind::P256, |params| valid(params, FROM - DAY, FROM + DAY));
                past.issue(Kind::P256, &[HOST])
            },
            refused(Check::Expired),
        ),
        Case {
            time: Time::After(FROM),
            ..case(
                "no clock, and certificates that are never valid together",
                &root,
                {
                    let past = root.intermediate_with(Kind::P256, |params| valid(params, FROM, FROM + DAY));
                    past.issue_with(Kind::P256, &[HOST], |params| valid(params, UNTIL + DAY, UNTIL + 2 * DAY))
                },
                refused(Check::Expired),
            )
        },
        Case { time: Time::After(FROM), ..case("no clock, and a certificate of next year", &root, late(), Ok(())) },
        case("a certificate of next year", &root, late(), refused(Check::NotYetValid)),
    ]
}

pub(crate) fn authorities() -> Vec<Case> {
    let root = Authority::root(Kind::P256);
    let other = Authority::named_root(Kind::P256, "another root");
    let namesake = Authority::root(Kind::P256);
    let good = || root.issue(Kind::P256, &[HOST]);
    let of = |name, identity, check| case(name, &root, identity, refused(check));
    vec![
        of("unknown CA", other.issue(Kind::P256, &[HOST]), Check::UnknownIssuer),
        of("CA of the same name", namesake.issue(Kind::P256, &[HOST]), Check::BadSignature),
        Case { roots: Vec::new(), ..of("no CA", good(), Check::UnknownIssuer) },
        Case {
            roots: vec![other.certificate(), namesake.certificate(), root.certificate()],
            ..case("the third CA of a list", &root, good(), Ok(()))
        },
        of("self-signed", Identity::self_signed(&[HOST]), Check::UnknownIssuer),
        of("leaf used as CA", root.usurper(&["elsewhere.example"]).issue(Kind::P256, &[HOST]), Check::NotACa),
        of(
            "CA used as leaf",
            root.intermediate_with(Kind::P256, |params| {
                params.subject_alt_names = vec![SanType::DnsName(HOST.try_into().unwrap())];
                params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
                params.key_usages.push(KeyUsagePurpose::DigitalSignature);
            })
            .as_server(),
            Check::CaAsServer,
        ),
        of(
            "certificate for clients",
            root.issue_with(Kind::P256, &[HOST], |params| {
                params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
            }),
            Check::WrongUsage,
        ),
        of(
            "CA for another domain",
            root.intermediate_with(Kind::P256, |params| only_for(params, "elsewhere.example"))
                .issue(Kind::P256, &[HOST]),
            Check::BeyondConstraints,
        ),
        of(
            "CA that may make no CAs",
            root.intermediate_with(Kind::P256, |params| {
                params.is_ca = IsCa::Ca(rcgen::BasicConstraints::Constrained(0));
            })
            .intermediate_with(Kind::P256, |params| named(params, "below"))
            .issue(Kind::P256, &[HOST]),
            Check::BeyondConstraints,
        ),
        Case {
            pins: vec![pin(&root.issue(Kind::P256, &[HOST]))],
            ..of("another key than the pinned one", good(), Check::NotPinned)
        },
        pinned("pinned key", &root, good()),
        Case { pins: vec![root_pin(&root)], ..case("pinned root", &root, good(), Ok(())) },
        Case {
            only_keys: true,
            roots: Vec::new(),
            time: Time::Unknown,
            ..pinned("pinned key, and nothing else", &root, Identity::self_signed(&["elsewhere.example"]))
        },
        Case {
            only_keys: true,
            pins: vec![pin(&good())],
            ..of("another key than the only one", good(), Check::NotPinned)
        },
    ]
}

pub(crate) fn impostors() -> Vec<Case> {
    let root = Authority::root(Kind::P256);
    let act = |name, act, expected| Case {
        server: Server::Impostor(root.issue(Kind::P256, &[HOST]), act),
        ..case(name, &root, root.issue(Kind::P256, &[HOST]), expected)
    };
    let bad_signature = refused(Check::BadSignature);
    vec![
        act("by hand, and honest", Act::Honest, Ok(())),
        act("no Certificate", Act::NoCertificate, Err(Error::Protocol)),
        act("no CertificateVerify", Act::NoCertificateVerify, Err(Error::Unproven)),
        act("neither", Act::Neither, refused(Check::NoCertificate)),
        act("an empty Certificate", Act::EmptyCertificate, refused(Check::NoCertificate)),
        act("CertificateVerify by another key", Act::OtherKey, bad_signature),
        act("CertificateVerify of another handshake", Act::OtherHandshake, bad_signature),
        act("a second Certificate", Act::SecondCertificate, Err(Error::Protocol)),
        act("CertificateVerify before Certificate", Act::WrongOrder, Err(Error::Protocol)),
        act("Finished before both", Act::FinishedFirst, refused(Check::NoCertificate)),
        act("a wrong Finished", Act::WrongFinished, Err(Error::Protocol)),
        act("an empty record", Act::EmptyRecord, Err(Error::Protocol)),
        act("a Certificate in plain text", Act::PlainCertificate, Err(Error::Protocol)),
        act("no end", Act::CutOff, Err(Error::CutOff)),
        act("the end in plain text", Act::PlainClose, Err(Error::Protocol)),
        act("a message in plain text", Act::PlainMessage, Err(Error::Protocol)),
    ]
}

fn named(params: &mut rcgen::CertificateParams, name: &str) {
    params.distinguished_name.push(rcgen::DnType::CommonName, name);
}

fn pin(identity: &Identity) -> [u8; 32] {
    PublicKey::from_der(&identity.public_key).hash()
}

fn root_pin(root: &Authority) -> [u8; 32] {
    PublicKey::from_der(&root.public_key()).hash()
}

fn pinned(name: &'static str, root: &Authority, identity: Identity) -> Case {
    Case { pins: vec![pin(&identity)], ..case(name, root, identity, Ok(())) }
}

/// All cases must come to what they should, by the stack.
pub(crate) fn try_all(cases: &[Case], stack: &Stack) {
    for case in cases {
        let name = format!("{}, {}", case.name, stack.name);
        let Some(expected) = (stack.expects)(case) else { continue };
        let (socket, server) = case.server.start();
        let answer = (stack.ask)(socket, case);
        let request = server.join().unwrap();
        assert_eq!(answer.as_ref().map(|_| ()), expected.as_ref().map(|_| ()), "{name}");
        match (&case.server, answer) {
            // What goes wrong goes wrong behind the request.
            (Server::Impostor(_, Act::PlainClose | Act::PlainMessage | Act::CutOff), Err(_)) => {
                assert_eq!(request, server::REQUEST, "{name}");
            }
            (_, Err(error)) => {
                assert!(error.is_untrusted(), "{name}");
                assert_eq!(request, b"", "{name}: something was sent");
            }
            (server, Ok(answer)) => {
                assert_eq!(request, server::REQUEST, "{name}");
                assert_eq!(answer, server.answer(), "{name}");
            }
        }
    }
}

impl Server {
    /// What came of a request is what its thread ends with.
    fn start(&self) -> (TcpStream, thread::JoinHandle<Vec<u8>>) {
        match self.clone() {
            Self::Tls13(identity, answer) => start(move |socket| server::serve(socket, identity, &TLS13, None, answer)),
            Self::Tls12(identity) => start(move |socket| server::serve(socket, identity, &TLS12, None, 100)),
            Self::Impostor(identity, act) => {
                start(move |socket| impostor::serve(socket, &identity, &Identity::self_signed(&[HOST]), act))
            }
        }
    }

    fn answer(&self) -> Vec<u8> {
        match self {
            Self::Tls13(_, len) => server::answer_of(*len),
            Self::Tls12(_) => server::answer_of(100),
            Self::Impostor(..) => b"an answer".to_vec(),
        }
    }
}
