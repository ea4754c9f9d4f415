//! The gateway on an ESP32-C3, over Wi-Fi.

#![no_std]
#![no_main]

mod board;

use embassy_executor::Spawner;
use embassy_net::Runner;
use esp_hal::{ram, timer::timg::TimerGroup};
use esp_radio::wifi::Interface;
use gateway::{Machine, Network, Settings, Storage};
use static_cell::{ConstStaticCell, StaticCell};

use board::Board;

esp_bootloader_esp_idf::esp_app_desc!();

#[esp_rtos::main]
async fn main(spawner: Spawner) {
    static NETWORK: ConstStaticCell<Network> = ConstStaticCell::new(Network::new());
    static STORAGE: ConstStaticCell<Storage> = ConstStaticCell::new(Storage::new());
    static BOARD: StaticCell<Board> = StaticCell::new();

    let parts = esp_hal::init(esp_hal::Config::default());
    // The radio wants a heap; nothing else here does.
    esp_alloc::heap_allocator!(#[ram(reclaimed)] size: 64 * 1024);
    esp_alloc::heap_allocator!(size: 36 * 1024);
    esp_rtos::start(TimerGroup::new(parts.TIMG0).timer0, parts.FROM_CPU_INTR0);

    let board = BOARD.init(Board::new(parts.RNG, parts.ADC1));
    let settings = match Settings::read(include_str!("../settings.txt"), webpki_roots::TLS_SERVER_ROOTS) {
        Ok(settings) => settings,
        Err(wrong) => return board.print_all(&[wrong.0, ": this setting is missing or wrong\n"]),
    };
    let Some(wifi) = board::wifi(parts.WIFI) else { return board.print("Wi-Fi does not start\n") };
    let (stack, runner) = gateway::network(Interface::station(), board, NETWORK.take());
    let (Ok(stays), Ok(runs)) = (stay_connected(wifi), network(runner)) else {
        return board.print("a task runs already\n");
    };
    spawner.spawn(stays);
    spawner.spawn(runs);
    gateway::run(stack, board, &settings, STORAGE.take()).await;
}

#[embassy_executor::task]
async fn stay_connected(wifi: board::Wifi) -> ! {
    wifi.stay_connected().await
}

#[embassy_executor::task]
async fn network(mut runner: Runner<'static, Interface>) -> ! {
    runner.run().await
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    esp_hal::system::software_reset()
}
