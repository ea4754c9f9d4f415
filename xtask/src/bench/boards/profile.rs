//! Where the core's instructions go on a Cortex-M4, by the file of the source that they come from, whatever was inlined where:
//! what stands in the way of fewer.

use std::collections::BTreeMap;
use std::fs;

use addr2line::Context;
use addr2line::gimli::{self, Dwarf, EndianSlice, LittleEndian};
use object::{Object, ObjectSection};

use super::{ANSWERS, BOARDS, LEVELS, Lab, place};
use crate::args::Args;
use crate::bench::{SEED, Setting};
use crate::figure::{self, Figure};

/// The files that are named; the others are one line.
const NAMED: usize = 12;

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    let json = args.flag("--json");
    let level = args.value("--level")?.unwrap_or_else(|| "3".to_owned());
    let setting = Setting { peers: false, seed: SEED, toolchain: args.value("--toolchain")? };
    args.end()?;
    if !LEVELS.contains(&level.as_str()) {
        return Err(format!("--level is one of {}, and not `{level}`", LEVELS.join(", ")));
    }
    let (lab, [(target, machine), ..]) = (Lab::find(&setting)?, &BOARDS);
    let program = lab.build(target, &level, "core", &[])?;
    let told = |e: &dyn core::fmt::Display| format!("{}: {e}", program.display());
    let bytes = fs::read(&program).map_err(|e| told(&e))?;
    let sources = Sources::read(&bytes).map_err(|why| told(&why))?;
    let mut figures = Vec::new();
    for work in ["sign"].iter().chain(&ANSWERS) {
        let mut executed = Executed::default();
        lab.qemu.executed(machine, &program, &format!("only={work}"), |line| executed.add(line))?;
        for (file, count) in executed.by_file(|address| sources.file(address)) {
            figures.push(Figure::count(place(target, &level), format!("{work}: {file}"), count, "instructions"));
        }
    }
    figure::print(&figures, json);
    Ok(())
}

/// What was executed between the marks: how often, and in which function, by its address.
#[derive(Default)]
struct Executed {
    is_marked: bool,
    counts: BTreeMap<u64, (u64, String)>,
}

impl Executed {
    /// Takes `Trace 0: 0x7f12 [00800400/00001c32/00000010/ff000201] name`.
    fn add(&mut self, line: &str) {
        let Some((trace, name)) = line.rsplit_once("] ") else { return };
        match name {
            "measured_begin" => self.is_marked = true,
            "measured_end" => self.is_marked = false,
            _ if self.is_marked => {
                let address = trace.split('/').nth(1).and_then(|address| u64::from_str_radix(address, 16).ok());
                if let Some(address) = address {
                    self.counts.entry(address).or_insert_with(|| (0, name.to_owned())).0 += 1;
                }
            }
            _ => {}
        }
    }

    /// All of it, the most first, and last what is too little to be named. What no file is known of goes by its function.
    fn by_file(&self, file: impl Fn(u64) -> Option<String>) -> Vec<(String, u64)> {
        let mut files = BTreeMap::new();
        for (address, (count, name)) in &self.counts {
            *files.entry(file(*address).unwrap_or_else(|| name.clone())).or_insert(0) += count;
        }
        let mut files: Vec<(String, u64)> = files.into_iter().collect();
        files.sort_by_key(|(_, count)| core::cmp::Reverse(*count));
        let rest = files.iter().skip(NAMED).map(|(_, count)| count).sum();
        files.truncate(NAMED);
        files.push(("all else".to_owned(), rest));
        files
    }
}

/// Which file an instruction of a program comes from.
struct Sources<'b>(Context<EndianSlice<'b, LittleEndian>>);

impl<'b> Sources<'b> {
    fn read(program: &'b [u8]) -> Result<Self, String> {
        let file = object::File::parse(program).map_err(|e| e.to_string())?;
        let section = |id: gimli::SectionId| {
            let section = file.section_by_name(id.name()).and_then(|section| section.data().ok());
            Ok::<_, gimli::Error>(EndianSlice::new(section.unwrap_or_default(), LittleEndian))
        };
        Dwarf::load(section).and_then(Context::from_dwarf).map(Self).map_err(|e| e.to_string())
    }

    /// The innermost file that is not of Rust's own library: what that does is done for whom it was inlined into.
    fn file(&self, address: u64) -> Option<String> {
        let mut frames = self.0.find_frames(address).skip_all_loads().ok()?;
        let mut innermost = None;
        while let Some(frame) = frames.next().ok()? {
            let Some(path) = frame.location.and_then(|location| location.file) else { continue };
            if !path.contains("/library/") {
                return Some(short(path));
            }
            innermost.get_or_insert_with(|| short(path));
        }
        innermost
    }
}

/// A file of the core by its own name, and what is not ours by its package's.
fn short(path: &str) -> String {
    if let Some((_, file)) = path.rsplit_once("crates/tencent-chat/src/") {
        return file.to_owned();
    }
    let package = path.rsplit_once("/src/").and_then(|(package, _)| package.rsplit('/').next());
    package.unwrap_or(path).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_executed_counts_between_the_marks() {
        let mut executed = Executed::default();
        let trace =
            |address: &str, name: &str| format!("Trace 0: 0x7f12 [00800400/{address}/00000010/ff000201] {name}");
        for (address, name) in [
            ("00001c30", "sign"),
            ("00001000", "measured_begin"),
            ("00001c32", "sign"),
            ("00001c32", "sign"),
            ("00001c40", "memcpy"),
            ("00001010", "measured_end"),
            ("00001c40", "memcpy"),
        ] {
            executed.add(&trace(address, name));
        }
        let file = |address| (address == 0x1c32).then(|| "usersig.rs".to_owned());
        let wanted = [("usersig.rs", 2), ("memcpy", 1), ("all else", 0)];
        assert_eq!(executed.by_file(file), wanted.map(|(file, count)| (file.to_owned(), count)));
    }

    #[test]
    fn the_core_has_files_and_others_are_packages() {
        assert_eq!(short("/a/crates/tencent-chat/src/usersig/code.rs"), "usersig/code.rs");
        assert_eq!(short("/a/registry/src/index-1/sha2-0.11.1/src/sha256/soft.rs"), "sha2-0.11.1");
        assert_eq!(short("/rustc/5980/library/core/src/num/mod.rs"), "core");
    }
}
