//! The blocks of a chapter that can be edited, and the bytes they were written in.
//!
//! A block is whole lines, from the start of its first to the end of the text of its last. What is
//! in a lesson stands beside its heading; what is in a box has the box as its parent; lists,
//! quotations and tables are whole. Whatever else a body holds, such as comments and the addresses
//! of links, is a block too: all text of a body belongs to one.

use std::cmp::Reverse;
use std::iter::Peekable;

use serde::Serialize;

use crate::document::{self, BlockKind, Document};
use crate::span::{Span, Text};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names explain themselves")]
pub enum Kind {
    Paragraph,
    Heading,
    List,
    Quote,
    Box,
    Example,
    Table,
    Figure,
    Code,
    Html,
    Rule,
    Footnote,
    Definitions,
    /// Comments, addresses of links, and what is not read.
    Other,
}

/// A block of a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its bytes in the file.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// The box it is in: its place in the list of blocks.
    pub parent: Option<usize>,
    /// The level of a heading.
    pub level: Option<u8>,
    /// Whether it is the heading of a lesson.
    pub is_lesson: bool,
}

/// The blocks of a chapter, in the order of its text.
pub fn of(text: &Text, body: usize, document: &Document) -> Vec<Block> {
    let body = text.span(body..text.content.len());
    let mut found = Vec::new();
    if !document.title_span.is_empty() {
        found.push(Block { level: Some(1), ..plain(Kind::Heading, document.title_span) });
    }
    found.extend(document.notes.iter().map(|&note| plain(Kind::Footnote, note)));
    gather(&document.blocks, &mut found);
    for block in &mut found {
        block.span = whole_lines(text, body, block.span);
        if matches!(block.kind, Kind::List | Kind::Definitions | Kind::Footnote) {
            block.span = without_addresses(text, block.span);
        }
    }
    found.retain(|block| !block.span.is_empty());
    // What holds others comes before them.
    found.sort_by_key(|block| (block.span.start(), Reverse(block.span.end())));
    let mut arranging = Arranging { text, body, blocks: Vec::new() };
    arranging.fill(body, &mut found.into_iter().peekable(), None);
    arranging.blocks
}

fn plain(kind: Kind, span: Span) -> Block {
    Block { span, kind, parent: None, level: None, is_lesson: false }
}

/// Collects blocks without their parents.
fn gather(blocks: &[document::Block], found: &mut Vec<Block>) {
    for block in blocks {
        let of_kind = |kind| plain(kind, block.span);
        let block = match &block.kind {
            BlockKind::Lesson { blocks, .. } => {
                gather(blocks, found);
                continue;
            }
            BlockKind::Container(container) => {
                gather(&container.blocks, found);
                of_kind(match container.name.as_str() {
                    "voorbeeld" | "example" => Kind::Example,
                    _ => Kind::Box,
                })
            }
            BlockKind::Heading(heading) => Block {
                level: Some(heading.level),
                is_lesson: heading.lesson.is_some(),
                ..of_kind(Kind::Heading)
            },
            BlockKind::Table(table) => {
                plain(Kind::Table, with_caption(block.span, table.caption.as_ref()))
            }
            BlockKind::Html(html) => {
                plain(Kind::Html, with_caption(block.span, html.caption.as_ref()))
            }
            BlockKind::Paragraph(_) | BlockKind::Plain(_) => of_kind(Kind::Paragraph),
            BlockKind::List { .. } => of_kind(Kind::List),
            BlockKind::Definitions(_) => of_kind(Kind::Definitions),
            BlockKind::Quote { .. } => of_kind(Kind::Quote),
            BlockKind::Code(_) => of_kind(Kind::Code),
            BlockKind::Figure(_) => of_kind(Kind::Figure),
            BlockKind::Rule => of_kind(Kind::Rule),
        };
        found.push(block);
    }
}

/// The caption of a table is a paragraph beside it.
fn with_caption(table: Span, caption: Option<&document::Caption>) -> Span {
    match caption.and_then(|caption| caption.place) {
        Some(place) if place < table => place.to(table),
        Some(place) => table.to(place),
        None => table,
    }
}

/// The lines of a span, without the white space behind its last word.
fn whole_lines(text: &Text, body: Span, span: Span) -> Span {
    let words = text.trim(span);
    if words.is_empty() {
        return words;
    }
    let line = |offset| text.line(text.position(offset).0).unwrap_or_default();
    let first = line(words.start());
    let last = line(text.part(words, words.len() - 1..words.len()).start());
    let start = first.start().max(body.start());
    text.span(start..start + text.slice(text.span(start..last.end())).trim_end().len())
}

/// A block without the addresses of links below it, which the parser takes for a part of it.
fn without_addresses(text: &Text, block: Span) -> Span {
    let lines: Vec<Span> = text.lines(block).collect();
    let is_blank = |line: &Span| text.slice(*line).trim().is_empty();
    let is_address = |line: &Span| {
        let line = text.slice(*line);
        line.starts_with('[') && !line.starts_with("[^") && line.contains("]:")
    };
    let last = lines.iter().rposition(|line| !is_blank(line) && !is_address(line));
    match last.and_then(|last| Some((lines[last], lines.get(last + 1)?))) {
        // Directly below an item, such a line is text of the item.
        Some((last, next)) if is_blank(next) => text.span(block.start()..last.end()),
        _ => block,
    }
}

struct Arranging<'a> {
    text: &'a Text,
    body: Span,
    blocks: Vec<Block>,
}

impl Arranging<'_> {
    /// Puts blocks into a part of the text, and makes blocks of what is between them.
    fn fill(
        &mut self,
        part: Span,
        found: &mut Peekable<impl Iterator<Item = Block>>,
        parent: Option<usize>,
    ) {
        let mut rest = part;
        while let Some(block) = found.next_if(|block| block.span.start() < part.end()) {
            // It is part of a block that is whole.
            if !rest.contains(block.span) {
                continue;
            }
            self.fill_gap(rest.before().to(block.span.before()), parent);
            rest = block.span.after().to(rest);
            let inner = self.inner(&block);
            self.blocks.push(Block { parent, ..block });
            if let Some(inner) = inner {
                self.fill(inner, found, Some(self.blocks.len() - 1));
            }
        }
        self.fill_gap(rest, parent);
    }

    /// What is between the fences of a box.
    fn inner(&self, block: &Block) -> Option<Span> {
        if !matches!(block.kind, Kind::Box | Kind::Example) {
            return None;
        }
        let lines: Vec<Span> = self.text.lines(block.span).collect();
        let (first, others) = lines.split_first()?;
        let end = others.last().filter(|last| self.text.slice(**last).trim().starts_with(":::"));
        let end = end.map_or(block.span.after(), |end| end.before());
        Some(first.after().to(end))
    }

    /// Makes blocks of paragraphs that are none of the document.
    fn fill_gap(&mut self, gap: Span, parent: Option<usize>) {
        let mut open: Option<Span> = None;
        for line in self.text.lines(gap) {
            let words = self.text.slice(line).trim();
            let goes_on = open.is_some_and(|open| {
                let ends = words.is_empty() || words.starts_with(COMMENT);
                !ends || is_open_comment(self.text.slice(open))
            });
            open = match open {
                Some(open) if goes_on => Some(open.to(line)),
                before => {
                    before.into_iter().for_each(|open| self.push_other(open, parent));
                    (!words.is_empty()).then_some(line)
                }
            };
        }
        if let Some(open) = open {
            self.push_other(open, parent);
        }
    }

    fn push_other(&mut self, span: Span, parent: Option<usize>) {
        let span = whole_lines(self.text, self.body, span);
        self.blocks.push(Block { parent, ..plain(Kind::Other, span) });
    }
}

/// How a comment starts.
const COMMENT: &str = "<!--";

fn is_open_comment(text: &str) -> bool {
    text.trim_start().starts_with(COMMENT) && !text.contains("-->")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::serve::editing::change::Change;
    use crate::serve::editing::chapter::Chapter;

    /// The texts of all chapters that come with the program.
    fn all() -> Vec<(String, String)> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = ["content", "src/handbook/content", "tests"].into_iter().flat_map(|folder| {
            walkdir::WalkDir::new(here.join(folder))
                .into_iter()
                .filter_entry(|entry| entry.file_name() != "node_modules")
        });
        let files = files
            .flatten()
            .filter(|file| file.path().extension().is_some_and(|extension| extension == "md"));
        let read = |file: walkdir::DirEntry| {
            let text = std::fs::read_to_string(file.path()).ok()?;
            Some((file.path().display().to_string(), text))
        };
        files.filter_map(read).collect()
    }

    fn kinds(text: &str) -> Vec<(Kind, String, Option<usize>)> {
        let chapter = Chapter::of_tests(text);
        let blocks = chapter.blocks.iter();
        blocks.map(|block| (block.kind, chapter.written(block).to_owned(), block.parent)).collect()
    }

    #[test]
    fn all_text_of_a_body_belongs_to_a_block_that_can_be_put_back() {
        let all = all();
        assert!(all.len() > 100, "{}", all.len());
        for (name, text) in all {
            for text in [text.clone(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
                let chapter = Chapter::of_tests(&text);
                let mut covered = chapter.source.body;
                for block in chapter.blocks.iter().filter(|block| block.parent.is_none()) {
                    let gap = &text[covered..block.span.start()];
                    assert!(gap.trim().is_empty(), "{name}: {gap:?}");
                    covered = block.span.end();
                }
                let rest = &text[covered..];
                // What cannot be read as a chapter has no blocks.
                assert!(rest.trim().is_empty(), "{name}: {rest:?}");
                for (at, block) in chapter.blocks.iter().enumerate() {
                    let (start, end) = (block.span.start(), block.span.end());
                    let is_start = start == chapter.source.body || text[..start].ends_with('\n');
                    assert!(is_start, "{name}: {:?}", chapter.written(block));
                    if let Some(parent) = block.parent {
                        assert!(parent < at && chapter.blocks[parent].span.contains(block.span));
                    }
                    let written = chapter.written(block).replace("\r\n", "\n");
                    let change = Change::Replace { start, end, text: written };
                    assert_eq!(change.apply(&chapter).unwrap().text, text, "{name}");
                }
            }
        }
    }

    #[test]
    fn each_kind_is_told() {
        use Kind::*;
        for (text, expected) in [
            ("Een\ntwee\n", vec![(Paragraph, "Een\ntwee", None)]),
            (
                "# T\n\n## Kop {.les}\n",
                vec![(Heading, "# T", None), (Heading, "## Kop {.les}", None)],
            ),
            ("- a\n\n  b\n- c\n", vec![(List, "- a\n\n  b\n- c", None)]),
            (
                "- a\n- b\n\n[x]: 1.1\n\n[y]: 1.2",
                vec![
                    (List, "- a\n- b", None),
                    (Other, "[x]: 1.1", None),
                    (Other, "[y]: 1.2", None),
                ],
            ),
            ("- a\n[x]: 1.1\n", vec![(List, "- a\n[x]: 1.1", None)]),
            ("> a\nb\n", vec![(Quote, "> a\nb", None)]),
            ("```x\na\n\n```\n", vec![(Code, "```x\na\n\n```", None)]),
            ("    a\n\n    b\n", vec![(Code, "    a\n\n    b", None)]),
            ("a\n\n***\n", vec![(Paragraph, "a", None), (Rule, "***", None)]),
            (
                "![x](a.png \"Straat\"){width=50%}\n",
                vec![(Paragraph, "![x](a.png \"Straat\"){width=50%}", None)],
            ),
            ("![x](a.png \"Straat\")\n", vec![(Figure, "![x](a.png \"Straat\")", None)]),
            (
                "| a |\n|---|\n| b |\n\nTabel: Een\n",
                vec![(Table, "| a |\n|---|\n| b |\n\nTabel: Een", None)],
            ),
            (
                "Tabel: Een\n\n| a |\n|---|\n| b |\n",
                vec![(Table, "Tabel: Een\n\n| a |\n|---|\n| b |", None)],
            ),
            ("a\n: b\n", vec![(Definitions, "a\n: b", None)]),
            ("<div>\nx\n</div>\n", vec![(Html, "<div>\nx\n</div>", None)]),
            (
                "a[^1]\n\n[^1]: b\n\n    c\n[x]: y\n",
                vec![(Paragraph, "a[^1]", None), (Footnote, "[^1]: b\n\n    c\n[x]: y", None)],
            ),
            (
                "a\n\n[^2]: niet gebruikt\n\n[x]: https://example.org\n<!-- z\n\ny -->\n",
                vec![
                    (Paragraph, "a", None),
                    (Footnote, "[^2]: niet gebruikt", None),
                    (Other, "[x]: https://example.org", None),
                    (Other, "<!-- z\n\ny -->", None),
                ],
            ),
            (
                "::: kader Titel\nEen\n\n::: voorbeeld\n- a\n:::\n\n:::\n\nTwee\n",
                vec![
                    (Box, "::: kader Titel\nEen\n\n::: voorbeeld\n- a\n:::\n\n:::", None),
                    (Paragraph, "Een", Some(0)),
                    (Example, "::: voorbeeld\n- a\n:::", Some(0)),
                    (List, "- a", Some(2)),
                    (Paragraph, "Twee", None),
                ],
            ),
            (
                "::: kader\nEen\n\nTwee\n",
                vec![
                    (Other, "::: kader", None),
                    (Paragraph, "Een", None),
                    (Paragraph, "Twee", None),
                ],
            ),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(kind, text, at)| (kind, text.to_owned(), at)).collect();
            assert_eq!(kinds(text), expected, "{text}");
            let below = format!("---\ntitle: A\n---\n\n{text}");
            assert_eq!(kinds(&below), expected, "{below}");
        }
    }

    #[test]
    fn a_block_ends_before_the_next() {
        use Kind::*;
        let parts = [
            (Paragraph, "Een\ntwee"),
            (Heading, "## Kop {.les}"),
            (List, "- a\n\n  b\n- c"),
            (Quote, "> a\n> b"),
            (Box, "::: kader\n***\n:::"),
            (Table, "| a |\n|---|\n| b |"),
            (Figure, "![x](a.png \"Straat\")"),
            (Code, "```x\na\n```"),
            (Html, "<div>\nx\n</div>"),
            (Rule, "***"),
            (Footnote, "[^1]: b"),
            (Definitions, "a\n: b\n\n  c"),
            (Definitions, "a\n: b\n\nc\n: d"),
            (Definitions, "a\n: b\n: - c"),
            (Other, "[x]: https://example.org"),
            (Other, "<!-- z\n\ny -->"),
        ];
        for (first, above) in parts {
            for (second, between) in parts {
                // Two lists become one.
                for (third, below) in [(Paragraph, "Laatste"), (Rule, "---"), (Heading, "## K")] {
                    if first == second && matches!(first, List | Definitions) {
                        continue;
                    }
                    let text = format!("{above}\n\n{between}\n\n{below}\n");
                    let outer: Vec<_> = kinds(&text)
                        .into_iter()
                        .filter(|(.., parent)| parent.is_none())
                        .map(|(kind, text, _)| (kind, text))
                        .collect();
                    let expected = [(first, above), (second, between), (third, below)];
                    assert_eq!(outer, expected.map(|(kind, part)| (kind, part.to_owned())));
                }
            }
        }
    }

    #[test]
    fn each_line_that_a_page_names_starts_in_a_block_of_its_own() {
        for (name, text) in all() {
            let chapter = Chapter::of_tests(&text);
            let line = |span: Span| chapter.source.text.position(span.start()).0;
            let mut outer = chapter.document.blocks.iter().flat_map(|block| match &block.kind {
                BlockKind::Lesson { blocks, .. } => blocks.iter().collect(),
                _ => vec![block],
            });
            let block_of = |span: Span| {
                let mut blocks = chapter.blocks.iter();
                let is_its = |block: &&Block| {
                    let (first, last) = chapter.lines_of(block.span);
                    block.parent.is_none() && (first..=last).contains(&line(span))
                };
                blocks.rposition(|block| is_its(&block))
            };
            let mut before: Option<(usize, Option<usize>)> = None;
            for block in &mut outer {
                let here = (line(block.span), block_of(block.span));
                assert!(here.1.is_some(), "{name}: {here:?}");
                if let Some(before) = before.filter(|(line, _)| *line != here.0) {
                    assert_ne!(before.1, here.1, "{name}: {before:?} {here:?}");
                }
                before = Some(here);
            }
        }
    }

    #[test]
    fn headings_have_levels() {
        let chapter = Chapter::of_tests("# T\n\n## A {.les}\n\nx\n\n### B\n");
        let of: Vec<_> =
            chapter.blocks.iter().map(|block| (block.level, block.is_lesson)).collect();
        assert_eq!(of, [(Some(1), false), (Some(2), true), (None, false), (Some(3), false)]);
    }
}
