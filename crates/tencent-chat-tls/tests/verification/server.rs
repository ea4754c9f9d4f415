//! A server that means well: rustls.

use core::{net::Ipv4Addr, time::Duration};
use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::Arc,
    thread,
};

use rustls::{
    ServerConfig, ServerConnection, StreamOwned, SupportedProtocolVersion,
    crypto::ring,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};

use crate::chains::Identity;

/// What a client asks with: more than goes into one record of a small buffer.
pub(crate) const REQUEST: &[u8] = &[b'?'; 2000];

/// A client's end of a connection, and what serves the other.
pub(crate) fn start<T: Send + 'static>(
    serve: impl FnOnce(TcpStream) -> T + Send + 'static,
) -> (TcpStream, thread::JoinHandle<T>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (socket, _) = listener.accept().unwrap();
    for socket in [&client, &socket] {
        socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    }
    (client, thread::spawn(move || serve(socket)))
}

/// Answers one request with so many bytes; what came of a request.
pub(crate) fn serve(
    socket: TcpStream,
    identity: Identity,
    version: &'static SupportedProtocolVersion,
    max_fragment: Option<usize>,
    answer: usize,
) -> Vec<u8> {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(identity.key));
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[version])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(identity.chain, key)
        .unwrap();
    config.max_fragment_size = max_fragment;
    let mut stream = StreamOwned::new(ServerConnection::new(Arc::new(config)).unwrap(), socket);

    let (mut request, mut room) = (Vec::new(), [0; 100]);
    while request.len() < REQUEST.len() {
        match stream.read(&mut room) {
            Ok(count @ 1..) => request.extend_from_slice(&room[..count]),
            Ok(0) | Err(_) => return request,
        }
    }
    // A client may have gone.
    let _ = stream.write_all(&answer_of(answer)).and_then(|()| {
        stream.conn.send_close_notify();
        stream.flush()
    });
    request
}

/// An answer of so many bytes, in which each place can be told from its neighbours.
pub(crate) fn answer_of(len: usize) -> Vec<u8> {
    (0..len).map(|place| u8::try_from(place % 251).unwrap()).collect()
}
