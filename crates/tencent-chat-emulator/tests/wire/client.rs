//! An HTTP client made by hand over rustls and blocking sockets.

use core::time::Duration;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, SupportedProtocolVersion};
use serde_json::Value;
use tencent_chat_emulator::Emulator;

use crate::signer::Signer;

pub(crate) const PATH: &str = "v4/all_member_push/im_get_attr";
pub(crate) const ALICE: &str = r#"{"To_Account":["alice"]}"#;

/// A verified TLS connection to an emulator.
pub(crate) struct Client {
    stream: StreamOwned<ClientConnection, TcpStream>,
}

/// An answer's head and body, as they came.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    /// As on the wire: still in chunks where it came in chunks.
    pub(crate) raw: Vec<u8>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn code(&self) -> i64 {
        self.json()["ErrorCode"].as_i64().unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

impl Client {
    pub(crate) fn connect(emulator: &Emulator) -> Self {
        Self::with(emulator, "localhost", emulator.ca_pem(), rustls::ALL_VERSIONS).unwrap()
    }

    /// Connects, and completes the handshake so that its errors show here.
    pub(crate) fn with(
        emulator: &Emulator,
        name: &'static str,
        ca_pem: &str,
        versions: &[&'static SupportedProtocolVersion],
    ) -> io::Result<Self> {
        Self::over(TcpStream::connect(emulator.address())?, name, ca_pem, versions)
    }

    /// The same on a connection that is there.
    pub(crate) fn over(
        tcp: TcpStream,
        name: &'static str,
        ca_pem: &str,
        versions: &[&'static SupportedProtocolVersion],
    ) -> io::Result<Self> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(ca_pem.as_bytes()).unwrap()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(versions)
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let tls = ClientConnection::new(Arc::new(config), ServerName::try_from(name).unwrap()).unwrap();
        tcp.set_read_timeout(Some(Duration::from_secs(10)))?;
        tcp.set_write_timeout(Some(Duration::from_secs(10)))?;
        let mut stream = StreamOwned::new(tls, tcp);
        stream.conn.complete_io(&mut stream.sock)?;
        Ok(Self { stream })
    }

    pub(crate) fn tls_version(&self) -> rustls::ProtocolVersion {
        self.stream.conn.protocol_version().unwrap()
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)?;
        self.stream.flush()
    }

    /// Sends a right call for this emulator and reads the answer.
    pub(crate) fn ask(&mut self, emulator: &Emulator, body: &str) -> io::Result<Reply> {
        self.post(PATH, &query(emulator), body)
    }

    pub(crate) fn post(&mut self, path: &str, query: &str, body: &str) -> io::Result<Reply> {
        self.send(request("POST", path, query, body).as_bytes())?;
        self.receive()
    }

    /// Reads one answer, no byte beyond it.
    pub(crate) fn receive(&mut self) -> io::Result<Reply> {
        let head = self.until(b"\r\n\r\n")?;
        let head = String::from_utf8(head).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let mut reply = Reply { status, head, raw: Vec::new(), body: Vec::new() };
        if let Some(length) = reply.header("content-length") {
            reply.raw = vec![0; length.parse().unwrap()];
            self.stream.read_exact(&mut reply.raw)?;
            reply.body = reply.raw.clone();
            return Ok(reply);
        }
        assert_eq!(reply.header("transfer-encoding"), Some("chunked"), "{}", reply.head);
        loop {
            let line = self.until(b"\r\n")?;
            let size = usize::from_str_radix(str::from_utf8(&line).unwrap().trim_end(), 16).unwrap();
            let mut chunk = vec![0; size + 2];
            self.stream.read_exact(&mut chunk)?;
            assert_eq!(&chunk[size..], b"\r\n");
            reply.body.extend(&chunk[..size]);
            reply.raw.extend(line);
            reply.raw.extend(chunk);
            if size == 0 {
                return Ok(reply);
            }
        }
    }

    pub(crate) fn receive_head(&mut self) -> String {
        String::from_utf8(self.until(b"\r\n\r\n").unwrap()).unwrap()
    }

    pub(crate) fn read_exactly(&mut self, len: usize) -> Vec<u8> {
        let mut bytes = vec![0; len];
        self.stream.read_exact(&mut bytes).unwrap();
        bytes
    }

    /// The certificate that the emulator has shown.
    pub(crate) fn certificate(&self) -> Vec<u8> {
        self.stream.conn.peer_certificates().unwrap()[0].to_vec()
    }

    /// What comes until the connection ends, and how it ended.
    pub(crate) fn rest(&mut self) -> (Vec<u8>, io::Result<()>) {
        let mut bytes = Vec::new();
        let mut room = [0; 4096];
        loop {
            match self.stream.read(&mut room) {
                Ok(0) => return (bytes, Ok(())),
                Ok(n) => bytes.extend(&room[..n]),
                Err(error) => return (bytes, Err(error)),
            }
        }
    }

    fn until(&mut self, end: &[u8]) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        while !bytes.ends_with(end) {
            let mut byte = [0];
            self.stream.read_exact(&mut byte)?;
            bytes.extend(byte);
        }
        Ok(bytes)
    }
}

/// One call on a connection of its own.
pub(crate) fn ask(emulator: &Emulator, body: &str) -> Reply {
    Client::connect(emulator).ask(emulator, body).unwrap()
}

pub(crate) fn request(method: &str, path: &str, query: &str, body: &str) -> String {
    let length = body.len();
    format!("{method} /{path}?{query} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n{body}")
}

/// The parameters of a right call.
pub(crate) fn query(emulator: &Emulator) -> String {
    query_with(emulator.sdk_app_id(), emulator.administrator(), &signer(emulator).sign())
}

pub(crate) fn query_with(sdk_app_id: u32, identifier: &str, usersig: &str) -> String {
    format!("sdkappid={sdk_app_id}&identifier={identifier}&usersig={usersig}&random=4294967295&contenttype=json")
}

/// Signs as the administrator, for a day from now.
pub(crate) fn signer(emulator: &Emulator) -> Signer {
    Signer {
        identifier: emulator.administrator().to_owned(),
        sdk_app_id: emulator.sdk_app_id(),
        key: emulator.secret_key().to_owned(),
        time: now(),
        expire: 86_400,
        userbuf: None,
    }
}

pub(crate) fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}
