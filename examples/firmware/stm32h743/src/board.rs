//! The board: clocks, Ethernet, a console, and chance.

use core::cell::RefCell;

use embassy_stm32::{
    Config,
    eth::{self, GenericPhy, PacketQueue, Sma},
    interrupt::typelevel::{self, Binding},
    mode::Blocking,
    peripherals::{ETH, ETH_SMA, RNG},
    rcc::{AHBPrescaler, APBPrescaler, HSIPrescaler, Pll, PllDiv, PllMul, PllPreDiv, PllSource, Sysclk, VoltageScale},
    rng::{self, Rng},
    usart::{self, UartTx},
};
use embassy_time::Timer;
use gateway::Machine;
use static_cell::StaticCell;

/// The RMII's Ethernet, with the PHY that is on the board.
pub(crate) type Ethernet = eth::Ethernet<'static, ETH, GenericPhy<Sma<'static, ETH_SMA>>>;

/// An address of the kind that everybody may give: where there are two boards, they need two.
const MAC: [u8; 6] = [0x02, 0, 0, 0, 0, 1];
/// Between two rounds.
const MINUTES: u64 = 10;

/// What the gateway's machine is made of.
pub(crate) struct Board {
    /// The ST-LINK's serial port, at 115200 baud.
    console: RefCell<UartTx<'static, Blocking>>,
    random: RefCell<Rng<'static, RNG>>,
}

/// Starts the board.
pub(crate) fn start(
    interrupts: impl Binding<typelevel::ETH, eth::InterruptHandler>
    + Binding<typelevel::RNG, rng::InterruptHandler<RNG>>
    + Copy
    + 'static,
) -> (Board, Ethernet) {
    static QUEUE: StaticCell<PacketQueue<4, 4>> = StaticCell::new();
    let parts = embassy_stm32::init(clocks());
    let console = UartTx::new_blocking(parts.USART3, parts.PD8, usart::Config::default());
    // Pins as the board has them between microcontroller and PHY.
    let ethernet = eth::Ethernet::new(
        QUEUE.init_with(PacketQueue::new),
        parts.ETH,
        interrupts,
        parts.PA1,
        parts.PA7,
        parts.PC4,
        parts.PC5,
        parts.PG13,
        parts.PB13,
        parts.PG11,
        MAC,
        parts.ETH_SMA,
        parts.PA2,
        parts.PC1,
    );
    let random = RefCell::new(Rng::new(parts.RNG, interrupts));
    let console = RefCell::new(console.unwrap_or_else(|_| panic!("115200 baud can be had")));
    (Board { console, random }, ethernet)
}

/// 400 MHz for the processor, 200 for the bus, 100 for the peripherals, 48 for chance; all from the oscillators within.
fn clocks() -> Config {
    let mut config = Config::default();
    let rcc = &mut config.rcc;
    rcc.hsi = Some(HSIPrescaler::DIV1);
    rcc.hsi48 = Some(Default::default());
    rcc.pll1 = Some(Pll {
        source: PllSource::HSI,
        prediv: PllPreDiv::DIV4,
        mul: PllMul::MUL50,
        fracn: None,
        divp: Some(PllDiv::DIV2),
        divq: None,
        divr: None,
    });
    rcc.sys = Sysclk::PLL1_P;
    rcc.ahb_pre = AHBPrescaler::DIV2;
    (rcc.apb1_pre, rcc.apb2_pre) = (APBPrescaler::DIV2, APBPrescaler::DIV2);
    (rcc.apb3_pre, rcc.apb4_pre) = (APBPrescaler::DIV2, APBPrescaler::DIV2);
    rcc.voltage_scale = VoltageScale::Scale1;
    config
}

impl Board {
    pub(crate) fn say(&self, texts: &[&str]) {
        for text in texts {
            self.print(text);
        }
    }
}

impl Machine for Board {
    fn print(&self, text: &str) {
        // Nobody may be looking.
        let _ = self.console.borrow_mut().blocking_write(text.as_bytes());
    }

    fn seed(&self) -> [u8; 32] {
        let mut seed = [0; 32];
        self.random.borrow_mut().fill_bytes(&mut seed);
        seed
    }

    async fn next_round(&self, rounds: u32) -> bool {
        if rounds > 0 {
            Timer::after_secs(MINUTES * 60).await;
        }
        true
    }
}
