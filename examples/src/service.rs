//! Which service a program asks: the one that its environment names, or an emulator of its own.

use std::{env, fs};

use tencent_chat::{App, Host, Region, Route};
use tencent_chat_emulator::{Config, Emulator, Seed};
use tencent_chat_std::{Authority, Client, Roots};

use crate::Failure;

/// The variables that name the service, for a program's help.
pub const VARIABLES: &str = "\
  TENCENT_CHAT_SDK_APP_ID      the app's number
  TENCENT_CHAT_ADMINISTRATOR   an administrator of the app
  TENCENT_CHAT_SECRET_KEY      the app's secret key, or
  TENCENT_CHAT_USER_SIG        a UserSig of the administrator
  TENCENT_CHAT_REGION          china, singapore, seoul, tokyo, frankfurt, silicon_valley, jakarta, riyadh or mumbai; or
  TENCENT_CHAT_HOST            another host, as NAME or NAME:PORT
  TENCENT_CHAT_CA_FILE         a CA to trust beside the platform's, as PEM
  TENCENT_CHAT_ROUTE           all_member_push, which it is where this is not set, or timpush";

/// Does this work with a client of the service that the environment names, or where it names none, of an emulator that
/// begins with this seed. The emulator is handed over, too.
///
/// # Errors
/// Whatever the work fails with; [`Failure::Usage`] where the variables make no sense.
pub fn with_client<T>(
    seed: Seed,
    work: impl FnOnce(&mut Client<'_>, Option<&Emulator>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let route = route()?;
    match variable("SDK_APP_ID") {
        Some(sdk_app_id) => with_the_service(&sdk_app_id, route, work),
        None => with_an_emulator(seed, route, work),
    }
}

fn with_an_emulator<T>(
    seed: Seed,
    route: Route,
    work: impl FnOnce(&mut Client<'_>, Option<&Emulator>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let emulator = Emulator::start(Config { seed, ..Config::default() }).map_err(Failure::failed)?;
    let host = Host::new(emulator.host_name(), emulator.port()).map_err(Failure::failed)?;
    let app = App::new(emulator.sdk_app_id(), host, emulator.administrator()).map_err(Failure::failed)?;
    let authority = Authority::secret_key(emulator.secret_key()).map_err(Failure::failed)?;
    let client = Client::builder(app.with_route(route), authority).roots(Roots::Added).add_ca_pem(emulator.ca_pem());
    let mut client = client.and_then(|builder| builder.build()).map_err(Failure::failed)?;
    work(&mut client, Some(&emulator))
}

fn with_the_service<T>(
    sdk_app_id: &str,
    route: Route,
    work: impl FnOnce(&mut Client<'_>, Option<&Emulator>) -> Result<T, Failure>,
) -> Result<T, Failure> {
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
    let mut builder = Client::builder(app.with_route(route), authority);
    if let Some(file) = variable("CA_FILE") {
        let pem = fs::read_to_string(&file).map_err(|error| Failure::failed(format!("{file}: {error}")))?;
        builder = builder.add_ca_pem(&pem).map_err(|error| Failure::failed(format!("{file}: {error}")))?;
    }
    work(&mut builder.build().map_err(Failure::failed)?, None)
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

fn route() -> Result<Route, Failure> {
    match variable("ROUTE").as_deref() {
        None | Some("all_member_push") => Ok(Route::AllMemberPush),
        Some("timpush") => Ok(Route::TimPush),
        Some(other) => Err(Failure::usage(format!("TENCENT_CHAT_ROUTE: there is no {other}"))),
    }
}

fn variable(name: &str) -> Option<String> {
    env::var(format!("TENCENT_CHAT_{name}")).ok()
}

fn needed(name: &str) -> Result<String, Failure> {
    variable(name).ok_or_else(|| Failure::missing(&format!("TENCENT_CHAT_{name}")))
}
