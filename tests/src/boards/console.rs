//! What a board prints, line by line, until it takes too long.

use core::time::Duration;
use std::{
    io::{BufRead, BufReader, Read},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::Instant,
};

/// What a board prints.
pub(super) struct Console {
    lines: Receiver<String>,
    /// All that has been printed, for who has to find out what went wrong.
    pub(super) log: String,
}

impl Console {
    pub(super) fn new(output: impl Read + Send + 'static) -> Self {
        let (sender, lines) = channel();
        thread::spawn(move || {
            let lines = BufReader::new(output).split(b'\n').map_while(Result::ok);
            for line in lines {
                if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                    break;
                }
            }
        });
        Self { lines, log: String::new() }
    }

    /// The lines up to the first one that begins like this, which is the last of them.
    pub(super) fn until(&mut self, begin: &str, limit: Duration) -> Result<Vec<String>, String> {
        let (end, mut lines) = (Instant::now() + limit, Vec::new());
        loop {
            let line = match self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) => line,
                Err(RecvTimeoutError::Timeout) => return Err(format!("no `{begin}` within {} s", limit.as_secs())),
                Err(RecvTimeoutError::Disconnected) => return Err(format!("it ended before `{begin}`")),
            };
            if !line.starts_with("user ") {
                eprintln!("  {line}");
            }
            self.log += &format!("{line}\n");
            let is_last = line.starts_with(begin);
            lines.push(line);
            if is_last {
                return Ok(lines);
            }
        }
    }

    /// All that has been printed, once the board has ended.
    pub(super) fn rest(&mut self) -> &str {
        for line in &self.lines {
            self.log += &format!("{line}\n");
        }
        &self.log
    }
}
