//! Who is put to the test: the same questions on every transport.

use std::io;

use tencent_chat::{
    App, Failed, Host, Region,
    client::{self, blocking},
    policy::{Clock, Policy},
    usersig::SecretKey,
};
use tencent_chat_emulator::{Config, Emulator, Fault, Seed, Times, memory::Service};
use tencent_chat_std::{Authority, Roots};

use super::ending::Ending;
use crate::{
    on_tokio::Tokio,
    world::{BEGIN, BlockingDevice, Device, World},
};

/// A client and the service it asks.
pub(super) trait Subject {
    /// Lets a fault happen to the next requests or connections.
    fn inject(&mut self, fault: Fault, times: Times);

    /// Lets none happen any more.
    fn clear(&mut self);

    /// Asks for users' attributes; who came, each once.
    fn ask(&mut self, accounts: &[&str]) -> Result<Vec<String>, Ending>;
}

/// A name, and who has it.
pub(super) type Named = (&'static str, Box<dyn Subject>);

/// All of them.
pub(super) fn all(policy: Policy) -> Result<Vec<Named>, Box<dyn core::error::Error>> {
    Ok(vec![
        ("std", Box::new(OnStd::new(policy)?)),
        ("tokio", Box::new(OnTokio::new(policy)?)),
        ("memory", Box::new(InMemory::new(policy)?)),
        ("memory, blocking", Box::new(InMemoryBlocking::new(policy)?)),
    ])
}

/// How much room a client has for its UserSig and one user.
const ROOM: usize = 1024;

struct OnStd {
    emulator: Emulator,
    client: tencent_chat_std::Client<'static>,
}

impl OnStd {
    fn new(policy: Policy) -> Result<Self, Box<dyn core::error::Error>> {
        let emulator = Emulator::start(Config::default())?;
        let builder = tencent_chat_std::Client::builder(app(&emulator)?, Authority::secret_key(emulator.secret_key())?);
        let builder = builder.roots(Roots::Added).add_ca_pem(emulator.ca_pem())?.policy(policy).buffer_len(ROOM);
        Ok(Self { client: builder.build()?, emulator })
    }
}

impl Subject for OnStd {
    fn inject(&mut self, fault: Fault, times: Times) {
        self.emulator.inject(fault, times);
    }

    fn clear(&mut self) {
        self.emulator.clear_faults();
    }

    fn ask(&mut self, accounts: &[&str]) -> Result<Vec<String>, Ending> {
        let mut users = self.client.users(accounts).map_err(Ending::from)?;
        let mut seen = Vec::new();
        while let Some(user) = users.next().map_err(Ending::from)? {
            if let Ok(user) = user {
                seen.push(user.account.to_string());
            }
        }
        Ok(seen)
    }
}

struct OnTokio {
    emulator: Emulator,
    runtime: tokio::runtime::Runtime,
    client: client::Client<'static, Tokio, SecretKey, Vec<u8>>,
}

impl OnTokio {
    fn new(policy: Policy) -> Result<Self, Box<dyn core::error::Error>> {
        let emulator = Emulator::start(Config::default())?;
        let key = SecretKey::new(emulator.secret_key())?;
        let platform = Tokio::new(emulator.ca_pem())?;
        let mut clock = Clock::UNSET;
        clock.set(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs(), 0);
        let client = client::Client::new(app(&emulator)?, key, policy, clock, platform, vec![0; ROOM], ());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        Ok(Self { emulator, runtime, client })
    }
}

impl Subject for OnTokio {
    fn inject(&mut self, fault: Fault, times: Times) {
        self.emulator.inject(fault, times);
    }

    fn clear(&mut self) {
        self.emulator.clear_faults();
    }

    fn ask(&mut self, accounts: &[&str]) -> Result<Vec<String>, Ending> {
        let client = &mut self.client;
        self.runtime.block_on(async {
            let mut users = client.users(accounts).map_err(|_| Ending::WrongUsers)?;
            let mut seen = Vec::new();
            while let Some(user) = users.next().await.map_err(<Ending as From<Failed<io::Error>>>::from)? {
                if let Ok(user) = user {
                    seen.push(user.account.to_string());
                }
            }
            Ok(seen)
        })
    }
}

struct InMemory {
    world: World,
    client: client::Client<'static, Device, SecretKey, Vec<u8>>,
}

impl InMemory {
    fn new(policy: Policy) -> Result<Self, Box<dyn core::error::Error>> {
        let world = World::new(Service::new(&Config::default())?, 0, 1);
        let (app, key, clock) = in_memory()?;
        let client = client::Client::new(app, key, policy, clock, Device(world.clone()), vec![0; ROOM], ());
        Ok(Self { world, client })
    }
}

impl Subject for InMemory {
    fn inject(&mut self, fault: Fault, times: Times) {
        self.world.service().inject(fault, times);
    }

    fn clear(&mut self) {
        self.world.service().clear_faults();
    }

    fn ask(&mut self, accounts: &[&str]) -> Result<Vec<String>, Ending> {
        let client = &mut self.client;
        let asked = self.world.run(async {
            let mut users = client.users(accounts).map_err(|_| Ending::WrongUsers)?;
            let mut seen = Vec::new();
            while let Some(user) = users.next().await.map_err(Ending::from)? {
                if let Ok(user) = user {
                    seen.push(user.account.to_string());
                }
            }
            Ok(seen)
        });
        asked.unwrap_or(Err(Ending::WrongUsers))
    }
}

struct InMemoryBlocking {
    world: World,
    client: blocking::Client<'static, BlockingDevice, SecretKey, Vec<u8>>,
}

impl InMemoryBlocking {
    fn new(policy: Policy) -> Result<Self, Box<dyn core::error::Error>> {
        let world = World::new(Service::new(&Config::default())?, 0, 0);
        let (app, key, clock) = in_memory()?;
        let client = blocking::Client::new(app, key, policy, clock, BlockingDevice(world.clone()), vec![0; ROOM], ());
        Ok(Self { world, client })
    }
}

impl Subject for InMemoryBlocking {
    fn inject(&mut self, fault: Fault, times: Times) {
        self.world.service().inject(fault, times);
    }

    fn clear(&mut self) {
        self.world.service().clear_faults();
    }

    fn ask(&mut self, accounts: &[&str]) -> Result<Vec<String>, Ending> {
        let mut users = self.client.users(accounts).map_err(|_| Ending::WrongUsers)?;
        let mut seen = Vec::new();
        while let Some(user) = users.next().map_err(Ending::from)? {
            if let Ok(user) = user {
                seen.push(user.account.to_string());
            }
        }
        Ok(seen)
    }
}

/// Who asks the service in memory, and a clock that is right.
pub(super) fn in_memory() -> Result<(App<'static>, SecretKey, Clock), tencent_chat::Invalid> {
    let seed = Seed::default();
    let mut clock = Clock::UNSET;
    clock.set(BEGIN, 0);
    // Any host will do, where nothing is sent anywhere. A region would bring its backup host.
    let host = Host::new(Region::Singapore.host(), 1)?;
    Ok((App::new(seed.sdk_app_id, host, "administrator")?, SecretKey::new(&seed.secret_key)?, clock))
}

fn app(emulator: &Emulator) -> Result<App<'static>, tencent_chat::Invalid> {
    App::new(emulator.sdk_app_id(), Host::new("localhost", emulator.port())?, "administrator")
}
