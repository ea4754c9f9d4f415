//! A session of TLS 1.2 is taken up again, and by its own host only.

use std::{net::TcpStream, sync::Arc, thread::JoinHandle};

use rustls::{
    HandshakeKind, ServerConfig, ServerConnection,
    crypto::ring,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    version::TLS12,
};
use tencent_chat_mbedtls::Sessions;
use tencent_chat_tls::blocking;

use crate::{
    cases::{HOST, case},
    chains::{Authority, Kind},
    server::start,
    stacks::{clock, mbed_tls},
};

#[test]
fn a_session_is_taken_up_again_by_its_own_host() {
    let _clock = clock();
    let root = Authority::root(Kind::P256);
    let identity = root.issue(Kind::P256, &[HOST, "backup.example"]);
    let case = case("", &root, identity.clone(), Ok(()));
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(identity.key));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&TLS12])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(identity.chain, key)
        .unwrap();
    let config = Arc::new(config);

    let sessions = Sessions::new();
    let mut tls = mbed_tls(&case.roots, &sessions);
    let mut handshake = |host| {
        let (socket, server) = server(&config);
        blocking::open(&mut tls, embedded_io_adapters::std::FromStd::new(socket), host, case.time).unwrap();
        server.join().unwrap()
    };
    assert_eq!(handshake(HOST), HandshakeKind::Full);
    assert_eq!(handshake(HOST), HandshakeKind::Resumed);
    assert_eq!(handshake("backup.example"), HandshakeKind::Full);
    assert_eq!(handshake("backup.example"), HandshakeKind::Resumed);
}

/// Goes through a handshake, and says of what kind it was.
fn server(config: &Arc<ServerConfig>) -> (TcpStream, JoinHandle<HandshakeKind>) {
    let mut tls = ServerConnection::new(Arc::clone(config)).unwrap();
    start(move |mut socket| {
        while tls.is_handshaking() {
            tls.complete_io(&mut socket).unwrap();
        }
        tls.handshake_kind().unwrap()
    })
}
