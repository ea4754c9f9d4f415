//! `call PORT CA USERS TIMES`: calls as often over a kept connection, by our client.

use std::process::ExitCode;

use tencent_chat_benches::call::{Caller, Ours, Setting};
use tencent_chat_benches::{end, number};

fn main() -> ExitCode {
    end(Setting::from_words(1).and_then(|setting| Ours::repeat(&setting, number(4)?)))
}
