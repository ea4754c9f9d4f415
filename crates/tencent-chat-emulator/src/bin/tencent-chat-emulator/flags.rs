//! What the command line asks for.

use core::error::Error;
use core::net::SocketAddr;
use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};
use tencent_chat_emulator::{CallsASecond, Config, Fault, PlannedFault, Seed};

/// What the command line asks for.
pub(crate) enum Wish {
    Help,
    Version,
    Run(Box<Flags>),
}

/// The flags given. They go over the seed, in whatever order they stand.
#[derive(Default)]
pub(crate) struct Flags {
    pub(crate) ca_file: Option<PathBuf>,
    listen: Option<SocketAddr>,
    seed: Option<PathBuf>,
    sdk_app_id: Option<u32>,
    key: Option<String>,
    administrators: Vec<String>,
    names: Vec<String>,
    users: Vec<User>,
    data: Option<PathBuf>,
    faults: Vec<PlannedFault>,
    pushes_a_day: Option<u32>,
    interface_calls_a_second: CallsASecond,
    app_calls_a_second: CallsASecond,
    admin_from_anywhere: bool,
}

/// A user with attributes.
#[derive(Debug, Eq, PartialEq)]
struct User {
    account: String,
    attributes: Vec<(String, String)>,
}

impl Wish {
    pub(crate) fn from_env() -> Result<Self, lexopt::Error> {
        Self::parse(Parser::from_env())
    }

    fn parse(mut parser: Parser) -> Result<Self, lexopt::Error> {
        let mut flags = Flags::default();
        while let Some(arg) = parser.next()? {
            let Arg::Long(name) = arg else {
                return match arg {
                    Arg::Short('h') => Ok(Self::Help),
                    _ => Err(arg.unexpected()),
                };
            };
            match name {
                "help" => return Ok(Self::Help),
                "version" => return Ok(Self::Version),
                "listen" => flags.listen = Some(parser.value()?.parse()?),
                "seed" => flags.seed = Some(parser.value()?.into()),
                "ca" => flags.ca_file = Some(parser.value()?.into()),
                "sdk-app-id" => flags.sdk_app_id = Some(parser.value()?.parse()?),
                // Not by `parse`, whose errors repeat the value.
                "key" => flags.key = Some(key(parser.value()?)?),
                "administrator" => flags.administrators.push(parser.value()?.string()?),
                "name" => flags.names.push(parser.value()?.string()?),
                "user" => flags.users.push(parser.value()?.parse_with(User::parse)?),
                "data" => flags.data = Some(parser.value()?.into()),
                "fault" => flags.faults.push(parser.value()?.parse()?),
                "calls-a-second" => flags.interface_calls_a_second = parser.value()?.parse()?,
                "app-calls-a-second" => flags.app_calls_a_second = parser.value()?.parse()?,
                "pushes-a-day" => flags.pushes_a_day = Some(parser.value()?.parse()?),
                "admin-from-anywhere" => flags.admin_from_anywhere = true,
                _ => return Err(arg.unexpected()),
            }
        }
        Ok(Self::Run(Box::new(flags)))
    }
}

impl Flags {
    /// The configuration that the flags ask for.
    pub(crate) fn config(self) -> Result<Config, Box<dyn Error>> {
        let mut seed = match &self.seed {
            Some(file) => Seed::read(file)?,
            None => Seed::default(),
        };
        if let Some(sdk_app_id) = self.sdk_app_id {
            seed.sdk_app_id = sdk_app_id;
        }
        if let Some(key) = self.key {
            seed.secret_key = key;
        }
        if !self.administrators.is_empty() {
            seed.administrators = self.administrators;
        }
        for user in &self.users {
            let attributes = user.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            seed.add_user(&user.account, attributes);
        }
        let mut config = Config { seed, faults: self.faults, ..Config::default() };
        config.limits.interface_calls_a_second = self.interface_calls_a_second;
        config.limits.app_calls_a_second = self.app_calls_a_second;
        config.limits.pushes_a_day = self.pushes_a_day.unwrap_or(config.limits.pushes_a_day);
        config.data = self.data;
        config.admin_from_anywhere = self.admin_from_anywhere;
        config.names.extend(self.names);
        config.listen = self.listen.unwrap_or(config.listen);
        Ok(config)
    }
}

impl User {
    /// Reads `alice:sex=Female,city=New York`, or `alice` alone for a user without attributes.
    fn parse(text: &str) -> Result<Self, String> {
        let (account, attributes) = text.split_once(':').unwrap_or((text, ""));
        let attributes = attributes.split(',').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').ok_or_else(|| {
                format!("'{pair}' has no '=': write ACCOUNT:NAME=VALUE,NAME=VALUE, or use --seed for texts with commas")
            })?;
            Ok((name.to_owned(), value.to_owned()))
        });
        Ok(Self { account: account.to_owned(), attributes: attributes.collect::<Result<_, String>>()? })
    }
}

fn key(value: OsString) -> Result<String, lexopt::Error> {
    value.into_string().map_err(|_| lexopt::Error::from("the value of --key is not UTF-8 text"))
}

/// What `--help` prints: the flags, and what can go wrong.
pub(crate) fn help() -> String {
    let mut help = HELP.to_owned();
    for kind in Fault::KINDS {
        let name = format!("{}{}", kind.name, kind.parameters);
        help.push_str(&format!("  {name:<24}{}\n", kind.does));
    }
    help
}

const HELP: &str = "\
Tencent Cloud Chat's REST API on this machine, for tests.

Usage: tencent-chat-emulator [FLAGS]

  --listen ADDR:PORT    where to listen; port 0 takes a free one [127.0.0.1:0]
  --ca FILE             write the certificate authority to FILE as PEM, for clients to trust
  --name NAME           a DNS name or IP address that the certificate is good for, besides
                        localhost and 127.0.0.1; may be given several times

  --seed FILE           the app and its users, as TOML (or JSON where the name ends in .json);
                        without it, a handful of users: alice, 'Bob Lee', gateway-7, ...
  --sdk-app-id N        the app's number
  --key KEY             the app's secret key; other users of the machine can see it here
  --administrator ID    who may call; may be given several times
  --user USER           a user more, such as 'alice:sex=Female,city=New York';
                        may be given several times

  --data FILE           keep accounts, profiles, attribute names and values, tags and pushes in
                        FILE; what a call was answered for is there whenever the emulator ends.
                        A new FILE begins with the seed. One that is there goes on as it is: of the
                        seed, and of the flags above, it then takes what they say of the app (its
                        number, key, administrators, plan, profile tags), and neither attribute
                        names nor users

  --fault FAULT         something to go wrong, NAME[=PARAMETERS][:TIMES][@PATH]: to the next TIMES
                        requests for PATH, or to all; may be given several times
  --calls-a-second N    of each interface, then 60007; 'unlimited', or 'usual': as documented
  --app-calls-a-second N
                        of the app, then 60011; 'unlimited', or 'usual': 1000
  --pushes-a-day N      pushes to all and by condition within 24 hours, then 90047 [100]
  --admin-from-anywhere let other machines use the admin API, too

  --help                this text
  --version             the version

It ends on SIGINT and SIGTERM. Exit status: 0 ended, 1 could not start, 2 a wrong flag.

The admin API, while it runs: https://admin.localhost:PORT/_emulator/ and there
GET counts, log and pushes, POST devices, GET, POST and DELETE faults, GET and POST clock.

What can go wrong:

";

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(args: &[&str]) -> Result<Wish, String> {
        Wish::parse(Parser::from_args(args)).map_err(|error| error.to_string())
    }

    fn config(args: &[&str]) -> Config {
        match wish(args) {
            Ok(Wish::Run(flags)) => flags.config().unwrap(),
            _ => panic!("no flags to run with"),
        }
    }

    #[test]
    fn flags_go_over_the_seed() {
        let config = config(&[
            "--user=alice:sex=Female,city=New York,shoe=38",
            "--user",
            "dave",
            "--sdk-app-id=7",
            "--key=k",
            "--administrator=root",
            "--administrator=boss",
            "--name=gateway.test",
            "--listen=127.0.0.1:4443",
            "--fault=refuse=60007:3@v4/x",
            "--fault",
            "stall=100,2000",
            "--calls-a-second=7",
            "--app-calls-a-second=unlimited",
            "--pushes-a-day=3",
            "--data=state.redb",
            "--admin-from-anywhere",
        ]);
        let seed = &config.seed;
        assert_eq!((seed.sdk_app_id, seed.secret_key.as_str()), (7, "k"));
        assert_eq!(seed.administrators, ["root", "boss"]);
        assert_eq!(seed.users["alice"]["shoe"], "38".into());
        assert!(seed.users["dave"].is_empty());
        assert!(seed.users.contains_key("Bob Lee"));
        assert_eq!(config.names, ["localhost", "127.0.0.1", "gateway.test"]);
        assert_eq!(config.listen, "127.0.0.1:4443".parse().unwrap());
        let faults: Vec<_> = config.faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults, ["refuse=60007:3@v4/x", "stall=100,2000"]);
        let limits = config.limits;
        let calls = (limits.interface_calls_a_second, limits.app_calls_a_second);
        assert_eq!(calls, (CallsASecond::AtMost(7), CallsASecond::Unlimited));
        assert_eq!((limits.pushes_a_day, config.data), (3, Some("state.redb".into())));
        assert!(config.admin_from_anywhere);
        seed.check().unwrap();
    }

    #[test]
    fn every_flag_is_in_the_help() {
        let flags = "listen ca name seed sdk-app-id key administrator user data fault calls-a-second \
            app-calls-a-second pushes-a-day admin-from-anywhere help version";
        for flag in flags.split_whitespace() {
            assert!(HELP.contains(&format!("--{flag} ")), "{flag}");
        }
        for kind in Fault::KINDS {
            let (name, does) = (format!("\n  {}{} ", kind.name, kind.parameters), format!(" {}\n", kind.does));
            assert!(help().contains(&name) && help().contains(&does), "{name}");
        }
        assert!(matches!(wish(&["--help"]), Ok(Wish::Help)));
        assert!(matches!(wish(&["-h"]), Ok(Wish::Help)));
        assert!(matches!(wish(&["--version"]), Ok(Wish::Version)));
    }

    #[test]
    fn wrong_flags_are_named() {
        for (args, named) in [
            (&["--colour"][..], "--colour"),
            (&["alice"], "alice"),
            (&["-x"], "-x"),
            (&["--listen"], "--listen"),
            (&["--listen", "nowhere"], "nowhere"),
            (&["--sdk-app-id", "-1"], "-1"),
            (&["--fault", "explode"], "explode"),
            (&["--calls-a-second", "many"], "many"),
            (&["--pushes-a-day", "-1"], "-1"),
            (&["--user", "a:b"], "write ACCOUNT:NAME=VALUE"),
        ] {
            let error = wish(args).err().unwrap();
            assert!(error.contains(named), "{error}");
        }
    }
}
