//! `BENCHMARKS.md`: its text is written by hand, and its tables and plots from what was measured.

mod versions;

use std::fs;

use super::plot::{self, Bar, OURS};
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

/// Writes what was measured of each subject over what stands there of it. What was not measured stays, others' rows among it.
pub(super) fn write(measured: &[(&str, Vec<Figure>)]) -> Result<(), String> {
    let mut text = workspace::text_of(PATH)?;
    for (subject, figures) in measured {
        let rows = Row::merged(between(&text, subject)?, figures.iter().map(Row::of).collect());
        text = replaced(&text, subject, &table(&rows))?;
        for Plot { file, title, place, what } in PLOTS {
            let shown: Vec<Bar<'_>> = rows.iter().filter(|row| row.is_of(place, what)).filter_map(Row::bar).collect();
            if shown.len() > 1 {
                save(&format!("benches/plots/{file}.svg"), &plot::bars(title, shown))?;
            }
        }
    }
    save(PATH, &replaced(&text, "versions", &versions::table()?)?)
}

fn save(path: &str, text: &str) -> Result<(), String> {
    fs::write(workspace::root()?.join(path), text).map_err(|e| format!("{path}: {e}"))
}

/// What stands between the two marks of `name`.
fn between<'t>(text: &'t str, name: &str) -> Result<&'t str, String> {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let inside = text.split_once(&begin).and_then(|(_, rest)| Some(rest.split_once(&end)?.0));
    inside.ok_or_else(|| format!("{PATH} has no place for {name}: `{}` and `{end}`", begin.trim()))
}

/// `text` with another table between the two marks of `name`.
fn replaced(text: &str, name: &str, table: &str) -> Result<String, String> {
    let old = between(text, name)?;
    let mark = format!("<!-- {name} -->\n");
    Ok(text.replacen(&format!("{mark}{old}"), &format!("{mark}{table}"), 1))
}

/// A row of a table: where, what, whose, the value with its unit, must, aim, verdict.
#[derive(Clone, Debug, PartialEq)]
struct Row([String; 7]);

impl Row {
    fn of(figure: &Figure) -> Self {
        let Figure { place, what, peer, value, unit, must, aim, .. } = figure;
        let whose = peer.clone().unwrap_or_else(|| format!("**{OURS}**"));
        let number = |limit: &Option<f64>| limit.map(|limit| limit.to_string()).unwrap_or_default();
        let verdict = match (figure.verdict(), must) {
            ("", Some(_)) => "reached",
            (verdict, _) => verdict,
        };
        let is = format!("{value} {unit}");
        Self([place.clone(), what.clone(), whose, is, number(must), number(aim), verdict.to_owned()])
    }

    fn read(line: &str) -> Option<Self> {
        let cells: Vec<String> =
            line.strip_prefix('|')?.strip_suffix('|')?.split('|').map(|cell| cell.trim().to_owned()).collect();
        cells.try_into().ok().map(Self)
    }

    /// `new`, and in between others' rows of `old` that were not measured anew, each behind the row that it stood behind.
    fn merged(old: &str, new: Vec<Self>) -> Vec<Self> {
        let mut rows = new;
        let mut behind = 0;
        for row in old.lines().skip(2).filter_map(Self::read) {
            match rows.iter().position(|known| known.key() == row.key()) {
                Some(at) => behind = at + 1,
                None if !row.is_ours() => {
                    rows.insert(behind, row);
                    behind += 1;
                }
                None => {}
            }
        }
        rows
    }

    fn key(&self) -> &[String] {
        self.0.get(..3).unwrap_or_default()
    }

    fn is_ours(&self) -> bool {
        let [_, _, whose, ..] = &self.0;
        whose.starts_with("**")
    }

    fn is_of(&self, place: &str, what: &str) -> bool {
        let [at, of, ..] = &self.0;
        at == place && of == what
    }

    fn bar(&self) -> Option<Bar<'_>> {
        let [_, _, whose, is, ..] = &self.0;
        let (value, unit) = is.split_once(' ')?;
        Some(Bar { whose: whose.trim_matches('*'), value: value.parse().ok()?, unit })
    }
}

fn table(rows: &[Row]) -> String {
    let head = "| where | what | whose | is | must | aim | |\n|---|---|---|--:|--:|--:|---|\n";
    rows.iter().fold(head.to_owned(), |text, row| text + &format!("| {} |\n", row.0.join(" | ")))
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
        let rows = [ours.clone(), ours.clone().aim(20.0), ours.of("other")].map(|figure| Row::of(&figure));
        assert_eq!(
            table(&rows).lines().skip(2).collect::<Vec<_>>(),
            [
                "| host | sign | **tencent-chat** | 20 instructions | 20 | 15 | above the aim |",
                "| host | sign | **tencent-chat** | 20 instructions | 20 | 20 | reached |",
                "| host | sign | other | 20 instructions | 20 | 15 | above the aim |",
            ]
        );
    }

    #[test]
    fn what_others_take_stays_where_only_ours_is_measured_anew() {
        let ours = |what: &str, value| Figure::count("host", what, value, "B");
        let both =
            [ours("a", 1), ours("a", 9).of("other"), ours("b", 2), ours("gone", 4)].map(|figure| Row::of(&figure));
        let merged = Row::merged(&table(&both), vec![Row::of(&ours("a", 3)), Row::of(&ours("b", 2))]);
        let expected = [ours("a", 3), ours("a", 9).of("other"), ours("b", 2)].map(|figure| Row::of(&figure));
        assert_eq!(merged, expected);
    }
}
