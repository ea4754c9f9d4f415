//! A running emulator.

use core::fmt;
use core::net::{IpAddr, SocketAddr};
use core::time::Duration;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

use crate::config::Config;
use crate::counts::Counts;
use crate::error::StartError;
use crate::fault::{Fault, PlannedFault, Times};
use crate::host::Host;
use crate::lock::lock;
use crate::log::LoggedCall;
use crate::recorded::RecordedPush;
use crate::server::{self, Shared};
use crate::state::State;
use crate::store::Store;
use crate::tls::{CertificateAuthority, Tls};

/// A running emulator, on a thread of its own; it ends when this value is dropped.
pub struct Emulator {
    address: SocketAddr,
    host_name: String,
    sdk_app_id: u32,
    secret_key: String,
    administrator: String,
    shared: Arc<Shared>,
    /// Dropping it ends the thread.
    stop: Option<watch::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Emulator {
    /// Starts one. When this returns, it accepts connections.
    ///
    /// # Errors
    ///
    /// When the seed is not valid, a name cannot stand in a certificate, the address is taken, or the data file is not one
    /// of this app's or in use.
    pub fn start(config: Config) -> Result<Self, StartError> {
        config.seed.check()?;
        let authority = match &config.authority {
            Some(authority) => authority.clone(),
            None => CertificateAuthority::generate()?,
        };
        let tls = Tls::new(&config, authority)?;
        let (listener, address) =
            listen(config.listen).map_err(|source| StartError::Listen { address: config.listen, source })?;
        let state = State::new(&config.seed);
        let (store, state) = match &config.data {
            Some(file) => {
                let (store, state) = Store::open(file, config.seed.sdk_app_id, state)?;
                (Some(store), state)
            }
            None => (None, state),
        };
        let host = Arc::new(Host::new(&config, state, store));
        let shared = Arc::new(Shared { host, tls, admin_from_anywhere: config.admin_from_anywhere });
        let runtime = Builder::new_current_thread().enable_all().build().map_err(StartError::Thread)?;
        let (stop, stopped) = watch::channel(());
        let thread = spawn(runtime, listener, Arc::clone(&shared), stopped).map_err(StartError::Thread)?;
        let ip = address.ip();
        let host_name = if is_this_machine(ip) { "localhost".to_owned() } else { ip.to_string() };
        Ok(Self {
            address,
            host_name,
            sdk_app_id: config.seed.sdk_app_id,
            secret_key: config.seed.secret_key,
            administrator: config.seed.administrators.into_iter().next().unwrap_or_default(),
            shared,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Lets a fault happen to requests for any path.
    pub fn inject(&self, fault: Fault, times: Times) {
        self.plan(PlannedFault::new(fault, times));
    }

    /// Lets a fault happen to requests for this path, such as `v4/all_member_push/im_get_attr`.
    pub fn inject_at(&self, path: &str, fault: Fault, times: Times) {
        self.plan(PlannedFault::new(fault, times).at(path));
    }

    /// Lets a fault happen as planned, such as `"stall=100,2000:1".parse()?`.
    pub fn plan(&self, planned: PlannedFault) {
        lock(&self.shared.host.plan).add(planned);
    }

    /// Lets no more faults happen.
    pub fn clear_faults(&self) {
        lock(&self.shared.host.plan).clear();
    }

    /// Moves the emulator's clock to so many seconds ahead of this machine's (behind it, when negative).
    pub fn set_clock_offset(&self, seconds: i64) {
        self.shared.host.clock.set_offset(seconds);
    }

    /// Lets the emulator's clock stand at this time after 1970, until it is moved.
    pub fn stop_clock_at(&self, since_1970: Duration) {
        self.shared.host.clock.stop_at(since_1970.into());
    }

    /// Moves the emulator's clock on, whether it goes or stands. What waits on this machine's clock goes on waiting.
    pub fn advance_clock(&self, by: Duration) {
        self.shared.host.clock.advance(by);
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The name to call it by: `localhost`, unless it listens on an address that other machines reach.
    #[must_use]
    pub fn host_name(&self) -> &str {
        &self.host_name
    }

    /// The port it listens on, never 0.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The certificate of its authority as PEM, for clients to trust.
    #[must_use]
    pub fn ca_pem(&self) -> &str {
        self.shared.tls.authority().pem()
    }

    /// The app's number.
    #[must_use]
    pub fn sdk_app_id(&self) -> u32 {
        self.sdk_app_id
    }

    /// The first of those who may call.
    #[must_use]
    pub fn administrator(&self) -> &str {
        &self.administrator
    }

    /// The key that UserSigs are signed with.
    #[must_use]
    pub fn secret_key(&self) -> &str {
        &self.secret_key
    }

    /// The faults that still lie ahead.
    #[must_use]
    pub fn faults(&self) -> Vec<PlannedFault> {
        lock(&self.shared.host.plan).ahead().to_vec()
    }

    /// How much it has been asked until now.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.shared.host.counters.read()
    }

    /// The pushes that were taken, newest last.
    #[must_use]
    pub fn pushes(&self) -> Vec<RecordedPush> {
        self.shared.host.service.pushes().iter().map(RecordedPush::from).collect()
    }

    /// The last calls, newest last.
    #[must_use]
    pub fn calls(&self) -> Vec<LoggedCall> {
        lock(&self.shared.host.log).read()
    }

    /// What time it is at the emulator, counted from 1970.
    #[must_use]
    pub fn now(&self) -> Duration {
        self.shared.host.clock.now().since_1970()
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It can only have ended badly by a panic, and that has been printed.
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator").field("address", &self.address).finish_non_exhaustive()
    }
}

fn listen(address: SocketAddr) -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

fn spawn(
    runtime: Runtime,
    listener: TcpListener,
    shared: Arc<Shared>,
    stopped: watch::Receiver<()>,
) -> io::Result<JoinHandle<()>> {
    let listener = {
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(listener)?
    };
    thread::Builder::new()
        .name("tencent-chat-emulator".to_owned())
        .spawn(move || runtime.block_on(server::run(listener, shared, stopped)))
}

fn is_this_machine(ip: IpAddr) -> bool {
    ip.is_loopback() || ip.is_unspecified()
}
