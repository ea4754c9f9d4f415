//! The buffers: one connection at a time, sizes, and what is asked of a server because of them.

use core::time::Duration;
use std::{
    io::Read as _,
    net::TcpStream,
    thread::{self, JoinHandle},
};

use embedded_io_adapters::{std::FromStd, tokio_1::FromTokio};
use rustls::version::TLS13;
use tencent_chat_tls::{Error, Records, Tls as _, blocking};

use crate::{
    cases::{Case, HOST, case},
    chains::{Authority, Identity, Kind},
    exchange::blocking_exchange,
    server::{self, answer_of, start},
    stacks::{anchors, embedded_tls},
};

#[test]
fn one_connection_at_a_time() {
    let world = World::new(Kind::P256, HOST);
    let records = Records::<16_640, 1024>::new();
    let (first, first_server) = world.server(None, 100);
    let (second, second_server) = world.server(None, 100);
    let (third, third_server) = world.server(None, 100);

    let roots = anchors(&world.case.roots);
    let mut tls = embedded_tls(&records, &world.case, &roots);
    let stream = blocking::open(&mut tls, FromStd::new(first), HOST, world.case.time).unwrap();
    let busy = blocking::open(&mut tls, FromStd::new(second), HOST, world.case.time).err();
    assert_eq!(busy, Some(Error::Busy));
    drop(stream);
    assert_eq!(blocking_exchange(&mut tls, third, &world.case).unwrap(), answer_of(100));
    for server in [first_server, second_server] {
        assert_eq!(server.join().unwrap(), b"");
    }
    third_server.join().unwrap();
}

#[test]
fn buffers_come_back_from_a_handshake_that_fails_or_is_given_up() {
    let world = World::new(Kind::P256, HOST);
    let stranger = World::new(Kind::P256, HOST);
    let records = Records::<16_640, 1024>::new();
    let (socket, server) = stranger.server(None, 100);
    assert!(world.ask(&records, socket).is_err_and(|error| error.is_untrusted()));
    server.join().unwrap();

    let (silent, _server) = start(|socket| {
        thread::sleep(Duration::from_millis(200));
        drop(socket);
    });
    let roots = anchors(&world.case.roots);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        silent.set_nonblocking(true).unwrap();
        let silent = FromTokio::new(tokio::net::TcpStream::from_std(silent).unwrap());
        let mut tls = embedded_tls(&records, &world.case, &roots);
        let mut place = None;
        let opening = tls.open_in(&mut place, silent, HOST, world.case.time);
        assert!(tokio::time::timeout(Duration::from_millis(50), opening).await.is_err());
        assert!(place.is_none(), "there is a stream whose peer has shown nothing");
    });

    let (socket, server) = world.server(None, 100);
    assert_eq!(world.ask(&records, socket), Ok(answer_of(100)));
    server.join().unwrap();
}

#[test]
fn a_server_that_keeps_to_shorter_records_needs_a_shorter_buffer() {
    // Both certificates and a signature, of RSA: some 2200 bytes.
    let root = Authority::root(Kind::Rsa2048Ca);
    let identity = root.intermediate(Kind::Rsa2048Ca).issue(Kind::Rsa2048, &[HOST]);
    let world = World { case: case("", &root, identity.clone(), Ok(())), identity };
    let (socket, server) = world.server(Some(4096), 20_000);
    assert_eq!(world.ask(&Records::<4352, 640>::new(), socket), Ok(answer_of(20_000)));
    server.join().unwrap();
}

#[test]
fn a_record_that_is_too_long_says_so() {
    let world = World::new(Kind::P256, HOST);
    let (socket, server) = world.server(None, 20_000);
    assert_eq!(world.ask(&Records::<4352, 640>::new(), socket), Err(Error::RecordTooLong { most: 4352 }));
    server.join().unwrap();
}

#[test]
fn the_longest_host_fits_the_shortest_buffer() {
    let host: &'static str = [&"x".repeat(63)[..]; 4].join(".")[2..].to_owned().leak();
    assert_eq!(host.len(), 253);
    let world = World::new(Kind::P256, host);
    let (socket, server) = world.server(None, 100);
    assert_eq!(world.ask(&Records::<16_640, 640>::new(), socket), Ok(answer_of(100)));
    server.join().unwrap();
}

#[test]
fn shorter_records_are_asked_for_as_the_buffer_is_long() {
    assert_eq!(extension(hello(&Records::<16_640, 640>::new(), HOST), MAX_FRAGMENT_LENGTH), None);
    assert_eq!(extension(hello(&Records::<16_639, 640>::new(), HOST), MAX_FRAGMENT_LENGTH), Some(vec![4]));
    assert_eq!(extension(hello(&Records::<4352, 640>::new(), HOST), MAX_FRAGMENT_LENGTH), Some(vec![4]));
    assert_eq!(extension(hello(&Records::<2304, 640>::new(), HOST), MAX_FRAGMENT_LENGTH), Some(vec![3]));
    assert_eq!(extension(hello(&Records::<1280, 640>::new(), HOST), MAX_FRAGMENT_LENGTH), Some(vec![2]));
    assert_eq!(extension(hello(&Records::<768, 640>::new(), HOST), MAX_FRAGMENT_LENGTH), Some(vec![1]));
}

#[test]
fn servers_are_told_a_name_and_no_address() {
    let records = Records::<768, 640>::new();
    assert!(extension(hello(&records, HOST), SERVER_NAME).is_some_and(|name| name.ends_with(HOST.as_bytes())));
    assert_eq!(extension(hello(&records, "127.0.0.1"), SERVER_NAME), None);
}

const SERVER_NAME: u16 = 0;
const MAX_FRAGMENT_LENGTH: u16 = 1;

/// A client's first record.
fn hello<const READ: usize, const WRITE: usize>(records: &Records<READ, WRITE>, host: &str) -> Vec<u8> {
    let (socket, server) = start(|mut socket| {
        let mut room = vec![0; 1000];
        let len = socket.read(&mut room).unwrap();
        room.truncate(len);
        room
    });
    let world = World::new(Kind::P256, HOST);
    let roots = anchors(&world.case.roots);
    let opened =
        blocking::open(&mut embedded_tls(records, &world.case, &roots), FromStd::new(socket), host, world.case.time);
    assert_eq!(opened.err(), Some(Error::CutOff));
    server.join().unwrap()
}

fn extension(hello: Vec<u8>, kind: u16) -> Option<Vec<u8>> {
    // Header of the record, header of the message, version, random; then session, cipher suites and compression with lengths.
    let mut rest = &hello[5 + 4 + 2 + 32..];
    for length in [1, 2, 1] {
        let (len, behind) = rest.split_at(length);
        rest = &behind[len.iter().fold(0, |len, byte| len << 8 | usize::from(*byte))..];
    }
    rest = &rest[2..];
    while let [kind_high, kind_low, high, low, behind @ ..] = rest {
        let (content, next) = behind.split_at(u16::from_be_bytes([*high, *low]).into());
        if u16::from_be_bytes([*kind_high, *kind_low]) == kind {
            return Some(content.to_vec());
        }
        rest = next;
    }
    None
}

struct World {
    identity: Identity,
    case: Case,
}

impl World {
    fn new(kind: Kind, host: &'static str) -> Self {
        let root = Authority::root(kind);
        let identity = root.issue(kind, &[host]);
        let mut case = case("", &root, identity.clone(), Ok(()));
        case.host = host;
        Self { identity, case }
    }

    /// A server whose records have at most so many bytes.
    fn server(&self, max_fragment: Option<usize>, answer: usize) -> (TcpStream, JoinHandle<Vec<u8>>) {
        let identity = self.identity.clone();
        start(move |socket| server::serve(socket, identity, &TLS13, max_fragment, answer))
    }

    fn ask<const READ: usize, const WRITE: usize>(
        &self,
        records: &Records<READ, WRITE>,
        socket: TcpStream,
    ) -> Result<Vec<u8>, Error> {
        let roots = anchors(&self.case.roots);
        blocking_exchange(&mut embedded_tls(records, &self.case, &roots), socket, &self.case)
    }
}
