//! Code, lists and tables.

use std::sync::LazyLock;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use regex::Regex;

use super::counts::CountStyle;
use super::fences::{self, Fence};
use super::parser::Parser;
use super::rows::cells;
use super::{Alignment, Block, Code, Definition, Table};
use crate::messages::message;
use crate::rule::Rule;
use crate::span::{Mapped, Span};

/// What other tools read behind the language of a block of code: `{1,3}`, `title="…"`.
static SETTINGS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"\{[^{}]*\}|[\w-]+=(?:"[^"]*"|'[^']*'|\S+)|"[^"]*""#).expect("a valid expression")
});

impl Parser<'_> {
    pub(super) fn code(&mut self, kind: &CodeBlockKind<'_>, span: Span) -> Code {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info
                .split([' ', ',', '{', '\t'])
                .next()
                .filter(|language| !language.is_empty())
                .map(str::to_owned),
            CodeBlockKind::Indented => None,
        };
        if let CodeBlockKind::Fenced(info) = kind {
            self.report_lost_words(info, span);
        }
        let verbatim = self.verbatim(TagEnd::CodeBlock);
        if *kind == CodeBlockKind::Indented {
            self.look_at_indented(&verbatim);
        } else {
            self.report_open_code(span);
        }
        let text = verbatim.into_string();
        self.document.has_code = true;
        Code { language, text }
    }

    /// Reports a sentence behind the fence of a block of code, where only its language is read.
    fn report_lost_words(&mut self, info: &str, code: Span) {
        let words = SETTINGS.replace_all(info, " ");
        if words.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).count() > 2
        {
            let line = self.text.trim(self.text.first_line(code));
            self.breach(Rule::NearMissCode, line, message!("code-words")).help =
                Some(message!("code-words", "help"));
        }
    }

    /// Reports a block of code without a line that ends it, which takes all that follows, or all up
    /// to the end of the next block.
    fn report_open_code(&mut self, code: Span) {
        let start = self.text.first_line(code);
        let fence = self.written(start).trim();
        let Some(sign) = fence.chars().next() else { return };
        let fence = fence.strip_suffix(fence.trim_start_matches(sign)).unwrap_or(fence);
        let last = self.text.lines(self.text.trim(code)).last().unwrap_or(start);
        let end = self.written(last).trim_matches([' ', '\t', '>']);
        let is_closed = last.start() > start.end()
            && end.len() >= fence.len()
            && end.chars().all(|c| c == sign);
        let next = self.text.lines(code).skip(1).find(|line| {
            let line = self.written(*line).trim_matches([' ', '\t', '>']);
            let name = line.trim_start_matches(sign);
            line.len() - name.len() >= fence.len()
                && name.trim_start().starts_with(|c: char| c.is_alphabetic())
        });
        if next.is_none() && is_closed {
            return;
        }
        let mut lines = self.text.lines(code).map(|line| self.written(line).trim());
        if lines.any(|line| fences::read(line) == Some(Fence::Close)) {
            self.open_code.push((code, fence.to_owned()));
        }
        if let Some(next) = next {
            let line = self.text.position(next.start()).0;
            let message = message!("code-next", line = line);
            let help = message!("code-next", "help", fence = fence);
            self.breach(Rule::NearMissCode, self.text.trim(start), message).help = Some(help);
        } else {
            let message = message!("code-open");
            let help = message!("code-open", "help", fence = fence);
            self.breach(Rule::NearMissCode, self.text.trim(start), message).help = Some(help);
        }
    }

    /// The text up to `end`, with the fences that were masked in it as they were written.
    pub(super) fn verbatim(&mut self, end: TagEnd) -> Mapped {
        let mut text = Mapped::default();
        while let Some((event, span)) = self.next() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Text(piece) | Event::Html(piece) => {
                    let piece =
                        if self.is_masked(span) { self.written(span) } else { piece.as_ref() };
                    text.push(piece, self.text, span);
                }
                _ => {}
            }
        }
        text
    }

    pub(super) fn items(&mut self, style: Option<CountStyle>) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        let mut marks = Vec::new();
        for _ in 0.. {
            match self.next() {
                Some((Event::Start(Tag::Item), span)) => {
                    marks.push(span);
                    items.push(self.blocks(Some(TagEnd::Item)));
                }
                Some((Event::End(tag), _)) if tag == TagEnd::List(style.is_some()) => break,
                None => break,
                _ => {}
            }
        }
        if let Some(style) = style {
            self.report_counts(&marks, style);
        }
        items
    }

    /// Reports the first item that is not counted as it was typed: a list counts on from its first
    /// item, whatever stands before the others. Who begins all items alike leaves the counting to
    /// the list.
    fn report_counts(&mut self, items: &[Span], style: CountStyle) {
        let typed = |item: &Span| {
            let (mark, _) = self.written(*item).trim_start().split_once(['.', ')'])?;
            let count = mark.parse().ok().or_else(|| style.read(mark))?;
            Some((count, self.text.part(self.text.trim(*item), 0..mark.len() + 1)))
        };
        let typed: Vec<(u64, Span)> = items.iter().filter_map(typed).collect();
        let Some(&(first, place)) = typed.first() else { return };
        // An item that is part of the text above it is missing here; that was reported.
        let start = self.text.position(place.start()).0;
        let near = self.near_missed.filter(|&(_, line)| line >= start);
        if near.is_some_and(|(rule, _)| rule == Rule::NearMissList)
            || typed.iter().all(|&(count, _)| count == first)
        {
            return;
        }
        let other = (first..).zip(typed).find(|&(shown, (count, _))| count != shown);
        if let Some((shown, (_, mark))) = other {
            let typed = self.written(mark);
            let end = typed.trim_start_matches(char::is_alphanumeric);
            let kept = format!("{}\\{end}", typed.trim_end_matches(['.', ')']));
            let shown = format!("{}{end}", style.write(shown));
            self.breach(Rule::NearMissList, mark, message!("list-counted", shown = shown)).help =
                Some(message!("list-counted", "help", typed = typed, kept = kept));
        }
    }

    pub(super) fn definitions(&mut self) -> Vec<Definition> {
        let mut parts = Vec::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::End(TagEnd::DefinitionList) => break,
                Event::Start(Tag::DefinitionListTitle) => {
                    self.typesetter.begin();
                    parts.push(Definition::Term(self.inlines(TagEnd::DefinitionListTitle)));
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let end = Some(TagEnd::DefinitionListDefinition);
                    parts.push(Definition::Details(self.blocks(end)));
                }
                _ => {}
            }
        }
        parts
    }

    pub(super) fn table(&mut self, alignments: &[pulldown_cmark::Alignment]) -> Table {
        let mut table = Table {
            alignments: alignments.iter().copied().map(alignment).collect(),
            head: Vec::new(),
            rows: Vec::new(),
            caption: None,
        };
        let mut row = Vec::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableCell) => {
                    self.typesetter.begin();
                    row.push(self.inlines(TagEnd::TableCell));
                }
                Event::End(TagEnd::TableHead) => table.head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => table.rows.push(std::mem::take(&mut row)),
                _ => {}
            }
        }
        table
    }
}

impl Parser<'_> {
    /// Reports rows with more cells than the table has columns: the extra ones are not shown.
    pub(super) fn report_ragged_rows(&mut self, table: Span, columns: usize) {
        for line in self.text.lines(table) {
            let cells = cells(self.written(line));
            if cells <= columns {
                continue;
            }
            let message = message!("table-ragged", cells = cells, columns = columns);
            let row = self.text.trim(line);
            self.breach(Rule::RaggedTable, row, message).help =
                Some(message!("table-ragged", "help"));
        }
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
