//! Is all of the core's API in the program? Each public function, and each function of a trait that a type implements, has to be
//! named in its text, or to be left out for a reason.
//!
//! What the program says is read, not resolved: `Type::function` for what makes a value, `.method(` for what is done with one,
//! `<Type as Trait>::function` for what is a trait's. Paths and parameters do not count.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace;

const SOURCES: &str = "crates/tencent-chat/src";
const PROGRAM: &str = "tests/bare-metal/src/bin/no-panic";

/// Files, and functions, that are not proven: code of others keeps checks there. The program says which. `fault.rs` is of the core
/// alone, and what it converts from is in the program.
const LEFT_OUT: [&str; 9] = [
    "client.rs",
    "client/blocking.rs",
    "client/running.rs",
    "client/users.rs",
    "fault.rs",
    "nonblocking.rs next",
    "usersig/decode.rs",
    "usersig/rejected.rs",
    "usersig/verify.rs",
];

/// Traits whose functions are not looked for. Endpoints are in the program by their names, and with them what the exchange calls
/// for them: their bodies, and what reads their answers.
const TRAITS_LEFT_OUT: [&str; 7] = ["Body", "Debug", "Drop", "Error", "Parse", "ParseAnswer", "Serialize"];

pub(super) fn is_in_it() -> Result<(), String> {
    let mut program = String::new();
    for file in files(PROGRAM)? {
        program += &read(&file)?;
    }
    let program = Program { of_traits: of_traits(&program), text: program };
    let root = workspace::root()?.join(SOURCES);
    let mut lacking = Vec::new();
    for path in files(SOURCES)? {
        let file = path.strip_prefix(&root).map_err(|e| e.to_string())?.display().to_string();
        for function in functions(&read(&path)?) {
            if !LEFT_OUT.contains(&file.as_str()) && !LEFT_OUT.contains(&format!("{file} {}", function.name).as_str()) {
                lacking.extend((!function.is_in(&program)).then(|| format!("{file}: {}", function.spelling())));
            }
        }
    }
    if lacking.is_empty() {
        return Ok(());
    }
    Err(format!("{PROGRAM} does not call these, so they are not proven:\n  {}", lacking.join("\n  ")))
}

struct Program {
    text: String,
    /// The functions of traits that it names.
    of_traits: BTreeSet<String>,
}

struct Function {
    /// Whose it is; of nobody's, it is free.
    of: Option<String>,
    /// The trait that it is of.
    for_trait: Option<String>,
    is_method: bool,
    name: String,
}

impl Function {
    fn spelling(&self) -> String {
        let Self { of, for_trait, is_method, name } = self;
        match (of, for_trait) {
            (Some(of), Some(of_trait)) => format!("<{of} as {of_trait}>::{name}"),
            (Some(of), None) if !is_method => format!("{of}::{name}"),
            (Some(_), None) => format!(".{name}("),
            (None, _) => format!("{name}("),
        }
    }

    fn is_in(&self, program: &Program) -> bool {
        match (&self.of, self.for_trait.as_deref()) {
            (_, Some(left_out)) if TRAITS_LEFT_OUT.contains(&left_out) => true,
            (Some(endpoint), Some("Endpoint")) => program.text.contains(endpoint),
            // Whatever type the program takes for a parameter.
            (Some(of), Some(of_trait)) if of.trim_start_matches("&mut ").len() == 1 => {
                let end = format!(" as {of_trait}>::{}", self.name);
                program.of_traits.iter().any(|spelling| spelling.ends_with(&end))
            }
            (_, Some(_)) => program.of_traits.contains(&self.spelling()),
            (_, None) => program.text.contains(&self.spelling()),
        }
    }
}

/// The functions of a file that are public, or a trait's, up to its tests.
fn functions(text: &str) -> Vec<Function> {
    let mut functions = Vec::new();
    let (mut of, mut for_trait) = (None, None);
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    for (at, line) in code.match_indices('\n').map(|(at, _)| (at + 1, code.get(at + 1..).unwrap_or_default())) {
        let line = line.lines().next().unwrap_or_default();
        if let Some(rest) = line.strip_prefix("impl") {
            (of, for_trait) = heads(rest);
        } else if line == "}" {
            (of, for_trait) = (None, None);
        }
        let rest = line.trim_start();
        let is_offered = if for_trait.is_some() { Some(rest) } else { rest.strip_prefix("pub ") };
        let Some((before, rest)) = is_offered.and_then(|rest| rest.split_once("fn ")) else { continue };
        if !before.split_whitespace().all(|word| ["const", "async", "unsafe"].contains(&word)) {
            continue;
        }
        let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
        let signature = code.get(at..).and_then(|code| code.split(['{', ';']).next()).unwrap_or_default();
        let is_method = signature.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == "self");
        functions.push(Function { of: of.clone(), for_trait: for_trait.clone(), is_method, name });
    }
    functions
}

/// Each `<Type as Trait>::function` of a program.
fn of_traits(program: &str) -> BTreeSet<String> {
    program.lines().filter_map(of_trait).collect()
}

fn of_trait(line: &str) -> Option<String> {
    let (before, name) = line.split_once(">::")?;
    let (_, before) = before.split_once('<')?;
    let (of, of_trait) = before.split_once(" as ")?;
    let name: String = name.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    Some(format!("<{} as {}>::{name}", bare(of), bare(of_trait)))
}

/// `Name` of `impl<'a> Name<'a> {`; `Name` and `Trait` of `impl Trait for Name {`.
fn heads(behind_impl: &str) -> (Option<String>, Option<String>) {
    let head = without_parameters(behind_impl);
    let head = head.trim_end_matches('{');
    match head.split_once(" for ") {
        Some((of_trait, of)) => (Some(bare(of)), Some(bare(of_trait))),
        None => (Some(bare(head)), None),
    }
}

/// A name without its path and parameters; whether it is of a reference counts.
fn bare(name: &str) -> String {
    let name = without_parameters(name);
    let (before, name) = name.rsplit_once("::").unwrap_or(("", &name));
    format!("{}{name}", before.chars().take_while(|letter| *letter == '&').collect::<String>())
}

fn without_parameters(text: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::new();
    for letter in text.chars() {
        match letter {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(letter),
            _ => {}
        }
    }
    bare.trim().to_owned()
}

fn files(folder: &str) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for entry in crate::copy::list(&workspace::root()?.join(folder))? {
        let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if entry.is_dir() {
            files.extend(self::files(&format!("{folder}/{name}"))?);
        } else if name.ends_with(".rs") && name != "tests.rs" {
            files.push(entry);
        }
    }
    Ok(files)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_functions_are_known_by_how_they_are_called() {
        let text = "//! x\nimpl<'a, T: Into<u8>> Name<'a, T> {\n    pub const fn new() -> Self {}\n    pub fn get(\n        &self,\n    ) {}\n    \
            pub(crate) fn not() {}\n}\n\nimpl fmt::Display for Name<'_, u8> {\n    fn fmt(&self) {}\n}\n\n\
            pub async fn free(stream: &mut S) {}\n#[cfg(test)]\nmod tests {\n    pub fn no() {}\n}\n";
        let spellings: Vec<_> = functions(text).iter().map(Function::spelling).collect();
        assert_eq!(spellings, ["Name::new", ".get(", "<Name as Display>::fmt", "free("]);
    }

    #[test]
    fn a_function_of_a_trait_is_in_the_program_by_its_whole_name() {
        let text = "    black_box(<Name<'_> as From<a::Other<'_>>>::from as fn(_) -> _);\n    <S as Sign>::sign\n";
        let program = Program { of_traits: of_traits(text), text: text.to_owned() };
        let is_in = |implementation: &str| {
            let function = functions(&format!("\n{implementation} {{\n    fn from(&self) {{}}\n}}\n"));
            function.iter().map(|function| function.is_in(&program)).collect::<Vec<_>>()
        };
        for implementation in ["impl From<u8> for Name<'_>", "impl<T> b::From<T> for T", "impl Debug for Other"] {
            assert_eq!(is_in(implementation), [true], "{implementation}");
        }
        for implementation in ["impl From<u8> for &Name<'_>", "impl From<u8> for Other", "impl Into<u8> for Name<'_>"] {
            assert_eq!(is_in(implementation), [false], "{implementation}");
        }
    }
}
