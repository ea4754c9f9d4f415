//! See `src/error_code.rs`.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| tencent_chat_fuzz::error_code::run(input));

#[cfg(not(fuzzing))]
fn main() -> std::process::ExitCode {
    tencent_chat_fuzz::by_hand(&tencent_chat_fuzz::error_code::TARGET)
}
