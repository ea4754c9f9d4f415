//! The gateway on ST's NUCLEO-H743ZI2.

#![no_std]
#![no_main]

mod board;

use embassy_executor::Spawner;
use embassy_net::Runner;
use embassy_stm32::{bind_interrupts, eth, peripherals, rng};
use gateway::{Network, Settings, Storage};
use static_cell::{ConstStaticCell, StaticCell};

use board::{Board, Ethernet};

bind_interrupts!(struct Interrupts {
    ETH => eth::InterruptHandler;
    RNG => rng::InterruptHandler<peripherals::RNG>;
});

#[embassy_executor::main]
async fn main(spawner: Spawner) {
    static NETWORK: ConstStaticCell<Network> = ConstStaticCell::new(Network::new());
    static STORAGE: ConstStaticCell<Storage> = ConstStaticCell::new(Storage::new());
    static BOARD: StaticCell<Board> = StaticCell::new();

    let (board, ethernet) = board::start(Interrupts);
    let board = BOARD.init(board);
    let settings = match Settings::read(include_str!("../settings.txt"), webpki_roots::TLS_SERVER_ROOTS) {
        Ok(settings) => settings,
        Err(wrong) => return board.say(&[wrong.0, ": this setting is missing or wrong\n"]),
    };
    let (stack, runner) = gateway::network(ethernet, board, NETWORK.take());
    match network(runner) {
        Ok(network) => spawner.spawn(network),
        Err(_) => return board.say(&["the network's task runs already\n"]),
    }
    gateway::run(stack, board, &settings, STORAGE.take()).await;
}

#[embassy_executor::task]
async fn network(mut runner: Runner<'static, Ethernet>) -> ! {
    runner.run().await
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    cortex_m::peripheral::SCB::sys_reset()
}
