//! Raw HTML of authors as mark-up.
//!
//! Tags open in one block or inline and close in another, with Markdown between them. So the HTML
//! of a list of siblings is read as a whole, as a browser reads it, with an element in the place of
//! each piece of Markdown.

mod mixed;
mod table;

use scraper::node::Element;
use scraper::{ElementRef, Html as Tree, Node};

use super::languages::{joined, language_of};
use mixed::{Mixed, NodeRef, Part};

use super::blocks::Kind;
use super::chapter::Writer;
use super::elements::{BLOCKS, LEFT_OUT, UNSEEN, shows};
use super::inlines::Target;
use super::keeping::lines_of;
use super::lengths::{LINE, html_of};
use super::notes::{Kept, NewNote};
use crate::book::Destination;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Caption, CountStyle, ExhibitKind, Inline, is_image, text};
use crate::editions::addresses::is_outside;
use crate::messages::message;

/// How deep elements are followed.
const DEEPEST: usize = 100;

impl Writer<'_> {
    pub(super) fn html_blocks(&mut self, blocks: &[Block]) {
        let of_author = |block: &Block| match &block.kind {
            BlockKind::Html(html) => html_of(&html.pieces, ""),
            _ => String::new(),
        };
        let of_author: Vec<String> = blocks.iter().map(of_author).collect();
        let mut mixed = Mixed::beside(&of_author);
        let mut text = String::new();
        for (block, of_author) in blocks.iter().zip(of_author) {
            // Before HTML, it is the place of what follows.
            text.push_str(&mixed.place(Part::Block(block)));
            if let BlockKind::Html(html) = &block.kind {
                text.push_str(&match &html.caption {
                    Some(caption) => {
                        let caption = mixed.place(Part::Caption(caption));
                        html_of(&html.pieces, &format!("<caption>{caption}</caption>"))
                    }
                    None => of_author,
                });
                text.push('\n');
            }
        }
        let tree = Tree::parse_fragment(&text);
        self.flow(*tree.root_element(), &mixed, 0);
    }

    pub(super) fn html_inlines(&mut self, inlines: &[Inline]) {
        let of_author = |inline: &Inline| match inline {
            Inline::Html(pieces) => html_of(pieces, ""),
            _ => String::new(),
        };
        let of_author: Vec<String> = inlines.iter().map(of_author).collect();
        let mut mixed = Mixed::beside(&of_author);
        let mut text = String::new();
        for (inline, of_author) in inlines.iter().zip(of_author) {
            text.push_str(&match inline {
                Inline::Html(_) => of_author,
                _ => mixed.place(Part::Inline(inline)),
            });
        }
        let tree = Tree::parse_fragment(&text);
        for child in tree.root_element().children() {
            self.run(child, &mixed, 0);
        }
    }

    /// The children of an element, where blocks can stand: runs of text become paragraphs.
    fn flow(&mut self, node: NodeRef<'_>, mixed: &Mixed<'_>, depth: usize) {
        let children: Vec<(NodeRef<'_>, bool)> =
            node.children().map(|child| (child, mixed.is_block(child))).collect();
        for siblings in children.chunk_by(|(_, one), (_, next)| !one && !next) {
            match siblings {
                [(block, true)] => self.html_block(*block, mixed, depth + 1),
                run => self.html_paragraph(run, mixed, depth + 1),
            }
        }
    }

    /// A run of text as a paragraph, from where it shows something.
    fn html_paragraph(&mut self, run: &[(NodeRef<'_>, bool)], mixed: &Mixed<'_>, depth: usize) {
        let Some(first) = run.iter().position(|(node, _)| shows(node.value())) else { return };
        let run = &run[first..];
        let write =
            |writer: &mut Self| run.iter().for_each(|(node, _)| writer.run(*node, mixed, depth));
        if run.iter().all(|(node, _)| mixed.is_bold(*node)) {
            self.title(|writer| writer.paragraph_in("lead-in", write));
        } else {
            self.paragraph(write);
        }
    }

    fn html_block(&mut self, node: NodeRef<'_>, mixed: &Mixed<'_>, depth: usize) {
        let Node::Element(element) = node.value() else { return };
        if depth > DEEPEST {
            return;
        }
        match mixed.part(element) {
            Some(Part::Block(block)) if matches!(block.kind, BlockKind::Html(_)) => {
                self.span = block.span;
                self.mark();
                return;
            }
            Some(Part::Block(block)) => return self.block(block, mixed.next_block(element)),
            _ => {}
        }
        let id = element.attr("id").unwrap_or_default().to_owned();
        if element.attr("hidden").is_some() {
            return self.anchor(&id);
        }
        let name = element.name();
        let rank = name.strip_prefix('h').and_then(|rank| rank.parse::<u8>().ok());
        if rank.is_none() && name != "table" {
            self.anchor(&id);
        }
        let style = match name {
            "b" | "strong" | "summary" | "dt" => "weight: 700",
            "i" | "em" | "cite" | "dfn" | "var" => "style: \"italic\"",
            _ => "",
        };
        let settings = joined(&[&language_of(element), style]);
        let start = self.code.end();
        if !settings.is_empty() {
            let open = format!("#[#set text({settings})\n");
            self.code.push(&open);
            self.goes_along(start, "]\n", &open);
        }
        self.html_with_notes(node, mixed, |writer| writer.html_element(node, mixed, depth));
        if !settings.is_empty() {
            self.close_at(start, "]\n");
        }
    }

    /// A list or quotation with its notes, as those of Markdown have them.
    fn html_with_notes(
        &mut self,
        node: NodeRef<'_>,
        mixed: &Mixed<'_>,
        write: impl FnOnce(&mut Self),
    ) {
        let name = node.value().as_element().map_or("", Element::name);
        if !matches!(name, "ul" | "menu" | "ol" | "dl" | "blockquote") {
            return write(self);
        }
        let notes = self.notes_in(node, mixed);
        self.kept_with_notes(Kept::Together, mixed.lines(node), &notes, write);
    }

    /// The notes that a node on the page itself may take along.
    fn notes_in(&self, node: NodeRef<'_>, mixed: &Mixed<'_>) -> Vec<NewNote> {
        if !self.is_on_page {
            return Vec::new();
        }
        self.new_notes_of(|each| mixed.inlines(node, each))
    }

    /// An element by its name.
    fn html_element(&mut self, node: NodeRef<'_>, mixed: &Mixed<'_>, depth: usize) {
        let Node::Element(element) = node.value() else { return };
        let name = element.name();
        let rank = name.strip_prefix('h').and_then(|rank| rank.parse::<u8>().ok());
        match name {
            "ul" | "menu" => self.html_list(node, mixed, depth, None),
            "ol" => {
                let start = element.attr("start").and_then(|start| start.trim().parse().ok());
                self.html_list(node, mixed, depth, Some(start.unwrap_or(1)));
            }
            "dl" => self.html_definitions(node, mixed, depth),
            "blockquote" => self.around("#quote(block: true)", |writer| {
                writer.flow(node, mixed, depth);
            }),
            "pre" => {
                let text = plain(node);
                self.code_of(None, &text);
            }
            "hr" => self.rule(),
            "table" => self.html_table(node, mixed, depth),
            "figure" => self.around("#unit", |writer| writer.flow(node, mixed, depth)),
            "figcaption" | "caption" | "legend" => {
                self.around("#legend", |writer| writer.flow(node, mixed, depth));
            }
            "summary" | "dt" if !mixed.holds_blocks(node) => self.title(|writer| {
                writer.paragraph_in("lead-in", |writer| {
                    writer.within("strong", |writer| writer.line(node, mixed, depth));
                });
            }),
            "iframe" | "video" => self.paragraph(|writer| writer.moving(node, element)),
            _ => match rank {
                Some(rank @ 1..=6) => {
                    let id = element.attr("id").unwrap_or_default();
                    self.in_heading(rank.max(2), id, None, |writer| {
                        writer.line(node, mixed, depth);
                    });
                }
                _ => self.flow(node, mixed, depth),
            },
        }
    }

    fn html_list(
        &mut self,
        node: NodeRef<'_>,
        mixed: &Mixed<'_>,
        depth: usize,
        start: Option<u64>,
    ) {
        let Node::Element(element) = node.value() else { return };
        let style = CountStyle::of_html_type(element.attr("type"));
        // Text between the items stands on a line of its own, as they do.
        let items = node.children().filter(|item| shows(item.value()) && !mixed.is_mark(*item));
        let items: Vec<NodeRef<'_>> = items.collect();
        let start = start.map(|start| match element.attr("reversed") {
            Some(_) if element.attr("start").is_none() => items.len() as u64,
            _ => start,
        });
        let numbers = numbers(&items, start, element.attr("reversed").is_some());
        let lines: Vec<usize> =
            items.iter().map(|item| lines_of(LINE + mixed.length(*item))).collect();
        let items = numbers.into_iter().zip(items);
        let kind = Kind { start, style, is_tight: true, tasks: &[] };
        self.items(&kind, &lines, items, |writer, item| match item.value() {
            Node::Element(element) if element.name() == "li" => {
                writer.anchor(element.attr("id").unwrap_or_default());
                writer.set_language(element);
                writer.flow(item, mixed, depth + 1);
            }
            _ if mixed.is_block(item) => writer.html_block(item, mixed, depth + 1),
            _ => writer.run(item, mixed, depth + 1),
        });
    }

    fn html_definitions(&mut self, node: NodeRef<'_>, mixed: &Mixed<'_>, depth: usize) {
        let is = |node: &NodeRef<'_>, name: &str| matches!(node.value(), Node::Element(element) if element.name() == name);
        // Terms and explanations may be grouped.
        let parts = node.children().flat_map(|child| {
            let inner = is(&child, "div").then(|| child.children());
            let alone = inner.is_none().then_some(child);
            alone.into_iter().chain(inner.into_iter().flatten())
        });
        let mut parts = parts.filter(|part| part.value().is_element()).peekable();
        self.code.push("#terms(\n");
        while parts.peek().is_some() {
            self.code.push("definition([");
            while let Some(term) = parts.next_if(|part| is(part, "dt")) {
                self.line(term, mixed, depth + 1);
                if parts.peek().is_some_and(|part| is(part, "dt")) {
                    self.code.push("#linebreak()");
                }
            }
            self.code.push("], [");
            while let Some(details) = parts.next_if(|part| !is(part, "dt")) {
                if let Node::Element(element) = details.value() {
                    self.set_language(element);
                }
                self.contained(|writer| writer.flow(details, mixed, depth + 1));
            }
            self.code.push("]),\n");
        }
        self.code.push(")\n");
    }

    /// The children of an element as one line.
    fn line(&mut self, node: NodeRef<'_>, mixed: &Mixed<'_>, depth: usize) {
        for child in node.children() {
            self.run(child, mixed, depth + 1);
        }
        self.code.trim();
    }

    /// A node within a line.
    fn run(&mut self, node: NodeRef<'_>, mixed: &Mixed<'_>, depth: usize) {
        let element = match node.value() {
            Node::Text(text) => return self.collapsed(text),
            Node::Element(element) if depth <= DEEPEST => element,
            _ => return,
        };
        match mixed.part(element) {
            Some(Part::Inline(inline)) => return self.inline(inline),
            Some(Part::Caption(caption)) => return self.exhibit_caption(caption),
            Some(Part::Block(block)) if matches!(block.kind, BlockKind::Html(_)) => {
                self.span = block.span;
                return;
            }
            Some(Part::Block(block)) => return self.block_in_line(block),
            None => {}
        }
        let name = element.name();
        if BLOCKS.contains(&name) && !self.code.ends_in_space() {
            // It cannot have lines of its own here.
            self.code.words(" ");
        }
        if name != "img" {
            let id = element.attr("id").or(element.attr("name").filter(|_| name == "a"));
            self.anchor(id.unwrap_or_default());
        }
        if element.attr("hidden").is_some() {
            return;
        }
        let lang = language_of(element);
        let function = match name {
            "b" | "strong" => "strong",
            "i" | "em" | "cite" | "dfn" | "var" => "emph",
            "code" | "samp" | "tt" => "mono",
            "kbd" => "key",
            "sub" => "sub",
            "sup" => "super",
            "del" | "s" | "strike" => "strike",
            "u" | "ins" => "underline",
            "mark" => "highlight",
            "small" => "small",
            "q" => "said",
            _ => "",
        };
        match name {
            _ if !function.is_empty() => {
                self.within(function, |writer| {
                    writer.in_language(&lang, |writer| {
                        writer.children(node, mixed, depth);
                    });
                });
            }
            "a" => self.html_link(node, element, mixed, depth),
            "br" => self.code.push("#linebreak()"),
            "wbr" => self.code.push("#brk"),
            "img" => {
                let destination = self.destination(element, "src").cloned();
                let width = element.attr("width").and_then(|width| width.trim().parse().ok());
                let alt = element.attr("alt").unwrap_or_default().to_owned();
                self.picture_of(destination.as_ref(), &alt, width);
            }
            "input" if element.attr("type") == Some("checkbox") => {
                self.checkbox(element.attr("checked").is_some());
            }
            _ if LEFT_OUT.contains(&name) => self.moving(node, element),
            _ if UNSEEN.contains(&name) => {}
            // Ruby text stands above; in a line it follows.
            "rt" => {
                self.code.words(" (");
                self.children(node, mixed, depth);
                self.code.words(")");
            }
            "rp" => {}
            _ => self.in_language(&lang, |writer| writer.children(node, mixed, depth)),
        }
    }

    /// What a block says, where no block can stand.
    fn block_in_line(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.inlines(content),
            BlockKind::Code(code) => self.inline_code(&code.text),
            _ => {
                let text = text::of_blocks(std::slice::from_ref(block));
                self.code.words(&text);
            }
        }
        self.code.words(" ");
    }

    fn children(&mut self, node: NodeRef<'_>, mixed: &Mixed<'_>, depth: usize) {
        for child in node.children() {
            self.run(child, mixed, depth + 1);
        }
    }

    /// The caption of a table as a line of its own.
    fn exhibit_caption(&mut self, caption: &Caption) {
        let number = self.chapter.and_then(|chapter| chapter.number.as_ref());
        let strings = &self.guide.theme.strings;
        let kind = ExhibitKind::Table;
        let name = crate::editions::html::exhibit_label(strings, number, kind, caption.number);
        self.anchor(&caption.id);
        self.code.words(&format!("{name} "));
        self.inlines(&caption.content);
    }

    /// Text in which white space has no meaning.
    fn collapsed(&mut self, text: &str) {
        for piece in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
            let word = piece.trim_end_matches(|c: char| c.is_ascii_whitespace());
            self.code.words(word);
            if word.len() < piece.len() && !self.code.ends_in_space() {
                self.code.words(" ");
            }
        }
    }

    fn html_link(&mut self, node: NodeRef<'_>, element: &Element, mixed: &Mixed<'_>, depth: usize) {
        let Some((target, destination)) =
            element.attr("href").and_then(|address| self.led_to(address))
        else {
            return self.children(node, mixed, depth);
        };
        let said: String = plain(node);
        self.link_to(&target, &destination, Some(&said), |writer| {
            writer.children(node, mixed, depth);
        });
    }

    fn destination(&self, element: &Element, attribute: &str) -> Option<&Destination> {
        self.destinations.get(element.attr(attribute)?.parse::<usize>().ok()?)
    }

    /// What moves, or asks for an answer: on paper its address stands for it, if it has one.
    fn moving(&mut self, node: NodeRef<'_>, element: &Element) {
        let within = node.descendants().filter_map(|node| node.value().as_element());
        let found = within.filter(|element| element.name() != "img").find_map(|element| {
            let addresses = ["src", "data", "href"].into_iter().filter_map(|at| element.attr(at));
            addresses.into_iter().find_map(|address| self.led_to(address))
        });
        let title = element.attr("title").or(element.attr("aria-label")).unwrap_or_default();
        match found {
            Some((target @ Target::Address(_), destination)) if !is_picture(&target) => {
                let Target::Address(address) = &target else { return };
                let said = if title.is_empty() { address.clone() } else { title.to_owned() };
                self.link_to(&target, &destination, Some(&said), |writer| {
                    writer.code.words(&said);
                });
            }
            _ => self.leave_out(element.name()),
        }
    }

    /// Where an attribute leads: one that names a place outside the guide is as it was written.
    fn led_to(&self, address: &str) -> Option<(Target, Destination)> {
        if is_outside(address) {
            let address = address.to_owned();
            return Some((Target::Address(address.clone()), Destination::External(address)));
        }
        let reference = address.parse::<usize>().ok()?;
        let destination = self.destinations.get(reference)?;
        Some((self.target(reference, destination)?, destination.clone()))
    }

    /// Reports an element that is not in the book.
    fn leave_out(&mut self, name: &str) {
        let message = message!("book-left-out", element = format!("<{name}>"));
        self.report(Diagnostic::warning(message).help(message!("book-left-out", "help")));
    }
}

fn is_picture(target: &Target) -> bool {
    matches!(target, Target::Address(address) if is_image(address))
}

/// The numbers that items of a list have of their own, rather than the one after that of the item
/// before.
fn numbers(items: &[NodeRef<'_>], start: Option<u64>, is_reversed: bool) -> Vec<Option<u64>> {
    let mut before = start.filter(|_| is_reversed).map(|start| start.saturating_add(1));
    let own = |item: &NodeRef<'_>| {
        item.value().as_element()?.attr("value")?.trim().parse().ok().filter(|&n| n < 1_000_000_000)
    };
    items
        .iter()
        .map(|item| {
            let number = own(item).or(before.map(|before| before.saturating_sub(1)));
            before = number.filter(|_| is_reversed);
            number
        })
        .collect()
}

/// The text of an element, as it is.
fn plain(node: NodeRef<'_>) -> String {
    ElementRef::wrap(node).map(|element| element.text().collect()).unwrap_or_default()
}
