//! A device on a network within this process, whose other end leads to the emulator.
#![cfg(test)]

mod network;

use core::time::Duration;

use embassy_time::Instant;
use getrandom::{SysRng, rand_core::UnwrapErr};
use network::{NEAR, Network};
use tencent_chat::{
    App, Failed, Host,
    client::Client,
    policy::{Clock, Policy},
    usersig::SecretKey,
};
use tencent_chat_embassy::{Buffers, Connection, Device, Error, NoTime, Slot, Socket, unix_time};
use tencent_chat_emulator::{Config, Emulator, Fault, Times};
use tencent_chat_tls::{CertificateDer, EmbeddedTls, Records, Verifier, root};
use tokio::{task::LocalSet, time::timeout};

type Random = UnwrapErr<SysRng>;
type Tls = EmbeddedTls<'static, Random, 16_640, 1024>;
type Gateway = Client<'static, Device<'static, 'static, 'static, Tls, Random>, SecretKey, [u8; 1536]>;

#[tokio::test(flavor = "current_thread")]
async fn users_come_over_verified_tls_also_after_calls_that_were_given_up() {
    LocalSet::new()
        .run_until(async {
            let emulator = emulator();
            let mut gateway = gateway(emulator, Policy::DEFAULT, true).await;
            assert_eq!(ask(&mut gateway).await, Ok(2));
            // What was kept is closed; the handshake, and then the answer, stand still until the call is dropped.
            let stalls = [Fault::CloseAnnounced, Fault::TlsStall, Fault::Stall { at: 100, millis: None }];
            for fault in stalls {
                emulator.inject(fault, Times::Next(1));
                let _ = timeout(Duration::from_millis(300), ask(&mut gateway)).await;
                emulator.clear_faults();
                assert_eq!(ask(&mut gateway).await, Ok(2), "after {fault}");
            }
        })
        .await;
}

#[tokio::test(flavor = "current_thread")]
async fn what_stands_in_the_way_is_named() {
    LocalSet::new()
        .run_until(async {
            let emulator = emulator();
            let mut gateway = gateway(emulator, Policy::once(2000), true).await;
            emulator.inject(Fault::WrongName, Times::Next(1));
            let error = ask(&mut gateway).await.unwrap_err();
            assert!(matches!(error, Failed::Transport(Error::Tls(tls)) if tls.is_untrusted()), "{error:?}");
            emulator.inject(Fault::TlsStall, Times::Next(1));
            assert_eq!(ask(&mut gateway).await, Err(Failed::Transport(Error::TimedOut)));
        })
        .await;
}

#[tokio::test(flavor = "current_thread")]
async fn without_any_time_nothing_is_sent() {
    LocalSet::new()
        .run_until(async {
            let emulator = emulator();
            let error = ask(&mut gateway(emulator, Policy::once(2000), false).await).await.unwrap_err();
            assert!(matches!(error, Failed::Transport(Error::Tls(tls)) if tls.is_untrusted()), "{error:?}");
            assert_eq!(emulator.counts().handshakes, 0);
        })
        .await;
}

#[tokio::test(flavor = "current_thread")]
async fn the_time_comes_from_a_time_server_or_not_at_all() {
    LocalSet::new()
        .run_until(async {
            let network = Network::start(0).await;
            let soon = || Instant::now().as_millis() + 1500;
            assert_eq!(unix_time(network.far, NEAR, 7, soon()).await, Ok(network::UNIX));
            assert_eq!(unix_time(network.far, "10.0.0.9", 7, soon()).await, Err(NoTime::Silence));
        })
        .await;
}

fn emulator() -> &'static Emulator {
    leak(Emulator::start(Config { names: vec![NEAR.to_owned()], ..Config::default() }).unwrap())
}

/// A gateway at the other end of a network; whether it knows what time it may be.
async fn gateway(emulator: &'static Emulator, policy: Policy, knows_time: bool) -> Gateway {
    let network = Network::start(emulator.port()).await;
    let ca = leak(CertificateDer::from(network::der(emulator.ca_pem())));
    let tls = EmbeddedTls::new(leak(Records::new()), Verifier::new(leak([root(ca).unwrap()])), UnwrapErr(SysRng));
    let socket = leak(Socket::new(network.far, leak(Buffers::<2048, 1024>::new())));
    let slot = leak(Slot::<tencent_chat_tls::Stream<'_, Connection<'_, '_>>>::new());
    let mut device = Device::new(network.far, socket, slot, tls, UnwrapErr(SysRng));
    if knows_time {
        device.set_not_before(emulator.now().as_secs());
    }
    let host = Host::new(NEAR, 443).unwrap();
    let app = App::new(emulator.sdk_app_id(), host, emulator.administrator()).unwrap();
    let key = SecretKey::new(emulator.secret_key()).unwrap();
    Client::new(app, key, policy, Clock::UNSET, device, [0; 1536], ())
}

/// How many users come.
async fn ask(gateway: &mut Gateway) -> Result<usize, Failed<Error>> {
    let mut users = gateway.users(&["alice", "Bob Lee"]).unwrap();
    let mut count = 0;
    while let Some(user) = users.next().await? {
        count += usize::from(user.is_ok());
    }
    Ok(count)
}

/// Tests are short, and so is what they leave behind.
fn leak<T>(value: T) -> &'static mut T {
    Box::leak(Box::new(value))
}
