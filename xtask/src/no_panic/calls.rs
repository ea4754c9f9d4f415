//! Who calls whom in a linked program for Arm, as its disassembly shows.

use core::fmt;
use std::collections::BTreeMap;
use std::path::Path;

use object::{Object, ObjectSymbol};

use crate::llvm::Tools;
use crate::run;

/// The calls of a program in which nothing calls itself, and nothing computes with floating point.
#[derive(Debug)]
pub(super) struct Calls {
    functions: usize,
    /// The longest chain of calls.
    deepest: Vec<String>,
    /// How many calls go through a pointer, by the function that makes them. Where they go is not seen.
    indirect: BTreeMap<String, usize>,
}

/// Reads a program.
pub(super) fn of(tools: &Tools, program: &Path) -> Result<Calls, String> {
    let mut objdump = tools.command("llvm-objdump");
    let text = run::output(objdump.args(["--disassemble", "--demangle", "--no-show-raw-insn"]).arg(program))?;
    let functions = functions(&text, &sizes(program)?);
    if functions.is_empty() {
        return Err(format!("{} has no functions: are its symbols gone?", program.display()));
    }
    if let Some(what) = floating_point(&functions) {
        return Err(format!("there is floating point in {}: {what}", program.display()));
    }
    calls(&functions).map_err(|why| format!("{}: {why}", program.display()))
}

struct Function {
    name: String,
    lines: Vec<Line>,
}

/// An instruction: its name, and what it works on.
struct Line {
    instruction: String,
    operands: String,
}

/// By the address where they begin.
type Functions = BTreeMap<u64, Function>;

/// How many bytes each function has, by its address. Behind them the linker fills up, with what looks like instructions.
fn sizes(program: &Path) -> Result<BTreeMap<u64, u64>, String> {
    let told = |e: &dyn fmt::Display| format!("{}: {e}", program.display());
    let bytes = std::fs::read(program).map_err(|e| told(&e))?;
    let file = object::File::parse(bytes.as_slice()).map_err(|e| told(&e))?;
    // The lowest bit of an address says that it is Thumb.
    Ok(file.symbols().map(|symbol| (symbol.address() & !1, symbol.size())).filter(|(_, size)| *size != 0).collect())
}

fn functions(text: &str, sizes: &BTreeMap<u64, u64>) -> Functions {
    let mut functions = Functions::new();
    for line in text.lines() {
        if let Some((address, name)) = line.strip_suffix(">:").and_then(|line| line.split_once(" <")) {
            let Ok(address) = u64::from_str_radix(address, 16) else { continue };
            functions.insert(address, Function { name: name.to_owned(), lines: Vec::new() });
        } else if let (Some(mut function), Some((at, rest))) = (functions.last_entry(), line.split_once(':')) {
            let begin = *function.key();
            let is_within = |at: u64| sizes.get(&begin).is_none_or(|size| at < begin + size);
            if !u64::from_str_radix(at.trim(), 16).is_ok_and(is_within) {
                continue;
            }
            let mut words = rest.trim().splitn(2, '\t');
            let (instruction, operands) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            let line = Line { instruction: instruction.trim().to_owned(), operands: operands.to_owned() };
            function.get_mut().lines.push(line);
        }
    }
    functions
}

/// An instruction, or a function of the compiler's, that computes with it.
fn floating_point(functions: &Functions) -> Option<String> {
    let is_soft = |name: &str| {
        let known = name.strip_prefix("__aeabi_").unwrap_or_default();
        let converts = ["i2f", "i2d", "ui2f", "ui2d", "l2f", "l2d", "ul2f", "ul2d"].contains(&known);
        converts || known.starts_with(['f', 'd']) || known.starts_with("cf") || known.starts_with("cd")
    };
    functions.values().find_map(|function| {
        let is_float = |line: &&Line| line.instruction.contains(".f32") || line.instruction.contains(".f64");
        let line =
            function.lines.iter().find(is_float).map(|line| format!("{} in {}", line.instruction, function.name));
        line.or_else(|| is_soft(&function.name).then(|| function.name.clone()))
    })
}

fn calls(functions: &Functions) -> Result<Calls, String> {
    let mut indirect = BTreeMap::new();
    let mut called = BTreeMap::new();
    for (address, function) in functions {
        let mut targets = Vec::new();
        for line in &function.lines {
            match target(line) {
                Target::None => {}
                Target::Pointer => *indirect.entry(function.name.clone()).or_insert(0) += 1,
                Target::At(to) => {
                    let Some((begin, _)) = functions.range(..=to).next_back() else { continue };
                    // A jump within the function, be it to its begin, is a loop; a call of it is not.
                    if begin != address || line.instruction == "bl" && to == *address {
                        targets.push(*begin);
                    }
                }
            }
        }
        called.insert(*address, targets);
    }
    let deepest = deepest(&called).map_err(|cycle| {
        let names: Vec<_> = cycle.iter().map(|address| name(functions, *address)).collect();
        format!("a function calls itself: {}", names.join(" -> "))
    })?;
    let deepest = deepest.iter().map(|address| name(functions, *address)).collect();
    Ok(Calls { functions: functions.len(), deepest, indirect })
}

fn name(functions: &Functions, address: u64) -> String {
    functions.get(&address).map_or_else(String::new, |function| function.name.clone())
}

enum Target {
    None,
    /// Somewhere that a register holds, and not the place to return to.
    Pointer,
    At(u64),
}

fn target(line: &Line) -> Target {
    let Line { instruction, operands } = line;
    if instruction == "blx" || instruction == "bx" && operands != "lr" {
        return Target::Pointer;
    }
    let is_branch =
        instruction.starts_with('b') && !["bic", "bics", "bfi", "bfc", "bkpt"].contains(&instruction.as_str());
    if !is_branch && !instruction.starts_with("cb") {
        return Target::None;
    }
    let address = operands.split([' ', ',']).find_map(|word| u64::from_str_radix(word.strip_prefix("0x")?, 16).ok());
    address.map_or(Target::None, Target::At)
}

/// The longest chain, or one that comes back to where it was. Without calling itself, for that is what it is about.
fn deepest(called: &BTreeMap<u64, Vec<u64>>) -> Result<Vec<u64>, Vec<u64>> {
    let mut done: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    for root in called.keys() {
        // The functions on the way down, each with how many of its calls have been followed.
        let mut way = vec![(*root, 0)];
        while let Some((function, followed)) = way.last_mut() {
            let (function, targets) = (*function, called.get(function).map(Vec::as_slice).unwrap_or_default());
            let next = targets.get(*followed).copied();
            *followed += 1;
            match next {
                Some(next) if done.contains_key(&next) => {}
                Some(next) => {
                    let begin = way.iter().position(|(function, _)| *function == next);
                    way.push((next, 0));
                    if let Some(begin) = begin {
                        return Err(way.split_off(begin).into_iter().map(|(function, _)| function).collect());
                    }
                }
                None => {
                    let below = targets.iter().filter_map(|target| done.get(target)).max_by_key(|chain| chain.len());
                    let chain = [&[function], below.map(Vec::as_slice).unwrap_or_default()].concat();
                    done.insert(function, chain);
                    way.pop();
                }
            }
        }
    }
    Ok(done.into_values().max_by_key(Vec::len).unwrap_or_default())
}

impl fmt::Display for Calls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointers: usize = self.indirect.values().sum();
        write!(f, "{} functions; none calls itself; no floating point; ", self.functions)?;
        write!(f, "at most {} calls within each other", self.deepest.len())?;
        write!(f, ", beside {pointers} through pointers in {} functions", self.indirect.len())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    const TEXT: &str = "
08000000 <a>:
 8000000:      \tpush\t{r7, lr}
 8000002:      \tbeq\t0x8000000 <a> @ imm = #-0x4
 8000004:      \tbl\t0x8000010 <b> @ imm = #0x8
 8000008:      \tblx\tr3
 800000a:      \tbx\tlr

08000010 <b>:
 8000010:      \tb\t0x8000020 <c> @ imm = #0xc

08000020 <c>:
 8000020:      \tbics\tr0, r1
 8000022:      \tbx\tlr
 8000024:      \tbmi\t0x8000010 <b> @ imm = #-0x58
";
    /// What stands behind `c` is no part of it.
    static SIZES: LazyLock<BTreeMap<u64, u64>> = LazyLock::new(|| BTreeMap::from([(0x0800_0020, 4)]));

    #[test]
    fn loops_calls_and_pointers_are_told_apart() {
        let calls = calls(&functions(TEXT, &SIZES)).unwrap();
        assert_eq!((calls.functions, calls.deepest.as_slice()), (3, ["a", "b", "c"].map(str::to_owned).as_slice()));
        assert_eq!(calls.indirect, [("a".to_owned(), 1)].into());
    }

    #[test]
    fn what_calls_itself_is_found_however_long_the_way() {
        let direct = calls(&functions(&TEXT.replace("0x8000010", "0x8000000"), &SIZES)).unwrap_err();
        assert_eq!(direct, "a function calls itself: a -> a");
        let far = calls(&functions(&TEXT.replace("bics\tr0, r1", "bl\t0x8000000"), &SIZES)).unwrap_err();
        assert_eq!(far, "a function calls itself: a -> b -> c -> a");
    }

    #[test]
    fn floating_point_is_found_in_hardware_and_in_software() {
        assert_eq!(floating_point(&functions(TEXT, &SIZES)), None);
        let hard = TEXT.replace("bics\tr0, r1", "vadd.f32\ts0, s1, s2");
        assert_eq!(floating_point(&functions(&hard, &SIZES)).as_deref(), Some("vadd.f32 in c"));
        for soft in ["__aeabi_dadd", "__aeabi_fmul", "__aeabi_ui2d", "__aeabi_cdcmple"] {
            assert_eq!(
                floating_point(&functions(&TEXT.replace("<b>:", &format!("<{soft}>:")), &SIZES)).as_deref(),
                Some(soft)
            );
        }
    }
}
