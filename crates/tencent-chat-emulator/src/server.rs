//! Connections over sockets: accept, TLS, and then whatever the connection wants, each bounded in time.

use core::future::pending;
use core::net::SocketAddr;
use core::time::Duration;
use std::io;
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout, timeout_at};
use tokio_rustls::server::TlsStream;

use crate::connection::{Connection, Next};
use crate::handshake;
use crate::host::{Host, Peer};
use crate::script::{Act, Over};
use crate::tls::Tls;

/// What all connections share over sockets.
pub(crate) struct Shared {
    pub(crate) host: Arc<Host>,
    pub(crate) tls: Tls,
    pub(crate) admin_from_anywhere: bool,
}

/// Serves until the sender of `stop` is gone, then gives running calls a moment to end.
pub(crate) async fn run(listener: TcpListener, shared: Arc<Shared>, mut stop: watch::Receiver<()>) {
    let seats = Arc::new(Semaphore::new(shared.host.limits.connections));
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
        let Ok((stream, address)) = accepted else {
            // Out of file descriptors, most likely: connections that end make room.
            sleep(PAUSE).await;
            continue;
        };
        let (shared, stop) = (Arc::clone(&shared), stop.clone());
        connections.spawn(async move {
            // Nobody is there to be told how a connection ended; what matters shows at the client.
            let _ = serve(stream, address, &shared, stop).await;
            drop(seat);
        });
    }
    drop(listener);
    let _ = timeout(GRACE, async { while connections.join_next().await.is_some() {} }).await;
}

/// Serves one connection to its end.
async fn serve(
    stream: TcpStream,
    address: SocketAddr,
    shared: &Shared,
    mut stop: watch::Receiver<()>,
) -> io::Result<()> {
    let Shared { host, tls, admin_from_anywhere } = shared;
    let peer = Peer {
        connection: host.counters.connection(),
        is_admin: *admin_from_anywhere || address.ip().to_canonical().is_loopback(),
    };
    stream.set_nodelay(true)?;
    let stream = tokio::select! {
        _ = stop.changed() => return Ok(()),
        stream = timeout(host.limits.idle, handshake::accept(stream, tls, host)) => stream??,
    };
    let Some(stream) = stream else { return Ok(()) };
    host.counters.handshakes.add();
    let connection = Connection::new(Arc::clone(host), peer);
    Served { stream, room: vec![0; ROOM], connection, host, stop, waits_until: None }.run().await
}

/// A connection and what carries it.
struct Served<'a> {
    stream: TlsStream<TcpStream>,
    room: Vec<u8>,
    connection: Connection,
    host: &'a Host,
    stop: watch::Receiver<()>,
    /// Until when the next request must have come.
    waits_until: Option<Instant>,
}

impl Served<'_> {
    async fn run(mut self) -> io::Result<()> {
        let idle = self.host.limits.idle;
        loop {
            match self.connection.next(self.host.clock.now()) {
                Next::Receive => {
                    if !self.receive().await? {
                        return timeout(idle, self.stream.shutdown()).await?;
                    }
                    continue;
                }
                Next::Act(Act::Send(bytes)) => {
                    timeout(idle, async {
                        self.stream.write_all(bytes).await?;
                        self.stream.flush().await
                    })
                    .await??;
                }
                Next::Act(Act::Stall(duration)) => self.stall(duration).await?,
                Next::Over(over) => return self.end(over).await,
            }
            self.waits_until = None;
        }
    }

    /// Reads from the client; says whether there is anything to wait for.
    async fn receive(&mut self) -> io::Result<bool> {
        let until = *self.waits_until.get_or_insert_with(|| Instant::now() + self.host.limits.idle);
        let len = tokio::select! {
            _ = self.stop.changed() => return Ok(false),
            len = timeout_at(until, self.stream.read(&mut self.room)) => len??,
        };
        self.connection.receive(self.room.get(..len).unwrap_or_default());
        Ok(len != 0)
    }

    /// Does nothing for so long; it is an error when the client goes or the emulator ends.
    async fn stall(&mut self, duration: Option<Duration>) -> io::Result<()> {
        let over = async {
            match duration {
                Some(duration) => sleep(duration).await,
                None => pending().await,
            }
        };
        let mut over = core::pin::pin!(over);
        let mut received = 0;
        loop {
            tokio::select! {
                () = &mut over => return Ok(()),
                _ = self.stop.changed() => return Err(io::ErrorKind::Interrupted.into()),
                len = self.stream.read(&mut self.room), if received < MOST_UNASKED => {
                    let len = len?;
                    if len == 0 {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                    received += len;
                    self.connection.receive(self.room.get(..len).unwrap_or_default());
                }
            }
        }
    }

    async fn end(mut self, over: Over) -> io::Result<()> {
        match over {
            Over::Cut => {}
            Over::Reset => self.stream.get_ref().0.set_zero_linger()?,
            Over::Closed => timeout(self.host.limits.idle, self.stream.shutdown()).await??,
            Over::ClosedAfterReading => {
                timeout(self.host.limits.idle, self.stream.shutdown()).await??;
                // Closed with something unread, the system would reset it, and the answer might be lost.
                let rest = async { while self.stream.read(&mut self.room).await.is_ok_and(|len| len != 0) {} };
                let _ = timeout(MOMENT, rest).await;
            }
        }
        Ok(())
    }
}

/// Bytes read at once.
const ROOM: usize = 16 * 1024;
/// Bytes taken from a client that writes on while its answer stalls.
const MOST_UNASKED: usize = 64 * 1024;
/// How long to wait before accepting again after the system refused to.
const PAUSE: Duration = Duration::from_millis(50);
/// How long a client may take to read why it was refused.
const MOMENT: Duration = Duration::from_secs(1);
/// How long connections may take to end when the emulator does.
const GRACE: Duration = Duration::from_secs(3);
