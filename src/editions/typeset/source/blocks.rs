//! Blocks as mark-up.

use std::collections::BTreeMap;

use super::chapter::Writer;
use super::keeping::{has_notes, is_title, kept, leads_in, lines_of};
use super::lengths::{LINE, length, text_length};
use crate::document::{
    Block, BlockKind, Caption, Code, Container, CountStyle, Definition, ExhibitKind, Figure,
    Heading, Inline,
};
use crate::editions::html::exhibit_label;

/// How deep blocks that hold blocks are followed. Typst itself refuses what is much deeper.
const DEEPEST: usize = 10;

/// What a list is like.
pub(super) struct Kind<'a> {
    /// Where it starts to count, if it counts.
    pub start: Option<u64>,
    pub style: CountStyle,
    pub is_tight: bool,
    /// Whether the task of each item is done, if it is one; empty in other lists.
    pub tasks: &'a [Option<bool>],
}

/// Whether the task that an item begins with is done.
fn task(item: &[Block]) -> Option<bool> {
    match &item.first()?.kind {
        BlockKind::Plain(content) | BlockKind::Paragraph(content) => match content.first()? {
            Inline::Checkbox(done) => Some(*done),
            _ => None,
        },
        _ => None,
    }
}

/// The title of a box.
pub(super) enum BoxTitle<'a> {
    /// What the author wrote.
    Own(&'a [Inline]),
    /// Words of the theme.
    Words(&'a str),
}

impl Writer<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        if blocks.iter().any(|block| matches!(block.kind, BlockKind::Html(_))) {
            self.html_blocks(blocks);
        } else {
            for (at, block) in blocks.iter().enumerate() {
                self.block(block, blocks.get(at + 1));
            }
        }
    }

    /// A block, and what comes next.
    pub(super) fn block(&mut self, block: &Block, next: Option<&Block>) {
        let outside = std::mem::replace(&mut self.span, block.span);
        self.mark();
        match &block.kind {
            BlockKind::Paragraph(content) if is_title(content) => {
                self.ask_with_next(block, next);
                self.title(|writer| writer.lead_in(content));
            }
            BlockKind::Paragraph(content)
                if (self.before_end.contains(&block.span)
                    || leads_in(content, next, self.in_item))
                    && !has_notes(content) =>
            {
                self.lead_in(content);
            }
            _ => self.with_notes(block, next),
        }
        self.span = outside;
    }

    pub(super) fn block_of(&mut self, kind: &BlockKind) {
        match kind {
            BlockKind::Paragraph(content) => {
                self.paragraph(|writer| writer.inlines(content));
            }
            BlockKind::Plain(content) => self.inlines(content),
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Lesson { index, blocks } => self.lesson(*index, blocks),
            BlockKind::List { start, style, items } => self.list(*start, *style, items),
            BlockKind::Definitions(parts) => self.definitions(parts),
            BlockKind::Quote { alert: None, blocks } => {
                self.around("#quote(block: true)", |writer| writer.blocks(blocks));
            }
            BlockKind::Quote { alert: Some(alert), blocks } => {
                let key = format!("alert_{}", alert.name());
                let strings = self.guide.theme.strings.clone();
                let title = BoxTitle::Words(strings.get(&key));
                self.boxed(alert.name(), None, Some(&title), blocks);
            }
            BlockKind::Container(container) => self.container(container),
            BlockKind::Code(code) => self.code_block(code),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure),
            // These are written together with what is between them.
            BlockKind::Html(_) => {}
            BlockKind::Rule => self.rule(),
        }
    }

    pub(super) fn paragraph(&mut self, inner: impl FnOnce(&mut Self)) {
        self.paragraph_in("par", inner);
    }

    /// A paragraph that is not parted from what comes next.
    fn lead_in(&mut self, content: &[Inline]) {
        self.paragraph_in("lead-in", |writer| writer.inlines(content));
    }

    /// A paragraph by a function.
    pub(super) fn paragraph_in(&mut self, function: &str, inner: impl FnOnce(&mut Self)) {
        self.code.push(&format!("#{function}["));
        inner(self);
        self.code.trim();
        self.code.push("]\n");
    }

    /// A line between paragraphs, which parts no heading from a table.
    pub(super) fn rule(&mut self) {
        let start = self.code.end();
        self.code.push("#divider()\n");
        self.parts_nothing(start);
    }

    /// Blocks in a function, if they are not too deep.
    pub(super) fn around(&mut self, function: &str, inner: impl FnOnce(&mut Self)) {
        let is_near = self.block_depth < DEEPEST;
        self.block_depth += 1;
        if is_near {
            self.code.push(&format!("{function}[\n"));
        }
        self.contained(inner);
        if is_near {
            self.code.push("]\n");
        }
        self.block_depth -= 1;
    }

    fn heading(&mut self, heading: &Heading) {
        let lesson = heading.lesson.map(|index| {
            let number = (index + 1).to_string();
            self.guide.theme.strings.fill("lesson_n", &[("n", &number)])
        });
        self.in_heading(heading.level, &heading.id, lesson.as_deref(), |writer| {
            writer.inlines(&heading.content);
        });
    }

    /// A heading with a text.
    pub(super) fn in_heading(
        &mut self,
        level: u8,
        id: &str,
        lesson: Option<&str>,
        text: impl FnOnce(&mut Self),
    ) {
        self.title(|writer| {
            writer.open_heading(level, id, lesson);
            text(writer);
            writer.code.push("]\n");
        });
    }

    /// The call of a heading up to its text.
    fn open_heading(&mut self, level: u8, id: &str, lesson: Option<&str>) {
        let rank = self.levels.next(level);
        let level = usize::from(rank) + self.depth - 1;
        self.code.push(&format!("#section(level: {}, rank: {rank}, ", level.min(6)));
        if !id.is_empty() && self.written.insert(id.to_owned()) {
            let label = self.label(id);
            self.code.push("id: ");
            self.code.literal(&label);
            self.code.push(", ");
        }
        if let Some(lesson) = lesson {
            self.code.push("lesson: ");
            self.code.literal(lesson);
        }
        self.code.push(")[");
    }

    /// A place that links lead to, unless it was written before.
    pub(super) fn anchor(&mut self, id: &str) {
        if !id.is_empty() && self.written.insert(id.to_owned()) {
            let (start, label) = (self.code.end(), self.label(id));
            self.code.push("#anchor(");
            self.code.literal(&label);
            self.code.push(")");
            self.parts_nothing(start);
        }
    }

    fn lesson(&mut self, index: usize, blocks: &[Block]) {
        let id = self.document.lessons.get(index).map(|lesson| lesson.id.clone());
        let (heading, body) = blocks.split_at(blocks.len().min(1));
        let start = self.code.end();
        let entry = self.guide.lessons.of_chapter(self.id).get(index);
        let themes = entry.map(|entry| entry.themes.clone()).unwrap_or_default();
        self.code.push("#lesson(");
        if let Some(id) = id.filter(|id| self.written.insert(id.clone())) {
            let label = self.label(&id);
            self.code.push("id: ");
            self.code.literal(&label);
            self.code.push(", ");
        }
        self.code.push("themes: (");
        for theme in themes {
            self.code.literal(&theme);
            self.code.push(", ");
        }
        self.code.push("), [\n");
        // The heading is in the head of the lesson.
        let above = std::mem::take(&mut self.above);
        match heading {
            [heading] => self.block(heading, body.first()),
            _ => self.blocks(heading),
        }
        self.code.push("])[\n");
        self.above = above;
        self.goes_along(start, "]\n", "#[\n");
        self.blocks(body);
        self.close_at(start, "]\n");
    }

    pub(super) fn list(&mut self, start: Option<u64>, style: CountStyle, items: &[Vec<Block>]) {
        let is_tight =
            items.iter().flatten().all(|block| !matches!(block.kind, BlockKind::Paragraph(_)));
        let lines: Vec<usize> = items.iter().map(|item| lines_of(length(item))).collect();
        let done: Vec<Option<bool>> = items.iter().map(|item| task(item)).collect();
        let tasks = if start.is_none() && done.iter().any(Option::is_some) { done } else { vec![] };
        let items = items.iter().map(|item| (None, item));
        let kind = Kind { start, style, is_tight, tasks: &tasks };
        self.items(&kind, &lines, items, |writer, item| writer.blocks(item));
    }

    /// A list, unless it is too deep. Of each item it is known how many lines it takes; it may have a number
    /// of its own.
    pub(super) fn items<T>(
        &mut self,
        &Kind { start, style, is_tight, tasks }: &Kind<'_>,
        lines: &[usize],
        items: impl Iterator<Item = (Option<u64>, T)>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        // Within an item a list goes along with it. What asks for room on the page itself leaves notes behind.
        let kept = if self.in_item || self.note_lines > 0 { BTreeMap::new() } else { kept(lines) };
        let is_within = std::mem::replace(&mut self.in_item, true);
        let is_near = self.block_depth < DEEPEST;
        self.block_depth += 1;
        if is_near {
            self.code.push(match start {
                Some(_) => "#enum(",
                None if !tasks.is_empty() => "#tasks(",
                None => "#list(",
            });
            if !tasks.is_empty() {
                let done = |done: &Option<bool>| {
                    done.map_or("none, ".to_owned(), |done| format!("{done}, "))
                };
                let done: String = tasks.iter().map(done).collect();
                self.code.push(&format!("done: ({done}), "));
            }
            if let Some(start) = start.filter(|&start| start != 1) {
                self.code.push(&format!("start: {}, ", start.min(999_999_999)));
            }
            if let Some(kind) = style.html_type() {
                self.code.push(&format!("numbering: \"{kind}.\", "));
            }
            self.code.push(&format!("tight: {is_tight},\n"));
        }
        for (at, (number, item)) in items.enumerate() {
            if is_near {
                match number.filter(|_| start.is_some()) {
                    Some(number) => self.code.push(&format!("enum.item({number})[")),
                    None => self.code.push("["),
                }
                if let Some(&lines) = kept.get(&at) {
                    self.code.push(&format!("#keep({lines})"));
                }
                self.has_box = matches!(tasks.get(at), Some(Some(_)));
                self.contained(|writer| write(writer, item));
                self.code.push("],\n");
            } else {
                self.code.push("#parbreak()");
                self.contained(|writer| write(writer, item));
                self.code.push("#parbreak()\n");
            }
        }
        if is_near {
            self.code.push(")\n");
        }
        self.block_depth -= 1;
        self.in_item = is_within;
    }

    fn definitions(&mut self, parts: &[Definition]) {
        self.code.push("#terms(\n");
        let mut parts = parts.iter().peekable();
        while parts.peek().is_some() {
            self.code.push("definition([");
            let mut is_first = true;
            while let Some(Definition::Term(term)) =
                parts.next_if(|part| matches!(part, Definition::Term(_)))
            {
                if !std::mem::take(&mut is_first) {
                    self.code.push("#linebreak()");
                }
                self.inlines(term);
            }
            self.code.push("], [");
            while let Some(Definition::Details(blocks)) =
                parts.next_if(|part| matches!(part, Definition::Details(_)))
            {
                match blocks.as_slice() {
                    [Block { kind: BlockKind::Plain(content), .. }] => {
                        self.paragraph(|writer| writer.inlines(content));
                    }
                    blocks => self.contained(|writer| writer.blocks(blocks)),
                }
            }
            self.code.push("]),\n");
        }
        self.code.push(")\n");
    }

    fn container(&mut self, container: &Container) {
        let Container { name, title, id, blocks, .. } = container;
        if matches!(name.as_str(), "citaat" | "quote") {
            if let Some(id) = id {
                self.anchor(id);
            }
            self.code.push("#quotation(source: [");
            self.inlines(title);
            self.code.push("])[\n");
            self.contained(|writer| writer.blocks(blocks));
            self.code.push("]\n");
            return;
        }
        let kind = match name.as_str() {
            "kader" => "box",
            "voorbeeld" => "example",
            other => other,
        };
        let strings = self.guide.theme.strings.clone();
        let label = match kind {
            "tip" => Some(strings.get("box_tip")),
            "example" => Some(strings.get("box_example")),
            _ => None,
        };
        let title = match title.as_slice() {
            [] => label.map(BoxTitle::Words),
            title => Some(BoxTitle::Own(title)),
        };
        self.boxed(kind, id.as_deref(), title.as_ref(), blocks);
    }

    /// A box beside the running text.
    fn boxed(
        &mut self,
        kind: &str,
        id: Option<&str>,
        title: Option<&BoxTitle<'_>>,
        blocks: &[Block],
    ) {
        if let Some(id) = id {
            self.anchor(id);
        }
        if self.block_depth >= DEEPEST {
            return self.blocks(blocks);
        }
        self.block_depth += 1;
        let is_within = std::mem::replace(&mut self.in_box, true);
        self.code.push("#boxed(");
        self.code.literal(kind);
        if is_within {
            self.code.push(", within: true");
        }
        let of_title = match title {
            Some(BoxTitle::Own(title)) => text_length(title),
            Some(BoxTitle::Words(_)) | None => 0,
        };
        let length = (length(blocks) + of_title).saturating_mul(self.columns);
        self.code.push(&format!(", length: {length}"));
        if self.note_lines > 0 {
            self.code.push(&format!(", notes: {}", self.note_lines));
        }
        match title {
            Some(BoxTitle::Own(title)) => {
                self.code.push(", title: [");
                self.inlines(title);
                self.code.push("]");
            }
            Some(BoxTitle::Words(words)) => {
                self.code.push(", title: ours[");
                self.code.words(words);
                self.code.push("]");
            }
            None => {}
        }
        self.code.push(")[\n");
        self.contained(|writer| writer.blocks(blocks));
        self.code.push("]\n");
        self.in_box = is_within;
        self.block_depth -= 1;
    }

    fn code_block(&mut self, code: &Code) {
        self.code_of(code.language.as_deref(), &code.text);
    }

    pub(super) fn code_of(&mut self, language: Option<&str>, text: &str) {
        let text = text.strip_suffix('\n').unwrap_or(text);
        let lines: usize = text.lines().map(|line| line.len() * self.columns / LINE + 1).sum();
        self.code.push(&format!("#code(lines: {lines}, "));
        if let Some(language) = language {
            self.code.push("lang: ");
            self.code.literal(language);
            self.code.push(", ");
        }
        self.code.literal(text);
        self.code.push(")\n");
    }

    fn figure(&mut self, figure: &Figure) {
        match &figure.caption {
            Some(caption) => {
                self.code.push("#exhibit(caption: ");
                self.caption(ExhibitKind::Figure, caption);
                self.code.push(")[");
            }
            None => self.code.push("#exhibit["),
        }
        self.picture(&figure.image);
        self.code.push("]\n");
    }

    /// A caption as an argument.
    pub(super) fn caption(&mut self, kind: ExhibitKind, caption: &Caption) {
        let number = self.chapter.and_then(|chapter| chapter.number.as_ref());
        let name = exhibit_label(&self.guide.theme.strings, number, kind, caption.number);
        self.code.push("(name: ");
        self.code.literal(&name);
        if self.written.insert(caption.id.clone()) {
            let label = self.label(&caption.id);
            self.code.push(", id: ");
            self.code.literal(&label);
        }
        self.code.push(", body: [");
        self.inlines(&caption.content);
        self.code.push("])");
    }
}
