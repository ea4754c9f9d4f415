//! Other programs: run, and answered for when they fail.

use core::time::Duration;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// Runs `command` with its output going where ours goes.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    eprintln!("$ {}", line(command));
    let status = command.status().map_err(|e| cannot_start(command, &e))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", line(command))) }
}

/// Prepares for other work by `command`, and ends it when it has taken longer than `limit`. Our standard output stays free
/// for what that work prints.
pub(crate) fn prepare_within(limit: Duration, command: &mut Command) -> Result<(), String> {
    eprintln!("$ {}", line(command));
    let child =
        command.stdin(Stdio::null()).stdout(std::io::stderr()).spawn().map_err(|e| cannot_start(command, &e))?;
    wait_within(limit, child).map_err(|why| format!("`{}` {why}", line(command)))
}

/// Runs `command` in silence: what it printed, or why it failed.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|e| cannot_start(command, &e))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    Err(format!("`{}` failed ({}):\n{}", line(command), output.status, errors.trim()))
}

/// Runs `command` with its errors going where ours go: what it printed.
pub(crate) fn printed(command: &mut Command) -> Result<String, String> {
    eprintln!("$ {}", line(command));
    let output = command.stderr(Stdio::inherit()).output().map_err(|e| cannot_start(command, &e))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(format!("`{}` failed ({})", line(command), output.status))
}

/// Runs `command`, and ends it when it has taken longer than `limit`: what it said to its standard error, which is no more
/// than a pipe holds.
pub(crate) fn said_within(limit: Duration, command: &mut Command) -> Result<String, String> {
    eprintln!("$ {}", line(command));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|e| cannot_start(command, &e))?;
    let errors = child.stderr.take();
    let ended = wait_within(limit, child);
    let mut said = String::new();
    if let Some(mut errors) = errors {
        errors.read_to_string(&mut said).map_err(|e| format!("`{}` said no text: {e}", line(command)))?;
    }
    match ended {
        Ok(()) => Ok(said),
        Err(why) => Err(format!("`{}` {why}:\n{}", line(command), said.trim())),
    }
}

/// Runs `command` with its errors going where ours go, and gives what it prints line by line, for what is too much at once.
pub(crate) fn each_line(command: &mut Command, mut each: impl FnMut(&str)) -> Result<(), String> {
    eprintln!("$ {}", line(command));
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|e| cannot_start(command, &e))?;
    for text in child.stdout.take().into_iter().flat_map(|output| BufReader::new(output).lines()) {
        each(&text.map_err(|e| format!("`{}` printed no text: {e}", line(command)))?);
    }
    let status = child.wait().map_err(|e| format!("`{}` was lost: {e}", line(command)))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", line(command))) }
}

fn wait_within(limit: Duration, mut child: Child) -> Result<(), String> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(format!("failed ({status})")),
            Ok(None) if start.elapsed() < limit => std::thread::sleep(Duration::from_millis(50)),
            Ok(None) => {
                // It may end by itself in this very moment: then there is nothing left to end.
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("took longer than {} seconds", limit.as_secs()));
            }
            Err(e) => return Err(format!("was lost: {e}")),
        }
    }
}

fn cannot_start(command: &Command, why: &std::io::Error) -> String {
    let program = command.get_program().display();
    match why.kind() {
        ErrorKind::NotFound => format!("there is no program `{program}`"),
        _ => format!("`{program}` does not start: {why}"),
    }
}

/// The command as one could type it, without the folders that its program lies in.
fn line(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut line = program.file_name().unwrap_or(program.as_os_str()).display().to_string();
    for arg in command.get_args().map(OsStr::display) {
        line += &format!(" {arg}");
    }
    line
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_and_what_it_said() {
        let error = output(Command::new("sh").args(["-c", "echo no >&2; exit 3"])).unwrap_err();
        assert!(error.contains("exit 3") && error.ends_with("exit status: 3):\nno"), "{error}");
        let missing = output(&mut Command::new("no-such-program")).unwrap_err();
        assert_eq!(missing, "there is no program `no-such-program`");
    }

    #[test]
    fn a_program_that_hangs_is_ended() {
        let error = prepare_within(Duration::from_millis(100), Command::new("sleep").arg("60")).unwrap_err();
        assert_eq!(error, "`sleep 60` took longer than 0 seconds");
    }
}
