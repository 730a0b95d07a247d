//! Captions of figures: to the Markdown parser the title of an image is plain text.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser as Events, Tag, TagEnd};
use regex::Regex;

use super::Inline;
use super::parser::{Parser, extensions};
use super::typography::FILLER;
use crate::span::{Span, controls};

/// What makes a heading of a caption: one line of inline text, whatever it starts with.
const MARK: &str = "# ";

/// What may refer to a definition elsewhere in the chapter: a link or a note.
static LABEL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[(\^?)([^\[\]^]+)\]").expect("a valid expression"));

/// What is left of a line break.
static SPACES: LazyLock<Regex> = LazyLock::new(|| Regex::new(" {2,}").expect("a valid expression"));

impl Parser<'_> {
    /// The inline text of a title; nothing if it cannot be read as such.
    pub(super) fn caption(&mut self, title: Span) -> Option<Vec<Inline>> {
        let body = title.start().checked_sub(MARK.len())?;
        let source = self.caption_source(title);
        let mut options = extensions(self.options.smart_punctuation);
        options.remove(Options::ENABLE_HEADING_ATTRIBUTES);
        let mut inner = Parser {
            text: self.text,
            body,
            clean: &source,
            masked: &source,
            options: self.options,
            typesetter: self.typesetter,
            events: Events::new_ext(&source, options).into_offset_iter().peekable(),
            definitions: std::mem::take(&mut self.definitions),
            labels: OnceCell::new(),
            read_to: self.read_to,
            anchors: std::mem::take(&mut self.anchors),
            chosen: std::mem::take(&mut self.chosen),
            has_page_tags: self.has_page_tags,
            // Nothing in a title starts a line.
            looked_to: usize::MAX,
            near_missed: None,
            boxes: self.boxes,
            // There are no fences in a line.
            unclosed: Vec::new(),
            stray_ends: BTreeSet::new(),
            open_code: Vec::new(),
            depth: self.depth,
            too_deep: self.too_deep,
            footnotes: std::mem::take(&mut self.footnotes),
            elements: std::mem::take(&mut self.elements),
            open_elements: self.open_elements,
            nesting: std::mem::take(&mut self.nesting),
            document: std::mem::take(&mut self.document),
        };
        inner.typesetter.begin();
        let is_line = matches!(inner.next(), Some((Event::Start(Tag::Heading { .. }), _)));
        let content = is_line.then(|| inner.inlines(TagEnd::Heading(HeadingLevel::H1)));
        let Parser { definitions, anchors, chosen, too_deep, footnotes, elements, .. } = inner;
        let Parser { open_elements, nesting, document, .. } = inner;
        (self.definitions, self.anchors, self.chosen) = (definitions, anchors, chosen);
        (self.too_deep, self.footnotes, self.elements) = (too_deep, footnotes, elements);
        (self.open_elements, self.nesting, self.document) = (open_elements, nesting, document);
        let mut content = content.filter(|content| !content.is_empty())?;
        for inline in &mut content {
            if let Inline::Text(text) = inline {
                *text = SPACES.replace_all(text, " ").into_owned();
            }
        }
        Some(content)
    }

    /// A title as a line of its own, with the definitions of what it refers to below it.
    fn caption_source(&self, title: Span) -> String {
        let mut written = controls::blank(self.text.slice(title));
        // A backslash keeps a quote from ending the title, and does not make it another quote. Places
        // of links must stay what they are.
        let filler = if written.contains(['[', '<']) { FILLER } else { "" };
        for quote in ["\"", "'"] {
            let set = format!("{filler}{quote}");
            written = written.replace(&format!("\\{quote}"), &set).into();
        }
        // Number signs at the end would close the heading.
        let mut source = format!("{MARK}{}", on_one_line(&written));
        for found in LABEL.captures_iter(&written) {
            let label = &found[2];
            if found[1].is_empty() {
                let definition = self.definitions.find(label).map(|span| self.text.slice(span));
                source.extend(definition.map(|definition| format!("\n\n{definition}")));
            } else if self.labels().has_footnote(label) {
                source.push_str(&format!("\n\n[^{label}]: {label}"));
            }
        }
        source.push('\n');
        source
    }
}

/// A title without its line breaks, and without the marks of quotations after them, of the same
/// length.
fn on_one_line(title: &str) -> Cow<'_, str> {
    if !title.contains(['\n', '\r']) {
        return Cow::Borrowed(title);
    }
    let mut is_start = false;
    let blank = |c: char| {
        let is_break = matches!(c, '\n' | '\r');
        is_start = is_break || is_start && matches!(c, ' ' | '\t' | '>');
        if is_start { ' ' } else { c }
    };
    Cow::Owned(title.chars().map(blank).collect())
}
