//! The gateway on an emulated board.

use core::pin::pin;

use embassy_time::Timer;
use gateway::{Ca, CertificateDer, Machine, Network, Settings, Storage, Wrong};
use static_cell::ConstStaticCell;

use crate::{Ethernet, Mac, heap, host, host::setting, instructions, run, stack};

/// How long a command line may be: that of 100 accounts is.
const COMMAND_LINE: usize = 2048;
/// How long the certificate of a CA may be.
const CA: usize = 1024;

/// Runs the gateway over `mac`, told by QEMU's command line: [`Settings`], and `ca`, the file of the CA's certificate in DER;
/// `seed`, a number to repeat a run by; `rounds`, a file that says after how many rounds to stop, for now or, with `end`
/// behind it, for good; `overflow`, to see the stack overflow.
pub fn boot(mac: impl Mac) -> ! {
    static TEXT: ConstStaticCell<[u8; COMMAND_LINE]> = ConstStaticCell::new([0; COMMAND_LINE]);
    static CA_ROOM: ConstStaticCell<[u8; CA]> = ConstStaticCell::new([0; CA]);
    static STORAGE: ConstStaticCell<Storage> = ConstStaticCell::new(Storage::new());
    static NETWORK: ConstStaticCell<Network> = ConstStaticCell::new(Network::new());
    let text = host::command_line(TEXT.take());
    if let Some(depth) = setting(text, "overflow") {
        stack::overflow(depth.parse().unwrap_or(u32::MAX));
    }
    let ca = setting(text, "ca").and_then(|file| host::read_file(file, CA_ROOM.take())).unwrap_or_default();
    let ca = CertificateDer::from(ca);
    let ca = Ca::read(&ca).ok_or(Wrong("ca"));
    let host = Host { rounds: setting(text, "rounds"), seed: setting(text, "seed").and_then(|seed| seed.parse().ok()) };
    heap::start();
    let settings = match ca.as_ref().map_err(|wrong| *wrong).and_then(|ca| Settings::read(text, ca.roots())) {
        Ok(settings) => settings,
        Err(Wrong(name)) => {
            host::print(name);
            host::print(": this setting is missing or wrong\n");
            host::exit(2);
        }
    };
    let mut ethernet = Ethernet::new(mac);
    let (stack, mut runner) = gateway::network(&mut ethernet, &host, NETWORK.take());
    run(pin!(runner.run()), pin!(gateway::run(stack, &host, &settings, STORAGE.take())))
}

/// The board, and the host behind it.
struct Host<'t> {
    rounds: Option<&'t str>,
    seed: Option<u8>,
}

impl Machine for Host<'_> {
    fn print(&self, text: &str) {
        host::print(text);
    }

    /// These boards have no source of what nobody can foretell; the host has.
    fn seed(&self) -> [u8; 32] {
        let mut seed = [self.seed.unwrap_or_default(); 32];
        if self.seed.is_none() && host::read_file("/dev/urandom", &mut seed).is_none_or(|read| read.len() != 32) {
            host::print("the host has no /dev/urandom\n");
            host::exit(2);
        }
        seed
    }

    async fn next_round(&self, rounds: u32) -> bool {
        let Some(file) = self.rounds else { return rounds == 0 };
        loop {
            let mut room = [0; 16];
            let text = host::read_file(file, &mut room).and_then(|text| str::from_utf8(text).ok()).unwrap_or_default();
            let mut words = text.split_ascii_whitespace();
            if words.next().and_then(|word| word.parse().ok()).is_some_and(|wanted: u32| rounds < wanted) {
                return true;
            }
            if words.next() == Some("end") {
                return false;
            }
            Timer::after_millis(20).await;
        }
    }

    fn instructions(&self) -> u64 {
        instructions()
    }

    fn peak_heap(&self) -> usize {
        heap::peak()
    }

    fn peak_stack(&self) -> usize {
        stack::peak_stack()
    }
}
