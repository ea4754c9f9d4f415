//! Makes UserSigs, and says what is in them.

use std::{
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use lexopt::{Arg, Parser, ValueExt};
use tencent_chat::{
    Identifier, UserSig,
    usersig::{Claims, Expected, SecretKey, decode, verify},
};
use tencent_chat_examples::{Failure, end};

const USAGE: &str = "\
usage: usersig mint   --sdk-app-id N --identifier ID --key K [--time T] [--expire S] [--userbuf-base64 B]
       usersig verify --sdk-app-id N --identifier ID --key K [--time T] [--userbuf-base64 B] SIG
       usersig show   SIG

mint prints a UserSig. verify says 'valid', or why not, with exit status 1. show prints what stands in a UserSig.

  --sdk-app-id N        the app's number
  --identifier ID       the account it is for, of 1 to 32 bytes
  --key K               the app's secret key, as the console shows it
  --time T              when it is made, or verified, in seconds since 1970; now where this is not given
  --expire S            for how many seconds it is good; 15552000 (180 days) where this is not given
  --userbuf-base64 B    bytes that are signed with the rest, a room ticket for one";

fn main() -> ExitCode {
    end(run(), USAGE)
}

fn run() -> Result<(), Failure> {
    let mut arguments = Parser::from_env();
    let command = match arguments.next()? {
        Some(Arg::Value(command)) => command.string()?,
        Some(Arg::Long("help") | Arg::Short('h')) => {
            println!("{USAGE}");
            return Ok(());
        }
        Some(other) => return Err(other.unexpected().into()),
        None => return Err(Failure::missing("mint, verify or show")),
    };
    let options = Options::read(arguments)?;
    match command.as_str() {
        "mint" => options.mint(),
        "verify" => options.verify(),
        "show" => options.show(),
        other => Err(Failure::usage(format!("there is no command {other}"))),
    }
}

#[derive(Default)]
struct Options {
    sdk_app_id: Option<u32>,
    identifier: Option<String>,
    key: Option<String>,
    time: Option<u64>,
    expire: Option<u32>,
    userbuf: Option<Vec<u8>>,
    user_sig: Option<String>,
}

impl Options {
    fn read(mut arguments: Parser) -> Result<Self, Failure> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("sdk-app-id") => options.sdk_app_id = Some(arguments.value()?.parse()?),
                Arg::Long("identifier") => options.identifier = Some(arguments.value()?.string()?),
                Arg::Long("key") => options.key = Some(arguments.value()?.string()?),
                Arg::Long("time") => options.time = Some(arguments.value()?.parse()?),
                Arg::Long("expire") => options.expire = Some(arguments.value()?.parse()?),
                Arg::Long("userbuf-base64") => {
                    let bytes = BASE64_STANDARD.decode(arguments.value()?.string()?);
                    options.userbuf =
                        Some(bytes.map_err(|error| Failure::usage(format!("--userbuf-base64: {error}")))?);
                }
                Arg::Value(user_sig) if options.user_sig.is_none() => options.user_sig = Some(user_sig.string()?),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }

    fn mint(self) -> Result<(), Failure> {
        if self.user_sig.is_some() {
            return Err(Failure::usage("mint takes no UserSig"));
        }
        let identifier = Identifier::new(self.identifier()?).map_err(Failure::usage)?;
        if !identifier.is_portable() {
            eprintln!("warning: an identifier outside letters, digits, _ and - works in places only");
        }
        let expire = self.expire.unwrap_or(15_552_000);
        let claims = Claims::new(self.sdk_app_id()?, identifier, self.time()?, expire).map_err(Failure::usage)?;
        let (claims, room) = match &self.userbuf {
            Some(userbuf) => (claims.with_userbuf(userbuf), UserSig::max_len_with_userbuf(userbuf.len())),
            None => (claims, UserSig::MAX_LEN),
        };
        let mut room = vec![0; room];
        let user_sig = claims.sign(self.key()?, &mut room).map_err(Failure::failed)?;
        println!("{}", user_sig.as_str());
        Ok(())
    }

    fn verify(self) -> Result<(), Failure> {
        let userbuf = self.userbuf.as_deref();
        let expected = Expected { sdk_app_id: self.sdk_app_id()?, identifier: self.identifier()?, userbuf };
        let mut scratch = vec![0; SCRATCH];
        verify(self.user_sig()?, &self.key()?, &expected, self.time()?, &mut scratch).map_err(Failure::failed)?;
        println!("valid");
        Ok(())
    }

    fn show(self) -> Result<(), Failure> {
        let mut scratch = vec![0; SCRATCH];
        let decoded = decode(self.user_sig()?, &mut scratch).map_err(Failure::failed)?;
        let claims = decoded.claims();
        println!("TLS.ver: 2.0");
        println!("TLS.identifier: {}", claims.identifier().as_str());
        println!("TLS.sdkappid: {}", claims.sdk_app_id());
        println!("TLS.time: {}", claims.time());
        println!("TLS.expire: {}", claims.expire());
        if let Some(userbuf) = decoded.userbuf_base64() {
            println!("TLS.userbuf: {userbuf}");
        }
        println!("TLS.sig: {}", BASE64_STANDARD.encode(decoded.signature()));
        Ok(())
    }

    fn sdk_app_id(&self) -> Result<u32, Failure> {
        self.sdk_app_id.ok_or_else(|| Failure::missing("--sdk-app-id"))
    }

    fn identifier(&self) -> Result<&str, Failure> {
        self.identifier.as_deref().ok_or_else(|| Failure::missing("--identifier"))
    }

    fn key(&self) -> Result<SecretKey, Failure> {
        let text = self.key.as_deref().ok_or_else(|| Failure::missing("--key"))?;
        SecretKey::new(text).map_err(Failure::usage)
    }

    fn user_sig(&self) -> Result<&str, Failure> {
        self.user_sig.as_deref().ok_or_else(|| Failure::missing("SIG"))
    }

    fn time(&self) -> Result<u64, Failure> {
        let now = || SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs());
        self.time.map_or_else(now, Ok).map_err(|_| Failure::failed("the system's clock stands before 1970: set it"))
    }
}

/// Room for the largest UserSig that anybody sends in a URL, unpacked.
const SCRATCH: usize = 64 * 1024;
