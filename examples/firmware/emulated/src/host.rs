//! The host that QEMU runs on, by semihosting.
//! <https://github.com/ARM-software/abi-aa/blob/main/semihosting/semihosting.rst>

use core::arch::asm;

const SYS_OPEN: usize = 0x01;
const SYS_CLOSE: usize = 0x02;
const SYS_WRITE0: usize = 0x04;
const SYS_READ: usize = 0x06;
const SYS_GET_CMDLINE: usize = 0x15;
const SYS_EXIT_EXTENDED: usize = 0x20;

/// The reason of an exit: that the application wanted it.
const APPLICATION_EXIT: usize = 0x20026;
/// `fopen`'s "rb".
const READ_BINARY: usize = 1;

/// Prints a text on the host.
pub fn print(text: &str) {
    for part in text.as_bytes().chunks(63) {
        let mut ended = [0; 64];
        ended[..part.len()].copy_from_slice(part);
        call(SYS_WRITE0, ended.as_ptr().addr());
    }
}

/// What QEMU was told the program's command line is, and nothing where that does not fit or is no text.
pub fn command_line(room: &mut [u8]) -> &str {
    let mut block = [room.as_mut_ptr().addr(), room.len()];
    let done = call(SYS_GET_CMDLINE, block.as_mut_ptr().addr());
    let text = if done == 0 { room.get(..block[1]) } else { None };
    text.and_then(|text| str::from_utf8(text).ok()).unwrap_or_default()
}

/// The value of a line `NAME=VALUE`.
pub fn setting<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    text.lines().filter_map(|line| line.split_once('=')).find(|(found, _)| *found == name).map(|(_, value)| value)
}

/// Reads a file of the host, as far as there is room.
pub fn read_file<'r>(path: &str, room: &'r mut [u8]) -> Option<&'r [u8]> {
    let mut ended = [0; 256];
    ended.get_mut(..path.len())?.copy_from_slice(path.as_bytes());
    if path.len() == ended.len() {
        return None;
    }
    let handle = call(SYS_OPEN, [ended.as_ptr().addr(), READ_BINARY, path.len()].as_ptr().addr());
    if handle == usize::MAX {
        return None;
    }
    let left = call(SYS_READ, [handle, room.as_mut_ptr().addr(), room.len()].as_ptr().addr());
    call(SYS_CLOSE, [handle].as_ptr().addr());
    room.get(..room.len().checked_sub(left)?)
}

/// Ends QEMU with this status.
pub fn exit(status: u8) -> ! {
    loop {
        call(SYS_EXIT_EXTENDED, [APPLICATION_EXIT, status.into()].as_ptr().addr());
    }
}

#[cfg(target_arch = "arm")]
fn call(operation: usize, argument: usize) -> usize {
    let result;
    // SAFETY: QEMU stands on the other side. The operations above read and write what their arguments point to, within the
    // lengths that stand beside, and keep no pointer.
    unsafe { asm!("bkpt 0xab", inlateout("r0") operation => result, in("r1") argument) };
    result
}

#[cfg(target_arch = "riscv32")]
fn call(operation: usize, argument: usize) -> usize {
    let result;
    // SAFETY: as above. The three instructions must be uncompressed and in one page.
    unsafe {
        asm!(
            ".balign 16",
            ".option push",
            ".option norvc",
            "slli x0, x0, 0x1f",
            "ebreak",
            "srai x0, x0, 7",
            ".option pop",
            inlateout("a0") operation => result,
            in("a1") argument,
        );
    }
    result
}
