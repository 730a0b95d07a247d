//! Elements become blocks.

use std::collections::BTreeSet;

use scraper::{ElementRef, Selector};

use super::super::blocks::{
    Block, Inline, Kind, excerpt, figure, guessed_heading, heading, plain, text_inlines,
    without_anchors, without_pictures,
};
use super::super::captions;
use super::super::encoding::is_control;
use super::super::limits::MAX_DEPTH;
use super::super::note::{Note, Remark, note};
use super::super::recognise::is_like_a_heading;
use super::super::spaces::tidy;
use super::nodes::{
    AROUND, HEADINGS, NEVER_TEXT, SILENT, first_words, flat_text, has_heading, has_terms,
    is_hidden, is_inline,
};
use super::office::{self, TextStyle, WordItem};
use super::places::Places;
use super::spaces::{paragraphs, squeeze, typed_list};

/// Reads the elements of a page.
pub struct HtmlReader<'a> {
    pub notes: Vec<Remark>,
    /// The lines with text above empty paragraphs, in order.
    pub gaps: Vec<usize>,
    pub places: Places<'a>,
    /// The anchors that links on the page lead to.
    linked: BTreeSet<String>,
    /// Whether all that is read is inside what the page says is its text.
    is_text: bool,
    /// Anchors that were passed, for the text that comes next.
    anchors: Vec<String>,
    /// Whether the text is that of a cell, in which nothing is a heading.
    pub in_cell: bool,
    /// Whether the text is that of an item of a list of Word.
    pub in_word_list: bool,
    /// Whether the text is bold or italic already.
    pub is_bold: bool,
    pub is_italic: bool,
    /// How many elements are open around the one that is read.
    depth: usize,
    is_too_deep: bool,
}

impl<'a> HtmlReader<'a> {
    pub fn new(source: &'a str, linked: BTreeSet<String>, is_text: bool) -> Self {
        Self {
            notes: Vec::new(),
            gaps: Vec::new(),
            places: Places::new(source),
            linked,
            is_text,
            anchors: Vec::new(),
            depth: 0,
            in_cell: false,
            in_word_list: false,
            is_bold: false,
            is_italic: false,
            is_too_deep: false,
        }
    }

    /// Adds a note at the line of a text that is still to be read.
    pub fn note(&mut self, text: &str, note: Note) {
        let line = self.places.look_ahead(text);
        self.notes.push((line, note));
    }

    /// Whether something was too deep, which is noted.
    pub fn is_too_deep(&self) -> bool {
        self.is_too_deep
    }

    /// Goes one element deeper, unless that is too deep; then its text is read without structure.
    pub fn deeper<T>(
        &mut self,
        element: ElementRef<'_>,
        read: impl FnOnce(&mut Self) -> T,
        flat: impl FnOnce(&mut Self, Vec<Inline>) -> T,
    ) -> T {
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            let result = read(self);
            self.depth -= 1;
            return result;
        }
        if !std::mem::replace(&mut self.is_too_deep, true) {
            self.note(&first_words(element), note!("read-deep", most = MAX_DEPTH));
        }
        flat(self, text_inlines(flat_text(element)))
    }

    /// The blocks inside an element: its block elements, and what is between them.
    pub fn blocks(&mut self, parent: ElementRef<'_>) -> Vec<Block> {
        let read = |reader: &mut Self| {
            let mut blocks = Vec::new();
            let mut line: Vec<Inline> = Vec::new();
            let mut items: Vec<WordItem> = Vec::new();
            for child in parent.children() {
                let element = ElementRef::wrap(child).filter(|child| !is_inline(*child));
                let level = element.and_then(office::word_level);
                if let (Some(element), Some(level)) = (element, level) {
                    reader.end_paragraph(&mut line, &mut blocks);
                    items.extend(reader.word_item(element, level));
                    continue;
                }
                match element {
                    Some(element) => {
                        blocks.extend(office::lists(std::mem::take(&mut items)));
                        reader.end_paragraph(&mut line, &mut blocks);
                        reader.block(element, &mut blocks);
                    }
                    None => {
                        if child.value().as_text().is_none_or(|text| !text.trim().is_empty()) {
                            blocks.extend(office::lists(std::mem::take(&mut items)));
                        }
                        reader.inline(child, &mut line);
                    }
                }
            }
            blocks.extend(office::lists(items));
            reader.end_paragraph(&mut line, &mut blocks);
            blocks
        };
        self.deeper(parent, read, |reader, mut line| {
            let mut blocks = Vec::new();
            reader.end_paragraph(&mut line, &mut blocks);
            blocks
        })
    }

    pub fn end_paragraph(&mut self, line: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
        for content in paragraphs(tidy(std::mem::take(line))) {
            let (anchors, content) = without_anchors(content);
            self.anchors.extend(anchors);
            if let Some((above, items)) = typed_list(&content) {
                self.typed_list(above, items, blocks);
            } else {
                blocks.extend(self.paragraph(content));
            }
        }
    }

    fn paragraph(&mut self, mut content: Vec<Inline>) -> Option<Block> {
        let has_image = content.iter().any(|part| matches!(part, Inline::Image { .. }));
        let text = plain(&content);
        if text.is_empty() && !has_image {
            self.gaps.extend((!content.is_empty()).then_some(self.places.current()));
            return None;
        }
        let line = self.places.pass(&text);
        let kind = match content.as_mut_slice() {
            [Inline::Image { address, alt }] => {
                figure(std::mem::take(address), std::mem::take(alt))
            }
            [Inline::Strong(inner)] if !self.in_cell && is_like_a_heading(&text) => {
                self.note(&text, note!("read-bold-heading", text = text.as_str()));
                let anchors = self.anchors.drain(..).map(Inline::Anchor);
                guessed_heading(3, anchors.chain(std::mem::take(inner)).collect())
            }
            _ => {
                content.splice(0..0, self.anchors.drain(..).map(Inline::Anchor));
                Kind::Paragraph(content)
            }
        };
        Some(Block { kind, line })
    }

    /// Notes an element that no reader of the page sees.
    pub fn note_hidden(&mut self, element: ElementRef<'_>) {
        let text = squeeze(&element.text().collect::<String>());
        if !text.is_empty() {
            self.note(&text, note!("read-hidden", text = excerpt(&text)));
        }
    }

    /// A heading, which takes the place of the anchors that were passed.
    fn heading(&mut self, level: u8, mut content: Vec<Inline>) -> Kind {
        content.splice(0..0, self.anchors.drain(..).map(Inline::Anchor));
        heading(level, content)
    }

    /// Remembers the place of an element that links lead to.
    pub fn pass(&mut self, element: ElementRef<'_>) {
        self.anchors.extend(self.anchor(element));
    }

    /// The anchor of an element, if links lead to it; `<a name="x">` is an old spelling.
    pub fn anchor(&self, element: ElementRef<'_>) -> Option<String> {
        let name = element.attr("name").filter(|_| element.value().name() == "a");
        let id = element.attr("id").or(name)?;
        self.linked.contains(id).then(|| id.to_owned())
    }

    fn block(&mut self, element: ElementRef<'_>, blocks: &mut Vec<Block>) {
        let name = element.value().name();
        self.pass(element);
        if let Some(label) = office::note_of(element) {
            let line = self.places.look_ahead(&first_words(element));
            let inner = self.blocks(element);
            // The line above the footnotes of a page.
            blocks.pop_if(|block| block.kind == Kind::Rule);
            return blocks.push(Block { kind: Kind::Note { label, blocks: inner }, line });
        }
        match name {
            _ if SILENT.contains(&name) => {}
            _ if is_hidden(element) => self.note_hidden(element),
            _ if NEVER_TEXT.contains(&name) || (AROUND.contains(&name) && !self.is_text) => {
                self.surrounding(element, blocks);
            }
            _ if HEADINGS.contains(&name) => {
                let is_bold = self.is_bold;
                self.is_bold |= is_all_bold(element);
                let content = without_permalinks(self.line_of(element));
                self.is_bold = is_bold;
                let text = plain(&content);
                let (figures, content) = without_pictures(content);
                let mut content = tidy(content);
                // A picture alone heads the text by what it shows.
                if plain(&content).is_empty() {
                    content.extend(text_inlines(text.clone()));
                }
                let line = self.places.pass(&text);
                if text.is_empty() {
                    self.anchors.extend(without_anchors(content).0);
                } else {
                    let kind = self.heading(name.as_bytes()[1] - b'0', content);
                    blocks.push(Block { kind, line });
                }
                blocks.extend(figures.into_iter().map(|kind| Block { kind, line }));
            }
            "ul" | "ol" | "menu" => blocks.push(self.list(element, name == "ol")),
            "dl" if has_terms(element) => blocks.push(self.definitions(element)),
            "blockquote" => {
                let line = self.places.look_ahead(&first_words(element));
                let inner = self.blocks(element);
                blocks.push(Block { kind: Kind::Quote(inner), line });
            }
            "pre" => blocks.push(self.code(element)),
            "table" => self.table(element, blocks),
            "figure" => self.figure(element, blocks),
            "hr" => blocks.push(Block { kind: Kind::Rule, line: self.places.current() }),
            "iframe" | "video" | "audio" | "object" | "embed" | "canvas" | "svg" => {
                self.embedded(element, blocks);
            }
            "a" => {
                let address = element.attr("href").unwrap_or_default();
                if !address.is_empty() {
                    let note = note!("read-block-link", address = excerpt(address));
                    self.note(&first_words(element), note.about(address));
                }
                blocks.extend(self.blocks(element));
            }
            "details" => {
                self.note(&first_words(element), note!("read-details"));
                blocks.extend(self.blocks(element));
            }
            _ => blocks.extend(self.blocks(element)),
        }
    }

    /// What surrounds the text; a header often holds its title.
    fn surrounding(&mut self, element: ElementRef<'_>, blocks: &mut Vec<Block>) {
        let name = element.value().name();
        if name == "header" && has_heading(element) {
            blocks.extend(self.blocks(element));
            return;
        }
        let text = squeeze(&element.text().collect::<String>());
        if !text.is_empty() {
            let start: String = text.chars().take(60).collect();
            self.note(&text, note!("read-surrounding", name = name, start = start).about(name));
        }
    }

    fn code(&mut self, element: ElementRef<'_>) -> Block {
        let mut text: String = element.text().collect();
        text.retain(|c| !is_control(c));
        let line = self.places.pass(&text);
        let classes = element.descendants().filter_map(ElementRef::wrap);
        let language = classes
            .filter_map(|element| element.attr("class"))
            .flat_map(str::split_whitespace)
            .find_map(|class| class.strip_prefix("language-"))
            .unwrap_or_default()
            .to_owned();
        Block { kind: Kind::Code { language, text }, line }
    }

    /// A film, a map and the like: its address becomes a link.
    fn embedded(&mut self, element: ElementRef<'_>, blocks: &mut Vec<Block>) {
        let name = element.value().name();
        let address = element.attr("src").or_else(|| element.attr("data"));
        let address = address.unwrap_or_default().to_owned();
        self.note(&address, note!("read-embedded", name = name).about(name));
        if !address.is_empty() {
            let content = text_inlines(address.clone());
            let line = self.places.pass(&address);
            let link = Inline::Link { address, content };
            blocks.push(Block { kind: Kind::Paragraph(vec![link]), line });
        }
        blocks.extend(self.blocks(element));
    }

    fn figure(&mut self, element: ElementRef<'_>, blocks: &mut Vec<Block>) {
        let images = Selector::parse("img").expect("a valid selector");
        let captions = Selector::parse("figcaption").expect("a valid selector");
        let caption = element.select(&captions).next();
        let images: Vec<_> = element.select(&images).collect();
        let [image] = images.as_slice() else {
            return blocks.extend(self.blocks(element));
        };
        let line = self.places.pass(image.attr("src").unwrap_or_default());
        let caption = caption.map(|caption| self.line_of(caption)).unwrap_or_default();
        let (caption, exhibit) = captions::labelled(caption);
        let kind = Kind::Figure {
            address: image.attr("src").unwrap_or_default().into(),
            alt: squeeze(image.attr("alt").unwrap_or_default()),
            caption,
            exhibit,
        };
        blocks.push(Block { kind, line });
    }
}

/// Whether all text of a heading is bold by its style, as in Google Docs: so are headings.
fn is_all_bold(heading: ElementRef<'_>) -> bool {
    let is_bold = |element: ElementRef<'_>| TextStyle::of(element).is_bold == Some(true);
    let text = |element: ElementRef<'_>| squeeze(&element.text().collect::<String>());
    let mut below = heading.children().filter_map(ElementRef::wrap);
    below.any(|below| is_bold(below) && text(below) == text(heading))
}

/// A heading without the links that lead to itself: a sign such as ¶, or all of it.
fn without_permalinks(heading: Vec<Inline>) -> Vec<Inline> {
    let unlinked = |part| match part {
        Inline::Link { address, content } if address.starts_with('#') => {
            if plain(&content).contains(char::is_alphanumeric) { content } else { Vec::new() }
        }
        part => vec![part],
    };
    tidy(heading.into_iter().flat_map(unlinked).collect())
}
