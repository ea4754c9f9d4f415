//! A device and the service in one process, where time is a number.
//!
//! Nothing waits: whatever is asked to wait says until when, and when all do, the time becomes the earliest of these.

use core::{
    cell::{Cell, RefCell},
    fmt,
    future::poll_fn,
    pin::pin,
    task::{Context, Poll, Waker},
    time::Duration,
};
use std::rc::Rc;

use embedded_io::{Error as _, ErrorKind, ErrorType};
use tencent_chat::{
    Host,
    client::{NotConnected, Platform, blocking},
};
use tencent_chat_emulator::{
    Fault,
    memory::{Connection, Read, Service},
};

/// When the world begins, in seconds since 1970.
pub const BEGIN: u64 = 1_700_000_000;

/// The service, the link to it, and the time. Clones are the same world.
#[derive(Clone)]
pub struct World(Rc<Inner>);

struct Inner {
    service: Service,
    /// Milliseconds since the beginning, by the service's clock.
    time: Cell<u64>,
    /// By how many millionths the device's counter runs too fast.
    drift: u32,
    /// The times that somebody waits for.
    alarms: RefCell<Vec<u64>>,
    is_link_up: Cell<bool>,
    /// How often the link was cut: a connection outlives none.
    cuts: Cell<u32>,
    /// How often everything pends before it is done.
    pauses: u32,
    chance: Cell<u64>,
}

impl World {
    /// A world at its beginning.
    #[must_use]
    pub fn new(service: Service, drift: u32, pauses: u32) -> Self {
        Self(Rc::new(Inner {
            service,
            time: Cell::new(0),
            drift,
            alarms: RefCell::default(),
            is_link_up: Cell::new(true),
            cuts: Cell::new(0),
            pauses,
            chance: Cell::new(0x2545_F491_4F6C_DD1D),
        }))
    }

    /// The service.
    #[must_use]
    pub fn service(&self) -> &Service {
        &self.0.service
    }

    /// Milliseconds since the beginning.
    #[must_use]
    pub fn time(&self) -> u64 {
        self.0.time.get()
    }

    /// Lets time pass up to then.
    pub fn pass_until(&self, time: u64) {
        self.0.time.set(self.time().max(time));
    }

    /// Takes the link down, and with it every connection, or puts it up again.
    pub fn set_link(&self, is_up: bool) {
        if self.0.is_link_up.replace(is_up) && !is_up {
            self.0.cuts.set(self.0.cuts.get() + 1);
        }
    }

    /// Runs to the end, letting time pass as everything waits; `None` if nothing would ever happen.
    pub fn run<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        let mut future = pin!(future);
        loop {
            self.0.alarms.borrow_mut().clear();
            if let Poll::Ready(result) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                return Some(result);
            }
            let next = self.0.alarms.borrow().iter().copied().min()?;
            self.pass_until(next);
        }
    }

    /// Polls so often, and then drops what runs; whether it came to its end.
    pub fn run_for(&self, polls: usize, future: impl Future) -> bool {
        let mut future = pin!(future);
        (0..polls).any(|_| {
            self.0.alarms.borrow_mut().clear();
            let is_ready = future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready();
            if let Some(next) = self.0.alarms.borrow().iter().copied().min() {
                self.pass_until(next);
            }
            is_ready
        })
    }

    fn unix(&self) -> Duration {
        Duration::from_secs(BEGIN) + Duration::from_millis(self.time())
    }

    fn device_time(&self) -> u64 {
        let time = self.time();
        time + time * u64::from(self.0.drift) / 1_000_000
    }

    /// When, by the service's clock, the device's counter has got so far.
    fn when(&self, device_time: u64) -> u64 {
        (device_time * 1_000_000).div_ceil(1_000_000 + u64::from(self.0.drift))
    }

    fn random(&self) -> u32 {
        let mut chance = self.0.chance.get();
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        self.0.chance.set(chance);
        (chance >> 32) as u32
    }

    async fn wait_until(&self, time: u64) {
        poll_fn(|_| {
            if self.time() >= time {
                return Poll::Ready(());
            }
            self.0.alarms.borrow_mut().push(time);
            Poll::Pending
        })
        .await;
    }

    async fn pause(&self) {
        let mut left = self.0.pauses;
        poll_fn(|_| match left.checked_sub(1) {
            None => Poll::Ready(()),
            Some(rest) => {
                left = rest;
                self.0.alarms.borrow_mut().push(self.time());
                Poll::Pending
            }
        })
        .await;
    }

    fn connect(&self) -> Result<Wire, NotConnected<WireError>> {
        if !self.0.is_link_up.get() {
            return Err(NotConnected::Unreachable(WireError::LinkDown));
        }
        match self.0.service.connect(self.unix()) {
            Ok(connection) => Ok(Wire { world: self.clone(), connection, cuts: self.0.cuts.get(), limit: u64::MAX }),
            Err(refused) => {
                let error = WireError::Handshake(refused.fault);
                Err(match refused.fault {
                    Fault::OtherAuthority | Fault::WrongName | Fault::ExpiredCertificate | Fault::FutureCertificate => {
                        NotConnected::Untrusted(error)
                    }
                    _ => NotConnected::Unreachable(error),
                })
            }
        }
    }
}

/// A device in the world, that waits asynchronously.
pub struct Device(pub World);

impl Platform for Device {
    type Error = WireError;
    type Stream = Wire;

    fn now(&mut self) -> u64 {
        self.0.device_time()
    }

    fn random(&mut self) -> u32 {
        self.0.random()
    }

    async fn sleep(&mut self, until: u64) {
        self.0.wait_until(self.0.when(until)).await;
    }

    async fn connect(&mut self, _: Host<'_>, until: u64) -> Result<Wire, NotConnected<WireError>> {
        self.0.pause().await;
        let result = self.0.connect();
        if let Err(NotConnected::Unreachable(WireError::Handshake(Fault::TlsStall))) = result {
            self.sleep(until).await;
        }
        result
    }
}

/// A device in the world, that blocks.
pub struct BlockingDevice(pub World);

impl blocking::Platform for BlockingDevice {
    type Error = WireError;
    type Stream = Wire;

    fn now(&mut self) -> u64 {
        self.0.device_time()
    }

    fn random(&mut self) -> u32 {
        self.0.random()
    }

    fn sleep(&mut self, until: u64) {
        self.0.pass_until(self.0.when(until));
    }

    fn connect(&mut self, _: Host<'_>, until: u64) -> Result<Wire, NotConnected<WireError>> {
        let result = self.0.connect();
        if let Err(NotConnected::Unreachable(WireError::Handshake(Fault::TlsStall))) = result {
            self.sleep(until);
        }
        result
    }

    fn limit(&mut self, stream: &mut Wire, until: u64) {
        stream.limit = self.0.when(until);
    }
}

/// A connection of the world.
pub struct Wire {
    world: World,
    connection: Connection,
    cuts: u32,
    limit: u64,
}

/// What goes wrong on a [`Wire`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WireError {
    /// There is no link.
    LinkDown,
    /// The handshake failed on purpose.
    Handshake(Fault),
    /// The stream ended without being closed, as only TLS can tell.
    Cut,
    /// The peer does not know the connection.
    Reset,
    /// It took too long.
    TimedOut,
}

/// What reading comes to at this moment.
enum Now {
    Done(Result<usize, WireError>),
    /// Nothing before then; `None` is nothing ever.
    Later(Option<u64>),
}

impl Wire {
    fn is_cut(&self) -> bool {
        self.cuts != self.world.0.cuts.get()
    }

    fn read_now(&mut self, room: &mut [u8]) -> Now {
        let later = |until: Duration| until.saturating_sub(Duration::from_secs(BEGIN)).as_millis() as u64;
        if self.is_cut() {
            return Now::Done(Err(WireError::Cut));
        }
        match self.connection.read(room, self.world.unix()) {
            Read::Bytes(len) => Now::Done(Ok(len)),
            Read::Closed { announced: true } => Now::Done(Ok(0)),
            Read::Reset => Now::Done(Err(WireError::Reset)),
            Read::Stalled { until } => Now::Later(until.map(later)),
            Read::Waiting { until } => Now::Later(Some(later(until))),
            _ => Now::Done(Err(WireError::Cut)),
        }
    }

    fn write_now(&mut self, bytes: &[u8]) -> usize {
        // Nobody notices that a link is cut by sending.
        if !self.is_cut() {
            self.connection.write(bytes);
        }
        bytes.len()
    }
}

impl ErrorType for Wire {
    type Error = WireError;
}

impl embedded_io_async::Read for Wire {
    async fn read(&mut self, room: &mut [u8]) -> Result<usize, WireError> {
        self.world.pause().await;
        loop {
            match self.read_now(room) {
                Now::Done(result) => return result,
                Now::Later(Some(until)) => self.world.clone().wait_until(until).await,
                Now::Later(None) => core::future::pending().await,
            }
        }
    }
}

impl embedded_io_async::Write for Wire {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, WireError> {
        self.world.pause().await;
        Ok(self.write_now(bytes))
    }

    async fn flush(&mut self) -> Result<(), WireError> {
        self.world.pause().await;
        Ok(())
    }
}

impl embedded_io::Read for Wire {
    fn read(&mut self, room: &mut [u8]) -> Result<usize, WireError> {
        loop {
            match self.read_now(room) {
                Now::Done(result) => return result,
                Now::Later(Some(until)) if until < self.limit => self.world.pass_until(until),
                Now::Later(_) => {
                    self.world.pass_until(self.limit);
                    return Err(WireError::TimedOut);
                }
            }
        }
    }
}

impl embedded_io::Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, WireError> {
        Ok(self.write_now(bytes))
    }

    fn flush(&mut self) -> Result<(), WireError> {
        Ok(())
    }
}

impl embedded_io::Error for WireError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::TimedOut => ErrorKind::TimedOut,
            Self::Reset | Self::Cut => ErrorKind::ConnectionReset,
            Self::LinkDown | Self::Handshake(_) => ErrorKind::NotConnected,
        }
    }
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?} ({:?})", self.kind())
    }
}

impl core::error::Error for WireError {}
