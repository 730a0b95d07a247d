//! What several blocks mean together: lessons reach to the next heading, captions belong to
//! tables, figures and tables are counted.

use super::{Block, BlockKind, Caption, Document, Exhibit, ExhibitKind, Inline, text, walk};

/// Arranges the blocks of a chapter.
pub fn arrange(blocks: &mut Vec<Block>, document: &mut Document) {
    caption_tables(blocks);
    gather_lessons(blocks, document);
    let mut notes = std::mem::take(&mut document.footnotes);
    for note in &mut notes {
        caption_tables(&mut note.blocks);
    }
    let mut counts = Counts::default();
    counts.number(blocks, document);
    for note in &mut notes {
        counts.number(&mut note.blocks, document);
    }
    document.footnotes = notes;
}

/// A paragraph that starts with "Tabel:" or "Table:" next to a table is its caption. One below the
/// table takes precedence over one above.
fn caption_tables(blocks: &mut Vec<Block>) {
    for block in blocks.iter_mut() {
        walk::inner_mut(block, caption_tables);
    }
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    while let Some(mut block) = rest.next() {
        if is_uncaptioned_table(&block) {
            let below = rest.next_if(is_table_caption);
            let caption = below.or_else(|| blocks.pop_if(|above| is_table_caption(above)));
            if let (
                Some(Block { kind: BlockKind::Paragraph(content), .. }),
                BlockKind::Table(table),
            ) = (caption, &mut block.kind)
            {
                table.caption = Some(Caption { number: 0, content: without_label(content) });
            }
        }
        blocks.push(block);
    }
}

fn is_uncaptioned_table(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Table(table) if table.caption.is_none())
}

const TABLE_LABELS: [&str; 2] = ["Tabel:", "Table:"];

fn is_table_caption(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(content)
        if matches!(content.first(), Some(Inline::Text(text))
            if TABLE_LABELS.iter().any(|label| text.starts_with(label))))
}

fn without_label(mut content: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(text)) = content.first_mut() {
        for label in TABLE_LABELS {
            if let Some(rest) = text.strip_prefix(label) {
                *text = rest.trim_start().to_owned();
                break;
            }
        }
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
        blocks.push(Block { kind: BlockKind::Lesson { index, blocks: body }, span: start.to(end) });
    }
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
#[derive(Default)]
struct Counts {
    figures: usize,
    tables: usize,
}

impl Counts {
    fn number(&mut self, blocks: &mut [Block], document: &mut Document) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Figure(figure) => {
                    count(
                        ExhibitKind::Figure,
                        &mut self.figures,
                        figure.caption.as_mut(),
                        document,
                    );
                }
                BlockKind::Table(table) => {
                    count(ExhibitKind::Table, &mut self.tables, table.caption.as_mut(), document);
                }
                _ => walk::inner_mut(block, |inner| self.number(inner, document)),
            }
        }
    }
}

fn count(
    kind: ExhibitKind,
    so_far: &mut usize,
    caption: Option<&mut Caption>,
    document: &mut Document,
) {
    let Some(caption) = caption else { return };
    *so_far += 1;
    caption.number = *so_far;
    document.anchors.insert(kind.id(*so_far));
    document.exhibits.push(Exhibit {
        kind,
        number: *so_far,
        title: text::of_inlines(&caption.content),
    });
}
