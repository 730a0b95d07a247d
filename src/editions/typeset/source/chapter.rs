//! A chapter as a call of the functions of `book.typ`.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::above::{Above, turned};
use super::keeping::{before_last, last_paragraph};
use super::lengths::length;
use super::{Written, label};
use crate::book::{Chapter, ChapterId, Destination};
use crate::diagnostic::{Diagnostic, Span};
use crate::document::{Document, Footnote};
use crate::editions::addresses::Addresses;
use crate::editions::levels::Levels;
use crate::editions::selection::{Selection, Start};
use crate::editions::shared::{plain_lines, printed_title, shortened, summary};
use crate::editions::typesetter::{Asset, Code, language, push_literal, push_words, title_place};
use crate::guide::Guide;

/// Writes the text of a chapter, or a line outside the chapters.
pub(super) struct Writer<'a> {
    pub(super) guide: &'a Guide,
    pub(super) selection: &'a Selection,
    pub(super) id: ChapterId,
    /// The chapter whose text it is.
    pub(super) chapter: Option<&'a Chapter>,
    pub(super) document: &'a Document,
    /// Where its references lead, in the same order.
    pub(super) destinations: &'a [Destination],
    pub(super) language: &'a str,
    /// Whether it is a line, which cannot have notes.
    pub(super) is_line: bool,
    pub(super) code: Code,
    /// The depth of the chapter in the book, from 1.
    pub(super) depth: usize,
    pub(super) levels: Levels,
    pub(super) addresses: Addresses,
    /// The anchors that are written.
    pub(super) written: HashSet<String>,
    /// Which footnotes are written.
    pub(super) noted: Vec<bool>,
    /// How many lines of notes each footnote asks for, where its place says so.
    pub(super) rooms: Vec<Option<f32>>,
    /// How many lines the notes take of the block on the page itself that is being written.
    pub(super) note_lines: usize,
    pub(super) in_note: bool,
    pub(super) in_link: bool,
    /// Whether there is a line through or below what is being written.
    pub(super) in_lined: bool,
    pub(super) in_box: bool,
    pub(super) in_item: bool,
    /// Whether the item that is being written has its checkbox already.
    pub(super) has_box: bool,
    /// How many columns of tables share the width of what is being written.
    pub(super) columns: usize,
    /// Whether a page may begin in what is being written.
    pub(super) is_on_page: bool,
    /// The paragraphs that go along with what ends the chapter.
    pub(super) before_end: Vec<Span>,
    /// What goes along with a table, if one comes next.
    pub(super) above: Vec<Above>,
    /// The columns of the table that the opening of the chapter goes along with.
    pub(super) opening_turned: Option<usize>,
    /// How many blocks, and how many inlines, are open around what is being written.
    pub(super) block_depth: usize,
    pub(super) inline_depth: usize,
    /// The block that is being written.
    pub(super) span: Span,
    pub(super) files: BTreeMap<String, Asset>,
    pub(super) problems: Vec<Diagnostic>,
}

impl<'a> Writer<'a> {
    fn new(
        guide: &'a Guide,
        selection: &'a Selection,
        document: &'a Document,
        destinations: &'a [Destination],
    ) -> Self {
        Self {
            guide,
            selection,
            id: ChapterId::HOME,
            chapter: None,
            document,
            destinations,
            language: &guide.config.book.language,
            is_line: true,
            code: Code::default(),
            depth: 1,
            levels: Levels::default(),
            addresses: Addresses::default(),
            written: HashSet::new(),
            noted: vec![false; document.footnotes.len()],
            rooms: vec![None; document.footnotes.len()],
            note_lines: 0,
            in_note: false,
            in_link: false,
            in_lined: false,
            in_box: false,
            in_item: false,
            has_box: false,
            columns: 1,
            is_on_page: false,
            before_end: Vec::new(),
            above: Vec::new(),
            opening_turned: None,
            block_depth: 0,
            inline_depth: 0,
            span: Span::START,
            files: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    fn of_chapter(guide: &'a Guide, selection: &'a Selection, id: ChapterId) -> Self {
        let chapter = &guide.book[id];
        Self {
            id,
            chapter: Some(chapter),
            language: &chapter.language,
            is_line: false,
            is_on_page: true,
            before_end: before_end(chapter),
            depth: selection.depth(&guide.book, id),
            ..Self::new(guide, selection, &chapter.document, &chapter.destinations)
        }
    }

    /// The label of an anchor of the chapter.
    pub(super) fn label(&self, anchor: &str) -> String {
        label(self.guide, self.id, Some(anchor))
    }

    /// Notes that what follows is of the block that is being written.
    pub(super) fn mark(&mut self) {
        if let Some(source) = self.chapter.and_then(|chapter| chapter.source.as_ref()) {
            self.code.mark((&source.text, self.span));
        }
    }

    /// Anchors that links may lead to and that have no place in the text: of elements that are left
    /// out. They lead to the start of the chapter.
    fn lost_anchors(&self) -> BTreeSet<&'a str> {
        let anchors = self.document.anchors.iter().map(String::as_str);
        anchors.filter(|anchor| !self.written.contains(*anchor)).collect()
    }
}

/// The paragraphs that go along with the last lines of a chapter, or with its addresses.
fn before_end(chapter: &Chapter) -> Vec<Span> {
    let blocks = &chapter.document.blocks;
    let has_addresses =
        chapter.destinations.iter().any(|target| matches!(target, Destination::External(_)));
    let last = last_paragraph(blocks).filter(|_| has_addresses);
    before_last(blocks).into_iter().chain(last).map(|block| block.span).collect()
}

/// Whether the text of a part leaves room on its page for what is below the part.
fn is_short(guide: &Guide, chapter: &Chapter) -> bool {
    // What fits on a square centimetre of paper, in characters.
    const DENSITY: f32 = 1.4;
    let paper = guide.config.print.paper;
    let room = paper.width * paper.height / 100.0 * DENSITY;
    (length(&chapter.document.blocks) as f32) < room
}

/// The text of a chapter.
pub(super) fn write(guide: &Guide, selection: &Selection, id: ChapterId) -> Written {
    let mut writer = Writer::of_chapter(guide, selection, id);
    let document = writer.document;
    let foreign = foreign(guide, id);
    let language = foreign.as_ref().map_or(String::new(), |foreign| format!("text({foreign})"));
    writer.above.push(Above::of_chapter("]\n]\n", &format!("#{language}[\n#prose[\n")));
    writer.blocks(&document.blocks);
    // Those that only a lost element refers to.
    let lost: Vec<usize> = (0..document.footnotes.len()).filter(|&at| !writer.noted[at]).collect();
    for footnote in lost {
        writer.paragraph(|writer| {
            writer.code.words(&format!("{}. ", footnote + 1));
            writer.anchor(&Footnote::id(footnote + 1));
        });
        writer.blocks(&document.footnotes[footnote].blocks);
    }
    let lost = writer.lost_anchors();
    let mut code = writer.opening_turned.map_or(String::new(), turned);
    code.push_str(&opening(guide, selection, id, foreign));
    // Below a long text it would stand on a page of its own.
    let is_before = !is_short(guide, &guide.book[id]);
    let contents = part_contents(guide, selection, id, is_before);
    if is_before {
        code.push_str(&contents);
    }
    code.push_str("#prose[\n");
    for anchor in lost {
        code.push_str("#anchor(");
        push_literal(&mut code, &label(guide, id, Some(anchor)));
        code.push_str(")\n");
    }
    writer.code.push("]\n");
    writer.address_list();
    if !is_before {
        writer.code.push(&contents);
    }
    writer.code.push("]\n");
    let Writer { code: body, files, problems, .. } = writer;
    let (body, marks) = body.finish();
    let shifted = marks.into_iter().map(|(at, text, span)| (code.len() + at, text, span));
    let title = title_place(guide, id).map(|(text, span)| (0, Arc::clone(text), span));
    let marks = title.into_iter().chain(shifted).collect();
    code.push_str(&body);
    Written { code, marks, files, problems }
}

/// What is below a part; nothing for other chapters.
fn part_contents(guide: &Guide, selection: &Selection, id: ChapterId, is_before: bool) -> String {
    let children = guide.book[id].children.iter().filter(|&&child| selection.contains(child));
    let mut children = children.peekable();
    let mut code = String::new();
    if selection.start(id) == Some(Start::Part) && children.peek().is_some() {
        code.push_str(&format!("#part-contents(before-text: {is_before}, "));
        for &child in children {
            push_literal(&mut code, &label(guide, child, None));
            code.push_str(", ");
        }
        code.push_str(")\n");
    }
    code
}

/// The language of a chapter as arguments, if it is another than that of the guide.
pub(super) fn foreign(guide: &Guide, id: ChapterId) -> Option<String> {
    let foreign = guide.book[id].foreign_language(&guide.config.book.language);
    foreign.map(language::arguments).filter(|foreign| !foreign.is_empty())
}

/// The calls up to the text of a chapter: its title and its front matter.
fn opening(guide: &Guide, selection: &Selection, id: ChapterId, foreign: Option<String>) -> String {
    let chapter = &guide.book[id];
    let front = chapter.front_matter();
    let strings = &guide.theme.strings;
    let mut code = String::from("#chapter(id: ");
    push_literal(&mut code, &label(guide, id, None));
    code.push_str(&format!(", level: {}", selection.depth(&guide.book, id).min(6)));
    code.push_str(match selection.start(id) {
        Some(Start::Part) => ", starts: \"part\"",
        Some(Start::Below) => ", starts: \"below\"",
        Some(Start::Page) | None => ", starts: \"page\"",
    });
    if let Some(foreign) = foreign {
        code.push_str(&format!(", language: ({foreign})"));
    }
    if let Some(number) = chapter.number_text() {
        code.push_str(", number: ");
        push_literal(&mut code, &number);
    }
    code.push_str(", title: ");
    push_content(&mut code, printed_title(guide, id));
    if let Some(summary) = summary(chapter) {
        code.push_str(",\nsummary: ");
        push_content(&mut code, &summary);
    }
    if !front.authors.is_empty() {
        code.push_str(",\nauthors: ");
        push_list(&mut code, &front.authors);
    }
    if front.draft {
        code.push_str(", draft: true");
    }
    let dates = [("date", front.date), ("updated", guide.updated(chapter))];
    for (name, date) in dates {
        if let Some(date) = date {
            code.push_str(&format!(", {name}: "));
            push_literal(&mut code, &strings.date(&date.to_string()));
        }
    }
    if !front.goals.is_empty() {
        code.push_str(",\ngoals: ");
        push_list(&mut code, &plain_lines(&front.goals, chapter));
    }
    code.push_str(")[\n");
    code
}

/// The call that begins the pages of chapters, of which all but the first begin below another.
pub(super) fn pages(guide: &Guide, selection: &Selection, ids: &[ChapterId]) -> String {
    let first = ids.first().copied().unwrap_or(ChapterId::HOME);
    let above = guide.book.breadcrumb(first).into_iter().find(|&above| above != ChapterId::HOME);
    let mut code = String::from("#pages(starts: ");
    code.push_str(match selection.start(first) {
        Some(Start::Part) => "\"part\"",
        _ => "\"page\"",
    });
    code.push_str(", part: ");
    push_head(&mut code, guide, above.unwrap_or(first));
    code.push_str(", chapters: (");
    for &id in ids {
        push_head(&mut code, guide, id);
        code.push_str(", ");
    }
    code.push_str("))[\n");
    code
}

/// What a running head says of a chapter.
fn push_head(code: &mut String, guide: &Guide, id: ChapterId) {
    code.push_str("(id: ");
    push_literal(code, &label(guide, id, None));
    code.push_str(", number: ");
    push_literal(code, &guide.book[id].number_text().unwrap_or_default());
    code.push_str(", title: ");
    push_literal(code, &running_head(printed_title(guide, id)));
    code.push(')');
}

/// The footer of the guide as a line.
pub(super) fn footer(guide: &Guide, selection: &Selection) -> Option<String> {
    let line = guide.footer.as_ref()?;
    let mut writer = Writer::new(guide, selection, &line.document, &line.destinations);
    writer.blocks(&line.document.blocks);
    Some(writer.code.finish().0)
}

/// A title as far as it fits above a page.
fn running_head(title: &str) -> String {
    const LONGEST: usize = 60;
    shortened(title, LONGEST)
}

/// Text as a content block.
pub(super) fn push_content(code: &mut String, text: &str) {
    code.push('[');
    push_words(code, text);
    code.push(']');
}

fn push_list(code: &mut String, lines: &[String]) {
    code.push('(');
    for line in lines {
        push_content(code, line);
        code.push_str(", ");
    }
    code.push(')');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_running_head_ends_at_a_word() {
        assert_eq!(running_head("Opgaven voor de toekomst"), "Opgaven voor de toekomst");
        let long = "Wat er geleerd is van de wijkaanpak in steden, dorpen en streken van het land";
        assert_eq!(running_head(long), "Wat er geleerd is van de wijkaanpak in steden, dorpen en…");
        assert_eq!(running_head(&"a".repeat(99)), format!("{}…", "a".repeat(60)));
    }
}
