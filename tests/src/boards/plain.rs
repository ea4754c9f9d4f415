//! A call over TCP as it is. For clients that are compared without TLS, because one of them has none.

use core::net::SocketAddr;
use std::{
    io::{self, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    thread,
    time::{SystemTime, UNIX_EPOCH},
};

use tencent_chat::{App, Region, UserSig, usersig::SecretKey};
use tencent_chat_emulator::{
    Config, Seed,
    memory::{Read, Service},
};

use super::{
    board::{Board, Qemu, Settings},
    measures::{self, Measure},
    scenario::{LIMIT, a_hundred, printed, shown},
};

/// Where QEMU's network has this machine's loopback.
const THIS_MACHINE: &str = "10.0.2.2";

/// A program that asks for 100 users, with a UserSig that is made here, and ends. Gives what it said of its stack.
///
/// # Errors
/// Where these were not the users, with all that the board printed.
pub fn plain(board: Board, qemu: &Qemu, image: &Path) -> Result<Vec<Measure>, String> {
    // None of the usual ones: `serde-json-core` reads no value that may be a text or a number.
    let seed = a_hundred(Seed { users: Default::default(), ..Seed::default() });
    let config = Config { seed: seed.clone(), ..Config::default() };
    let service = Service::new(&config).map_err(|e| e.to_string())?;
    let port = start(service).map_err(|e| format!("the service does not start: {e}"))?.port();
    let text = settings(&seed, port)?;
    let (status, said) = board.boot(qemu, image, Settings::alone(text))?.last_words(LIMIT)?;
    if status != 0 {
        return Err(format!("the board ended with status {status}, and said\n{said}"));
    }
    let lines: Vec<String> = said.lines().map(str::to_owned).collect();
    if printed(&lines) != shown(&seed) {
        return Err(format!("these are not the users:\n{said}"));
    }
    measures::of_program(&lines)
}

fn settings(seed: &Seed, port: u16) -> Result<String, String> {
    let told = |e: &dyn core::fmt::Display| format!("there is no UserSig: {e}");
    let administrator = seed.administrators.first().ok_or("nobody may call")?;
    let app = App::new(seed.sdk_app_id, Region::Singapore, administrator).map_err(|e| told(&e))?;
    let key = SecretKey::new(&seed.secret_key).map_err(|e| told(&e))?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|e| told(&e))?.as_secs();
    let mut room = [0; UserSig::MAX_LEN];
    let user_sig = UserSig::sign(&app, &key, now, 86_400, &mut room).map_err(|e| told(&e))?;
    let accounts: Vec<&str> = seed.users.keys().map(String::as_str).collect();
    Ok(format!(
        "app={}\nadministrator={administrator}\nuser_sig={}\nhost={THIS_MACHINE}\nport={port}\naccounts={}\n",
        seed.sdk_app_id,
        user_sig.as_str(),
        accounts.join(",")
    ))
}

/// Serves one connection, on a thread that ends with it, or with this program.
fn start(service: Service) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        // Whatever goes wrong, the board says that it has no users.
        listener.accept().and_then(|(stream, _)| serve(stream, &service))
    });
    Ok(address)
}

fn serve(mut stream: TcpStream, service: &Service) -> io::Result<()> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(io::Error::other)?;
    let mut connection = service.connect(now).map_err(io::Error::other)?;
    let mut room = [0; 2048];
    loop {
        match connection.read(&mut room, now) {
            Read::Bytes(count) => stream.write_all(room.get(..count).unwrap_or_default())?,
            Read::Waiting { .. } => {
                let count = stream.read(&mut room)?;
                if count == 0 {
                    return Ok(());
                }
                connection.write(room.get(..count).unwrap_or_default());
            }
            _ => return Ok(()),
        }
    }
}
