//! What the boards' images cost, as lines and as a table.

/// A program on a board, and the kind of keys that the service shows it.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) struct Image {
    pub(super) board: &'static str,
    pub(super) tls: &'static str,
    pub(super) chain: &'static str,
}

/// What all of them cost.
#[derive(Default)]
pub(super) struct Report(Vec<(Image, Vec<(String, u64)>)>);

/// The columns, under the names of the lines.
const COLUMNS: [(&str, &str); 8] = [
    ("users", "users"),
    ("flash", "flash"),
    ("static_ram", "static"),
    ("stack", "stack"),
    ("heap", "heap"),
    ("future", "future"),
    ("handshake_instructions", "handshake"),
    ("call_instructions", "call"),
];

impl Report {
    pub(super) fn add(&mut self, image: Image, what: &str, value: u64) {
        if self.0.last().is_none_or(|(last, _)| *last != image) {
            self.0.push((image, Vec::new()));
        }
        if let Some((_, values)) = self.0.last_mut() {
            values.push((what.to_owned(), value));
        }
    }

    /// Adds lines of `WHAT VALUE`.
    pub(super) fn add_lines(&mut self, image: Image, lines: &str) -> Result<(), String> {
        for line in lines.lines() {
            let told = || format!("`{line}` is not what a board says it costs");
            let (what, value) = line.split_once(' ').ok_or_else(told)?;
            self.add(image, what, value.parse().map_err(|_| told())?);
        }
        Ok(())
    }

    /// 0 for what nobody said.
    pub(super) fn value(&self, image: Image, what: &str) -> u64 {
        self.find(image, what).unwrap_or(0)
    }

    fn find(&self, image: Image, what: &str) -> Option<u64> {
        let values = self.0.iter().filter(|(known, _)| *known == image).flat_map(|(_, values)| values);
        values.filter(|(known, _)| known == what).map(|(_, value)| *value).next()
    }

    /// An object a line. No text in it needs escaping.
    pub(super) fn lines(&self) -> String {
        let line = |Image { board, tls, chain }: &Image, (what, value): &(String, u64)| {
            format!(r#"{{"board":"{board}","tls":"{tls}","chain":"{chain}","what":"{what}","value":{value}}}"#) + "\n"
        };
        self.0.iter().flat_map(|(image, values)| values.iter().map(|value| line(image, value))).collect()
    }

    /// A table for people.
    pub(super) fn table(&self) -> String {
        let mut text = format!("{:<13} {:<13} {:<6}", "board", "tls", "chain");
        for (_, title) in COLUMNS {
            text += &format!(" {title:>10}");
        }
        text += "\n";
        for (image, _) in &self.0 {
            text += &format!("{:<13} {:<13} {:<6}", image.board, image.tls, image.chain);
            for (what, _) in COLUMNS {
                let value = self.find(*image, what).map(|value| value.to_string());
                text += &format!(" {:>10}", value.unwrap_or_default());
            }
            text += "\n";
        }
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        lines.join("\n") + "\nbytes; of the handshake and of a call: instructions\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IMAGE: Image = Image { board: "b", tls: "t", chain: "c" };

    #[test]
    fn a_report_is_lines_and_a_table() {
        let mut report = Report::default();
        report.add(IMAGE, "flash", 7);
        report.add_lines(IMAGE, "users 3\nstack 5\n").unwrap();
        let lines = report.lines();
        assert!(lines.starts_with("{\"board\":\"b\",\"tls\":\"t\",\"chain\":\"c\",\"what\":\"flash\",\"value\":7}\n"));
        assert_eq!((lines.lines().count(), report.value(IMAGE, "stack"), report.value(IMAGE, "heap")), (3, 5, 0));
        assert_eq!(report.table().lines().count(), 3);
        assert!(report.add_lines(IMAGE, "users many").is_err());
    }
}
