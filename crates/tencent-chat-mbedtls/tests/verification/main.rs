//! Who is let in, and who is not, by mbedTLS: the cases of all stacks.
#![cfg(test)]

#[path = "../../../tencent-chat-tls/tests/verification/cases.rs"]
mod cases;
#[path = "../../../tencent-chat-tls/tests/verification/chains.rs"]
mod chains;
#[path = "../../../tencent-chat-tls/tests/verification/exchange.rs"]
mod exchange;
#[expect(dead_code, reason = "no messages are garbled: mbedTLS waits for as much as a wrong length announces")]
#[path = "../../../tencent-chat-tls/tests/verification/impostor.rs"]
mod impostor;
mod resumption;
#[path = "../../../tencent-chat-tls/tests/verification/server.rs"]
mod server;
mod stacks;

use cases::try_all;
use stacks::STACKS;

#[test]
fn chains_lead_to_a_root() {
    STACKS.iter().for_each(|stack| try_all(&cases::chains(), stack));
}

#[test]
fn the_host_is_named() {
    STACKS.iter().for_each(|stack| try_all(&cases::names(), stack));
}

#[test]
fn dates_are_kept() {
    STACKS.iter().for_each(|stack| try_all(&cases::dates(), stack));
}

#[test]
fn only_authorities_have_authority() {
    STACKS.iter().for_each(|stack| try_all(&cases::authorities(), stack));
}

#[test]
fn impostors_stay_outside() {
    STACKS.iter().for_each(|stack| try_all(&cases::impostors(), stack));
}
