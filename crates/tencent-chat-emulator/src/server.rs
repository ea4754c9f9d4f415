//! Connections: accept, TLS, HTTP/1.1, each bounded in time and size.

use core::error::Error;
use core::pin::pin;
use core::time::Duration;
use std::io;
use std::sync::{Arc, Mutex};

use http_body_util::BodyExt;
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, DATE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use crate::body::AnswerBody;
use crate::clock::Clock;
use crate::config::Limits;
use crate::counts::Counters;
use crate::fault::{Fault, Plan};
use crate::request::Call;
use crate::service::{Answer, Service, lock};
use crate::wire::{Cut, Wire};

/// What all connections share with each other and with the [`Emulator`](crate::Emulator).
pub(crate) struct Shared {
    pub(crate) service: Service,
    pub(crate) faults: Mutex<Plan>,
    pub(crate) clock: Clock,
    pub(crate) counters: Counters,
    pub(crate) limits: Limits,
}

/// Serves until the sender of `stop` is gone, then gives running calls a moment to end.
pub(crate) async fn run(listener: TcpListener, tls: TlsAcceptor, shared: Arc<Shared>, mut stop: watch::Receiver<()>) {
    let seats = Arc::new(Semaphore::new(shared.limits.connections));
    let mut connections = JoinSet::new();
    loop {
        let accepted = async {
            let seat = Arc::clone(&seats).acquire_owned().await;
            (seat, listener.accept().await)
        };
        let (seat, accepted) = tokio::select! {
            _ = stop.changed() => break,
            Some(_) = connections.join_next() => continue,
            accepted = accepted => accepted,
        };
        let Ok((stream, _)) = accepted else {
            // Out of file descriptors, most likely: connections that end make room.
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        shared.counters.connections.add();
        let (tls, shared, stop) = (tls.clone(), Arc::clone(&shared), stop.clone());
        connections.spawn(async move {
            // Nobody is there to be told how a connection ended; what matters shows at the client.
            let _ = serve(stream, tls, shared, stop).await;
            drop(seat);
        });
    }
    drop(listener);
    let _ = timeout(GRACE, async { while connections.join_next().await.is_some() {} }).await;
}

/// Serves one connection to its end.
async fn serve(
    stream: TcpStream,
    tls: TlsAcceptor,
    shared: Arc<Shared>,
    mut stop: watch::Receiver<()>,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let limits = shared.limits;
    if lock(&shared.faults).take_of_handshake().is_some() {
        return Ok(());
    }
    let stream = tokio::select! {
        _ = stop.changed() => return Ok(()),
        stream = timeout(limits.idle, tls.accept(stream)) => stream??,
    };
    shared.counters.handshakes.add();
    let cut = Arc::new(Cut::default());
    let wire = Wire::new(stream, Arc::clone(&cut), limits.idle);
    let service = service_fn(|request| respond(request, Arc::clone(&shared), Arc::clone(&cut)));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.idle)
        .max_buf_size(limits.head_bytes.max(SMALLEST_HEAD))
        .auto_date_header(false)
        .serve_connection(TokioIo::new(wire), service);
    let mut connection = pin!(connection);
    tokio::select! {
        ended = connection.as_mut() => return ended.map_err(io::Error::other),
        _ = stop.changed() => connection.as_mut().graceful_shutdown(),
    }
    connection.await.map_err(io::Error::other)
}

/// Answers one request.
async fn respond(
    request: Request<Incoming>,
    shared: Arc<Shared>,
    cut: Arc<Cut>,
) -> Result<Response<AnswerBody>, io::Error> {
    let (head, body) = request.into_parts();
    let path = head.uri.path();
    let path = path.strip_prefix('/').unwrap_or(path);
    let body = timeout(shared.limits.idle, read(body, shared.limits.body_bytes)).await??;
    shared.counters.requests.add();
    shared.counters.call(path);
    let faults = lock(&shared.faults).take(path);
    let call = Call {
        method: head.method.as_str(),
        path,
        query: head.uri.query().unwrap_or_default(),
        body: body.as_deref(),
        now: shared.clock.now(),
    };
    let answer = shared.service.answer(&call, &faults);
    Ok(response(answer, &faults, &shared.clock, cut))
}

/// The body of a request, or `None` when it is longer than allowed: then what comes is passed over, within reason, so that
/// the client is done writing when it is told.
async fn read<B>(body: B, most: usize) -> io::Result<Option<Vec<u8>>>
where
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let mut body = pin!(body);
    let (mut whole, mut passed_over) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(io::Error::other)?.into_data() else { continue };
        if whole.len() + passed_over + data.len() <= most {
            whole.extend_from_slice(&data);
            continue;
        }
        passed_over += data.len();
        if passed_over / PASSED_OVER > most {
            break;
        }
    }
    Ok((passed_over == 0).then_some(whole))
}

/// An answer as HTTP, with the faults that concern its bytes.
fn response(answer: Answer, faults: &[Fault], clock: &Clock, cut: Arc<Cut>) -> Response<AnswerBody> {
    for fault in faults {
        match fault {
            Fault::CloseAfter(bytes) => cut.after(*bytes),
            Fault::CloseSilently => cut.after(usize::MAX),
            _ => {}
        }
    }
    let body = if faults.contains(&Fault::Chunked) {
        AnswerBody::chunked(answer.body, cut)
    } else {
        AnswerBody::whole(answer.body, cut)
    };
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    if let Ok(date) = HeaderValue::from_str(&clock.date()) {
        headers.insert(DATE, date);
    }
    if answer.status != 200 {
        // The service's own answers state no type, and a client must not need one.
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
    }
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::BAD_GATEWAY);
    response
}

/// How many times the allowed length of a body is read before the connection is given up.
const PASSED_OVER: usize = 16;
/// The least that hyper takes as its buffer's bound.
const SMALLEST_HEAD: usize = 8192;
/// How long to wait before accepting again after the system refused to.
const PAUSE: Duration = Duration::from_millis(50);
/// How long connections may take to end when the emulator does.
const GRACE: Duration = Duration::from_secs(3);
