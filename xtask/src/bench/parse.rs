//! Reading an answer: instructions a byte, and the smallest buffer.

use std::fs;
use std::path::{Path, PathBuf};

use super::{HOST, MORE, Setting, programs};
use crate::figure::Figure;
use crate::{run, workspace};

/// The answers, with what reading a byte of each must not exceed, and should come to.
const ANSWERS: [(&str, Option<(f64, f64)>); 6] = [
    ("plain1", None),
    ("plain10", None),
    ("plain100", Some((20.0, 12.0))),
    ("hard1", None),
    ("hard10", None),
    ("hard100", Some((26.0, 16.0))),
];

/// What others offer to read by.
const PARSERS: [&str; 6] = [
    "serde_json, borrowed",
    "serde_json, maps",
    "serde-json-core + heapless",
    "picojson, push",
    "simd-json",
    "sonic-rs",
];

/// Instructions a byte; ours reads pieces through 1024 bytes.
pub(super) fn instructions(setting: &Setting) -> Result<Vec<Figure>, String> {
    programs::build(setting.peers)?;
    let folder = write(setting)?;
    let mut figures = Vec::new();
    for (name, limits) in ANSWERS {
        let (path, bytes) = answer(&folder, name)?;
        let figure = |program: &str, words: &[&str]| {
            let instructions = programs::instructions(program, words, MORE)?;
            Ok::<_, String>(Figure::new(HOST, format!("parse {name}"), instructions / bytes, "instructions/B"))
        };
        let ours = figure("parse", &[&path])?;
        figures.push(limits.map_or(ours.clone(), |(must, aim)| ours.must(must).aim(aim)));
        for parser in PARSERS.iter().filter(|parser| setting.peers && can_read(parser, name)) {
            figures.push(figure("peers", &["parse", parser, &path])?.of(*parser));
        }
    }
    Ok(figures)
}

/// serde-json-core leaves escapes in what it borrows, and knows no surrogate pairs in what it copies.
fn can_read(parser: &str, answer: &str) -> bool {
    !(parser.starts_with("serde-json-core") && answer.starts_with("hard"))
}

/// The smallest buffer, in bytes, for 100 users of ten attributes each. No smaller one is of use than the longest user, which is
/// the aim.
pub(super) fn buffer(setting: &Setting) -> Result<Vec<Figure>, String> {
    programs::build(false)?;
    let folder = write(setting)?;
    let figure = |kind: &str| {
        let (path, _) = answer(&folder, &format!("{kind}100x10"))?;
        let what = format!("buffer for 100 users of 10 attributes, {kind}");
        let longest = programs::number("facts", &["longest-user", &path])?;
        let smallest = programs::number("facts", &["smallest-buffer", &path])?;
        Ok(Figure::new("anywhere", what, smallest, "B").must(1024.0).aim(longest))
    };
    ["plain", "hard"].into_iter().map(figure).collect()
}

/// Writes the answers of this run's seed.
pub(super) fn write(setting: &Setting) -> Result<PathBuf, String> {
    let folder = workspace::target_dir()?.join("answers");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut answers = std::process::Command::new(programs::path("facts")?);
    run::output(answers.arg("answers").arg(setting.seed.to_string()).arg(&folder))?;
    Ok(folder)
}

/// An answer's path, and how many bytes it has.
pub(super) fn answer(folder: &Path, name: &str) -> Result<(String, f64), String> {
    let path = folder.join(format!("{name}.json"));
    let text = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    Ok((path.to_str().ok_or("the target folder's path is no text")?.to_owned(), text.len() as f64))
}
