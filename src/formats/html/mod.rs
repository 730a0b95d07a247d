//! HTML pages, whatever made them.

use std::collections::BTreeSet;

use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};

use super::recognise::{is_like_a_heading, join_single_items};
use super::tree::{Block, Inline, Kind, heading, plain, without_anchors};

mod inlines;
mod lists;
mod spaces;
mod tables;

use lists::has_terms;
use spaces::{paragraphs, squeeze, tidy, typed_list};

/// A page as blocks, and what was not understood or left out.
#[derive(Debug, Default)]
pub struct Page {
    pub blocks: Vec<Block>,
    /// What the page says its title is.
    pub title: Option<String>,
    /// What to look at, by line.
    pub notes: Vec<(usize, String)>,
}

/// Where pages keep their text.
const MAIN: [&str; 6] = ["main", "[role=main]", "article", "#content", "#main", ".content"];

/// What surrounds a text: it is left out, and that is said.
const AROUND: [&str; 5] = ["nav", "header", "footer", "aside", "dialog"];

/// What surrounds a text wherever it stands; within a text the others are part of it.
const NEVER_TEXT: [&str; 2] = ["nav", "dialog"];

/// What has no text.
const SILENT: [&str; 7] = ["script", "style", "template", "noscript", "link", "meta", "head"];

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// What stands in a line.
const INLINE: [&str; 46] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "center", "cite", "code",
    "data", "del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark",
    "noscript", "picture", "q", "s", "samp", "script", "select", "small", "source", "span",
    "strike", "strong", "style", "sub", "sup", "template", "textarea", "time", "tt", "u", "var",
    "wbr",
];

/// What holds text of its own, and what holds such.
const BLOCKS: [&str; 17] = [
    "article",
    "blockquote",
    "div",
    "dl",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// Reads a page.
pub fn read(content: &str) -> Page {
    let html = Html::parse_document(content);
    let select = |selector: &str| {
        let selector = Selector::parse(selector).ok()?;
        html.select(&selector).next()
    };
    let title = select("title").map(|title| squeeze(&title.text().collect::<String>()));
    let main = MAIN.iter().find_map(|selector| only(&html, selector));
    let Some(root) = main.or_else(|| select("body")) else { return Page::default() };
    let mut reader = Reader {
        content,
        page: Page::default(),
        linked: linked(&html),
        is_text: main.is_some(),
        anchors: Vec::new(),
        gaps: Vec::new(),
        seen: 0,
    };
    if let (Some(main), Some(body)) = (main, select("body")) {
        reader.note_outside(body, main);
    }
    let blocks = reader.blocks(root);
    let mut page = reader.page;
    let gaps = reader.gaps;
    page.blocks = join_single_items(blocks, |above, below| {
        gaps.iter().any(|gap| (above..below).contains(gap))
    });
    page.title = title.filter(|title| !title.is_empty());
    page
}

/// The element that a selector finds, if it is the only one: of several articles none is the text.
fn only<'a>(html: &'a Html, selector: &str) -> Option<ElementRef<'a>> {
    let selector = Selector::parse(selector).ok()?;
    let mut found = html.select(&selector);
    found.next().filter(|_| found.next().is_none())
}

/// The anchors that links of the page lead to, but for those of headings to themselves.
fn linked(html: &Html) -> BTreeSet<String> {
    let links = Selector::parse("a[href^='#']").expect("a valid selector");
    html.select(&links)
        .filter(|link| {
            let mut above = link.ancestors().filter_map(ElementRef::wrap);
            !above.any(|above| HEADINGS.contains(&above.value().name()))
        })
        .filter_map(|link| link.attr("href")?.strip_prefix('#').map(str::to_owned))
        .collect()
}

/// A node of the tree that scraper reads.
type NodeRef<'a> = <ElementRef<'a> as std::ops::Deref>::Target;

struct Reader<'a> {
    content: &'a str,
    page: Page,
    linked: BTreeSet<String>,
    /// Whether all that is read is within what the page says is its text.
    is_text: bool,
    /// Places that links lead to and that were passed, for the text that comes next.
    anchors: Vec<String>,
    /// The lines with text above empty paragraphs.
    gaps: Vec<usize>,
    /// How far in the source the texts that were met have brought us: the tree knows no lines.
    seen: usize,
}

impl Reader<'_> {
    /// The line a text stands at, looked for from where the last one was found.
    fn line(&mut self, text: &str) -> usize {
        self.seen = self.find(text);
        self.line_at(self.seen)
    }

    /// The line at which a text starts of which parts are still to be read.
    fn line_of_start(&self, text: &str) -> usize {
        const FIRST_WORDS: usize = 5;
        let start: Vec<_> = text.split_whitespace().take(FIRST_WORDS).collect();
        self.line_at(self.find(&start.join(" ")))
    }

    /// Where a text stands, by its longest word that is written as it is read.
    fn find(&self, text: &str) -> usize {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric());
        let word = words.max_by_key(|word| word.len()).filter(|word| !word.is_empty());
        let ahead = word.and_then(|word| self.content[self.seen..].find(word));
        self.seen + ahead.unwrap_or(0)
    }

    fn line_at(&self, offset: usize) -> usize {
        self.content[..offset].matches('\n').count() + 1
    }

    fn note(&mut self, text: &str, message: String) {
        let line = self.line_of_start(text);
        self.page.notes.push((line, message));
    }

    fn note_outside(&mut self, body: ElementRef<'_>, main: ElementRef<'_>) {
        let mut outside = 0;
        for node in body.descendants() {
            let is_inside = node.ancestors().any(|above| above.id() == main.id())
                || node
                    .ancestors()
                    .filter_map(ElementRef::wrap)
                    .any(|above| SILENT.contains(&above.value().name()));
            if let (Node::Text(text), false) = (node.value(), is_inside) {
                outside += text.split_whitespace().count();
            }
        }
        if outside > 0 {
            let name = main.value().name().to_owned();
            self.page.notes.push((
                1,
                format!("{outside} words around the <{name}> of the page are left out: menus and the like"),
            ));
        }
    }

    /// The blocks within an element: its block elements, and what stands between them.
    fn blocks(&mut self, parent: ElementRef<'_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut line: Vec<Inline> = Vec::new();
        for child in parent.children() {
            let element = ElementRef::wrap(child).filter(|child| !is_inline(*child));
            match element {
                Some(element) => {
                    self.end_paragraph(&mut line, &mut blocks);
                    self.block(element, &mut blocks);
                }
                None => self.inline(child, &mut line),
            }
        }
        self.end_paragraph(&mut line, &mut blocks);
        blocks
    }

    fn end_paragraph(&mut self, line: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
        for content in paragraphs(tidy(std::mem::take(line))) {
            let (anchors, mut content) = without_anchors(content);
            self.anchors.extend(anchors);
            if let Some((above, items)) = typed_list(&content) {
                self.typed_list(above, items, blocks);
                continue;
            }
            let has_image = content.iter().any(|part| matches!(part, Inline::Image { .. }));
            let text = plain(&content);
            if text.is_empty() && !has_image {
                let gap = self.line_at(self.seen);
                self.gaps.extend((!content.is_empty()).then_some(gap));
                continue;
            }
            let line = self.line(&text);
            let kind = match content.as_mut_slice() {
                [Inline::Image { address, alt }] => Kind::Figure {
                    address: std::mem::take(address),
                    alt: std::mem::take(alt),
                    caption: String::new(),
                },
                [Inline::Strong(inner)] if is_like_a_heading(&text) => {
                    self.note(&text, format!("“{text}” is bold and alone: taken for a heading"));
                    self.heading(3, std::mem::take(inner))
                }
                _ => {
                    content.splice(0..0, self.anchors.drain(..).map(Inline::Anchor));
                    Kind::Paragraph(content)
                }
            };
            blocks.push(Block { kind, line });
        }
    }

    /// A heading, which takes the place of the anchors that were passed.
    fn heading(&mut self, level: u8, mut content: Vec<Inline>) -> Kind {
        content.splice(0..0, self.anchors.drain(..).map(Inline::Anchor));
        heading(level, content)
    }

    /// Remembers the place of an element that links lead to.
    fn pass(&mut self, element: ElementRef<'_>) {
        self.anchors.extend(self.anchor(element));
    }

    /// How links call an element, if any do: `<a name="x">` is the anchor of old.
    fn anchor(&self, element: ElementRef<'_>) -> Option<String> {
        let name = element.attr("name").filter(|_| element.value().name() == "a");
        let id = element.attr("id").or(name)?;
        self.linked.contains(id).then(|| id.to_owned())
    }

    fn block(&mut self, element: ElementRef<'_>, blocks: &mut Vec<Block>) {
        let name = element.value().name();
        let text = squeeze(&element.text().collect::<String>());
        self.pass(element);
        match name {
            _ if SILENT.contains(&name) => {}
            _ if NEVER_TEXT.contains(&name) || (AROUND.contains(&name) && !self.is_text) => {
                // A header within a text often holds its title.
                if name == "header" && has_heading(element) {
                    blocks.extend(self.blocks(element));
                } else if !text.is_empty() {
                    let start: String = text.chars().take(60).collect();
                    self.note(&text, format!("a <{name}> is left out: “{start}…”"));
                }
            }
            _ if HEADINGS.contains(&name) => {
                let content = without_permalinks(self.line_of(element));
                if plain(&content).is_empty() {
                    self.anchors.extend(without_anchors(content).0);
                } else {
                    let line = self.line(&plain(&content));
                    let kind = self.heading(name.as_bytes()[1] - b'0', content);
                    blocks.push(Block { kind, line });
                }
            }
            "ul" | "ol" | "menu" => blocks.push(self.list(element, name == "ol")),
            "dl" if has_terms(element) => blocks.push(self.definitions(element)),
            "blockquote" => {
                let line = self.line_of_start(&text);
                let inner = self.blocks(element);
                blocks.push(Block { kind: Kind::Quote(inner), line });
            }
            "pre" => {
                let code: String = element.text().collect();
                let line = self.line(&code);
                let classes = element.descendants().filter_map(ElementRef::wrap);
                let language = classes
                    .filter_map(|element| element.attr("class"))
                    .flat_map(str::split_whitespace)
                    .find_map(|class| class.strip_prefix("language-"))
                    .unwrap_or_default()
                    .to_owned();
                blocks.push(Block { kind: Kind::Code { language, text: code }, line });
            }
            "table" => self.table(element, blocks),
            "figure" => self.figure(element, blocks),
            "hr" => {
                let line = self.line("");
                blocks.push(Block { kind: Kind::Rule, line });
            }
            "iframe" | "video" | "audio" | "object" | "embed" | "canvas" | "svg" | "math" => {
                let address = element.attr("src").or_else(|| element.attr("data"));
                let address = address.unwrap_or_default().to_owned();
                self.note(&address, format!("a <{name}> is kept as a link: look how to show it"));
                if !address.is_empty() {
                    let content = vec![Inline::Text(address.clone())];
                    let line = self.line(&address);
                    let link = Inline::Link { address, content };
                    blocks.push(Block { kind: Kind::Paragraph(vec![link]), line });
                }
                blocks.extend(self.blocks(element));
            }
            "a" => {
                let address = element.attr("href").unwrap_or_default().to_owned();
                if !address.is_empty() {
                    let message = "a link around whole paragraphs is left out; their text is kept";
                    self.note(&text, format!("{message}: it led to {address}"));
                }
                blocks.extend(self.blocks(element));
            }
            "details" => {
                self.note(&text, "a <details> is opened: its text stands in the page".into());
                blocks.extend(self.blocks(element));
            }
            _ => blocks.extend(self.blocks(element)),
        }
    }

    fn figure(&mut self, element: ElementRef<'_>, blocks: &mut Vec<Block>) {
        let images = Selector::parse("img").expect("a valid selector");
        let captions = Selector::parse("figcaption").expect("a valid selector");
        let caption = element.select(&captions).next();
        let images: Vec<_> = element.select(&images).collect();
        match images.as_slice() {
            [image] => {
                let line = self.line(image.attr("src").unwrap_or_default());
                let caption = caption.map(|caption| {
                    self.note_links_of(caption);
                    squeeze(&caption.text().collect::<String>())
                });
                let kind = Kind::Figure {
                    address: image.attr("src").unwrap_or_default().into(),
                    alt: squeeze(image.attr("alt").unwrap_or_default()),
                    caption: caption.unwrap_or_default(),
                };
                blocks.push(Block { kind, line });
            }
            _ => blocks.extend(self.blocks(element)),
        }
    }

    /// Captions are plain text.
    fn note_links_of(&mut self, caption: ElementRef<'_>) {
        let links = Selector::parse("a[href]").expect("a valid selector");
        for link in caption.select(&links) {
            let address = link.attr("href").unwrap_or_default();
            let text = link.text().collect::<String>();
            self.note(&text, format!("a link in a caption is text now: it led to {address}"));
        }
    }
}

fn has_heading(element: ElementRef<'_>) -> bool {
    let mut below = element.descendants().filter_map(ElementRef::wrap);
    below.any(|below| matches!(below.value().name(), "h1" | "h2"))
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

/// A link or emphasis around whole blocks, as older pages have, is as good as a block.
fn is_inline(element: ElementRef<'_>) -> bool {
    let mut below = element.descendants().filter_map(ElementRef::wrap);
    INLINE.contains(&element.value().name())
        && !below.any(|below| BLOCKS.contains(&below.value().name()))
}
