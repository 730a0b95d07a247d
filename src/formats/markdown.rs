//! Blocks as Markdown.

use super::blocks::{Block, CountStyle, Heading, Inline, Kind};
use super::escape::{destination, escape_line};
use super::{grid, inlines};

/// Blocks as Markdown, ready to be put into a chapter.
pub fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    // Adjacent lists alternate their marks; with equal marks Markdown would read one list.
    let mut turn = false;
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let before = at.checked_sub(1).map(|at| &blocks[at].kind);
        let after_list = matches!(before, Some(Kind::List { .. }));
        turn = after_list && !turn;
        if after_list && (has_letters(&block.kind) || before.is_some_and(has_letters)) {
            out.push_str("<!-- -->\n\n");
        }
        out.push_str(&of_block(block, turn));
    }
    out
}

/// Whether a list counts with letters; all of these have the same mark.
fn has_letters(block: &Kind) -> bool {
    let decimal = CountStyle::Decimal;
    matches!(block, Kind::List { start: Some(_), style, .. } if *style != decimal)
}

fn of_block(block: &Block, turn: bool) -> String {
    match &block.kind {
        Kind::Heading(Heading { level, content, id, lesson, .. }) => {
            let id = id.iter().map(|id| format!("#{id}"));
            let attributes: Vec<_> = id.chain(lesson.then(|| ".les".to_owned())).collect();
            let text = line(content);
            let marks = "#".repeat(usize::from(*level));
            if attributes.is_empty() {
                format!("{marks} {text}\n")
            } else {
                format!("{marks} {text} {{{}}}\n", attributes.join(" "))
            }
        }
        Kind::Paragraph(content) => format!("{}\n", paragraph(content)),
        Kind::List { start, style, items } => list(*start, *style, items, turn),
        Kind::Definitions(entries) => entries
            .iter()
            .map(|(term, meanings)| {
                let meanings: String =
                    meanings.iter().map(|blocks| indented(&write(blocks), ": ")).collect();
                format!("{}\n{meanings}", line(term))
            })
            .collect::<Vec<_>>()
            .join("\n"),
        Kind::Quote(blocks) => write(blocks)
            .lines()
            .map(|line| format!("> {line}").trim_end().to_owned() + "\n")
            .collect(),
        Kind::Code { language, text } => {
            let longest = text.lines().map(|line| line.chars().take_while(|&c| c == '`').count());
            let fence = "`".repeat(longest.max().unwrap_or(0).max(2) + 1);
            format!("{fence}{language}\n{}\n{fence}\n", text.trim_end_matches('\n'))
        }
        Kind::Table { head, rows, caption, .. } => table(head, rows, caption),
        Kind::Grid(table) => match line(&table.caption) {
            caption if caption.is_empty() => grid::write(table, write),
            caption => format!("Tabel: {caption}\n\n{}", grid::write(table, write)),
        },
        Kind::Figure { address, alt, caption, .. } => {
            let title = if caption.is_empty() {
                String::new()
            } else {
                format!(" \"{}\"", line(caption).replace('"', "\\\""))
            };
            format!("![{}]({}{title})\n", escape_line(alt), destination(address))
        }
        Kind::Box { title, blocks } => {
            let inner = write(blocks);
            // HTML goes on to the next empty line.
            let gap = if inner.trim_end().ends_with('>') { "\n" } else { "" };
            let title = escape_line(title);
            format!("{}\n{inner}{gap}:::\n", format!("::: kader {title}").trim_end())
        }
        Kind::Note { label, blocks } => {
            format!("[^{label}]: {}", indented(&write(blocks), "    ").trim_start())
        }
        Kind::Rule => "---\n".into(),
    }
}

fn list(start: Option<u64>, style: CountStyle, items: &[Vec<Block>], turn: bool) -> String {
    let is_loose = is_loose(items);
    let mut out = String::new();
    for (at, item) in items.iter().enumerate() {
        let mark = match start {
            Some(start) => {
                let count = start.saturating_add(at as u64);
                match style.mark(count) {
                    Some(letters) => format!("{letters}) "),
                    None => format!("{count}{} ", if turn { ')' } else { '.' }),
                }
            }
            None => format!("{} ", if turn { '*' } else { '-' }),
        };
        let mut text = write(item);
        if !is_loose {
            // In a tight list nested blocks follow their item directly.
            text = text.replace("\n\n", "\n");
        }
        if at > 0 && is_loose {
            out.push('\n');
        }
        if text.is_empty() {
            out.push_str(&format!("{}\n", mark.trim_end()));
        } else {
            out.push_str(&indented(&text, &mark));
        }
    }
    out
}

/// Whether items need empty lines between their blocks: only a paragraph at the start and lists
/// below it that need none can do without.
fn is_loose(items: &[Vec<Block>]) -> bool {
    items.iter().flat_map(|item| item.iter().enumerate()).any(|(at, block)| match &block.kind {
        Kind::Paragraph(_) => at > 0,
        Kind::List { items, .. } => is_loose(items),
        _ => true,
    })
}

/// A text whose first line has a mark, and the other lines as much space.
fn indented(text: &str, mark: &str) -> String {
    let space = " ".repeat(mark.chars().count());
    let mut out = String::new();
    for (at, line) in text.lines().enumerate() {
        if line.is_empty() {
            out.push('\n');
        } else {
            out.push_str(&format!("{}{line}\n", if at == 0 { mark } else { &space }));
        }
    }
    out
}

fn table(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], caption: &[Inline]) -> String {
    let width = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0).max(1);
    let row = |cells: &[Vec<Inline>]| {
        let cells = cells.iter().map(|cell| format!(" {} |", line(cell).replace('|', "\\|")));
        format!("|{}\n", cells.collect::<String>())
    };
    let mut out = row(head).trim_end_matches('\n').to_owned();
    out.push_str(&"  |".repeat(width - head.len()));
    out.push_str(&format!("\n|{}\n", " --- |".repeat(width)));
    for cells in rows {
        // Markdown fills short rows; an empty one would end the table.
        out.push_str(&if cells.is_empty() { "|  |\n".to_owned() } else { row(cells) });
    }
    if !caption.is_empty() {
        out.push_str(&format!("\nTabel: {}\n", line(caption)));
    }
    out
}

/// Inlines on one line, where a break becomes a space.
fn line(inlines: &[Inline]) -> String {
    paragraph(inlines).replace("\\\n", " ").trim().to_owned()
}

/// Inlines as a paragraph, of which no line can be taken for another block.
fn paragraph(inlines: &[Inline]) -> String {
    let text = inlines::write(inlines);
    text.trim().lines().map(|line| guard_start(line.trim_start())).collect::<Vec<_>>().join("\n")
}

/// A line that cannot be taken for the start of a list, a heading, a quotation or a container.
fn guard_start(line: &str) -> String {
    let after_digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.strip_suffix(after_digits).unwrap_or_default();
    let is_mark = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    if !digits.is_empty() && after_digits.strip_prefix(['.', ')']).is_some_and(is_mark) {
        return format!("{digits}\\{after_digits}");
    }
    let is_count = |mark: &str| mark.len() < 6 && mark.chars().all(|c| c.is_ascii_alphabetic());
    if let Some((mark, rest)) = line.split_once(')')
        && is_count(mark)
        && !mark.is_empty()
        && is_mark(rest)
    {
        return format!("{mark}\\){rest}");
    }
    let risky = line.starts_with(['#', '>', '|', '='])
        || line.starts_with(":::")
        || line.starts_with(": ")
        || line.starts_with("---")
        || matches!(line, "-" | "+")
        || line.starts_with("- ")
        || line.starts_with("+ ");
    if risky { format!("\\{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Text;
    use crate::document::{self, text};

    fn read(markdown: &str) -> (document::Document, String) {
        let options =
            document::Options { language: "nl".into(), ..document::Options::of_bare_text() };
        let document = document::parse(&Text::new("x.md", markdown), 0, &options);
        let text = text::of_blocks(&document.blocks);
        (document, text)
    }

    #[test]
    fn a_box_ends_below_html() {
        let cell = |rows| super::super::blocks::Cell { blocks: Vec::new(), rows, columns: 1 };
        let grid = super::super::blocks::Grid { rows: vec![vec![cell(2)]], ..Default::default() };
        let table = Block { kind: Kind::Grid(grid), line: 1 };
        let kind = Kind::Box { title: String::new(), blocks: vec![table] };
        let written = write(&[Block { kind, line: 1 }]);
        assert!(written.ends_with("</table>\n\n:::\n"), "{written}");
    }

    #[test]
    fn no_text_is_taken_for_markup() {
        for said in [
            "*a* _b_ `c` [d] [[2.4.8]] <e> ~f~ ^g^ h\\i &amp; R&D a_b_c 10^2^ H~2~O",
            "# geen kop",
            "- geen lijst",
            "1. geen lijst",
            "2) ook niet",
            "a) geen letter",
            "iv) geen nummer",
            "> geen citaat",
            "::: geen kader",
            "| geen | tabel |",
            ": geen uitleg",
            "---",
            "=== a",
            "[^1] noot",
            "![x](y) en <!-- z -->",
            "+ plus",
            "Een kop {#anker} {.les}",
        ] {
            let block = Block { kind: Kind::Paragraph(vec![Inline::Text(said.into())]), line: 1 };
            let written = write(&[block]);
            let (document, text) = read(&written);
            assert_eq!(text, said, "{written}");
            assert!(document.diagnostics.is_empty(), "{written}: {:?}", document.diagnostics);
            assert_eq!(document.blocks.len(), 1, "{written}");
        }
    }

    #[test]
    fn lists_that_follow_each_other_stay_two() {
        let item = |text: &str| {
            vec![Block { kind: Kind::Paragraph(vec![Inline::Text(text.into())]), line: 1 }]
        };
        let list = |start| Block {
            kind: Kind::List {
                start,
                style: CountStyle::Decimal,
                items: vec![item("a"), item("b")],
            },
            line: 1,
        };
        let written = write(&[list(None), list(None), list(None)]);
        assert_eq!(written, "- a\n- b\n\n* a\n* b\n\n- a\n- b\n");
        assert_eq!(read(&written).0.blocks.len(), 3);
        assert_eq!(read(&write(&[list(Some(1)), list(Some(1))])).0.blocks.len(), 2);
    }
}
