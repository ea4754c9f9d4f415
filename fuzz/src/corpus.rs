//! Inputs and dictionaries that lie in the repository.

use std::fs;
use std::path::PathBuf;

/// The inputs of a target, in the order of their names.
pub(crate) fn inputs(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let files = fs::read_dir(&folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let mut inputs: Vec<_> = files
        .map(|file| {
            let file = file.expect("a file of the corpus");
            (file.file_name().to_string_lossy().into_owned(), fs::read(file.path()).expect("a file of the corpus"))
        })
        .collect();
    inputs.sort();
    inputs
}

/// The words of a target's dictionary, which is libFuzzer's: `name="value"` a line, with `\\`, `\"` and `\xAB` in it.
pub(crate) fn words(target: &str) -> Vec<Vec<u8>> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("dictionaries").join(format!("{target}.dict"));
    let text = fs::read_to_string(&file).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| word(line).unwrap_or_else(|| panic!("{}: {line}", file.display()))).collect()
}

fn word(line: &str) -> Option<Vec<u8>> {
    let (_, quoted) = line.split_once('"')?;
    let mut rest = quoted.strip_suffix('"')?.bytes();
    let mut word = Vec::new();
    while let Some(byte) = rest.next() {
        word.push(match byte {
            b'\\' => match rest.next()? {
                b'x' => digit(rest.next()?)? << 4 | digit(rest.next()?)?,
                other @ (b'\\' | b'"') => other,
                _ => return None,
            },
            b'"' => return None,
            plain => plain,
        });
    }
    Some(word)
}

fn digit(letter: u8) -> Option<u8> {
    char::from(letter).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_libfuzzer_reads_them() {
        assert_eq!(word(r#"a="x\x00\\\"y""#), Some(b"x\0\\\"y".to_vec()));
        assert_eq!(word(r#""""#), Some(Vec::new()));
        assert_eq!(word(r#"a="\n""#), None);
        assert_eq!(word("a"), None);
    }
}
