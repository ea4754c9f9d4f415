//! Tell the devices with this firmware.
//!
//! What a gateway does that knows its devices' firmware: each device is an account, and has its firmware's version as a tag;
//! a notice is pushed to those with one tag.

use core::hash::{BuildHasher, Hasher};
use std::{hash::RandomState, process::ExitCode};

use lexopt::{Arg, Parser, ValueExt};
use tencent_chat::{
    Endpoint, FailedAccount,
    account::{ImportAccounts, NewAccount},
    message::{Element, MessageBody},
    push::{AddUserTags, Condition, DeleteUserTags, GetUserTags, PushToAllUsers, User},
};
use tencent_chat_emulator::{Emulator, Seed};
use tencent_chat_examples::{Failure, VARIABLES, end, with_client};
use tencent_chat_std::Client;

const USAGE: &str = "\
usage: notify_firmware [--to VERSION] [--text TEXT] [DEVICE=VERSION ...]

Imports devices as accounts, tags each with its firmware's version instead of the one that it had, and pushes a notice to
all that have one version: that of the first device where no other is given. Without devices it takes four of its own.
Without settings it asks an emulator of its own; with these variables it asks the service:";

/// What a version's tag begins with.
const PREFIX: &str = "firmware-";
/// How long the notice is kept for devices that are offline, in seconds.
const DAY: u32 = 86_400;

fn main() -> ExitCode {
    let usage = format!("{USAGE}\n\n{VARIABLES}");
    end(run(&usage), &usage)
}

/// A device's account, and its tag.
struct Device {
    account: String,
    tag: [String; 1],
}

impl Device {
    fn new(text: &str) -> Result<Self, Failure> {
        match text.split_once('=') {
            Some((account, version)) => Ok(Self { account: account.to_owned(), tag: [format!("{PREFIX}{version}")] }),
            None => Err(Failure::usage(format!("{text} is not DEVICE=VERSION"))),
        }
    }
}

fn run(usage: &str) -> Result<(), Failure> {
    let (mut to, mut text, mut devices) = (None, "there is new firmware".to_owned(), Vec::new());
    let mut arguments = Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("to") => to = Some(format!("{PREFIX}{}", arguments.value()?.string()?)),
            Arg::Long("text") => text = arguments.value()?.string()?,
            Arg::Long("help") | Arg::Short('h') => {
                println!("{usage}");
                return Ok(());
            }
            Arg::Value(device) => devices.push(Device::new(&device.string()?)?),
            other => return Err(other.unexpected().into()),
        }
    }
    if devices.is_empty() {
        let own = ["gateway-7=1.4.2", "meter-1=1.4.2", "meter-2=1.5.0", "meter-3=1.4.2"];
        devices = own.into_iter().map(Device::new).collect::<Result<_, _>>()?;
    }
    let to = to.or_else(|| devices.first().map(|device| device.tag.concat())).unwrap_or_default();
    let mut seed = Seed::default();
    // One that has been updated since.
    seed.tags.insert("gateway-7".to_owned(), vec![format!("{PREFIX}1.4.1"), "indoors".to_owned()]);
    with_client(seed, |client, emulator| {
        for devices in devices.chunks(AddUserTags::MAX_USERS) {
            import(client, devices)?;
            tag(client, devices)?;
        }
        notify(client, &to, &text, emulator)
    })
}

/// An account that is there stays as it is.
fn import(client: &mut Client<'_>, devices: &[Device]) -> Result<(), Failure> {
    let accounts: Vec<_> = devices.iter().map(|device| NewAccount::new(&device.account)).collect();
    let request = ImportAccounts::new(&accounts).map_err(Failure::usage)?;
    let mut call = client.call(&request);
    let mut failed = Vec::new();
    while let Some(refused) = call.next().map_err(Failure::failed)? {
        failed.push(refused.account.to_string());
    }
    if failed.is_empty() { Ok(()) } else { Err(Failure::failed(format!("not imported: {}", failed.join(", ")))) }
}

/// The tag of another version goes, other tags stay.
fn tag(client: &mut Client<'_>, devices: &[Device]) -> Result<(), Failure> {
    let old = old_tags(client, devices)?;
    let old: Vec<(&str, Vec<&str>)> =
        old.iter().map(|(account, tags)| (account.as_str(), tags.iter().map(String::as_str).collect())).collect();
    let old: Vec<_> = old.iter().map(|(account, tags)| User::new(account, tags)).collect();
    if !old.is_empty() {
        carry_out(client, &DeleteUserTags::new(&old).map_err(Failure::failed)?)?;
        old.iter().for_each(|user| println!("{}: no longer {}", user.account, user.values.join(", ")));
    }
    let new: Vec<[&str; 1]> = devices.iter().map(|device| device.tag.each_ref().map(String::as_str)).collect();
    let new: Vec<_> = devices.iter().zip(&new).map(|(device, tag)| User::new(&device.account, tag)).collect();
    carry_out(client, &AddUserTags::new(&new).map_err(Failure::usage)?)?;
    new.iter().for_each(|user| println!("{}: {}", user.account, user.values.concat()));
    Ok(())
}

/// Devices with tags of other versions than theirs.
fn old_tags(client: &mut Client<'_>, devices: &[Device]) -> Result<Vec<(String, Vec<String>)>, Failure> {
    let accounts: Vec<_> = devices.iter().map(|device| device.account.as_str()).collect();
    let request = GetUserTags::new(&accounts).map_err(Failure::usage)?;
    let mut call = client.call(&request);
    let mut old = Vec::new();
    while let Some(user) = call.next().map_err(Failure::failed)? {
        let user = user.map_err(Failure::failed)?;
        let Some(device) = devices.iter().find(|device| user.account == *device.account) else { continue };
        let tags = user.iter().map(|tag| tag.to_string()).filter(|tag| tag.starts_with(PREFIX));
        let tags: Vec<_> = tags.filter(|tag| !device.tag.contains(tag)).collect();
        if !tags.is_empty() {
            old.push((device.account.clone(), tags));
        }
    }
    Ok(old)
}

/// Carries a call out that has to go well for all of its accounts.
fn carry_out<E>(client: &mut Client<'_>, request: &E) -> Result<(), Failure>
where
    E: for<'r> Endpoint<Item<'r> = FailedAccount<'r>>,
{
    let mut call = client.call(request);
    let mut failed = Vec::new();
    while let Some(account) = call.next().map_err(Failure::failed)? {
        failed.push(account.to_string());
    }
    if failed.is_empty() { Ok(()) } else { Err(Failure::failed(failed.join("\n       "))) }
}

fn notify(client: &mut Client<'_>, to: &str, text: &str, emulator: Option<&Emulator>) -> Result<(), Failure> {
    let (elements, tags) = ([Element::Text(text)], [to]);
    let body = MessageBody::new(&elements).map_err(Failure::usage)?;
    let condition = Condition::tags(&tags, &[]).map_err(Failure::usage)?;
    let push = PushToAllUsers::new(random(), body).with_condition(condition);
    let push = push.with_life_time(DAY).map_err(Failure::failed)?;
    let mut call = client.call(&push);
    while call.next().map_err(Failure::failed)?.is_some() {}
    let task = call.answer().map_err(Failure::failed)?;
    println!("pushed to all that are {to}, as {}", task.id.map_or_else(String::new, |id| id.to_string()));
    if let Some(push) = emulator.and_then(|emulator| emulator.pushes().pop()) {
        println!("which are here {}", push.accounts.join(", "));
    }
    Ok(())
}

/// New for each push.
fn random() -> u32 {
    RandomState::new().build_hasher().finish() as u32
}
