//! The constants of a source file: texts, numbers, truth values, and the pages of the documentation.

/// A constant, and what it is changed to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Constant {
    /// Below the core's `src`.
    pub(crate) file: String,
    pub(crate) line: usize,
    /// Its bytes in the file.
    pub(crate) at: core::ops::Range<usize>,
    pub(crate) was: String,
    pub(crate) becomes: String,
}

/// The constants in front of a file's tests. Left out is what nobody but a person reads: attributes, comments, texts that
/// are printed, the word in an error for what was wanted, and the pages of whole sections.
pub(crate) fn of(file: &str, text: &str) -> Vec<Constant> {
    let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut scanner = Scanner { file, code, at: 0, found: Vec::new() };
    scanner.scan();
    scanner.found
}

struct Scanner<'t> {
    file: &'t str,
    code: &'t str,
    at: usize,
    found: Vec<Constant>,
}

impl Scanner<'_> {
    fn scan(&mut self) {
        while let Some(next) = self.rest().chars().next() {
            let rest = self.rest();
            if rest.starts_with("//!") {
                self.page();
            } else if rest.starts_with("//") {
                self.at += line(rest).len();
            } else if rest.starts_with("#[") || rest.starts_with("#![") {
                self.at += rest.find("]\n").map_or(rest.len(), |end| end + 1);
            } else if rest.starts_with("impl fmt::") || rest.starts_with("impl core::error::Error") {
                self.at += rest.find("\n}").map_or(line(rest).len(), |end| end + 2);
            } else if next == '"' {
                self.text();
            } else if next.is_ascii_digit() {
                self.number();
            } else if next.is_alphabetic() || next == '_' {
                self.word();
            } else {
                self.at += next.len_utf8();
            }
        }
    }

    fn rest(&self) -> &str {
        self.code.get(self.at..).unwrap_or_default()
    }

    /// A page's number in a link to the documentation.
    fn page(&mut self) {
        let whole = line(self.rest()).to_owned();
        let is_of_endpoint = self.code.contains("\nimpl Endpoint for ");
        if let (Some(start), Some(end), true) = (whole.find("/product/"), whole.rfind('>'), is_of_endpoint) {
            let start = start + "/product/".len();
            let page = whole.get(start..end).unwrap_or_default().to_owned();
            self.add(self.at + start..self.at + end, format!("{page}0"));
        }
        self.at += whole.len();
    }

    fn text(&mut self) {
        let rest = self.rest();
        let end = rest.get(1..).and_then(|inside| inside.find('"')).map_or(rest.len(), |end| end + 2);
        let is_for_people = self.code.get(..self.at).unwrap_or_default().ends_with("wanted: ");
        if end > 2 && !is_for_people {
            let becomes = format!("{}x\"", rest.get(..end - 1).unwrap_or_default());
            self.add(self.at..self.at + end, becomes);
        }
        self.at += end;
    }

    fn number(&mut self) {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '_').unwrap_or(rest.len());
        let digits: String = rest.chars().take(end).filter(char::is_ascii_digit).collect();
        // A field of a tuple is no constant.
        let is_field = self.code.get(..self.at).unwrap_or_default().ends_with('.');
        if let (Ok(number), false) = (digits.parse::<u64>(), is_field) {
            self.add(self.at..self.at + end, (number + 1).to_string());
        }
        self.at += end;
        let behind = self.rest();
        self.at += behind.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(behind.len());
    }

    fn word(&mut self) {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        match rest.get(..end) {
            Some("true") => self.add(self.at..self.at + end, "false".to_owned()),
            Some("false") => self.add(self.at..self.at + end, "true".to_owned()),
            // The quote behind it belongs to a text of bytes.
            _ => {}
        }
        self.at += end;
    }

    fn add(&mut self, at: core::ops::Range<usize>, becomes: String) {
        let was = self.code.get(at.clone()).unwrap_or_default().to_owned();
        let line = self.code.get(..at.start).unwrap_or_default().matches('\n').count() + 1;
        self.found.push(Constant { file: self.file.to_owned(), line, at, was, becomes });
    }
}

fn line(text: &str) -> &str {
    text.get(..text.find('\n').unwrap_or(text.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_found_and_what_people_read_is_not() {
        let text = r#"//! Why? <https://example.com/document/product/1047/37169>
/// At most 9.
#[expect(dead_code, reason = "words")]
const MOST: usize = 1_000; // 7
const IS: bool = true;
impl Endpoint for X { fn f(pair: (u8, u8)) to.text("Key", b"Word"); Error::Type { wanted: "a text" }; pair.1 + 2_u8 }
impl fmt::Display for X {
    fn fmt() { "printed" }
}
#[cfg(test)]
mod tests {
    const KEY: &str = "not this";
}
"#;
        let found: Vec<_> = of("a.rs", text).into_iter().map(|one| (one.line, one.was, one.becomes)).collect();
        let row = |line, was: &str, becomes: &str| (line, was.to_owned(), becomes.to_owned());
        assert_eq!(
            found,
            [
                row(1, "1047/37169", "1047/371690"),
                row(4, "1_000", "1001"),
                row(5, "true", "false"),
                row(6, "\"Key\"", "\"Keyx\""),
                row(6, "\"Word\"", "\"Wordx\""),
                row(6, "2_", "3"),
            ]
        );
    }
}
