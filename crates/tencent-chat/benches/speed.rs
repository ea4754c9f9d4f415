//! How long signing and reading take on this computer. What they cost anywhere, `cargo xtask bench` counts.

#![expect(clippy::unwrap_used, reason = "what goes wrong ends the run")]

use std::fs;

use divan::{Bencher, black_box, counter::BytesCount};
use tencent_chat::push::GetUserAttributes;
use tencent_chat::usersig::SecretKey;
use tencent_chat::{App, Exchange, Region, Step, UserSig};

fn main() {
    divan::main();
}

/// By a key that is kept.
#[divan::bench]
fn sign(bencher: Bencher<'_, '_>) {
    let key = SecretKey::new("5bd2850fff3ecb11d7c805251c51ee46").unwrap();
    let app = App::new(1_400_000_000, Region::Singapore, "administrator").unwrap();
    let mut room = [0; UserSig::MAX_LEN];
    bencher
        .bench_local(|| UserSig::sign(&app, &key, black_box(1_700_000_000), 86_400, &mut room).unwrap().as_str().len());
}

/// An answer of the service, in pieces through 1024 bytes.
#[divan::bench(args = ["plain1", "plain10", "plain100", "hard1", "hard10", "hard100"])]
fn read(bencher: Bencher<'_, '_>, name: &str) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/answers");
    let body = fs::read(format!("{folder}/{name}.json")).unwrap();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
    let answer = [head.as_bytes(), &body].concat();
    let app = App::new(1_400_000_000, Region::Singapore, "administrator").unwrap();
    let user_sig = UserSig::minted("eJw").unwrap();
    let request = GetUserAttributes::new(&["alice"]).unwrap();
    let mut buffer = [0; 1024];
    bencher.counter(BytesCount::new(body.len())).bench_local(|| {
        let exchange = Exchange::new(&app, user_sig, 1, &request, &mut buffer);
        carry_out(exchange, black_box(&answer))
    });
}

fn carry_out(mut exchange: Exchange<'_, GetUserAttributes<'_>>, mut left: &[u8]) {
    loop {
        match exchange.step().unwrap() {
            Step::Send => {
                let all = exchange.outgoing().len();
                exchange.sent(all);
            }
            Step::Receive => {
                let room = exchange.incoming();
                let (now, later) = left.split_at(room.len().min(left.len()));
                room.iter_mut().zip(now).for_each(|(to, from)| *to = *from);
                exchange.received(now.len());
                left = later;
            }
            Step::Item => {
                let user = exchange.item().unwrap().unwrap();
                black_box(user.account.as_bytes());
                for (name, value) in &user {
                    black_box((name.as_bytes(), value.as_text()));
                }
            }
            Step::Done => return,
        }
    }
}
