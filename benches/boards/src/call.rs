//! A call for the attributes of users, over TCP as it is: what programs that make it have in common.

#[path = "../../../examples/firmware/mps2-an386/src/mac.rs"]
mod mac;

use core::pin::pin;

use embassy_net::{Config, Stack, StackResources};
use emulated::{Ethernet, host, host::setting, run, stack};
use heapless::Vec;
use static_cell::ConstStaticCell;

use crate::{give_up, say};

/// TCP's buffers, in bytes.
pub const RECEIVE: usize = 2048;
/// As above.
pub const SEND: usize = 1024;
/// How long a command line may be.
const COMMAND_LINE: usize = 4096;

/// What the program is told by QEMU's command line, a line `NAME=VALUE` each. The UserSig is one that was made elsewhere.
#[derive(Clone)]
#[expect(missing_docs, reason = "they are named as the lines are")]
pub struct Told {
    pub app: u32,
    pub administrator: &'static str,
    pub user_sig: &'static str,
    pub host: &'static str,
    pub port: u16,
    pub accounts: Vec<&'static str, 100>,
}

impl Told {
    fn read(text: &'static str) -> Option<Self> {
        Some(Self {
            app: setting(text, "app")?.parse().ok()?,
            administrator: setting(text, "administrator")?,
            user_sig: setting(text, "user_sig")?,
            host: setting(text, "host")?,
            port: setting(text, "port")?.parse().ok()?,
            accounts: setting(text, "accounts")?.split(',').collect(),
        })
    }
}

/// Starts the board and its network, waits for an address, and makes the call, which prints the users and says how many they
/// are. Then it says how deep the stack went.
pub fn make<F: Future<Output = u32>>(call: impl FnOnce(Stack<'static>, Told) -> F) -> ! {
    static TEXT: ConstStaticCell<[u8; COMMAND_LINE]> = ConstStaticCell::new([0; COMMAND_LINE]);
    static NETWORK: ConstStaticCell<StackResources<3>> = ConstStaticCell::new(StackResources::new());
    crate::start(Some(mac::INTERRUPT));
    let told = Told::read(host::command_line(TEXT.take())).unwrap_or_else(|| give_up("a setting is missing or wrong"));
    let mut ethernet = Ethernet::new(mac::Lan9118::new());
    let (network, mut runner) = embassy_net::new(&mut ethernet, Config::dhcpv4(Default::default()), NETWORK.take(), 1);
    let program = async {
        network.wait_config_up().await;
        let users = call(network, told).await;
        say(format_args!("users {users} stack {}\n", stack::peak_stack()));
        0
    };
    run(pin!(runner.run()), pin!(program))
}
