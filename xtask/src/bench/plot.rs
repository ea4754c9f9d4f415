//! Figures as bars.

/// A figure of a plot.
#[derive(Clone, Copy)]
pub(super) struct Bar<'t> {
    pub(super) whose: &'t str,
    pub(super) value: f64,
    pub(super) unit: &'t str,
}

/// Bars, the shortest on top, as SVG; ours stands out. `title` says what they have in common.
pub(super) fn bars(title: &str, mut bars: Vec<Bar<'_>>) -> String {
    bars.sort_by(|a, b| a.value.total_cmp(&b.value));
    let longest = bars.last().map_or(1.0, |bar| bar.value.max(1.0));
    let height = TOP + ROW * bars.len() + 8;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" font-family=\"sans-serif\" \
         font-size=\"13\">\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n\
         <text x=\"8\" y=\"20\" font-weight=\"bold\">{title}</text>\n"
    );
    for (at, Bar { whose, value, unit }) in bars.iter().enumerate() {
        let (top, text) = (TOP + ROW * at, TOP + ROW * at + 15);
        let colour = if *whose == OURS { "#1f6feb" } else { "#b8c0cc" };
        let length = (value / longest * ROOM).max(1.0);
        svg += &format!(
            "<text x=\"{}\" y=\"{text}\" text-anchor=\"end\">{whose}</text>\n\
             <rect x=\"{LABELS}\" y=\"{top}\" width=\"{length:.0}\" height=\"{}\" fill=\"{colour}\"/>\n\
             <text x=\"{:.0}\" y=\"{text}\">{value} {unit}</text>\n",
            LABELS - 8,
            ROW - 4,
            LABELS as f64 + length + 6.0,
        );
    }
    svg + "</svg>\n"
}

/// What ours is called among others.
pub(super) const OURS: &str = "tencent-chat";

/// Where rows begin, how high one is, and how wide their names and bars may be.
const TOP: usize = 32;
const ROW: usize = 22;
const LABELS: usize = 250;
const ROOM: f64 = 360.0;
const WIDTH: usize = 780;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_has_all_the_room_and_ours_another_colour() {
        let bar = |whose, value| Bar { whose, value, unit: "instructions" };
        let svg = bars("Signing", vec![bar("other", 40.0), bar(OURS, 10.0)]);
        let bars: Vec<&str> = svg.lines().filter(|line| line.contains("x=\"250\"")).collect();
        assert_eq!(
            bars,
            [
                "<rect x=\"250\" y=\"32\" width=\"90\" height=\"18\" fill=\"#1f6feb\"/>",
                "<rect x=\"250\" y=\"54\" width=\"360\" height=\"18\" fill=\"#b8c0cc\"/>"
            ]
        );
    }
}
