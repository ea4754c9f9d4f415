//! Which attributes do these users have?
//!
//! Without settings the emulator is started within this program, and asked over TLS.

use std::{env, fs, process::ExitCode};

use lexopt::{Arg, Parser, ValueExt};
use tencent_chat::{App, Host, Region, push::GetUserAttributes};
use tencent_chat_emulator::{Config, Emulator};
use tencent_chat_examples::{Failure, Format, Lines, end};
use tencent_chat_std::{Authority, Client, Roots};

const USAGE: &str = "\
usage: get_user_attributes [--json] [ACCOUNT ...]

Prints the attributes of users. Without settings it asks an emulator of its own, which knows alice, 'Bob Lee', gateway-7
and a few more; with these variables it asks the service:

  TENCENT_CHAT_SDK_APP_ID      the app's number
  TENCENT_CHAT_ADMINISTRATOR   an administrator of the app
  TENCENT_CHAT_SECRET_KEY      the app's secret key, or
  TENCENT_CHAT_USER_SIG        a UserSig of the administrator
  TENCENT_CHAT_REGION          china, singapore, seoul, tokyo, frankfurt, silicon_valley, jakarta, riyadh or mumbai; or
  TENCENT_CHAT_HOST            another host, as NAME or NAME:PORT
  TENCENT_CHAT_CA_FILE         a CA to trust beside the platform's, as PEM";

fn main() -> ExitCode {
    end(run(), USAGE)
}

fn run() -> Result<(), Failure> {
    let (mut format, mut accounts) = (Format::Text, Vec::new());
    let mut arguments = Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("json") => format = Format::Json,
            Arg::Long("help") | Arg::Short('h') => {
                println!("{USAGE}");
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

    match variable("SDK_APP_ID") {
        Some(sdk_app_id) => ask_the_service(&sdk_app_id, &accounts, format),
        None => ask_an_emulator(&accounts, format),
    }
}

fn ask_an_emulator(accounts: &[&str], format: Format) -> Result<(), Failure> {
    let emulator = Emulator::start(Config::default()).map_err(Failure::failed)?;
    let host = Host::new(emulator.host_name(), emulator.port()).map_err(Failure::failed)?;
    let app = App::new(emulator.sdk_app_id(), host, emulator.administrator()).map_err(Failure::failed)?;
    let authority = Authority::secret_key(emulator.secret_key()).map_err(Failure::failed)?;
    let client = Client::builder(app, authority).roots(Roots::Added).add_ca_pem(emulator.ca_pem());
    ask(client.and_then(|builder| builder.build()).map_err(Failure::failed)?, accounts, format)
}

fn ask_the_service(sdk_app_id: &str, accounts: &[&str], format: Format) -> Result<(), Failure> {
    let sdk_app_id = sdk_app_id.parse().map_err(|_| Failure::usage("TENCENT_CHAT_SDK_APP_ID is not a number"))?;
    let administrator = needed("ADMINISTRATOR")?;
    let authority = match (variable("SECRET_KEY"), variable("USER_SIG")) {
        (Some(key), None) => Authority::secret_key(&key).map_err(Failure::usage)?,
        (None, Some(user_sig)) => Authority::Minted(user_sig),
        _ => return Err(Failure::usage("one of TENCENT_CHAT_SECRET_KEY and TENCENT_CHAT_USER_SIG is needed")),
    };
    let own = variable("HOST");
    let host = match &own {
        Some(own) => {
            let (name, port) = own.split_once(':').unwrap_or((own, "443"));
            let port = port.parse().map_err(|_| Failure::usage("the port in TENCENT_CHAT_HOST is not a number"))?;
            Host::new(name, port).map_err(Failure::usage)?
        }
        None => region(&needed("REGION")?)?.into(),
    };
    let app = App::new(sdk_app_id, host, &administrator).map_err(Failure::usage)?;
    let mut builder = Client::builder(app, authority);
    if let Some(file) = variable("CA_FILE") {
        let pem = fs::read_to_string(&file).map_err(|error| Failure::failed(format!("{file}: {error}")))?;
        builder = builder.add_ca_pem(&pem).map_err(|error| Failure::failed(format!("{file}: {error}")))?;
    }
    ask(builder.build().map_err(Failure::failed)?, accounts, format)
}

fn ask(mut client: Client<'_>, accounts: &[&str], format: Format) -> Result<(), Failure> {
    let request = GetUserAttributes::new(accounts).map_err(Failure::usage)?;
    let mut lines = Lines::new(format);
    let mut call = client.call(&request);
    while let Some(user) = call.next().map_err(Failure::failed)? {
        lines.add(&user.map_err(Failure::failed)?)?;
    }
    lines.print()
}

fn region(name: &str) -> Result<Region, Failure> {
    Ok(match name {
        "china" => Region::China,
        "singapore" => Region::Singapore,
        "seoul" => Region::Seoul,
        "tokyo" => Region::Tokyo,
        "frankfurt" => Region::Frankfurt,
        "silicon_valley" => Region::SiliconValley,
        "jakarta" => Region::Jakarta,
        "riyadh" => Region::Riyadh,
        "mumbai" => Region::Mumbai,
        _ => return Err(Failure::usage(format!("TENCENT_CHAT_REGION: there is no {name}"))),
    })
}

fn variable(name: &str) -> Option<String> {
    env::var(format!("TENCENT_CHAT_{name}")).ok()
}

fn needed(name: &str) -> Result<String, Failure> {
    variable(name).ok_or_else(|| Failure::missing(&format!("TENCENT_CHAT_{name}")))
}
