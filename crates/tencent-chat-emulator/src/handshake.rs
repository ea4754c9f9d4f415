//! A connection's beginning, with the faults that happen there.

use core::future::pending;
use core::time::Duration;
use std::io;

use rustls::server::Acceptor;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::server::TlsStream;

use crate::admin;
use crate::fault::Fault;
use crate::host::Host;
use crate::lock::lock;
use crate::tls::Tls;

/// Goes through the handshake; `None` is one that was not to succeed.
pub(crate) async fn accept(stream: TcpStream, tls: &Tls, host: &Host) -> io::Result<Option<TlsStream<TcpStream>>> {
    let begun = LazyConfigAcceptor::new(Acceptor::default(), stream).await?;
    // Whoever is to clear the faults must not be kept out by them.
    let is_admin = begun.client_hello().server_name() == Some(admin::HOST_NAME);
    let fault = if is_admin { None } else { lock(&host.plan).take_of_handshake() };
    match fault {
        Some(Fault::TlsAlert(alert)) => refuse(begun.io, alert).await?,
        Some(Fault::TlsClose) => {}
        Some(Fault::TlsStall) => until_it_goes(begun.io).await,
        fault => {
            let server = tls.server(fault).map_err(io::Error::other)?;
            return begun.into_stream(server).await.map(Some);
        }
    }
    Ok(None)
}

/// Sends a fatal alert, and gives the client a moment to read it.
async fn refuse(mut stream: TcpStream, alert: u8) -> io::Result<()> {
    // A record: alert, TLS 1.2 (as 1.3 writes, too), two bytes: fatal, which.
    stream.write_all(&[21, 3, 3, 0, 2, 2, alert]).await?;
    stream.shutdown().await?;
    let _ = timeout(MOMENT, until_it_goes(stream)).await;
    Ok(())
}

async fn until_it_goes(mut stream: TcpStream) {
    let mut room = [0; 1024];
    for _ in 0..MOST_READS {
        if matches!(stream.read(&mut room).await, Ok(0) | Err(_)) {
            return;
        }
    }
    // It floods us: we listen no more, and those who wait for us give up first.
    pending().await
}

/// How long a client may take to read an alert.
const MOMENT: Duration = Duration::from_secs(1);
/// How often one reads from a client that is only waited for.
const MOST_READS: usize = 1000;
