//! What several blocks mean together: lessons reach to the next heading, captions belong to
//! tables, figures and tables are counted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::anchors::Anchors;
use super::attributes::ends_escaping;
use super::rows::cells;
use super::{
    Block, BlockKind, Caption, CaptionSides, Document, Exhibit, ExhibitKind, Inline, Side, text,
    walk,
};
use crate::diagnostic::{Diagnostic, Text};
use crate::messages::message;
use crate::rule::Rule;
use crate::span::Span;

/// Arranges the blocks of a chapter.
pub fn arrange(
    blocks: &mut Vec<Block>,
    document: &mut Document,
    text: &Arc<Text>,
    habit: Option<Side>,
    anchors: &mut Anchors,
) {
    let mut notes = std::mem::take(&mut document.footnotes);
    let mut captions =
        Captions { text, habit, sides: CaptionSides::default(), problems: Vec::new() };
    captions.vote(blocks);
    notes.iter_mut().for_each(|note| captions.vote(&mut note.blocks));
    document.caption_sides = captions.sides;
    captions.assign(blocks);
    notes.iter_mut().for_each(|note| captions.assign(&mut note.blocks));
    document.diagnostics.append(&mut captions.problems);
    gather_lessons(blocks, document);
    let mut counts = Counts { figures: 0, tables: 0, anchors };
    counts.number(blocks, document);
    for note in &mut notes {
        counts.number(&mut note.blocks, document);
    }
    document.footnotes = notes;
}

/// A paragraph that starts with "Tabel:" or "Table:" next to a table is its caption, unless its colon
/// is escaped. Between two
/// tables without a caption it stands as those of the chapter whose table is certain; if these
/// differ or there are none, as those of the guide do, and else below its table.
struct Captions<'a> {
    text: &'a Arc<Text>,
    habit: Option<Side>,
    sides: CaptionSides,
    /// What is wrong with captions.
    problems: Vec<Diagnostic>,
}

impl Captions<'_> {
    /// The side on which captions stand where both are possible.
    fn side(&self) -> Side {
        let of_chapter = self.sides.most();
        let side = if self.sides.is_clear() { of_chapter } else { self.habit.or(of_chapter) };
        side.unwrap_or(Side::Below)
    }

    /// Takes captions out of tables, and counts the captions whose table is certain.
    fn vote(&mut self, blocks: &mut [Block]) {
        for block in blocks.iter_mut() {
            self.take_from_table(block);
            walk::inner_mut(block, |inner| self.vote(inner));
        }
        let is_table = |at: Option<usize>| at.is_some_and(|at| is_uncaptioned_table_at(blocks, at));
        for at in (0..blocks.len()).filter(|&at| is_table_caption(&blocks[at], self.text)) {
            match (is_table(at.checked_sub(1)), is_table(Some(at + 1))) {
                (true, false) => self.sides.below += 1,
                (false, true) => self.sides.above += 1,
                (true, true) => self.sides.has_doubt = true,
                (false, false) => {}
            }
        }
    }

    /// Without an empty line in between, the parser takes a caption for a row of the table.
    fn take_from_table(&mut self, block: &mut Block) {
        let BlockKind::Table(table) = &mut block.kind else { return };
        let is_text = |line: &Span| !self.text.slice(*line).contains('|');
        let mut rows: Vec<Span> = self.text.lines(block.span).filter(is_text).collect();
        let is_last = self.text.lines(block.span).last() == rows.last().copied();
        let first = table.rows.last().and_then(|row| row.first());
        if is_last && !rows.is_empty() && first.is_some_and(|cell| is_caption(cell)) {
            let row = table.rows.pop().and_then(|row| row.into_iter().next());
            table.caption = Some(Caption::new(without_label(row.unwrap_or_default())));
            self.sides.below += 1;
            rows.pop();
        }
        let columns = table.alignments.len();
        if self.without_marks(self.text.first_line(block.span)).starts_with('|') {
            let lines = self.text.lines(block.span);
            rows.extend(lines.filter(|line| is_broken_row(self.without_marks(*line), columns)));
        }
        for row in rows {
            let problem = Diagnostic::of(Rule::NearMissTable, message!("table-line"))
                .help(message!("table-line", "help"));
            self.problems.push(problem.at(self.text, self.text.trim(row)));
        }
    }

    /// A line without the marks of quotations and lists before it.
    fn without_marks(&self, line: Span) -> &str {
        let line = self.text.slice(line).trim();
        line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '|')
    }

    /// Gives every caption to its table.
    fn assign(&mut self, blocks: &mut Vec<Block>) {
        blocks.iter_mut().for_each(|block| walk::inner_mut(block, |inner| self.assign(inner)));
        let mut places = Places::new(blocks, self.text);
        places.settle(self.side() == Side::Below);
        for &at in &places.captions {
            let message = message!("caption-lost");
            self.report(&blocks[at], message, message!("caption-lost", "help"));
        }
        let owned = places.owned;
        self.report_numbered(blocks);
        if owned.is_empty() {
            return;
        }
        let mut left: Vec<_> = std::mem::take(blocks).into_iter().map(Some).collect();
        for (table, caption) in owned {
            let Some(Block { kind: BlockKind::Paragraph(content), span }) = left[caption].take()
            else {
                continue;
            };
            let caption = Caption { place: Some(span), ..Caption::new(without_label(content)) };
            let caption = Some(caption);
            match left[table].as_mut().map(|block| &mut block.kind) {
                Some(BlockKind::Table(table)) => table.caption = caption,
                Some(BlockKind::Html(html)) => html.caption = caption,
                _ => {}
            }
        }
        blocks.extend(left.into_iter().flatten());
        blocks.shrink_to_fit();
    }

    /// Reports captions of tables that already have a number.
    fn report_numbered(&mut self, blocks: &[Block]) {
        static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^(?i:tabel|table) \p{Alphabetic}?[\d.-]*\d[:.] ")
                .expect("a valid expression")
        });
        for at in 0..blocks.len() {
            let stands_at = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            if let BlockKind::Paragraph(content) = &blocks[at].kind
                && matches!(content.first(), Some(Inline::Text(_)))
                && NUMBERED.is_match(&text::of_inlines(content))
                && stands_at.into_iter().any(|at| is_uncaptioned_table_at(blocks, at))
            {
                let message = message!("caption-numbered");
                self.report(&blocks[at], message, message!("caption-numbered", "help"));
            }
        }
    }

    fn report(&mut self, block: &Block, message: String, help: String) {
        let place = self.text.first_line(block.span);
        let problem = Diagnostic::of(Rule::NearMissTable, message).help(help);
        self.problems.push(problem.at(self.text, place));
    }
}

/// Which caption belongs to which table, among sibling blocks.
struct Places {
    /// The tables without a caption.
    tables: BTreeSet<usize>,
    /// The captions without a table.
    captions: BTreeSet<usize>,
    /// The caption of each other table.
    owned: BTreeMap<usize, usize>,
}

impl Places {
    fn new(blocks: &[Block], text: &Text) -> Self {
        let all = || 0..blocks.len();
        Self {
            tables: all().filter(|&at| is_uncaptioned_table_at(blocks, at)).collect(),
            captions: all().filter(|&at| is_table_caption(&blocks[at], text)).collect(),
            owned: BTreeMap::new(),
        }
    }

    /// First the captions next to one table only, from either end, then the others.
    fn settle(&mut self, stands_below: bool) {
        let mut order: Vec<usize> = self.captions.iter().copied().collect();
        if stands_below {
            order.reverse();
        }
        let only = |above: Option<usize>, below: Option<usize>| above.xor(below);
        self.pass(order.iter(), only);
        self.pass(order.iter().rev(), only);
        order.sort_unstable();
        self.pass(
            order.iter(),
            |above, below| {
                if stands_below { above.or(below) } else { below.or(above) }
            },
        );
    }

    /// Gives each caption one of the free tables above and below it, as `choose` says.
    fn pass<'a>(
        &mut self,
        captions: impl Iterator<Item = &'a usize>,
        choose: impl Fn(Option<usize>, Option<usize>) -> Option<usize>,
    ) {
        for &caption in captions {
            if !self.captions.contains(&caption) {
                continue;
            }
            let left = |at: Option<usize>| at.filter(|at| self.tables.contains(at));
            let chosen = choose(left(caption.checked_sub(1)), left(Some(caption + 1)));
            if let Some(table) = chosen {
                self.tables.remove(&table);
                self.captions.remove(&caption);
                self.owned.insert(table, caption);
            }
        }
    }
}

fn is_uncaptioned_table_at(blocks: &[Block], at: usize) -> bool {
    match blocks.get(at).map(|block| &block.kind) {
        Some(BlockKind::Table(table)) => table.caption.is_none(),
        Some(BlockKind::Html(html)) => html.lacks_caption(),
        _ => false,
    }
}

fn is_table_caption(block: &Block, text: &Text) -> bool {
    let is_caption = matches!(&block.kind, BlockKind::Paragraph(content) if is_caption(content));
    let before = text.slice(block.span).split(':').next().unwrap_or_default();
    is_caption && !ends_escaping(before)
}

/// Whether text starts with "Tabel:", which may be emphasised.
fn is_caption(content: &[Inline]) -> bool {
    match content.first() {
        Some(Inline::Text(text)) => label(text).is_some(),
        Some(Inline::Strong(inner) | Inline::Emphasis(inner)) => {
            let is_label =
                label(&text::of_inlines(inner)).is_some_and(|length| length == text_length(inner));
            is_label || content.len() == 1 && is_caption(inner)
        }
        _ => false,
    }
}

fn text_length(inlines: &[Inline]) -> usize {
    text::of_inlines(inlines).trim_end().len()
}

/// The length of the label at the start of a text.
fn label(text: &str) -> Option<usize> {
    const LABELS: [&str; 4] = ["tabel:", "table:", "tabel :", "table :"];
    let starts = |label: &&&str| {
        text.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label))
    };
    LABELS.iter().find(starts).map(|label| label.len())
}

fn without_label(mut content: Vec<Inline>) -> Vec<Inline> {
    if let [Inline::Strong(inner) | Inline::Emphasis(inner)] = content.as_mut_slice() {
        content = std::mem::take(inner);
    } else if !matches!(content.first(), Some(Inline::Text(_))) {
        content.remove(0);
    }
    if let Some(Inline::Text(text)) = content.first_mut() {
        let rest = label(text).and_then(|length| text.get(length..)).unwrap_or(text);
        *text = rest.trim_start().to_owned();
    }
    content
}

/// Puts every lesson's heading and what follows it, up to the next heading of its level or
/// higher, into a block of its own. Elements of raw HTML that open in a lesson close in it, and
/// those around it stay around it.
fn gather_lessons(blocks: &mut Vec<Block>, document: &mut Document) {
    for block in blocks.iter_mut() {
        walk::inner_mut(block, |inner| gather_lessons(inner, document));
    }
    if !blocks.iter().any(|block| lesson_heading(block).is_some()) {
        return;
    }
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    while let Some(block) = rest.next() {
        let Some((level, index)) = lesson_heading(&block) else {
            blocks.push(block);
            continue;
        };
        let start = block.span;
        let mut body = Vec::new();
        let mut open = 0;
        let belongs = |next: &Block, open: isize| {
            let is_below = open > 0 || heading_level(next).is_none_or(|next| next > level);
            is_below && open + opened(next) >= 0
        };
        while let Some(next) = rest.next_if(|next| belongs(next, open)) {
            open += opened(&next);
            body.push(next);
        }
        gather_lessons(&mut body, document);
        document.lessons[index].teaser = text::first_sentence(&text::of_blocks(&body)).to_owned();
        let end = body.last().map_or(block.span, |last| last.span);
        body.insert(0, block);
        body.shrink_to_fit();
        blocks.push(Block { kind: BlockKind::Lesson { index, blocks: body }, span: start.to(end) });
    }
    blocks.shrink_to_fit();
}

/// How many elements of raw HTML a block leaves open.
fn opened(block: &Block) -> isize {
    match &block.kind {
        BlockKind::Html(html) => html.opened,
        _ => 0,
    }
}

fn heading_level(block: &Block) -> Option<u8> {
    match &block.kind {
        BlockKind::Heading(heading) => Some(heading.level),
        _ => None,
    }
}

fn lesson_heading(block: &Block) -> Option<(u8, usize)> {
    match &block.kind {
        BlockKind::Heading(heading) => Some((heading.level, heading.lesson?)),
        _ => None,
    }
}

/// How many figures and tables there were so far.
struct Counts<'a> {
    figures: usize,
    tables: usize,
    anchors: &'a mut Anchors,
}

impl Counts<'_> {
    fn number(&mut self, blocks: &mut [Block], document: &mut Document) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Figure(figure) => {
                    self.count(ExhibitKind::Figure, figure.caption.as_mut(), document);
                }
                BlockKind::Table(table) => {
                    self.count(ExhibitKind::Table, table.caption.as_mut(), document);
                }
                BlockKind::Html(html) => {
                    self.count(ExhibitKind::Table, html.caption.as_mut(), document);
                }
                _ => walk::inner_mut(block, |inner| self.number(inner, document)),
            }
        }
    }

    fn count(&mut self, kind: ExhibitKind, caption: Option<&mut Caption>, document: &mut Document) {
        let Some(caption) = caption else { return };
        let (so_far, name) = match kind {
            ExhibitKind::Figure => (&mut self.figures, "fig"),
            ExhibitKind::Table => (&mut self.tables, "tab"),
        };
        *so_far += 1;
        caption.number = *so_far;
        caption.id = self.anchors.counted(name, *so_far);
        document.exhibits.push(Exhibit {
            kind,
            number: caption.number,
            id: caption.id.clone(),
            title: text::of_inlines(&caption.content),
        });
    }
}

/// Whether a line is the rest of the row above it, in a table whose rows begin with a bar.
fn is_broken_row(line: &str, columns: usize) -> bool {
    line.contains('|') && !line.starts_with('|') && cells(line) < columns
}
