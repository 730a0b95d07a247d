//! Charts: their title, and their numbers as a table.

use roxmltree::{Document, Node};

use super::super::blocks::{Exhibit, Inline, Kind, text_inlines};
use super::xml::{attribute, child, named, text_of};

/// More rows than a chart can show.
const MOST_ROWS: usize = 200;

/// What a chart says: a table of its categories and the values of its series.
pub fn table(xml: &Document<'_>) -> Option<Kind> {
    let root = xml.root_element();
    let title =
        root.descendants().find(|node| named(*node, "title")).map(words).unwrap_or_default();
    let series: Vec<Series> =
        root.descendants().filter(|node| named(*node, "ser")).map(Series::read).collect();
    let count = series.iter().map(|one| one.values.len()).max().unwrap_or(0).min(MOST_ROWS);
    if count == 0 && title.is_empty() {
        return None;
    }
    let categories = series.iter().map(|one| &one.categories).find(|names| !names.is_empty());
    let cell = |cells: Option<&Vec<String>>, at: usize| {
        text_inlines(cells.and_then(|cells| cells.get(at)).cloned().unwrap_or_default())
    };
    let row = |at| {
        let values = series.iter().map(|one| cell(Some(&one.values), at));
        [cell(categories, at)].into_iter().chain(values).collect::<Vec<Vec<Inline>>>()
    };
    let names = series.iter().map(|one| text_inlines(one.name.clone()));
    Some(Kind::Table {
        head: [text_inlines("")].into_iter().chain(names).collect(),
        rows: (0..count).map(row).collect(),
        caption: if title.is_empty() { Vec::new() } else { text_inlines(title) },
        exhibit: Exhibit::default(),
    })
}

/// A row of numbers with its name.
struct Series {
    name: String,
    categories: Vec<String>,
    values: Vec<String>,
}

impl Series {
    fn read(node: Node<'_, '_>) -> Self {
        let of = |names: [&str; 2]| names.iter().find_map(|name| child(node, name));
        Self {
            name: child(node, "tx").map(|name| points(name).join(" ")).unwrap_or_default(),
            categories: of(["cat", "xVal"]).map(points).unwrap_or_default(),
            values: of(["val", "yVal"]).map(points).unwrap_or_default(),
        }
    }
}

/// The points below a node, each at its place.
fn points(node: Node<'_, '_>) -> Vec<String> {
    let mut points: Vec<String> = Vec::new();
    let is_percentage =
        node.descendants().any(|node| named(node, "formatCode") && text_of(node).contains('%'));
    for (at, point) in node.descendants().filter(|node| named(*node, "pt")).enumerate() {
        let place = attribute(point, "idx").and_then(|place| place.parse().ok()).unwrap_or(at);
        let value = child(point, "v").map(text_of).unwrap_or_default();
        if place < MOST_ROWS {
            points.resize(points.len().max(place + 1), String::new());
            points[place] = shown(value.trim(), is_percentage);
        }
    }
    points
}

/// A number without the digits that a program adds: 0.30000000000000004.
fn shown(value: &str, is_percentage: bool) -> String {
    let Some(number) = value.parse::<f64>().ok().filter(|number| number.is_finite()) else {
        return value.to_owned();
    };
    let (number, sign) = if is_percentage { (number * 100.0, "%") } else { (number, "") };
    let text = format!("{number:.4}");
    format!("{}{sign}", text.trim_end_matches('0').trim_end_matches('.'))
}

/// The text of a title.
fn words(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(|node| named(*node, "t") || named(*node, "v"));
    texts.map(text_of).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::super::Block;
    use super::super::super::markdown::write;
    use super::*;

    #[test]
    fn a_chart_is_a_table_of_its_numbers() {
        let point =
            |at: usize, value: &str| format!("<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>");
        let xml = format!(
            "<c:chartSpace xmlns:c=\"c\" xmlns:a=\"a\"><c:chart><c:title><a:t>Gro</a:t><a:t>ei</a:t></c:title>\
             <c:ser><c:tx>{}</c:tx><c:cat>{}{}</c:cat><c:val>{}{}</c:val></c:ser>\
             <c:ser><c:tx>{}</c:tx><c:val><c:formatCode>0%</c:formatCode>{}</c:val></c:ser>\
             </c:chart></c:chartSpace>",
            point(0, "Wonen"),
            point(0, "2024"),
            point(1, "2025"),
            point(0, "0.30000000000000004"),
            point(1, "12"),
            point(0, "Deel"),
            point(1, "0.25"),
        );
        let kind = table(&Document::parse(&xml).unwrap()).unwrap();
        assert_eq!(
            write(&[Block { kind, line: 1 }]),
            "|  | Wonen | Deel |\n| --- | --- | --- |\n| 2024 | 0.3 |  |\n| 2025 | 12 | 25% |\n\n\
             Tabel: Groei\n"
        );
    }
}
