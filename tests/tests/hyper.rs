//! An HTTP that is not ours on either side: the core asks a server of hyper's, and a client of hyper's asks the emulator. So
//! the core and the emulator cannot agree on something that is no HTTP.
#![expect(clippy::unwrap_used, reason = "a test ends where it is wrong")]

use core::{cell::Cell, convert::Infallible};
use std::sync::Arc;

use embedded_io_adapters::tokio_1::FromTokio;
use end_to_end::PATH;
use http_body_util::{BodyExt, Full, combinators::BoxBody};
use hyper::{
    Request, Response,
    body::{Body, Bytes, Frame, Incoming, SizeHint},
    client, server,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use tencent_chat::{App, Exchange, Region, UserSig, nonblocking, push::GetUserAttributes, usersig::SecretKey};
use tencent_chat_emulator::{Config, Emulator, Fault, Times};
use tokio::{
    net::{TcpListener, TcpStream},
    runtime::Builder,
};

const ANSWER: &str =
    r#"{"ErrorCode":0,"UserAttrs":[{"To_Account":"bob","Attrs":{"city":"Lyon"}},{"To_Account":"alice","Attrs":{}}]}"#;

/// A body that comes a few bytes at a time, and whose length nobody is told: hyper sends it in chunks.
struct Dribble(&'static [u8]);

impl Body for Dribble {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: core::pin::Pin<&mut Self>,
        _: &mut core::task::Context<'_>,
    ) -> core::task::Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let (now, rest) = self.0.split_at(self.0.len().min(7));
        self.0 = rest;
        core::task::Poll::Ready((!now.is_empty()).then(|| Ok(Frame::data(Bytes::from_static(now)))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}

/// Answers as hyper does it, after a look at the request: every second answer in chunks, the last one before the close.
async fn serve(socket: TcpStream) {
    let count = Cell::new(0);
    let service = service_fn(move |request: Request<Incoming>| {
        let number = count.get() + 1;
        count.set(number);
        async move {
            assert_eq!((request.method().as_str(), request.uri().path()), ("POST", &*format!("/{PATH}")));
            let query = request.uri().query().unwrap().to_owned();
            assert!(query.contains("identifier=admin%20%C3%A9&usersig=eJw&random="), "{query}");
            let body = request.into_body().collect().await.unwrap().to_bytes();
            assert_eq!(&*body, br#"{"To_Account":["alice","bob"]}"#);
            let body: BoxBody<Bytes, Infallible> = match number % 2 {
                0 => BoxBody::new(Dribble(ANSWER.as_bytes())),
                _ => BoxBody::new(Full::new(Bytes::from_static(ANSWER.as_bytes()))),
            };
            let mut answer = Response::new(body);
            if number == 4 {
                answer.headers_mut().insert("connection", "close".parse().unwrap());
            }
            Ok::<_, Infallible>(answer)
        }
    });
    server::conn::http1::Builder::new().serve_connection(TokioIo::new(socket), service).await.unwrap();
}

#[test]
fn the_core_understands_a_server_of_hypers_and_the_other_way_round() {
    let app = App::new(1, Region::China, "admin é").unwrap();
    let user_sig = UserSig::minted("eJw").unwrap();
    let request = GetUserAttributes::new(&["alice", "bob"]).unwrap();
    Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let socket = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let server = tokio::spawn(async move { serve(listener.accept().await.unwrap().0).await });
        let mut stream = FromTokio::new(socket);
        for number in 1..=4 {
            let mut buffer = [0; 200];
            let mut exchange = Exchange::new(&app, user_sig, number, &request, &mut buffer);
            let mut accounts = Vec::new();
            while let Some(user) = nonblocking::next(&mut exchange, &mut stream).await.unwrap() {
                accounts.push(user.unwrap().account.to_string());
            }
            assert_eq!(accounts, ["bob", "alice"]);
            assert_eq!(exchange.progress().keeps_alive(), number != 4, "answer {number}");
        }
        drop(stream);
        server.await.unwrap();
    });
}

#[test]
fn a_client_of_hypers_understands_the_emulator() {
    let emulator = Emulator::start(Config::default()).unwrap();
    let app = end_to_end::app(&emulator).unwrap();
    let mut room = [0; UserSig::MAX_LEN];
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let key = SecretKey::new(emulator.secret_key()).unwrap();
    let user_sig = UserSig::sign(&app, &key, now, 86_400, &mut room).unwrap();
    let uri = format!(
        "/{PATH}?sdkappid={}&identifier={}&usersig={}&random=7&contenttype=json",
        app.sdk_app_id(),
        app.administrator().as_str(),
        user_sig.as_str()
    );
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(emulator.ca_pem().as_bytes()).unwrap()).unwrap();
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let tls = tls.with_safe_default_protocol_versions().unwrap().with_root_certificates(roots).with_no_client_auth();

    Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let socket = TcpStream::connect(emulator.address()).await.unwrap();
        let name = ServerName::try_from("localhost").unwrap();
        let stream = tokio_rustls::TlsConnector::from(Arc::new(tls)).connect(name, socket).await.unwrap();
        let (mut sender, connection) = client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
        let connection = tokio::spawn(connection);
        for fault in [None, Some(Fault::Chunked), Some(Fault::ChunkExtensions), Some(Fault::InformationalFirst), None] {
            if let Some(fault) = fault {
                emulator.inject(fault, Times::Next(1));
            }
            let body = Full::new(Bytes::from_static(br#"{"To_Account":["alice"]}"#));
            let request = Request::post(&uri).header("host", "localhost").body(body).unwrap();
            let answer = sender.send_request(request).await.unwrap();
            assert_eq!(answer.status(), 200);
            let body = answer.into_body().collect().await.unwrap().to_bytes();
            let text = core::str::from_utf8(&body).unwrap();
            assert!(text.contains(r#""To_Account":"alice""#) && text.contains(r#""ErrorCode":0"#), "{text}");
        }
        drop(sender);
        connection.await.unwrap().unwrap();
    });
    assert_eq!(emulator.counts().connections, 1, "kept from call to call");
}
