//! Who is let in, and who is not: one table of cases for all stacks, against servers that mean well and servers that do not.
#![cfg(test)]

mod chains;
mod clients;
mod impostor;
mod records;
mod server;

use core::{net::Ipv4Addr, time::Duration};
use std::{
    net::{TcpListener, TcpStream},
    thread,
};

use chains::{Authority, DAY, FROM, Identity, Kind, NOW, UNTIL, only_for, valid};
use clients::{CLIENTS, Question};
use embedded_webpki::{CertificateDer, Error as Check, PublicKey};
use impostor::Act;
use rcgen::{ExtendedKeyUsagePurpose, IsCa};
use rustls::version::{TLS12, TLS13};
use tencent_chat_tls::{Error, Time};

const HOST: &str = "chat.example";

/// A server, a client's question, and what has to come of it.
struct Case {
    name: &'static str,
    server: Server,
    roots: Vec<CertificateDer<'static>>,
    pins: Vec<[u8; 32]>,
    only_keys: bool,
    host: &'static str,
    time: Time,
    expected: Result<(), Error>,
}

#[derive(Clone)]
enum Server {
    /// With so many bytes for an answer.
    Tls13(Identity, usize),
    Tls12(Identity),
    Impostor(Identity, Act),
}

/// As a rule: TLS 1.3, at a time at which certificates are valid.
fn case(name: &'static str, root: &Authority, identity: Identity, expected: Result<(), Error>) -> Case {
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

fn chains() -> Vec<Case> {
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
        case("P-384 root", &p384, p384.issue(Kind::P256, &[HOST]), with_p384(Check::UnsupportedAlgorithm)),
        case("P-384 server", &ec, ec.issue(Kind::P384, &[HOST]), with_p384(Check::UnsupportedAlgorithm)),
        Case {
            server: Server::Tls13(ec.issue(Kind::P256, &[HOST]), 20_000),
            ..case("20 kB answer", &ec, ec.issue(Kind::P256, &[HOST]), Ok(()))
        },
        Case {
            server: Server::Tls12(ec.issue(Kind::P256, &[HOST])),
            ..case("TLS 1.2 only", &ec, ec.issue(Kind::P256, &[HOST]), Err(Error::Refused { alert: Some(70) }))
        },
    ]
}

fn names() -> Vec<Case> {
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

fn dates() -> Vec<Case> {
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

fn authorities() -> Vec<Case> {
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
        of("CA used as leaf", root.intermediate(Kind::P256).as_server(), Check::CaAsServer),
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

fn impostors() -> Vec<Case> {
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

const fn with_p384(check: Check) -> Result<(), Error> {
    if cfg!(feature = "p384") { Ok(()) } else { refused(check) }
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

#[test]
fn chains_lead_to_a_root() {
    try_all(&chains());
}

#[test]
fn the_host_is_named() {
    try_all(&names());
}

#[test]
fn dates_are_kept() {
    try_all(&dates());
}

#[test]
fn only_authorities_have_authority() {
    try_all(&authorities());
}

#[test]
fn impostors_stay_outside() {
    try_all(&impostors());
}

fn try_all(cases: &[Case]) {
    for case in cases {
        for (client, ask) in CLIENTS {
            let (socket, server) = case.server.start();
            let question = Question {
                roots: &case.roots,
                pins: &case.pins,
                only_keys: case.only_keys,
                host: case.host,
                time: case.time,
            };
            let answer = ask(socket, &question);
            let request = server.join().unwrap();
            let is_untrusted = answer.as_ref().is_err_and(Error::is_untrusted);
            assert_eq!(answer.as_ref().map(|_| ()), case.expected.as_ref().map(|_| ()), "{}, {client}", case.name);
            match &case.server {
                // What goes wrong goes wrong behind the request, and nothing of what came before is lost.
                Server::Impostor(_, Act::PlainClose | Act::PlainMessage | Act::CutOff) => {
                    assert_eq!(request, server::REQUEST)
                }
                _ if answer.is_err() => {
                    assert!(is_untrusted, "{}, {client}: {answer:?}", case.name);
                    assert_eq!(request, b"", "{}, {client}: something was sent", case.name);
                }
                server => {
                    assert_eq!(request, server::REQUEST, "{}, {client}", case.name);
                    assert_eq!(answer.unwrap(), server.answer(), "{}, {client}", case.name);
                }
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

/// A client's end of a connection, and what serves the other.
fn start<T: Send + 'static>(serve: impl FnOnce(TcpStream) -> T + Send + 'static) -> (TcpStream, thread::JoinHandle<T>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (socket, _) = listener.accept().unwrap();
    for socket in [&client, &socket] {
        socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    }
    (client, thread::spawn(move || serve(socket)))
}
