//! Over the operating system's stack, and over a modem's, against the emulator: TLS made here, and TLS made by the modem.
#![cfg(test)]

mod modem;

use core::time::Duration;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use embedded_hal_async::delay::DelayNs;
use embedded_nal::{Dns, TcpClientStack};
use getrandom::SysRng;
use modem::{Modem, Trouble};
use rand_core::UnwrapErr;
use rustls::pki_types::{CertificateDer, pem::PemObject};
use tencent_chat::{
    App, Error as ChatError, Failed, Host, client,
    policy::{Clock, Policy},
    usersig::SecretKey,
};
use tencent_chat_emulator::{Config, Emulator, Fault, Times};
use tencent_chat_nal::{
    AlreadySecured, Calendar, Device, Error,
    blocking::{self, Connection, ErrorOf, Network},
};
use tencent_chat_tls::{EmbeddedTls, Error as TlsError, Records, Tls, Verifier, blocking::Ready, root};

type Users = Vec<(String, Option<String>)>;
type Ticks = fn() -> u64;
type Outcome<N> = Result<Users, Failed<ErrorOf<N>>>;

const ASKED: [&str; 2] = ["alice", "Bob Lee"];
const IN_A_SECOND: Policy = Policy { tries: 1, deadline: 1000, ..Policy::DEFAULT };
const AGAIN: Policy = Policy { backoff: 10, ..Policy::DEFAULT };

/// What the built-in seed says of those that are asked about.
fn expected() -> Users {
    vec![("Bob Lee".to_owned(), Some("Lyon".to_owned())), ("alice".to_owned(), Some("New York".to_owned()))]
}

fn millis() -> u64 {
    unix().as_millis() as u64
}

fn unix() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap()
}

fn ca(emulator: &Emulator) -> CertificateDer<'static> {
    CertificateDer::from_pem_slice(emulator.ca_pem().as_bytes()).unwrap()
}

fn app(emulator: &Emulator) -> App<'_> {
    let host = Host::new(emulator.host_name(), emulator.port()).unwrap();
    App::new(emulator.sdk_app_id(), host, emulator.administrator()).unwrap()
}

fn calendar() -> Calendar {
    Calendar { clock: Clock::UNSET, not_before: Some(unix().as_secs()) }
}

/// Asks a client of the blocking kind, and once more on the same one.
fn ask<'n, N, T>(emulator: &Emulator, network: &'n Network<N, Ticks>, tls: T, policy: Policy) -> [Outcome<N>; 2]
where
    N: TcpClientStack + Dns,
    T: Tls<Ready<Connection<'n, N, Ticks>>>,
{
    let device = blocking::Device::new(network, tls, UnwrapErr(SysRng), calendar());
    let key = SecretKey::new(emulator.secret_key()).unwrap();
    let mut client = client::blocking::Client::new(app(emulator), key, policy, Clock::UNSET, device, [0; 1024], ());
    [(); 2].map(|()| {
        let mut users = client.users(&ASKED).unwrap();
        let mut found = Vec::new();
        while let Some(user) = users.next()? {
            let user = user.unwrap();
            found.push((user.account.to_string(), user.get("city").map(|city| city.to_string())));
        }
        found.sort();
        Ok(found)
    })
}

/// With TLS of this device's own.
fn ask_verified<N: TcpClientStack + Dns>(
    emulator: &Emulator,
    authority: &Emulator,
    stack: N,
    policy: Policy,
) -> [Outcome<N>; 2] {
    let network = Network::new(stack, millis as Ticks);
    let (records, ca) = (Records::<16_640, 1024>::new(), ca(authority));
    let roots = [root(&ca).unwrap()];
    ask(emulator, &network, EmbeddedTls::new(&records, Verifier::new(&roots), UnwrapErr(SysRng)), policy)
}

/// With a modem's TLS.
fn ask_secured(emulator: &Emulator, modem: Modem, policy: Policy) -> [Outcome<Modem>; 2] {
    ask(emulator, &Network::new(modem, millis as Ticks), AlreadySecured, policy)
}

#[test]
fn over_the_operating_systems_stack() {
    let emulator = Emulator::start(Config::default()).unwrap();
    for outcome in ask_verified(&emulator, &emulator, std_embedded_nal::Stack, Policy::DEFAULT) {
        assert_eq!(outcome.unwrap(), expected());
    }
    assert_eq!(emulator.counts().connections, 1, "the connection is kept");
}

#[test]
fn over_a_modem_that_is_slow_and_takes_little_at_a_time() {
    let emulator = Emulator::start(Config::default()).unwrap();
    for outcome in ask_verified(&emulator, &emulator, Modem::plain(), Policy::DEFAULT) {
        assert_eq!(outcome.unwrap(), expected());
    }
    for outcome in ask_secured(&emulator, Modem::secured(&ca(&emulator)), Policy::DEFAULT) {
        assert_eq!(outcome.unwrap(), expected());
    }
}

#[test]
fn a_socket_that_a_modem_closes_is_opened_again() {
    let emulator = Emulator::start(Config::default()).unwrap();
    for at in [0, 1, 300, 700, 1100] {
        for outcome in ask_verified(&emulator, &emulator, Modem::plain().with(Trouble::ClosesAt(at)), AGAIN) {
            assert_eq!(outcome.unwrap(), expected(), "closed after {at} bytes");
        }
        let modem = Modem::secured(&ca(&emulator)).with(Trouble::ClosesAt(at));
        for outcome in ask_secured(&emulator, modem, AGAIN) {
            assert_eq!(outcome.unwrap(), expected(), "closed after {at} bytes");
        }
    }
}

#[test]
fn what_is_out_of_order_says_what_it_is() {
    let emulator = Emulator::start(Config::default()).unwrap();
    let error = |trouble| {
        let [first, second] = ask_verified(&emulator, &emulator, Modem::plain().with(trouble), IN_A_SECOND);
        assert_eq!(second.unwrap(), expected(), "the next call is right");
        match first.unwrap_err() {
            Failed::Transport(error) => error,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(error(Trouble::NoName), Error::Name(modem::Error::NoName));
    assert_eq!(error(Trouble::NoConnection), Error::Connect(modem::Error::NoCarrier));
    assert_eq!(error(Trouble::Silence), Error::TimedOut);
    let said = error(Trouble::NoName).to_string();
    assert!(said.contains("NoName") && said.contains("name"), "{said}");
}

#[test]
fn nobody_is_trusted_who_does_not_show_who_he_is() {
    let emulator = Emulator::start(Config::default()).unwrap();
    let other = Emulator::start(Config::default()).unwrap();
    for outcome in ask_verified(&emulator, &other, std_embedded_nal::Stack, IN_A_SECOND) {
        let Err(Failed::Transport(Error::Tls(error))) = outcome else { panic!("{outcome:?}") };
        assert!(matches!(error, TlsError::Untrusted(_)), "{error}");
    }
    assert_eq!((emulator.counts().handshakes, emulator.counts().requests), (0, 0), "nothing was said");

    let network = Network::new(std_embedded_nal::Stack, millis as Ticks);
    let (records, ca) = (Records::<16_640, 1024>::new(), ca(&emulator));
    let roots = [root(&ca).unwrap()];
    let tls = EmbeddedTls::new(&records, Verifier::new(&roots), UnwrapErr(SysRng));
    let device = blocking::Device::new(&network, tls, UnwrapErr(SysRng), Calendar::default());
    let key = SecretKey::new(emulator.secret_key()).unwrap();
    let mut client =
        client::blocking::Client::new(app(&emulator), key, IN_A_SECOND, Clock::UNSET, device, [0; 1024], ());
    let outcome = client.users(&ASKED).unwrap().next().map(|_| ());
    let Err(Failed::Transport(Error::Tls(error))) = outcome else { panic!("{outcome:?}") };
    assert!(error.to_string().contains("time"), "without a clock nobody is trusted: {error}");
}

/// A delay of tokio's.
struct Delay;

impl DelayNs for Delay {
    async fn delay_ns(&mut self, ns: u32) {
        tokio::time::sleep(Duration::from_nanos(ns.into())).await;
    }
}

#[tokio::test]
async fn over_an_asynchronous_stack() {
    let emulator = Emulator::start(Config::default()).unwrap();
    let network = std_embedded_nal_async::Stack::default();
    let (records, ca) = (Records::<16_640, 1024>::new(), ca(&emulator));
    let roots = [root(&ca).unwrap()];
    let tls = EmbeddedTls::new(&records, Verifier::new(&roots), UnwrapErr(SysRng));
    let device = Device::new(&network, tls, millis, Delay, UnwrapErr(SysRng), calendar());
    let key = SecretKey::new(emulator.secret_key()).unwrap();
    let mut client = client::Client::new(app(&emulator), key, AGAIN, Clock::UNSET, device, [0; 1024], ());
    for fault in [None, Some(Fault::BadGateway), Some(Fault::CloseHalfway), None] {
        if let Some(fault) = fault {
            emulator.inject(fault, Times::Next(1));
        }
        let mut users = client.users(&ASKED).unwrap();
        let mut found = Vec::new();
        while let Some(user) = users.next().await.unwrap() {
            let user = user.unwrap();
            found.push((user.account.to_string(), user.get("city").map(|city| city.to_string())));
        }
        found.sort();
        assert_eq!(found, expected());
    }
    emulator.inject(Fault::Stall { at: 10, millis: Some(60_000) }, Times::UntilCleared);
    let begin = Instant::now();
    let key = SecretKey::new(emulator.secret_key()).unwrap();
    let records = Records::<16_640, 1024>::new();
    let tls = EmbeddedTls::new(&records, Verifier::new(&roots), UnwrapErr(SysRng));
    let device = Device::new(&network, tls, millis, Delay, UnwrapErr(SysRng), calendar());
    let mut client = client::Client::new(app(&emulator), key, IN_A_SECOND, Clock::UNSET, device, [0; 1024], ());
    let outcome = client.users(&ASKED).unwrap().next().await.map(|_| ());
    assert!(matches!(outcome, Err(Failed::Chat(ChatError::Deadline))), "{outcome:?}");
    assert!(begin.elapsed() < Duration::from_secs(10));
}
