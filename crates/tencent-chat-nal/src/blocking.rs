//! For stacks that are asked until they are ready.

mod connection;
mod network;

use core::fmt;

use embedded_nal::{AddrType, Dns, TcpClientStack};
use rand_core::Rng;
use tencent_chat::{
    Host,
    client::{NotConnected, blocking::Platform},
};
use tencent_chat_tls::{
    Tls,
    blocking::{Ready, open},
};

use crate::{Calendar, Error};

pub use connection::{Connection, Fault, Stream};
pub use network::{Network, Ticks};

/// A device on a network: what [`Client`](tencent_chat::client::blocking::Client) runs on.
///
/// `random` is a hardware's source of randomness, or a generator seeded by one. TLS is one of [`tencent_chat_tls`], or
/// [`AlreadySecured`](crate::AlreadySecured).
pub struct Device<'n, N, C, T, R> {
    network: &'n Network<N, C>,
    tls: T,
    random: R,
    calendar: Calendar,
}

impl<'n, N, C, T, R> Device<'n, N, C, T, R> {
    /// `calendar` says what time certificates are held to.
    pub const fn new(network: &'n Network<N, C>, tls: T, random: R, calendar: Calendar) -> Self {
        Self { network, tls, random, calendar }
    }

    /// What time certificates are held to.
    pub const fn calendar(&mut self) -> &mut Calendar {
        &mut self.calendar
    }
}

impl<'n, N, C, T, R> Platform for Device<'n, N, C, T, R>
where
    N: TcpClientStack + Dns,
    C: Ticks,
    T: Tls<Ready<Connection<'n, N, C>>>,
    R: Rng,
{
    type Error = ErrorOf<N>;
    type Stream = Stream<'n, N, C, T::Stream>;

    fn now(&mut self) -> u64 {
        self.network.now()
    }

    fn random(&mut self) -> u32 {
        self.random.next_u32()
    }

    fn sleep(&mut self, until: u64) {
        self.network.sleep(until);
    }

    fn connect(&mut self, host: Host<'_>, until: u64) -> Result<Self::Stream, NotConnected<Self::Error>> {
        self.network.limit(until);
        self.open(host).map_err(Error::into_not_connected)
    }

    fn limit(&mut self, _: &mut Self::Stream, until: u64) {
        self.network.limit(until);
    }
}

impl<'n, N, C, T, R> Device<'n, N, C, T, R>
where
    N: TcpClientStack + Dns,
    C: Ticks,
    T: Tls<Ready<Connection<'n, N, C>>>,
{
    fn open(&mut self, host: Host<'_>) -> Result<Stream<'n, N, C, T::Stream>, ErrorOf<N>> {
        let network = self.network;
        let address = match host.name().parse() {
            Ok(address) => address,
            Err(_) => network.ask(Error::Name, |stack| stack.get_host_by_name(host.name(), AddrType::Either))?,
        };
        let mut connection = Connection::new(network)?;
        connection.connect((address, host.port()).into())?;
        let time = self.calendar.time(network.now());
        let stream = open(&mut self.tls, connection, host.name(), time);
        stream.map(|stream| Stream::new(network, stream)).map_err(|error| network.error(error))
    }
}

/// What goes wrong on a network.
pub type ErrorOf<N> = Error<<N as Dns>::Error, <N as TcpClientStack>::Error>;

impl<N, C, T, R> fmt::Debug for Device<'_, N, C, T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Device").field("calendar", &self.calendar).finish_non_exhaustive()
    }
}
