//! Tables that Markdown cannot express, as HTML that people can read and edit.

use super::blocks::{Block, Cell, Exhibit, Grid, Inline, Kind, plain};

/// The only line of a cell, if it has one line and nothing else.
fn line_of(cell: &Cell) -> Option<Vec<Inline>> {
    let is_break = |part: &Inline| *part == Inline::Break;
    match cell.blocks.as_slice() {
        _ if cell.columns > 1 || cell.rows > 1 => None,
        [] => Some(Vec::new()),
        [Block { kind: Kind::Paragraph(content), .. }] if !content.iter().any(is_break) => {
            Some(content.clone())
        }
        [Block { kind: Kind::Figure { address, alt, caption, .. }, .. }] if caption.is_empty() => {
            Some(vec![Inline::Image { address: address.clone(), alt: alt.clone() }])
        }
        _ => None,
    }
}

/// A plain table if every cell holds one line, else a grid.
pub fn table_of(mut rows: Vec<Vec<Cell>>, head: usize, caption: Vec<Inline>) -> Kind {
    let exhibit = Exhibit::default();
    let lines = || -> Option<Vec<Vec<Vec<Inline>>>> {
        rows.iter().map(|row| row.iter().map(line_of).collect()).collect()
    };
    match lines() {
        Some(mut lines) if head < 2 && !lines.is_empty() => {
            let head = lines.remove(0);
            Kind::Table { head, rows: lines, caption, exhibit }
        }
        _ => {
            rows.retain(|row| !row.is_empty());
            let head = head.min(rows.len().saturating_sub(1));
            Kind::Grid(Grid { rows, head, caption, exhibit })
        }
    }
}

/// A table as HTML, below its caption. A cell of one plain line is written on a line of its own; other
/// content is written as Markdown between empty lines, by `markdown`. A table of one row has no
/// header: it puts texts beside each other.
pub fn write(grid: &Grid, markdown: fn(&[Block]) -> String) -> String {
    let is_layout = grid.rows.len() == 1 && grid.head == 0;
    let role = if is_layout { " role=\"presentation\"" } else { "" };
    let mut out = format!("<table{role}>\n");
    let (head, body) = grid.rows.split_at(grid.head.min(grid.rows.len()));
    for (name, rows) in [("thead", head), ("tbody", body)] {
        if rows.is_empty() {
            continue;
        }
        out.push_str(&format!("<{name}>\n"));
        for row in rows {
            out.push_str("<tr>\n");
            row.iter().for_each(|cell| out.push_str(&of_cell(cell, name == "thead", markdown)));
            out.push_str("</tr>\n");
        }
        out.push_str(&format!("</{name}>\n"));
    }
    out + "</table>\n"
}

fn of_cell(cell: &Cell, is_head: bool, markdown: fn(&[Block]) -> String) -> String {
    let name = if is_head { "th" } else { "td" };
    let mut tag = name.to_owned();
    if is_head {
        tag.push_str(if cell.columns > 1 { " scope=\"colgroup\"" } else { " scope=\"col\"" });
    }
    if cell.columns > 1 {
        tag.push_str(&format!(" colspan=\"{}\"", cell.columns));
    }
    if cell.rows > 1 {
        tag.push_str(&format!(" rowspan=\"{}\"", cell.rows));
    }
    match line(&cell.blocks) {
        Some(line) => format!("<{tag}>{line}</{name}>\n"),
        None => format!("<{tag}>\n\n{}\n</{name}>\n", markdown(&cell.blocks)),
    }
}

/// The content of a cell that is one plain line.
fn line(blocks: &[Block]) -> Option<String> {
    match blocks {
        [] => Some(String::new()),
        [Block { kind: Kind::Paragraph(content), .. }] if content.iter().all(is_plain) => {
            let html = inlines(content).trim().to_owned();
            Some(html).filter(|_| !is_like_markdown(&plain(content)))
        }
        _ => None,
    }
}

/// Whether a text would be taken for Markdown: written as such it can be escaped, in HTML it cannot.
fn is_like_markdown(text: &str) -> bool {
    const STARTS: [&str; 7] = ["##", "- ", "+ ", "* ", "|", ":::", "```"];
    const MARKS: [&str; 5] = ["**", "](", "[[", "[^", "`"];
    let first = text.trim_start();
    STARTS.iter().any(|start| first.starts_with(start))
        || MARKS.iter().any(|mark| text.contains(mark))
}

/// Whether an inline is as short in HTML as in Markdown.
fn is_plain(inline: &Inline) -> bool {
    match inline {
        Inline::Text(_) | Inline::Break | Inline::Code(_) => true,
        Inline::Strong(inner)
        | Inline::Emphasis(inner)
        | Inline::Strikethrough(inner)
        | Inline::Superscript(inner)
        | Inline::Subscript(inner) => inner.iter().all(is_plain),
        _ => false,
    }
}

fn inlines(inlines: &[Inline]) -> String {
    let element =
        |name: &str, inner: &[Inline]| format!("<{name}>{}</{name}>", self::inlines(inner));
    let of = |inline: &Inline| match inline {
        Inline::Text(text) => escaped(text),
        Inline::Code(text) => format!("<code>{}</code>", escaped(text)),
        Inline::Strong(inner) => element("strong", inner),
        Inline::Emphasis(inner) => element("em", inner),
        Inline::Strikethrough(inner) => element("del", inner),
        Inline::Superscript(inner) => element("sup", inner),
        Inline::Subscript(inner) => element("sub", inner),
        Inline::Break => "<br>".into(),
        Inline::Link { address, content } => {
            format!("<a href=\"{}\">{}</a>", attribute(address), self::inlines(content))
        }
        inline => inline.inner().map(self::inlines).unwrap_or_default(),
    };
    inlines.iter().map(of).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', " ")
}

fn attribute(text: &str) -> String {
    escaped(text).replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::blocks::text_inlines;
    use super::super::markdown;
    use super::*;

    #[test]
    fn cells_that_span_others_and_hold_lists_are_html() {
        let paragraph = |text: &str| Block { kind: Kind::Paragraph(text_inlines(text)), line: 1 };
        let cell = |blocks: Vec<Block>, columns, rows| Cell { blocks, columns, rows };
        let marked = vec![Inline::Strong(text_inlines("Zo ")), Inline::Text("dan ".into())];
        let marked = Block { kind: Kind::Paragraph(marked), line: 1 };
        let list = Kind::List {
            start: None,
            style: Default::default(),
            items: vec![vec![paragraph("een")]],
        };
        let grid = Grid {
            rows: vec![
                vec![cell(vec![paragraph("A & B")], 2, 1)],
                vec![cell(vec![Block { kind: list, line: 1 }], 1, 1), cell(vec![marked], 1, 1)],
            ],
            head: 1,
            caption: text_inlines("Wie"),
            ..Grid::default()
        };
        assert_eq!(
            write(&grid, markdown::write),
            "<table>\n<thead>\n<tr>\n\
             <th scope=\"colgroup\" colspan=\"2\">A &amp; B</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n\
             <td>\n\n- een\n\n</td>\n<td><strong>Zo </strong>dan</td>\n</tr>\n</tbody>\n</table>\n"
        );
    }

    #[test]
    fn text_that_looks_like_markdown_is_written_as_markdown() {
        let paragraph = |text: &str| Block { kind: Kind::Paragraph(text_inlines(text)), line: 1 };
        let cell = |text: &str| Cell { blocks: vec![paragraph(text)], columns: 1, rows: 1 };
        let rows = vec![vec![cell("- Lengte"), cell("**x** en [[1.2]]"), cell("< 5")]];
        assert_eq!(
            write(&Grid { rows, ..Grid::default() }, markdown::write),
            "<table role=\"presentation\">\n<tbody>\n<tr>\n<td>\n\n\\- Lengte\n\n</td>\n\
             <td>\n\n\\*\\*x\\*\\* en \\[\\[1.2\\]\\]\n\n</td>\n<td>&lt; 5</td>\n</tr>\n</tbody>\n\
             </table>\n"
        );
    }
}
