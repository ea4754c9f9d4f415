//! Written by `cargo xtask usersig-table`: the code that makes UserSigs shortest, and the header that says it.

use super::code::{Code, Run};

pub(super) static TABLE: Code = Code {
    header: &[
        0x35, 0x4F, 0x53, 0x02, 0x83, 0x00, 0x00, 0xBD, 0x4B, 0xBF, 0x53, 0xF0, 0x68, 0xDB, 0x76, 0xB6, 0xE7, 0xBB,
        0x97, 0xFD, 0xBC, 0x01,
    ],
    header_bits: 170,
    literals: &[
        Run { first: 34, count: 1, bits: 6, code: 0b000000 },
        Run { first: 43, count: 5, bits: 7, code: 0b1001010 },
        Run { first: 48, count: 10, bits: 6, code: 0b000001 },
        Run { first: 58, count: 42, bits: 7, code: 0b1001111 },
        Run { first: 100, count: 19, bits: 6, code: 0b001011 },
        Run { first: 119, count: 7, bits: 7, code: 0b1111001 },
        Run { first: 256, count: 7, bits: 6, code: 0b011110 },
    ],
    distances: &[
        Run { first: 0, count: 7, bits: 6, code: 0b111000 },
        Run { first: 7, count: 7, bits: 3, code: 0b000 },
        Run { first: 14, count: 2, bits: 7, code: 0b1111110 },
    ],
};
