//! Which attributes do these users have?
//!
//! Without settings the emulator is started within this program, and asked over TLS.

use std::process::ExitCode;

use lexopt::{Arg, Parser, ValueExt};
use tencent_chat::push::GetUserAttributes;
use tencent_chat_emulator::Seed;
use tencent_chat_examples::{Failure, Format, Lines, VARIABLES, end, with_client};
use tencent_chat_std::Client;

const USAGE: &str = "\
usage: get_user_attributes [--json] [ACCOUNT ...]

Prints the attributes of users. Without settings it asks an emulator of its own, which knows alice, 'Bob Lee', gateway-7
and a few more; with these variables it asks the service:";

fn main() -> ExitCode {
    let usage = format!("{USAGE}\n\n{VARIABLES}");
    end(run(&usage), &usage)
}

fn run(usage: &str) -> Result<(), Failure> {
    let (mut format, mut accounts) = (Format::Text, Vec::new());
    let mut arguments = Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("json") => format = Format::Json,
            Arg::Long("help") | Arg::Short('h') => {
                println!("{usage}");
                return Ok(());
            }
            Arg::Value(account) => accounts.push(account.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    if accounts.is_empty() {
        accounts = ["alice", "Bob Lee", "gateway-7"].map(str::to_owned).to_vec();
    }
    let accounts: Vec<&str> = accounts.iter().map(String::as_str).collect();
    with_client(Seed::default(), |client, _| ask(client, &accounts, format))
}

fn ask(client: &mut Client<'_>, accounts: &[&str], format: Format) -> Result<(), Failure> {
    let request = GetUserAttributes::new(accounts).map_err(Failure::usage)?;
    let mut lines = Lines::new(format);
    let mut call = client.call(&request);
    while let Some(user) = call.next().map_err(Failure::failed)? {
        lines.add(&user.map_err(Failure::failed)?)?;
    }
    lines.print()
}
