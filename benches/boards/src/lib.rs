//! What programs that are measured have in common: the board that they start, and lines of `WHAT VALUE` for who started them.

#![no_std]

mod answer;
#[cfg(feature = "call")]
pub mod call;
#[cfg(feature = "parsers")]
pub mod heapless_users;

use core::{fmt, hint::black_box};

use emulated::{Board, host, instructions};

pub use answer::{Answer, HARD_100, PLAIN_100};

/// Starts the board that stands for the target, without a network or with its interrupt.
pub fn start(network: Option<u16>) {
    #[cfg(board = "microbit")]
    Board { counts_per_millisecond: 16_000 }.start(network);
    #[cfg(board = "lm3s6965evb")]
    Board { counts_per_millisecond: 12_500 }.start(network);
    #[cfg(board = "mps2-an386")]
    Board { counts_per_millisecond: 25_000 }.start(network);
    #[cfg(board = "riscv32-virt")]
    Board.start(network);
}

/// Says what something comes to.
pub fn report(what: &str, value: impl fmt::Display) {
    say(format_args!("{what} {value}\n"));
}

/// Ends the program because something is not as it has to be: what it measured would mean nothing.
pub fn give_up(why: impl fmt::Debug) -> ! {
    say(format_args!("{why:?}\n"));
    host::exit(1)
}

/// Prints a text.
pub fn say(text: fmt::Arguments<'_>) {
    struct Console;
    impl fmt::Write for Console {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            host::print(text);
            Ok(())
        }
    }
    // It never fails.
    let _ = fmt::write(&mut Console, text);
}

/// Does `work` between two functions that whoever watches the processor knows by their names.
pub fn marked(work: impl FnOnce()) {
    measured_begin();
    work();
    measured_end();
}

#[unsafe(no_mangle)]
#[inline(never)]
extern "C" fn measured_begin() {
    black_box("begin");
}

#[unsafe(no_mangle)]
#[inline(never)]
extern "C" fn measured_end() {
    black_box("end");
}

/// How many instructions `work` takes.
pub fn instructions_of(work: impl FnOnce()) -> u64 {
    let begin = instructions();
    work();
    instructions() - begin
}
