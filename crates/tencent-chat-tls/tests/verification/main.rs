//! Who is let in, and who is not, by each stack.
#![cfg(test)]

mod cases;
mod chains;
mod exchange;
mod impostor;
mod records;
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

#[test]
fn nothing_that_is_garbled_harms() {
    STACKS.iter().for_each(|stack| cases::garble(0..100, stack));
}
