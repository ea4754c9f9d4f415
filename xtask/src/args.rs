//! A command's options, taken one by one.

/// What stands behind a command's name.
pub(crate) struct Args(Vec<String>);

impl Args {
    pub(crate) const fn new(words: Vec<String>) -> Self {
        Self(words)
    }

    /// Takes `name`, and says whether it was there.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|word| word != name);
        self.0.len() != before
    }

    /// Takes `name VALUE` or `name=VALUE`.
    pub(crate) fn value(&mut self, name: &str) -> Result<Option<String>, String> {
        let is_it = |word: &String| word == name || word.strip_prefix(name).is_some_and(|rest| rest.starts_with('='));
        let Some(at) = self.0.iter().position(is_it) else { return Ok(None) };
        let word = self.0.remove(at);
        if let Some((_, value)) = word.split_once('=') {
            return Ok(Some(value.to_owned()));
        }
        if at == self.0.len() {
            return Err(format!("{name} takes a value"));
        }
        Ok(Some(self.0.remove(at)))
    }

    /// Refuses what nobody took.
    pub(crate) fn end(&self) -> Result<(), String> {
        match self.0.first() {
            None => Ok(()),
            Some(word) => Err(format!("`{word}` means nothing here; `cargo xtask` lists what does")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Args {
        Args::new(line.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn what_was_taken_is_gone_and_what_is_left_is_refused() {
        let mut args = args("--host --toolchain debian");
        assert!(args.flag("--host") && !args.flag("--host"));
        assert_eq!(args.end(), Err("`--toolchain` means nothing here; `cargo xtask` lists what does".to_owned()));
        assert_eq!(args.value("--toolchain"), Ok(Some("debian".to_owned())));
        assert_eq!(args.end(), Ok(()));
    }

    #[test]
    fn a_value_stands_behind_a_space_or_an_equals_sign() {
        assert_eq!(args("--toolchain=rustup").value("--toolchain"), Ok(Some("rustup".to_owned())));
        assert_eq!(args("--toolchain").value("--toolchain"), Err("--toolchain takes a value".to_owned()));
        assert_eq!(args("--toolchains x").value("--toolchain"), Ok(None));
    }
}
