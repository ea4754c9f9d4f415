//! The call by an exchange, which has the users one by one.

#![no_std]
#![no_main]

use core::fmt;

use embassy_net::{Stack, dns::DnsQueryType, tcp::TcpSocket};
use measured::{
    call::{self, RECEIVE, SEND, Told},
    give_up, say,
};
use static_cell::ConstStaticCell;
use tencent_chat::{App, Exchange, Host, UserSig, nonblocking::next, push::GetUserAttributes};

/// Room for the request's parts, and for the largest user.
const BUFFER: usize = 1024;

#[cortex_m_rt::entry]
fn main() -> ! {
    call::make(ask)
}

async fn ask(network: Stack<'static>, told: Told) -> u32 {
    static STORAGE: ConstStaticCell<([u8; RECEIVE], [u8; SEND], [u8; BUFFER])> =
        ConstStaticCell::new(([0; RECEIVE], [0; SEND], [0; BUFFER]));
    let (receive, send, buffer) = STORAGE.take();
    let host = Host::new(told.host, told.port).unwrap_or_else(|e| give_up(e));
    let app = App::new(told.app, host, told.administrator).unwrap_or_else(|e| give_up(e));
    let user_sig = UserSig::minted(told.user_sig).unwrap_or_else(|e| give_up(e));
    let request = GetUserAttributes::new(&told.accounts).unwrap_or_else(|e| give_up(e));

    let addresses = network.dns_query(told.host, DnsQueryType::A).await.unwrap_or_else(|e| give_up(e));
    let Some(address) = addresses.first() else { give_up("the host has no address") };
    let mut socket = TcpSocket::new(network, receive, send);
    socket.connect((*address, told.port)).await.unwrap_or_else(|e| give_up(e));

    let mut exchange = Exchange::new(&app, user_sig, 1, &request, buffer);
    let mut users = 0;
    while let Some(user) = next(&mut exchange, &mut socket).await.unwrap_or_else(|e| give_up(e)) {
        let user = user.unwrap_or_else(|e| give_up(e));
        let attributes = fmt::from_fn(|f| {
            for (at, (name, value)) in user.into_iter().enumerate() {
                write!(f, "{} {name} = {value}", if at == 0 { ":" } else { "," })?;
            }
            Ok(())
        });
        say(format_args!("user {}{attributes}\n", user.account));
        users += 1;
    }
    exchange.answer().unwrap_or_else(|e| give_up(e));
    users
}
