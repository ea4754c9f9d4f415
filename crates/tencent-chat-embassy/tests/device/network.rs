//! Two network stacks with a wire between them: the device's, and one that hands on to the emulator and knows the time.

use core::task::{Context, Poll};

use embassy_net::{
    Config, Ipv4Address, Ipv4Cidr, Stack, StackResources, StaticConfigV4,
    tcp::TcpSocket,
    udp::{PacketMetadata, UdpSocket},
};
use embassy_net_driver::{Capabilities, Driver, HardwareAddress, LinkState, RxToken, TxToken};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    task::spawn_local,
};

/// Where the emulator seems to be.
pub(crate) const NEAR: &str = "10.0.0.2";
/// What time it is there.
pub(crate) const UNIX: u64 = 1_700_000_000;

/// How many there may be: one that was left is still about to end when the next one comes.
const CONNECTIONS: usize = 4;

/// A network that runs until the local set that it was started in is dropped.
pub(crate) struct Network {
    /// The device's stack.
    pub(crate) far: Stack<'static>,
}

impl Network {
    pub(crate) async fn start(emulator: u16) -> Self {
        let (to_near, from_far) = unbounded_channel();
        let (to_far, from_near) = unbounded_channel();
        let far = stack(Wire { to: to_near, from: from_near }, 1);
        let near = stack(Wire { to: to_far, from: from_far }, 2);
        for _ in 0..CONNECTIONS {
            spawn_local(hand_on(near, emulator));
        }
        spawn_local(tell_the_time(near));
        // Who connects before all of them listen is refused.
        tokio::task::yield_now().await;
        Self { far }
    }
}

/// The DER in a PEM.
pub(crate) fn der(pem: &str) -> Vec<u8> {
    use rustls_pki_types::{CertificateDer, pem::PemObject};
    CertificateDer::from_pem_slice(pem.as_bytes()).unwrap().to_vec()
}

fn stack(wire: Wire, number: u8) -> Stack<'static> {
    let address = Ipv4Cidr::new(Ipv4Address::new(10, 0, 0, number), 24);
    let config = StaticConfigV4 { address, gateway: None, dns_servers: Default::default() };
    let resources = Box::leak(Box::new(StackResources::<8>::new()));
    let (stack, mut runner) = embassy_net::new(wire, Config::ipv4_static(config), resources, number.into());
    spawn_local(async move { runner.run().await });
    stack
}

/// Each connection to port 443 is one to the emulator.
async fn hand_on(stack: Stack<'static>, emulator: u16) {
    let (mut receive, mut send) = ([0; 4096], [0; 4096]);
    let mut socket = TcpSocket::new(stack, &mut receive, &mut send);
    loop {
        socket.accept(443).await.unwrap();
        let mut service = TcpStream::connect(("127.0.0.1", emulator)).await.unwrap();
        let (mut from_device, mut to_device) = socket.split();
        let (mut from_service, mut to_service) = service.split();
        let up = async {
            let mut bytes = [0; 1024];
            while let Ok(len @ 1..) = from_device.read(&mut bytes).await {
                to_service.write_all(&bytes[..len]).await.unwrap();
            }
        };
        let down = async {
            let mut bytes = [0; 1024];
            while let Ok(len @ 1..) = from_service.read(&mut bytes).await {
                let mut left = &bytes[..len];
                while !left.is_empty() {
                    let Ok(sent) = to_device.write(left).await else { return };
                    left = &left[sent..];
                }
            }
            let _ = to_device.flush().await;
        };
        tokio::select! {
            () = up => {}
            () = down => {}
        }
        socket.close();
        let _ = socket.flush().await;
        socket.abort();
        let _ = socket.flush().await;
    }
}

/// A time server, which answers a wrong question first.
async fn tell_the_time(stack: Stack<'static>) {
    let mut about = ([PacketMetadata::EMPTY; 4], [PacketMetadata::EMPTY; 4]);
    let mut packets = ([0; 512], [0; 512]);
    let mut socket = UdpSocket::new(stack, &mut about.0, &mut packets.0, &mut about.1, &mut packets.1);
    socket.bind(123).unwrap();
    let mut packet = [0; 48];
    while let Ok((48, from)) = socket.recv_from(&mut packet).await {
        let (asked, seconds) = (packet[40..48].to_vec(), (UNIX + 2_208_988_800) as u32);
        packet[..2].copy_from_slice(&[0x24, 2]);
        packet[40..44].copy_from_slice(&(seconds + 1).to_be_bytes());
        packet[24..32].copy_from_slice(&[0xff; 8]);
        socket.send_to(&packet, from).await.unwrap();
        packet[40..44].copy_from_slice(&seconds.to_be_bytes());
        packet[24..32].copy_from_slice(&asked);
        socket.send_to(&packet, from).await.unwrap();
    }
}

/// One end of a wire that packets go over.
struct Wire {
    to: UnboundedSender<Vec<u8>>,
    from: UnboundedReceiver<Vec<u8>>,
}

impl Driver for Wire {
    type RxToken<'a> = Incoming;
    type TxToken<'a> = Outgoing<'a>;

    fn receive(&mut self, context: &mut Context<'_>) -> Option<(Incoming, Outgoing<'_>)> {
        match self.from.poll_recv(context) {
            Poll::Ready(Some(packet)) => Some((Incoming(packet), Outgoing(&self.to))),
            _ => None,
        }
    }

    fn transmit(&mut self, _: &mut Context<'_>) -> Option<Outgoing<'_>> {
        Some(Outgoing(&self.to))
    }

    fn link_state(&mut self, _: &mut Context<'_>) -> LinkState {
        LinkState::Up
    }

    fn capabilities(&self) -> Capabilities {
        let mut capabilities = Capabilities::default();
        capabilities.max_transmission_unit = 1500;
        capabilities
    }

    fn hardware_address(&self) -> HardwareAddress {
        HardwareAddress::Ip
    }
}

struct Incoming(Vec<u8>);

impl RxToken for Incoming {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(mut self, f: F) -> R {
        f(&mut self.0)
    }
}

struct Outgoing<'a>(&'a UnboundedSender<Vec<u8>>);

impl TxToken for Outgoing<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, len: usize, f: F) -> R {
        let mut packet = vec![0; len];
        let result = f(&mut packet);
        // The other end may have gone.
        let _ = self.0.send(packet);
        result
    }
}
