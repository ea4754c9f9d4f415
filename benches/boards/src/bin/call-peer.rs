//! The same call by `reqwless`, and by `serde-json-core` into lists of `heapless`.

#![no_std]
#![no_main]

use core::fmt::{self, Write};

use embassy_net::{
    Stack,
    dns::DnsSocket,
    tcp::client::{TcpClient, TcpClientState},
};
use heapless::{String, Vec};
use measured::{
    call::{self, RECEIVE, SEND, Told},
    give_up,
    heapless_users::Answer,
    say,
};
use reqwless::{
    client::HttpClient,
    headers::ContentType,
    request::{Method, RequestBuilder},
};
use serde::Serialize;
use static_cell::ConstStaticCell;

/// Room for what is sent: 100 accounts of 32 bytes; and for all that comes: 100 users of some 250 bytes.
const BODY: usize = 4 * 1024;
const ANSWER: usize = 24 * 1024;
/// Room for a URL with a UserSig in it.
const URL: usize = 512;

#[derive(Serialize)]
struct Request<'a> {
    #[serde(rename = "To_Account")]
    accounts: Vec<&'a str, 100>,
}

#[cortex_m_rt::entry]
fn main() -> ! {
    call::make(ask)
}

async fn ask(network: Stack<'static>, told: Told) -> u32 {
    static TCP: ConstStaticCell<TcpClientState<1, SEND, RECEIVE>> = ConstStaticCell::new(TcpClientState::new());
    static STORAGE: ConstStaticCell<([u8; BODY], [u8; ANSWER])> = ConstStaticCell::new(([0; BODY], [0; ANSWER]));
    let (body, answer) = STORAGE.take();
    let Told { app, administrator, user_sig, host, port, accounts } = told;
    let mut url = String::<URL>::new();
    let path = "v4/all_member_push/im_get_attr";
    let written = write!(
        url,
        "http://{host}:{port}/{path}?sdkappid={app}&identifier={administrator}&usersig={user_sig}&random=1&contenttype=json"
    );
    written.unwrap_or_else(|e| give_up(e));
    let len = serde_json_core::to_slice(&Request { accounts }, body).unwrap_or_else(|e| give_up(e));

    let (tcp, dns) = (TcpClient::new(network, TCP.take()), DnsSocket::new(network));
    let mut client = HttpClient::new(&tcp, &dns);
    let request = client.request(Method::POST, &url).await.unwrap_or_else(|e| give_up(e));
    let mut request = request.content_type(ContentType::ApplicationJson).body(&body[..len]);
    let response = request.send(answer).await.unwrap_or_else(|e| give_up(e));
    if response.status.0 != 200 {
        give_up(response.status);
    }
    let text = response.body().read_to_end().await.unwrap_or_else(|e| give_up(e));
    let (answer, _) = serde_json_core::from_slice::<Answer<'_>>(text).unwrap_or_else(|e| give_up(e));
    if answer.error_code != 0 {
        give_up(answer.error_code);
    }
    for user in &answer.users {
        let attributes = fmt::from_fn(|f| {
            for (at, (name, value)) in user.attributes.iter().enumerate() {
                write!(f, "{} {name} = {value}", if at == 0 { ":" } else { "," })?;
            }
            Ok(())
        });
        say(format_args!("user {}{attributes}\n", user.account));
    }
    answer.users.len() as u32
}
