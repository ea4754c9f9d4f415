//! `BENCHMARKS.md`: its text is written by hand, and its tables and plots from what was measured.

mod versions;

use std::fs;

use super::plot::{self, OURS};
use crate::figure::Figure;
use crate::workspace;

const PATH: &str = "BENCHMARKS.md";

/// A plot, and the figures in it: those of one place and one thing.
struct Plot {
    file: &'static str,
    title: &'static str,
    place: &'static str,
    what: &'static str,
}

const PLOTS: [Plot; 4] = [
    Plot {
        file: "parse-plain",
        title: "Reading 100 users, instructions a byte (host)",
        place: "host 3",
        what: "parse plain100",
    },
    Plot {
        file: "parse-hard",
        title: "The same with escapes and unknown fields (host)",
        place: "host 3",
        what: "parse hard100",
    },
    Plot { file: "sign", title: "Signing, instructions (host, portable SHA-256)", place: "host 3", what: "sign" },
    Plot {
        file: "call-stack",
        title: "Stack of firmware that makes a call, bytes (Cortex-M4)",
        place: "thumbv7em-none-eabihf z",
        what: "call without TLS, stack",
    },
];

/// Writes what was measured of each subject over what stands there of it. What was not measured stays.
pub(super) fn write(measured: &[(&str, Vec<Figure>)]) -> Result<(), String> {
    let mut text = workspace::text_of(PATH)?;
    for (subject, figures) in measured.iter().filter(|(_, figures)| !figures.is_empty()) {
        text = replaced(&text, subject, &table(figures))?;
        for Plot { file, title, place, what } in PLOTS {
            let shown: Vec<&Figure> =
                figures.iter().filter(|figure| figure.place == place && figure.what == what).collect();
            if shown.len() > 1 {
                save(&format!("benches/plots/{file}.svg"), &plot::bars(title, &shown))?;
            }
        }
    }
    save(PATH, &replaced(&text, "versions", &versions::table()?)?)
}

fn save(path: &str, text: &str) -> Result<(), String> {
    fs::write(workspace::root()?.join(path), text).map_err(|e| format!("{path}: {e}"))
}

/// `text` with another table between the two marks of `name`.
fn replaced(text: &str, name: &str, table: &str) -> Result<String, String> {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let parts = text.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    let (before, behind) =
        parts.ok_or_else(|| format!("{PATH} has no place for {name}: `{}` and `{end}`", begin.trim()))?;
    Ok(format!("{before}{begin}{table}{end}{behind}"))
}

fn table(figures: &[Figure]) -> String {
    let mut text = "| where | what | whose | is | must | aim | |\n|---|---|---|--:|--:|--:|---|\n".to_owned();
    for figure in figures {
        let Figure { place, what, peer, value, unit, must, aim, .. } = figure;
        let whose = peer.clone().unwrap_or_else(|| format!("**{OURS}**"));
        let number = |limit: &Option<f64>| limit.map(|limit| limit.to_string()).unwrap_or_default();
        let verdict = match (figure.verdict(), must) {
            ("", Some(_)) => "reached",
            (verdict, _) => verdict,
        };
        let (must, aim) = (number(must), number(aim));
        text += &format!("| {place} | {what} | {whose} | {value} {unit} | {must} | {aim} | {verdict} |\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_takes_the_place_of_what_was_there() {
        let text = "before\n<!-- sign -->\n| old |\n<!-- /sign -->\nbehind\n";
        assert_eq!(replaced(text, "sign", "| new |\n").unwrap(), text.replace("old", "new"));
        let error = replaced(text, "parse", "").unwrap_err();
        assert_eq!(error, "BENCHMARKS.md has no place for parse: `<!-- parse -->` and `<!-- /parse -->`");
    }

    #[test]
    fn a_row_says_whose_it_is_and_whether_it_is_what_was_wanted() {
        let ours = Figure::count("host", "sign", 20, "instructions").must(20.0).aim(15.0);
        let rows = table(&[ours.clone(), ours.clone().aim(20.0), ours.of("other")]);
        let rows: Vec<&str> = rows.lines().skip(2).collect();
        assert_eq!(
            rows,
            [
                "| host | sign | **tencent-chat** | 20 instructions | 20 | 15 | above the aim |",
                "| host | sign | **tencent-chat** | 20 instructions | 20 | 20 | reached |",
                "| host | sign | other | 20 instructions | 20 | 15 | above the aim |",
            ]
        );
    }
}
