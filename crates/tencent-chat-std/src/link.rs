//! The way to the service: the connection that there is, or a new one.

use core::{fmt, time::Duration};
use std::{
    net::{TcpStream, ToSocketAddrs},
    sync::Arc,
    time::Instant,
};

use rustls::{ClientConfig, ClientConnection, pki_types::ServerName};

use crate::{
    Error, Limit,
    stream::{Stream, Timed},
};

/// How long things may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) call: Duration,
    pub(crate) connect: Duration,
    pub(crate) idle: Duration,
}

/// Where the service is, and the connection to it while there is one.
pub(crate) struct Link {
    name: ServerName<'static>,
    port: u16,
    tls: Arc<ClientConfig>,
    limits: Limits,
    /// When the call that runs has to be over.
    deadline: Instant,
    connection: Option<Connection>,
}

struct Connection {
    stream: Stream,
    /// Whether a call has ended well on it.
    has_served: bool,
    /// Since when it is free for the next call; `None` while a call is on it.
    free_since: Option<Instant>,
}

impl Link {
    pub(crate) fn new(name: ServerName<'static>, port: u16, tls: Arc<ClientConfig>, limits: Limits) -> Self {
        Self { name, port, tls, limits, deadline: Instant::now(), connection: None }
    }

    /// A call begins: its time runs from here.
    pub(crate) fn begin(&mut self) {
        self.deadline = Instant::now() + self.limits.call;
        let idle = self.limits.idle;
        // Until the call has ended well, nobody else may have its connection.
        self.connection.take_if(|kept| kept.free_since.take().is_none_or(|since| since.elapsed() > idle));
    }

    /// The connection, made now if there is none; and whether it has served a call before.
    pub(crate) fn stream(&mut self) -> Result<(&mut Stream, bool), Error> {
        let connection = match self.connection.take() {
            Some(kept) => kept,
            None => Connection { stream: self.connect()?, has_served: false, free_since: None },
        };
        let connection = self.connection.insert(connection);
        connection.stream.set_deadline(self.deadline);
        Ok((&mut connection.stream, connection.has_served))
    }

    /// The call has ended well, and its connection may serve the next one.
    pub(crate) fn keep(&mut self) {
        if let Some(connection) = &mut self.connection {
            connection.has_served = true;
            connection.free_since = Some(Instant::now());
        }
    }

    /// The connection is of no use any more.
    pub(crate) fn drop_connection(&mut self) {
        self.connection = None;
    }

    /// Tells a limit of time from other faults of the connection.
    pub(crate) fn explain(&self, error: std::io::Error) -> Error {
        if Instant::now() >= self.deadline { Error::TimedOut(Limit::Call) } else { Error::Connection(error) }
    }

    fn connect(&self) -> Result<Stream, Error> {
        let until = self.deadline.min(Instant::now() + self.limits.connect);
        let limit = if until == self.deadline { Limit::Call } else { Limit::Connect };
        let in_time = |error| if Instant::now() >= until { Error::TimedOut(limit) } else { error };

        let name = self.name.to_str();
        let addresses = (&*name, self.port).to_socket_addrs().map_err(Error::Resolve)?;
        let mut failed = Error::Resolve(std::io::ErrorKind::NotFound.into());
        for address in addresses {
            let rest = until.saturating_duration_since(Instant::now());
            if rest.is_zero() {
                return Err(Error::TimedOut(limit));
            }
            match TcpStream::connect_timeout(&address, rest) {
                Ok(socket) => {
                    // A request goes out in few pieces, and the answer waits for the last.
                    socket.set_nodelay(true).map_err(Error::Connection)?;
                    let tls = ClientConnection::new(Arc::clone(&self.tls), self.name.clone())?;
                    return Stream::handshake(tls, Timed::new(socket, until)).map_err(in_time);
                }
                Err(error) => failed = in_time(Error::Connect(error)),
            }
        }
        Err(failed)
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link")
            .field("name", &self.name)
            .field("port", &self.port)
            .field("limits", &self.limits)
            .field("is_connected", &self.connection.is_some())
            .finish_non_exhaustive()
    }
}
