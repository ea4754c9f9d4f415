//! What was measured: printed for people, or an object a line.

/// One measured value. The lower the better.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    /// On what: a target and the level it is built at, a board, or the host.
    pub(crate) place: String,
    pub(crate) what: String,
    /// Whose it is, where it is not ours.
    pub(crate) peer: Option<String>,
    /// Whether it is the same in every run, and so of use in a baseline.
    pub(crate) is_exact: bool,
    /// Kept to hundredths.
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    /// What it has to keep to.
    pub(crate) must: Option<f64>,
    /// What it should come to.
    pub(crate) aim: Option<f64>,
}

impl Figure {
    pub(crate) fn new(place: impl Into<String>, what: impl Into<String>, value: f64, unit: &'static str) -> Self {
        let value = (value * 100.0).round() / 100.0;
        Self { place: place.into(), what: what.into(), peer: None, is_exact: true, value, unit, must: None, aim: None }
    }

    /// `value` as an integer. What is counted here is far from where an `f64` leaves integers out.
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    pub(crate) fn count(place: impl Into<String>, what: impl Into<String>, value: u64, unit: &'static str) -> Self {
        Self::new(place, what, value as f64, unit)
    }

    pub(crate) fn of(mut self, peer: impl Into<String>) -> Self {
        self.peer = Some(peer.into());
        self
    }

    /// Of something that is not the same in every run, if nearly.
    pub(crate) const fn about(mut self) -> Self {
        self.is_exact = false;
        self
    }

    pub(crate) const fn must(mut self, must: f64) -> Self {
        self.must = Some(must);
        self
    }

    pub(crate) const fn aim(mut self, aim: f64) -> Self {
        self.aim = Some(aim);
        self
    }

    /// How it stands to what is wanted; nothing where all is well.
    pub(crate) fn verdict(&self) -> &'static str {
        let is_above = |limit: Option<f64>| limit.is_some_and(|limit| self.value > limit);
        match self {
            _ if is_above(self.must) => "TOO MUCH",
            _ if is_above(self.aim) => "above the aim",
            _ => "",
        }
    }
}

/// Prints `figures`: an object a line, or a table.
pub(crate) fn print(figures: &[Figure], json: bool) {
    print!("{}", if json { lines(figures) } else { table(figures) });
}

/// An object a line. No text in it needs escaping.
fn lines(figures: &[Figure]) -> String {
    let line = |Figure { place, what, peer, value, unit, must, aim, .. }: &Figure| {
        let peer = peer.as_ref().map(|peer| format!(r#","peer":"{peer}""#)).unwrap_or_default();
        let limit = |name, limit: &Option<f64>| limit.map(|limit| format!(r#","{name}":{limit}"#)).unwrap_or_default();
        let (must, aim) = (limit("must", must), limit("aim", aim));
        format!(r#"{{"where":"{place}","what":"{what}"{peer},"value":{value},"unit":"{unit}"{must}{aim}}}"#) + "\n"
    };
    figures.iter().map(line).collect()
}

fn table(figures: &[Figure]) -> String {
    const TITLES: [&str; 8] = ["where", "what", "peer", "is", "unit", "must", "aim", ""];
    let mut rows = vec![TITLES.map(str::to_owned)];
    for figure in figures {
        let Figure { place, what, peer, value, unit, must, aim, .. } = figure;
        let number = |limit: &Option<f64>| limit.map(|limit| limit.to_string()).unwrap_or_default();
        let (must, aim, peer) = (number(must), number(aim), peer.clone().unwrap_or_default());
        let verdict = figure.verdict().to_owned();
        rows.push([place.clone(), what.clone(), peer, value.to_string(), (*unit).to_owned(), must, aim, verdict]);
    }
    // A column that nobody fills is left out.
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count());
        if cells.clone().skip(1).all(|width| width == 0) { 0 } else { cells.max().unwrap_or(0) }
    };
    let widths: Vec<usize> = (0..TITLES.len()).map(width).collect();
    let line = |row: &[String; TITLES.len()]| {
        let cells = row.iter().zip(&widths).zip(TITLES).filter(|((_, width), _)| **width > 0);
        let cells = cells.map(|((cell, width), title)| match title {
            "is" | "must" | "aim" => format!("{cell:>width$}  "),
            _ => format!("{cell:<width$}  "),
        });
        cells.collect::<String>().trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures() -> [Figure; 3] {
        [
            Figure::count("thumbv7em-none-eabihf z", "flash core", 7715, "B").must(8192.0).aim(6144.0),
            Figure::new("host 3", "parse plain100", 26.004, "instructions/B").of("serde_json"),
            Figure::new("host 3", "parse plain100", 20.125, "instructions/B").must(20.0).aim(12.0),
        ]
    }

    #[test]
    fn a_line_is_an_object_and_has_what_is_known() {
        assert_eq!(
            lines(&figures()),
            r#"{"where":"thumbv7em-none-eabihf z","what":"flash core","value":7715,"unit":"B","must":8192,"aim":6144}
{"where":"host 3","what":"parse plain100","peer":"serde_json","value":26,"unit":"instructions/B"}
{"where":"host 3","what":"parse plain100","value":20.13,"unit":"instructions/B","must":20,"aim":12}
"#
        );
    }

    #[test]
    fn a_table_stands_in_columns_and_says_what_is_too_much() {
        assert_eq!(
            table(&figures()),
            "\
where                    what            peer           is  unit            must   aim
thumbv7em-none-eabihf z  flash core                   7715  B               8192  6144  above the aim
host 3                   parse plain100  serde_json     26  instructions/B
host 3                   parse plain100              20.13  instructions/B    20    12  TOO MUCH
"
        );
    }
}
