//! What does the core make of this answer, if it comes in pieces of so many bytes through a buffer of so many?

use std::{fs, process::ExitCode};

use lexopt::{Arg, Parser, ValueExt};
use tencent_chat::{App, Error, Exchange, Region, Step, UserSig, push::GetUserAttributes};
use tencent_chat_examples::{Failure, Format, Lines, end};

const USAGE: &str = "\
usage: replay FILE [--chunk N] [--buffer N] [--json]

Parses the stored body of an answer as if it came from the wire, and prints the users in it.

  --chunk N    how many bytes come at once; as many as the buffer holds where this is not given
  --buffer N   how many bytes the buffer has; 1024 where this is not given
  --json       print one JSON object a line";

fn main() -> ExitCode {
    end(run(), USAGE)
}

fn run() -> Result<(), Failure> {
    let (mut file, mut chunk, mut buffer, mut format) = (None, usize::MAX, 1024, Format::Text);
    let mut arguments = Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("chunk") => chunk = arguments.value()?.parse()?,
            Arg::Long("buffer") => buffer = arguments.value()?.parse()?,
            Arg::Long("json") => format = Format::Json,
            Arg::Long("help") | Arg::Short('h') => {
                println!("{USAGE}");
                return Ok(());
            }
            Arg::Value(name) if file.is_none() => file = Some(name),
            other => return Err(other.unexpected().into()),
        }
    }
    let file = file.ok_or_else(|| Failure::missing("FILE"))?;
    if chunk == 0 {
        return Err(Failure::usage("pieces of 0 bytes bring nothing: --chunk takes 1 or more"));
    }
    let body = fs::read(&file).map_err(|error| Failure::failed(format!("{}: {error}", file.display())))?;

    let mut lines = Lines::new(format);
    replay(&body, chunk, &mut vec![0; buffer], &mut lines)?;
    lines.print()
}

fn replay(body: &[u8], chunk: usize, buffer: &mut [u8], lines: &mut Lines) -> Result<(), Failure> {
    // The request goes nowhere, so anything will do.
    let app = App::new(1, Region::China, "administrator").map_err(Failure::failed)?;
    let user_sig = UserSig::minted("none").map_err(Failure::failed)?;
    let request = GetUserAttributes::new(&["anybody"]).map_err(Failure::failed)?;

    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
    let answer = [head.as_bytes(), body].concat();
    let mut pieces = Pieces { rest: &answer, size: chunk };
    let mut exchange = Exchange::new(&app, user_sig, 0, &request, buffer);
    loop {
        match exchange.step() {
            Ok(Step::Send) => {
                let count = exchange.outgoing().len();
                exchange.sent(count);
            }
            Ok(Step::Receive) => {
                let count = pieces.read(exchange.incoming());
                exchange.received(count);
            }
            Ok(Step::Item) => lines.add(&exchange.item().map_err(Failure::failed)?.map_err(Failure::failed)?)?,
            Ok(Step::Done) => return exchange.answer().map_err(Failure::failed),
            Err(error) => return Err(explain(error, &exchange)),
        }
    }
}

/// The service's own words belong to its refusal.
fn explain(error: Error, exchange: &Exchange<'_, GetUserAttributes<'_>>) -> Failure {
    match exchange.error_info() {
        Some(words) => Failure::failed(format!("{error}; the service says: {words}")),
        None => Failure::failed(error),
    }
}

/// An answer that comes in pieces.
struct Pieces<'a> {
    rest: &'a [u8],
    size: usize,
}

impl Pieces<'_> {
    fn read(&mut self, room: &mut [u8]) -> usize {
        let count = self.size.min(room.len()).min(self.rest.len());
        let (piece, rest) = self.rest.split_at(count);
        self.rest = rest;
        room.iter_mut().zip(piece).for_each(|(slot, byte)| *slot = *byte);
        count
    }
}
