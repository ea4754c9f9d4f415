//! See `src/usersig_verify.rs`.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| tencent_chat_fuzz::usersig_verify::run(input));

#[cfg(not(fuzzing))]
fn main() -> std::process::ExitCode {
    tencent_chat_fuzz::by_hand(&tencent_chat_fuzz::usersig_verify::TARGET)
}
