//! The program: its flags, its lines, its end.

use core::time::Duration;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::thread;
use std::time::Instant;

#[cfg(unix)]
mod running {
    use super::*;

    #[test]
    fn it_says_where_it_is_and_ends_with_0_on_either_signal() {
        for signal in ["TERM", "INT"] {
            let ca = std::env::temp_dir().join(format!("emulator-{}-{signal}.pem", std::process::id()));
            let mut child = program(&["--ca", ca.to_str().unwrap()]);
            let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
            let first = lines.next().unwrap().unwrap();
            let port = first.strip_prefix("listening on https://localhost:").unwrap();
            assert_ne!(port.parse::<u16>().unwrap(), 0);
            let rest: Vec<_> = lines.by_ref().take(5).map(Result::unwrap).collect();
            let rest = rest.join("\n");
            for setting in [
                format!("export TENCENT_CHAT_HOST='localhost:{port}'"),
                format!("export TENCENT_CHAT_CA_FILE='{}'", ca.display()),
                "export TENCENT_CHAT_SDK_APP_ID='1400000000'".to_owned(),
                "export TENCENT_CHAT_ADMINISTRATOR='administrator'".to_owned(),
                "export TENCENT_CHAT_SECRET_KEY='not-a-secret-the-emulator-s-own-key'".to_owned(),
            ] {
                assert!(rest.contains(&setting), "{setting} in {rest}");
            }
            assert!(fs::read_to_string(&ca).unwrap().starts_with("-----BEGIN CERTIFICATE-----"));
            fs::remove_file(&ca).unwrap();
            // A client that stays connected must not keep it alive.
            let idle = std::net::TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
            let kill = format!("kill -{signal} {}", child.id());
            assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
            let since = Instant::now();
            assert_eq!(end(&mut child).code(), Some(0), "{signal}");
            assert!(since.elapsed() < Duration::from_secs(2));
            drop(idle);
        }
    }

    #[test]
    fn a_key_of_ones_own_is_not_printed() {
        let mut child = program(&["--key", "my-very-own-key"]);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let printed: Vec<_> = lines.take(6).map(Result::unwrap).collect();
        child.kill().unwrap();
        child.wait().unwrap();
        let printed = printed.join("\n");
        assert!(
            printed.contains("export TENCENT_CHAT_SECRET_KEY='(yours)'") && !printed.contains("my-very-own-key"),
            "{printed}"
        );
    }
}

#[test]
fn help_is_readable_and_ends_with_0() {
    let output = finished(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    let help = String::from_utf8(output.stdout).unwrap();
    assert!(help.contains("Usage: tencent-chat-emulator") && help.contains("--listen ADDR:PORT"));
    assert!(help.lines().all(|line| line.len() <= 100), "{help}");
}

#[test]
fn an_unknown_flag_ends_with_2_and_says_which() {
    let output = finished(&["--colour", "blue"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "tencent-chat-emulator: invalid option '--colour'; --help shows all flags\n");
}

#[test]
fn what_keeps_it_from_starting_ends_with_1_and_says_why() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken_address = taken.local_addr().unwrap().to_string();
    for (args, wanted) in [
        (&["--seed", "/no/such/seed.toml"][..], "/no/such/seed.toml cannot be read"),
        (&["--user", ":sex=Female"], "users holds a UserID of 0 bytes"),
        (&["--listen", "127.0.0.1:0", "--name", "ö"], "no certificate could be made"),
        (&["--listen", &taken_address], "cannot listen on 127.0.0.1:"),
        (&["--ca", "/no/such/directory/ca.pem"], "cannot write the certificate authority to /no/such"),
    ] {
        let output = finished(args);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(wanted), "{said}");
    }
}

fn program(args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_tencent-chat-emulator")).args(args).stdout(Stdio::piped()).spawn().unwrap()
}

fn finished(args: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tencent-chat-emulator"));
    let mut child = program.args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    end(&mut child);
    child.wait_with_output().unwrap()
}

/// Waits for its end, which must come by itself.
fn end(child: &mut Child) -> ExitStatus {
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(10) {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    panic!("it still runs");
}
