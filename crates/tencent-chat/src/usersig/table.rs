//! Written by `cargo xtask usersig-table`: the code that makes UserSigs shortest, and the header that says it.

use super::code::{Code, Run};

pub(super) static TABLE: Code = Code {
    header: &[
        0x2D, 0x4F, 0x53, 0x02, 0xC2, 0x00, 0x00, 0xBD, 0xCB, 0x7E, 0xC3, 0xE8, 0x64, 0xDB, 0xF6, 0x6C, 0xE7, 0xBB,
        0xCF, 0x7E, 0x2E,
    ],
    header_bits: 167,
    literals: &[
        Run { first: 34, count: 1, bits: 6, code: 0b000000 },
        Run { first: 43, count: 4, bits: 7, code: 0b1001100 },
        Run { first: 47, count: 12, bits: 6, code: 0b000001 },
        Run { first: 59, count: 41, bits: 7, code: 0b1010000 },
        Run { first: 100, count: 19, bits: 6, code: 0b001101 },
        Run { first: 119, count: 7, bits: 7, code: 0b1111001 },
        Run { first: 256, count: 6, bits: 6, code: 0b100000 },
    ],
    distances: &[
        Run { first: 0, count: 7, bits: 6, code: 0b111000 },
        Run { first: 7, count: 7, bits: 3, code: 0b000 },
        Run { first: 14, count: 2, bits: 7, code: 0b1111110 },
    ],
};
