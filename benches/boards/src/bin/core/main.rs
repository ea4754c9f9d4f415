//! What the core costs: instructions, stack, and the sizes of what lies on it. Told `only=sign` or `only=plain100`, it does that once,
//! marked.

#![no_std]
#![no_main]

mod sizes;

use core::hint::black_box;

use emulated::{host, stack};
use measured::{Answer, HARD_100, PLAIN_100, give_up, instructions_of, marked, report, say};
use static_cell::ConstStaticCell;
use tencent_chat::push::GetUserAttributes;
use tencent_chat::usersig::SecretKey;
use tencent_chat::{App, Error, Exchange, Region, Step, UserSig};

/// How many UserSigs are signed, a second after each other from this Unix time on.
const SIGNATURES: u32 = 100;
const BEGIN: u64 = 1_700_000_000;
const LIFETIME: u32 = 86_400;

const ANSWERS: [(&str, &[u8]); 2] = [("plain100", PLAIN_100), ("hard100", HARD_100)];

#[cfg_attr(target_arch = "arm", cortex_m_rt::entry)]
#[cfg_attr(target_arch = "riscv32", riscv_rt::entry)]
fn main() -> ! {
    static ROOM: ConstStaticCell<[u8; UserSig::MAX_LEN]> = ConstStaticCell::new([0; UserSig::MAX_LEN]);
    static BUFFER: ConstStaticCell<[u8; 1024]> = ConstStaticCell::new([0; 1024]);
    static TOLD: ConstStaticCell<[u8; 256]> = ConstStaticCell::new([0; 256]);
    measured::start(None);
    let app = App::new(1_400_000_000, Region::Singapore, "administrator").unwrap_or_else(|e| give_up(e));
    let key = SecretKey::new("5bd2850fff3ecb11d7c805251c51ee46");
    let key = key.unwrap_or_else(|e| give_up(e));
    let (room, buffer) = (ROOM.take(), BUFFER.take());
    match host::setting(host::command_line(TOLD.take()), "only") {
        None => {
            sizes::report();
            let call = Call { app, user_sig: signing(&app, &key, room) };
            let depths = ANSWERS.map(|(name, body)| call.measure(name, &mut Answer::new(body), buffer));
            report("stack_exchange", depths[0].max(depths[1]));
        }
        Some("sign") => {
            marked(|| {
                black_box(sign(&app, &key, BEGIN, room));
            });
        }
        Some(only) => {
            let Some((_, body)) = ANSWERS.iter().find(|(name, _)| *name == only) else { give_up(only) };
            let call = Call { app, user_sig: sign(&app, &key, BEGIN, room) };
            let (request, mut answer) = (request(), Answer::new(body));
            let mut exchange = call.exchange(&request, buffer);
            let mut users = Ok(0);
            marked(|| users = read(&mut exchange, &mut answer));
            expect_users(users);
        }
    }
    host::exit(0)
}

fn signing<'r>(app: &App<'_>, key: &SecretKey, room: &'r mut [u8]) -> UserSig<'r> {
    let instructions = instructions_of(|| {
        for number in 0..u64::from(SIGNATURES) {
            black_box(sign(app, key, BEGIN + number, room));
        }
    });
    report("sign", instructions / u64::from(SIGNATURES));
    let depth = stack::depth_of(|| {
        black_box(sign(black_box(app), key, black_box(BEGIN), room));
    });
    report("stack_sign", depth);
    sign(app, key, BEGIN, room)
}

fn sign<'r>(app: &App<'_>, key: &SecretKey, now: u64, room: &'r mut [u8]) -> UserSig<'r> {
    UserSig::sign(black_box(app), black_box(key), now, black_box(LIFETIME), room).unwrap_or_else(|e| give_up(e))
}

/// Whom calls are made for.
struct Call<'a> {
    app: App<'a>,
    user_sig: UserSig<'a>,
}

impl Call<'_> {
    /// Says how many instructions reading takes, and gives how deep the stack goes.
    fn measure(&self, name: &str, answer: &mut Answer<'_>, buffer: &mut [u8]) -> usize {
        let request = request();
        let reading = self.instructions_of_reading(&request, answer, buffer);
        let mut users = Ok(0);
        let depth = stack::depth_of(|| users = self.carry_out(&request, answer, buffer));
        expect_users(users);
        answer.count_copying();
        self.instructions_of_reading(&request, answer, buffer);
        // To bring bytes is the stream's work.
        say(format_args!("parse_{name} {}\n", reading - answer.copying()));
        depth
    }

    fn instructions_of_reading(
        &self,
        request: &GetUserAttributes<'_>,
        answer: &mut Answer<'_>,
        buffer: &mut [u8],
    ) -> u64 {
        let mut exchange = self.exchange(request, buffer);
        let mut users = Ok(0);
        let instructions = instructions_of(|| users = read(&mut exchange, answer));
        expect_users(users);
        instructions
    }

    /// A call whose request has gone out.
    fn exchange<'x>(
        &'x self,
        request: &'x GetUserAttributes<'_>,
        buffer: &'x mut [u8],
    ) -> Exchange<'x, GetUserAttributes<'x>> {
        let mut exchange = Exchange::new(&self.app, self.user_sig, black_box(1), request, buffer);
        send(&mut exchange).unwrap_or_else(|e| give_up(e));
        exchange
    }

    /// A call from its begin to its end: how many users came.
    #[inline(never)]
    fn carry_out(
        &self,
        request: &GetUserAttributes<'_>,
        answer: &mut Answer<'_>,
        buffer: &mut [u8],
    ) -> Result<u32, Error> {
        let mut exchange = Exchange::new(&self.app, self.user_sig, black_box(1), request, buffer);
        send(&mut exchange)?;
        read(&mut exchange, answer)
    }
}

fn request() -> GetUserAttributes<'static> {
    GetUserAttributes::new(black_box(&["alice", "bob"])).unwrap_or_else(|e| give_up(e))
}

fn expect_users(users: Result<u32, Error>) {
    if users != Ok(100) {
        give_up(users);
    }
}

/// A request from its begin to its end.
fn send(exchange: &mut Exchange<'_, GetUserAttributes<'_>>) -> Result<(), Error> {
    while exchange.step()? == Step::Send {
        let count = black_box(exchange.outgoing()).len();
        exchange.sent(count);
    }
    Ok(())
}

/// An answer from its begin to its end, each user looked at.
#[inline(never)]
fn read(exchange: &mut Exchange<'_, GetUserAttributes<'_>>, answer: &mut Answer<'_>) -> Result<u32, Error> {
    let mut users = 0;
    loop {
        match exchange.step()? {
            Step::Send => return Err(Error::NotNow),
            Step::Receive => {
                let count = answer.read(exchange.incoming());
                exchange.received(count);
            }
            Step::Item => {
                let Ok(user) = exchange.item()? else { continue };
                black_box(user.account.as_bytes());
                for (name, value) in &user {
                    black_box((name.as_bytes(), value.as_text(), value.as_integer()));
                }
                users += 1;
            }
            Step::Done => return exchange.answer().map(|()| users),
        }
    }
}
