//! Bytes to the same host and back, which nobody looks at: what a call takes of the network.

#![no_std]
#![no_main]

use embassy_net::{Stack, dns::DnsQueryType, tcp::TcpSocket};
use measured::{
    call::{self, RECEIVE, SEND, Told},
    give_up,
};
use static_cell::ConstStaticCell;

#[cortex_m_rt::entry]
fn main() -> ! {
    call::make(ask)
}

async fn ask(network: Stack<'static>, told: Told) -> u32 {
    static STORAGE: ConstStaticCell<([u8; RECEIVE], [u8; SEND])> = ConstStaticCell::new(([0; RECEIVE], [0; SEND]));
    let (receive, send) = STORAGE.take();
    let addresses = network.dns_query(told.host, DnsQueryType::A).await.unwrap_or_else(|e| give_up(e));
    let Some(address) = addresses.first() else { give_up("the host has no address") };
    let mut socket = TcpSocket::new(network, receive, send);
    socket.connect((*address, told.port)).await.unwrap_or_else(|e| give_up(e));
    socket.write(told.user_sig.as_bytes()).await.unwrap_or_else(|e| give_up(e));
    let mut count = 0;
    loop {
        match socket.read(&mut [0; 64]).await.unwrap_or_else(|e| give_up(e)) {
            0 => return count,
            more => count += more as u32,
        }
    }
}
