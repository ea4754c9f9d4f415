//! Is all of the core's API in the program? Each public function has to be named in its text, or to be left out for a reason.
//!
//! What the program says is read, not resolved: `Type::function` for what makes a value, `.method(` for what is done with one.

use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace;

const SOURCES: &str = "crates/tencent-chat/src";
const PROGRAM: &str = "tests/bare-metal/src/bin/no-panic";

/// Files, and functions, that are not proven: code of others keeps checks there. The program says which.
const LEFT_OUT: [&str; 8] = [
    "client.rs",
    "client/blocking.rs",
    "client/running.rs",
    "client/users.rs",
    "nonblocking.rs next",
    "usersig/decode.rs",
    "usersig/rejected.rs",
    "usersig/verify.rs",
];

pub(super) fn is_in_it() -> Result<(), String> {
    let mut program = String::new();
    for file in files(PROGRAM)? {
        program += &read(&file)?;
    }
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

#[derive(Debug, Eq, PartialEq)]
struct Function {
    /// Whose it is; of nobody's, it is free.
    of: Option<String>,
    is_method: bool,
    name: String,
}

impl Function {
    fn spelling(&self) -> String {
        match &self.of {
            Some(of) if !self.is_method => format!("{of}::{}", self.name),
            Some(_) => format!(".{}(", self.name),
            None => format!("{}(", self.name),
        }
    }

    fn is_in(&self, program: &str) -> bool {
        program.contains(&self.spelling())
    }
}

/// The public functions of a file, up to its tests. Those of traits are their implementations' and have no `pub`.
fn functions(text: &str) -> Vec<Function> {
    let mut functions = Vec::new();
    let mut of = None;
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    for (at, line) in code.match_indices('\n').map(|(at, _)| (at + 1, code.get(at + 1..).unwrap_or_default())) {
        let line = line.lines().next().unwrap_or_default();
        if let Some(rest) = line.strip_prefix("impl") {
            of = type_of(rest);
        } else if line == "}" {
            of = None;
        }
        let Some(rest) = line.trim_start().strip_prefix("pub ") else { continue };
        let Some((before, rest)) = rest.split_once("fn ") else { continue };
        if !before.split_whitespace().all(|word| ["const", "async", "unsafe"].contains(&word)) {
            continue;
        }
        let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
        let signature = code.get(at..).and_then(|code| code.split(['{', ';']).next()).unwrap_or_default();
        let is_method = signature.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == "self");
        functions.push(Function { of: of.clone(), is_method, name });
    }
    functions
}

/// The name of the type of `impl<'a> Name<'a> {`, or of `impl Trait for Name {`.
fn type_of(behind_impl: &str) -> Option<String> {
    let mut depth = 0_usize;
    let mut name = String::new();
    for letter in behind_impl.chars() {
        match letter {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ' ' | '{' if !name.is_empty() => break,
            ' ' => {}
            _ => name.push(letter),
        }
    }
    (!name.is_empty()).then_some(name)
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
            pub(crate) fn not() {}\n}\n\npub async fn free(stream: &mut S) {}\n#[cfg(test)]\nmod tests {\n    pub fn no() {}\n}\n";
        let spellings: Vec<_> = functions(text).iter().map(Function::spelling).collect();
        assert_eq!(spellings, ["Name::new", ".get(", "free("]);
    }
}
