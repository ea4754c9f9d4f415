//! What a linked program for a microcontroller holds.

use std::path::Path;

use object::{Object, ObjectSection, ObjectSymbol, SectionFlags, elf};

/// A linked program, read.
pub(crate) struct Program {
    sections: Vec<Section>,
    symbols: Vec<String>,
}

/// A section that lies in the microcontroller's memory, unlike symbols and notes.
struct Section {
    address: u64,
    size: u64,
    writable: bool,
    /// Empty where only the size is stored.
    data: Vec<u8>,
}

impl Program {
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let told = |e: &dyn core::fmt::Display| format!("{}: {e}", path.display());
        let bytes = std::fs::read(path).map_err(|e| told(&e))?;
        let file = object::File::parse(bytes.as_slice()).map_err(|e| told(&e))?;
        let mut sections = Vec::new();
        for section in file.sections() {
            let SectionFlags::Elf { sh_type, sh_flags } = section.flags() else { return Err(told(&"is no ELF file")) };
            // The stack is no section but on RISC-V, where it is as large as it may become.
            if !sh_flags.contains(elf::SHF_ALLOC) || section.name() == Ok(".stack") {
                continue;
            }
            let stored = sh_type != elf::SHT_NOBITS;
            sections.push(Section {
                address: section.address(),
                size: section.size(),
                writable: sh_flags.contains(elf::SHF_WRITE),
                data: if stored { section.data().map_err(|e| told(&e))?.to_vec() } else { Vec::new() },
            });
        }
        let symbols = file.symbols().filter_map(|symbol| symbol.name().ok().map(str::to_owned)).collect();
        Ok(Self { sections, symbols })
    }

    /// Bytes of flash: code, constants, and the first values of variables.
    pub(crate) fn flash(&self) -> u64 {
        self.sections.iter().filter(|section| !section.data.is_empty()).map(|section| section.size).sum()
    }

    /// Bytes of RAM that are taken before anything runs.
    pub(crate) fn static_ram(&self) -> u64 {
        self.sections.iter().filter(|section| section.writable).map(|section| section.size).sum()
    }

    /// The names of what is linked.
    pub(crate) fn symbols(&self) -> &[String] {
        &self.symbols
    }

    /// The places in the source, `file:line:column`, that a panic would name.
    pub(crate) fn panic_locations(&self) -> Vec<String> {
        let mut locations: Vec<String> = self
            .sections
            .iter()
            .flat_map(|section| section.data.windows(16).step_by(4))
            .filter_map(|bytes| self.panic_location(bytes))
            .collect();
        locations.sort();
        locations.dedup();
        locations
    }

    /// Reads a `core::panic::Location`: on these targets four words, which are address and length of the file's name,
    /// line, and column.
    fn panic_location(&self, bytes: &[u8]) -> Option<String> {
        let mut words = bytes.chunks_exact(4).map(|word| word.iter().rev().fold(0, |sum, b| sum << 8 | u64::from(*b)));
        let (address, len, line, column) = (words.next()?, words.next()?, words.next()?, words.next()?);
        let name = self.sections.iter().find_map(|section| {
            let start = usize::try_from(address.checked_sub(section.address)?).ok()?;
            section.data.get(start..)?.get(..usize::try_from(len).ok()?)
        })?;
        let name = core::str::from_utf8(name).ok()?;
        (name.ends_with(".rs") && !name.contains('\0')).then(|| format!("{name}:{line}:{column}"))
    }
}
