//! Let the app's attributes be called this.
//!
//! It is done once, before any other call about attributes. Done again, it changes nothing: what a number is called stays,
//! for the values that users have under it would be another attribute's.

use std::process::ExitCode;

use lexopt::{Arg, Parser, ValueExt};
use tencent_chat::push::{AttributeName, GetAttributeNames, SetAttributeNames};
use tencent_chat_emulator::Seed;
use tencent_chat_examples::{Failure, VARIABLES, end, with_client};
use tencent_chat_std::Client;

const USAGE: &str = "\
usage: set_attribute_names [NAME ...]

Sees to it that the app has attributes of these names: firmware, model and site where none is given. Those that it has stay
where they are, others take the next free numbers, of 10. Without settings it asks an emulator of its own; with these
variables it asks the service:";

fn main() -> ExitCode {
    let usage = format!("{USAGE}\n\n{VARIABLES}");
    end(run(&usage), &usage)
}

fn run(usage: &str) -> Result<(), Failure> {
    let mut names = Vec::new();
    let mut arguments = Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("help") | Arg::Short('h') => {
                println!("{usage}");
                return Ok(());
            }
            Arg::Value(name) => {
                let name = name.string()?;
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            other => return Err(other.unexpected().into()),
        }
    }
    if names.is_empty() {
        names = ["firmware", "model", "site"].map(str::to_owned).to_vec();
    }
    // An app with one attribute, so that there is something to be left alone.
    let seed = Seed { attribute_names: vec!["model".to_owned()], users: [].into(), ..Seed::default() };
    with_client(seed, |client, _| set_up(client, &names))
}

fn set_up(client: &mut Client<'_>, names: &[String]) -> Result<(), Failure> {
    let known = known(client)?;
    let missing: Vec<_> = names.iter().filter(|name| !known.iter().any(|(_, known)| known == *name)).collect();
    let free = (0..=SetAttributeNames::MAX_NUMBER).filter(|number| !known.iter().any(|(taken, _)| taken == number));
    let new: Vec<_> = free.zip(&missing).map(|(number, name)| AttributeName::new(number, name)).collect();
    if new.len() < missing.len() {
        return Err(Failure::failed(format!("{} names are new, and {} numbers are free", missing.len(), new.len())));
    }
    if !new.is_empty() {
        let request = SetAttributeNames::new(&new).map_err(Failure::usage)?;
        let mut call = client.call(&request);
        while call.next().map_err(Failure::failed)?.is_some() {}
    }
    known.iter().for_each(|(number, name)| println!("{number} {name}: was there"));
    new.iter().for_each(|new| println!("{} {}: is new", new.number, new.name));
    Ok(())
}

/// The numbers that are taken, and by what.
fn known(client: &mut Client<'_>) -> Result<Vec<(u8, String)>, Failure> {
    let mut call = client.call(&GetAttributeNames);
    while call.next().map_err(Failure::failed)?.is_some() {}
    let names = call.answer().map_err(Failure::failed)?;
    Ok(names.iter().map(|(number, name)| (number, name.to_string())).collect())
}
