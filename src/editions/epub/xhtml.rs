//! HTML as an e-book takes it: well-formed XML with the elements, attributes and nesting that EPUB
//! allows.
//!
//! A page is read as a browser reads it, and its tree is written as XML. What may not stand where it
//! stands becomes a `div` or a `span`; what a book cannot show becomes a link or its text.

use std::collections::{BTreeSet, HashSet};

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node};

use super::elements::{Role, is_allowed, role, written};
use super::page_list::PageBreaks;
use super::{hyphens, pictures};

/// A page of an e-book.
#[derive(Debug, Default)]
pub struct Page {
    /// Its XML.
    pub text: String,
    /// What a manifest says of it: `svg`, `mathml`.
    pub properties: BTreeSet<&'static str>,
}

/// A page of HTML as XHTML.
pub fn page(html: &str) -> Page {
    page_with_breaks(html, PageBreaks::default())
}

/// A page of HTML as XHTML, with marks where pages of the PDF begin.
pub fn page_with_breaks(html: &str, breaks: PageBreaks) -> Page {
    let mut html = Html::parse_document(html);
    order_tables(&mut html);
    let mut writer = Writer { breaks, ..Writer::new(&html) };
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => writer.open(node),
            Edge::Close(node) => writer.close(node),
        }
    }
    let text =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n{}\n", writer.text);
    Page { text, properties: writer.properties }
}

/// Puts the parts of tables in the order in which browsers show them: the first caption and the first
/// head above all else, the first foot below.
fn order_tables(html: &mut Html) {
    let is = |node: NodeRef<'_, Node>, name: &str| {
        node.value().as_element().is_some_and(|element| element.name() == name)
    };
    let tables = html.tree.nodes().filter(|node| is(*node, "table"));
    let tables: Vec<(NodeId, Vec<NodeId>, Option<NodeId>)> = tables
        .map(|table| {
            let all = |name| table.children().filter(move |child| is(*child, name));
            let first = |name| all(name).next().into_iter();
            let above = first("caption").chain(all("colgroup")).chain(first("thead"));
            let above = above.map(|part| part.id()).collect();
            (table.id(), above, first("tfoot").next().map(|part| part.id()))
        })
        .collect();
    for (table, above, foot) in tables {
        let Some(mut table) = html.tree.get_mut(table) else { continue };
        for part in above.into_iter().rev() {
            table.prepend_id(part);
        }
        if let Some(foot) = foot {
            table.append_id(foot);
        }
    }
}

/// What an element may contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Flow,
    Phrasing,
    /// Items of a list.
    List,
    /// Terms and their definitions.
    Definitions,
    /// Parts of a table, from this stage on.
    Table(Stage),
    Rows,
    Cells,
    Columns,
    /// The head of the page.
    Head,
    /// Drawings and formulas, which have elements of their own.
    Foreign,
    /// Nothing: it is left out.
    Nothing,
}

/// How far a table has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Start,
    Columns,
    Body,
    Foot,
}

/// An element that is being written.
struct Frame {
    /// What closes it.
    end: String,
    content: Content,
    is_figure: bool,
    /// Whether it is in a link.
    in_link: bool,
    /// Whether it is where no heading and no section may stand.
    no_headings: bool,
}

struct Writer<'a> {
    text: String,
    frames: Vec<Frame>,
    properties: BTreeSet<&'static str>,
    /// The nodes that contain an element which may not stand within a line.
    with_blocks: HashSet<NodeId>,
    /// The identifiers of the page, to which its links may lead.
    ids: HashSet<&'a str>,
    /// Those that are written.
    written: HashSet<&'a str>,
    breaks: PageBreaks,
}

/// How an element is written.
struct Shape<'n> {
    name: &'n str,
    class: &'n str,
    content: Content,
}

impl<'a> Writer<'a> {
    fn new(html: &'a Html) -> Self {
        let mut with_blocks = HashSet::new();
        let mut ids = HashSet::new();
        for edge in html.tree.root().traverse() {
            match edge {
                Edge::Open(node) => {
                    if let Node::Element(element) = node.value() {
                        ids.extend(identifier(element));
                    }
                }
                Edge::Close(node) => {
                    let is_block = matches!(node.value(), Node::Element(element)
                        if !is_foreign(element) && role(element.name()).is_block());
                    // What stands in a drawing is no block of the text around it.
                    let is_drawing = node.value().as_element().is_some_and(is_foreign);
                    if (is_block || with_blocks.contains(&node.id()) && !is_drawing)
                        && let Some(parent) = node.parent()
                    {
                        with_blocks.insert(parent.id());
                    }
                }
            }
        }
        Self {
            text: String::new(),
            frames: Vec::new(),
            properties: BTreeSet::new(),
            with_blocks,
            ids,
            written: HashSet::new(),
            breaks: PageBreaks::default(),
        }
    }

    fn content(&self) -> Content {
        self.frames.last().map_or(Content::Flow, |frame| frame.content)
    }

    fn open(&mut self, node: NodeRef<'a, Node>) {
        match node.value() {
            Node::Element(element) => self.element(node, element),
            Node::Text(text) => match hyphens::language(node) {
                Some(language) => self.words(&hyphens::hyphenated(text, language)),
                None => self.words(text),
            },
            _ => {}
        }
    }

    fn close(&mut self, node: NodeRef<'a, Node>) {
        if node.value().is_element()
            && let Some(frame) = self.frames.pop()
        {
            self.text.push_str(&frame.end);
        }
    }

    fn words(&mut self, text: &str) {
        let is_blank = text.trim_matches([' ', '\t', '\n', '\r', '\x0c']).is_empty();
        match self.content() {
            Content::Nothing => {}
            Content::Flow | Content::Phrasing | Content::Foreign | Content::Head => {
                escape(text, &mut self.text);
            }
            // Between the parts of a list or a table there is only white space.
            _ if is_blank => escape(text, &mut self.text),
            _ => {
                let (start, end) =
                    if self.content() == Content::List { ("<li>", "</li>") } else { ("", "") };
                self.text.push_str(start);
                escape(text, &mut self.text);
                self.text.push_str(end);
            }
        }
    }

    fn push(&mut self, end: impl Into<String>, content: Content) {
        let (in_link, no_headings) =
            self.frames.last().map_or((false, false), |frame| (frame.in_link, frame.no_headings));
        self.frames.push(Frame {
            end: end.into(),
            content,
            is_figure: false,
            in_link,
            no_headings,
        });
    }

    fn element(&mut self, node: NodeRef<'a, Node>, element: &'a Element) {
        let content = self.content();
        let name = element.name();
        if content == Content::Nothing {
            return self.push("", Content::Nothing);
        }
        if is_foreign(element) {
            return self.foreign(element, content);
        }
        if content == Content::Foreign {
            // HTML in a title or a formula: its text is part of that.
            let is_text = role(name) != Role::LeftOut;
            let content = if is_text { Content::Foreign } else { Content::Nothing };
            return self.push("", content);
        }
        match (name, content) {
            ("html", _) => return self.root(element),
            ("head", _) => return self.start(element, &Shape::of("head", Content::Head), ""),
            ("body", _) => {
                self.start(element, &Shape::of("body", Content::Flow), "");
                let title = self.breaks.title.take();
                return self.page_break(title);
            }
            ("title" | "meta" | "link", Content::Head) => {
                return self.start(element, &Shape::of(name, Content::Head), "");
            }
            (_, Content::Head) => return self.push("", Content::Nothing),
            _ => {}
        }
        // A list has items only.
        let is_wrapped = content == Content::List && name != "li";
        let (outside, end) = if is_wrapped {
            self.text.push_str("<li>");
            (Content::Flow, "</li>")
        } else {
            (content, "")
        };
        if name == "caption" && matches!(outside, Content::Table(stage) if stage > Stage::Start) {
            return self.late_caption(element);
        }
        match role(name) {
            Role::LeftOut => self.leave_out(element, end),
            Role::Linked => self.link_instead(node, element, outside, end),
            Role::Image => self.image(element, outside, end),
            _ => {
                let shape = self.shape(node, element, outside);
                self.start(element, &shape, end);
            }
        }
    }

    /// Leaves an element out with what is in it; a link to it still leads there.
    fn leave_out(&mut self, element: &'a Element, end: &str) {
        self.anchor(element);
        self.push(end, Content::Nothing);
    }

    fn anchor(&mut self, element: &'a Element) {
        if !matches!(self.content(), Content::Flow | Content::Phrasing) {
            return;
        }
        if let Some(id) = identifier(element).filter(|id| self.written.insert(id)) {
            self.text.push_str("<span");
            attribute("id", id, &mut self.text);
            self.text.push_str("></span>");
        }
    }

    /// A link in place of something that moves, sounds or comes from elsewhere; without an address
    /// what its author wrote for browsers that cannot show it.
    fn link_instead(
        &mut self,
        node: NodeRef<'a, Node>,
        element: &'a Element,
        outside: Content,
        end: &str,
    ) {
        self.anchor(element);
        let label = ["title", "alt", "aria-label"].into_iter().find_map(|key| element.attr(key));
        let label = label.unwrap_or_default();
        let Some(address) = address_of(node, element) else {
            let (name, content) = fallback(outside);
            self.text.push_str(&format!("<{name}>"));
            escape(label, &mut self.text);
            return self.push(format!("</{name}>{end}"), content);
        };
        self.link(address, label, outside);
        self.push(end, Content::Nothing);
    }

    /// A link to something on the web that the page would show.
    fn link(&mut self, address: &str, label: &str, outside: Content) {
        let label = if label.trim().is_empty() { address } else { label };
        let is_linked = !self.frames.last().is_some_and(|frame| frame.in_link);
        let is_block = outside == Content::Flow;
        self.text.push_str(if is_block { "<p class=\"elsewhere\">" } else { "" });
        if is_linked {
            self.text.push_str("<a");
            attribute("href", address, &mut self.text);
            self.text.push('>');
        }
        escape(label, &mut self.text);
        self.text.push_str(if is_linked { "</a>" } else { "" });
        self.text.push_str(if is_block { "</p>" } else { " " });
    }

    /// An image of the book; one from elsewhere is a link, with its alternative text.
    fn image(&mut self, element: &'a Element, outside: Content, end: &str) {
        let alt = element.attr("alt");
        match element.attr("src").unwrap_or_default() {
            "" => {
                self.anchor(element);
                escape(alt.unwrap_or_default(), &mut self.text);
            }
            src if src.starts_with("http") => {
                self.anchor(element);
                self.link(src, alt.unwrap_or_default(), outside);
            }
            _ => {
                self.text.push_str("<img");
                self.attributes(element, "img", "");
                self.text.push_str(if alt.is_none() { " alt=\"\"/>" } else { "/>" });
            }
        }
        self.push(end, Content::Nothing);
    }

    /// The caption of a table that does not come first: a row of its own.
    fn late_caption(&mut self, element: &'a Element) {
        self.text.push_str("<tbody><tr><td");
        self.attributes(element, "td", "");
        self.text.push('>');
        self.push("</td></tr></tbody>", Content::Flow);
    }

    /// How an element is written in a place.
    fn shape(
        &mut self,
        node: NodeRef<'a, Node>,
        element: &'a Element,
        outside: Content,
    ) -> Shape<'a> {
        let frame = self.frames.last();
        let (in_link, no_headings, is_figure) = frame.map_or((false, false, false), |frame| {
            (frame.in_link, frame.no_headings, frame.is_figure)
        });
        let has_blocks = self.with_blocks.contains(&node.id());
        let (name, class) = written(element.name());
        let is_line = outside == Content::Phrasing;
        match (role(name), name) {
            (Role::Flow, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") if no_headings && !is_line => {
                Shape { name: "p", class: "heading", content: Content::Phrasing }
            }
            (Role::Flow, "section" | "article" | "aside" | "nav") if no_headings && !is_line => {
                Shape { name: "div", class, content: Content::Flow }
            }
            (Role::Flow, "hr") if is_line => Shape { name: "br", class, content: Content::Nothing },
            (Role::Flow, _) if is_line => in_line(),
            (Role::Flow, "p") if has_blocks => {
                Shape { name: "div", class: "p", content: Content::Flow }
            }
            (Role::Flow, "p" | "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                Shape { name, class, content: Content::Phrasing }
            }
            (Role::Flow, "ul" | "ol") => Shape { name, class, content: Content::List },
            (Role::Flow, "dl") if are_definitions(node) => {
                Shape { name, class, content: Content::Definitions }
            }
            (Role::Flow, "dl") => {
                Shape { name: "div", class: "definitions", content: Content::Flow }
            }
            (Role::Flow, "table") => Shape { name, class, content: Content::Table(Stage::Start) },
            (Role::Flow, "details") if !begins_with_summary(node) => {
                Shape { name: "div", class, content: Content::Flow }
            }
            (Role::Flow, _) => Shape { name, class, content: Content::Flow },
            (Role::Part, _) => self.part(node, name, outside, is_figure),
            (Role::Transparent, "a") if in_link => Shape { name: "span", class, content: outside },
            (Role::Transparent, _) => {
                Shape { name, class, content: if is_line { outside } else { Content::Flow } }
            }
            // An element of a line that contains blocks.
            _ if has_blocks && !is_line => {
                Shape { name: "div", class: name, content: Content::Flow }
            }
            _ => Shape { name, class, content: Content::Phrasing },
        }
    }

    /// A part of a list, table, figure or the like, which may stand in that only.
    fn part(
        &mut self,
        node: NodeRef<'a, Node>,
        name: &'a str,
        outside: Content,
        is_figure: bool,
    ) -> Shape<'a> {
        let shape = |name, content| Shape { name, class: "", content };
        let stage = match outside {
            Content::Table(stage) => Some(stage),
            _ => None,
        };
        match (name, stage) {
            ("li", _) if outside == Content::List => shape(name, Content::Flow),
            ("dt" | "dd", _) if outside == Content::Definitions => shape(name, Content::Flow),
            ("figcaption", _) if is_figure && is_caption(node) => shape(name, Content::Flow),
            ("summary", _) if is_summary(node) => shape(name, Content::Phrasing),
            ("caption", Some(Stage::Start)) => self.advance(Stage::Columns, name, Content::Flow),
            ("colgroup", Some(Stage::Start | Stage::Columns)) => {
                self.advance(Stage::Columns, name, Content::Columns)
            }
            ("thead", Some(Stage::Start | Stage::Columns)) => {
                self.advance(Stage::Body, name, Content::Rows)
            }
            ("tfoot", Some(_)) if !node.next_siblings().any(|next| next.value().is_element()) => {
                self.advance(Stage::Foot, name, Content::Rows)
            }
            ("tbody" | "thead" | "tfoot", Some(stage)) => {
                self.advance(stage.max(Stage::Body), "tbody", Content::Rows)
            }
            ("tr", _) if outside == Content::Rows => shape(name, Content::Cells),
            ("td" | "th", _) if outside == Content::Cells => shape(name, Content::Flow),
            ("col", _) if outside == Content::Columns => shape(name, Content::Nothing),
            ("col" | "colgroup", _) => shape("", Content::Nothing),
            _ if outside == Content::Phrasing => in_line(),
            _ => Shape { name: "div", class: name, content: Content::Flow },
        }
    }

    /// Notes how far the table has come.
    fn advance(&mut self, stage: Stage, name: &'a str, content: Content) -> Shape<'a> {
        if let Some(frame) = self.frames.last_mut() {
            frame.content = Content::Table(stage);
        }
        Shape { name, class: "", content }
    }

    fn start(&mut self, element: &'a Element, shape: &Shape<'_>, end: &str) {
        let Shape { name, class, content } = *shape;
        if name.is_empty() {
            return self.push(end, Content::Nothing);
        }
        let mut begins = identifier(element).and_then(|id| self.breaks.anchors.remove(id));
        if matches!(self.content(), Content::Flow | Content::Phrasing) {
            self.page_break(begins.take());
        }
        self.text.push('<');
        self.text.push_str(name);
        self.attributes(element, name, class);
        if is_void(name) {
            self.text.push_str("/>");
            return self.push(end, Content::Nothing);
        }
        self.text.push('>');
        if matches!(content, Content::Flow | Content::Phrasing) {
            self.page_break(begins);
        }
        // The choices of a form are words of their own.
        let after = if element.name() == "option" { " " } else { "" };
        self.push(format!("</{name}>{after}{end}"), content);
        if let Some(frame) = self.frames.last_mut() {
            frame.is_figure = name == "figure";
            frame.in_link |= name == "a" && element.attr("href").is_some();
            frame.no_headings |= matches!(name, "th" | "dt");
        }
    }

    /// A mark where a page of the PDF begins, if one does.
    fn page_break(&mut self, page: Option<usize>) {
        if let Some(page) = page {
            self.text.push_str(&format!(
                "<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"wg-page-{page}\" aria-label=\"{page}\"></span>"
            ));
        }
    }

    fn root(&mut self, element: &'a Element) {
        self.text.push_str("<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"");
        self.attributes(element, "html", "");
        self.text.push('>');
        self.push("</html>", Content::Flow);
    }

    /// The attributes that an element of this name may have.
    fn attributes(&mut self, element: &'a Element, name: &str, class: &str) {
        let mut classes: Vec<&str> = Vec::new();
        classes.extend(Some(class).filter(|class| !class.is_empty()));
        if let Some(id) = identifier(element).filter(|id| self.written.insert(id)) {
            attribute("id", id, &mut self.text);
        }
        for (key, value) in element.attrs() {
            match key {
                "id" | "name" if key == "id" || name != "meta" => {}
                "class" => classes.extend(value.split_ascii_whitespace()),
                "align" => classes.extend(alignment(value)),
                "lang" if is_language(value) => {
                    attribute("lang", value, &mut self.text);
                    attribute("xml:lang", value, &mut self.text);
                }
                "href" if name == "a" => self.href(value),
                "aria-labelledby" | "aria-describedby"
                    if value.split_ascii_whitespace().all(|id| self.ids.contains(id)) =>
                {
                    attribute(key, value, &mut self.text);
                }
                _ if is_allowed(name, key, value) => {
                    attribute(key, value, &mut self.text);
                }
                _ => {}
            }
        }
        if !classes.is_empty() {
            attribute("class", &classes.join(" "), &mut self.text);
        }
    }

    /// An address, unless it leads nowhere.
    fn href(&mut self, address: &str) {
        let leads = match address.strip_prefix('#') {
            Some(id) => {
                let id = percent_encoding::percent_decode_str(id).decode_utf8_lossy();
                self.ids.contains(&*id)
            }
            None => !address.is_empty(),
        };
        if leads {
            // A template may have it as an author wrote it.
            let whole = url::Url::parse(address).map(String::from);
            attribute("href", whole.as_deref().unwrap_or(address), &mut self.text);
        }
    }

    /// An element of a drawing or a formula.
    fn foreign(&mut self, element: &'a Element, outside: Content) {
        let name = element.name();
        let is_outermost = outside != Content::Foreign;
        let namespace = &*element.name.ns;
        // Styles would hold for the whole page, and load what they name.
        if matches!(name, "script" | "style" | "annotation-xml") {
            return self.push("", Content::Nothing);
        }
        // A list has items only.
        let end = if outside == Content::List {
            self.text.push_str("<li>");
            "</li>"
        } else {
            ""
        };
        self.text.push('<');
        self.text.push_str(name);
        if is_outermost {
            let is_drawing = namespace.ends_with("svg");
            self.properties.insert(if is_drawing { "svg" } else { "mathml" });
            attribute("xmlns", namespace, &mut self.text);
            if is_drawing {
                self.text.push_str(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
            }
        }
        for (key, value) in &element.attrs {
            let local = &*key.local;
            let prefix = key.prefix.as_deref().filter(|prefix| !prefix.is_empty());
            let is_own = ["#", "data:", pictures::FOLDER].iter().any(|own| value.starts_with(own));
            let is_remote = local == "href" && name != "a" && !is_own;
            if local.starts_with("on")
                || local.starts_with("xmlns")
                || prefix == Some("xmlns")
                || local.contains(':')
                || (local == "style" && value.contains("url("))
                || is_remote
            {
                continue;
            }
            if local == "id" && !self.written.insert(value) {
                continue;
            }
            let key = prefix.map_or_else(|| local.to_owned(), |prefix| format!("{prefix}:{local}"));
            attribute(&key, value, &mut self.text);
        }
        self.text.push('>');
        if name == "foreignObject" {
            self.text.push_str("<div xmlns=\"http://www.w3.org/1999/xhtml\">");
            return self.push(format!("</div></{name}>{end}"), Content::Flow);
        }
        self.push(format!("</{name}>{end}"), Content::Foreign);
    }
}

impl<'n> Shape<'n> {
    fn of(name: &'n str, content: Content) -> Self {
        Self { name, class: "", content }
    }
}

/// A block where only a line may stand.
fn in_line() -> Shape<'static> {
    Shape { name: "span", class: "block", content: Content::Phrasing }
}

fn fallback(outside: Content) -> (&'static str, Content) {
    if outside == Content::Phrasing { ("span", outside) } else { ("div", Content::Flow) }
}

fn is_foreign(element: &Element) -> bool {
    &*element.name.ns != "http://www.w3.org/1999/xhtml"
}

/// The identifier of an element, or the name of an old anchor.
fn identifier(element: &Element) -> Option<&str> {
    let name = || element.attr("name").filter(|_| element.name() == "a");
    let id = element.attr("id").or_else(name)?;
    (!id.is_empty() && !id.contains([' ', '\t', '\n', '\r', '\x0c'])).then_some(id)
}

/// The address of what an element shows: its own, or that of its first source.
fn address_of<'a>(node: NodeRef<'a, Node>, element: &'a Element) -> Option<&'a str> {
    let own = ["src", "data", "href"].into_iter().find_map(|key| element.attr(key));
    let of_source = || {
        let mut sources = node.children().filter_map(|child| child.value().as_element());
        sources.find(|child| child.name() == "source")?.attr("src")
    };
    own.or_else(of_source).filter(|address| address.starts_with("http"))
}

fn elements(node: NodeRef<'_, Node>) -> impl Iterator<Item = &str> {
    node.children().filter_map(|child| child.value().as_element()).map(Element::name)
}

/// Whether a list of definitions is one: groups of terms, each with definitions.
fn are_definitions(node: NodeRef<'_, Node>) -> bool {
    let mut before = "dd";
    let mut count = 0;
    for name in elements(node) {
        if !matches!(name, "dt" | "dd") || (count == 0 && name == "dd") {
            return false;
        }
        before = name;
        count += 1;
    }
    let has_text = node
        .children()
        .any(|child| child.value().as_text().is_some_and(|text| !text.trim().is_empty()));
    count > 0 && before == "dd" && !has_text
}

fn begins_with_summary(node: NodeRef<'_, Node>) -> bool {
    let begins = |child: &NodeRef<'_, Node>| match child.value() {
        Node::Text(text) => !text.trim().is_empty(),
        node => node.is_element(),
    };
    node.children()
        .find(begins)
        .and_then(|child| child.value().as_element())
        .is_some_and(|first| first.name() == "summary")
}

fn is_summary(node: NodeRef<'_, Node>) -> bool {
    node.parent().is_some_and(|parent| {
        parent.value().as_element().is_some_and(|parent| parent.name() == "details")
            && begins_with_summary(parent)
            && !node.prev_siblings().any(|before| before.value().is_element())
    })
}

/// Whether the caption of a figure is its only one, at the start or at the end.
fn is_caption(node: NodeRef<'_, Node>) -> bool {
    let is_first = !node.prev_siblings().any(|before| before.value().is_element());
    let is_last = !node.next_siblings().any(|after| after.value().is_element());
    let is_only = node
        .parent()
        .is_some_and(|parent| elements(parent).filter(|name| *name == "figcaption").count() == 1);
    (is_first || is_last) && is_only
}

fn is_void(name: &str) -> bool {
    matches!(name, "br" | "col" | "hr" | "img" | "link" | "meta" | "wbr")
}

/// The class for the values of an outdated attribute.
fn alignment(value: &str) -> Option<&'static str> {
    ["left", "center", "right"].into_iter().find(|known| value.eq_ignore_ascii_case(known))
}

/// Whether a value has the form of a language tag.
fn is_language(value: &str) -> bool {
    let mut parts = value.split('-');
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    parts.next().is_some_and(|first| {
        (2..=8).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic())
    }) && parts.all(is_part)
}

/// Adds an attribute to a tag.
fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(value, out);
    out.push('"');
}

/// Adds text without what XML takes for marks, and without what it cannot hold.
pub fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\r' => out.push_str("&#13;"),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use roxmltree::{Document, ParsingOptions};

    use super::*;

    /// Tags of every kind in any order, with a word between.
    const PIECES: [&str; 48] = [
        "woord ",
        "woord ",
        "woord ",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<span>",
        "</span>",
        "<b>",
        "</b>",
        "<ul>",
        "</ul>",
        "<li>",
        "</li>",
        "<dl>",
        "<dt>",
        "<dd>",
        "</dl>",
        "<table>",
        "<caption>",
        "<tfoot>",
        "<thead>",
        "<tr>",
        "<td>",
        "<th>",
        "</td>",
        "</table>",
        "<h2>",
        "</h2>",
        "<pre>",
        "</pre>",
        "<a href=x>",
        "</a>",
        "<figure>",
        "<figcaption>",
        "</figure>",
        "<details>",
        "<summary>",
        "</details>",
        "<center>",
        "<font color=a>",
        "<mijn-ding>",
        "<hr>",
        "<p id=\"a b\" class='<&\"' lang=x onclick=y>",
        "<ruby>",
        "<rt>",
        "&nbsp;\u{b}&lt;",
    ];

    fn body(html: &str) -> String {
        let page = page(html).text;
        let (_, body) = page.split_once("<body>").expect("a body");
        body.split_once("</body>").expect("its end").0.to_owned()
    }

    proptest! {
        #[test]
        fn any_html_becomes_xml_with_every_word(
            pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40),
        ) {
            let html = pieces.concat();
            let page = page(&html).text;
            let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
            let document = Document::parse_with_options(&page, options);
            prop_assert!(document.is_ok(), "{html}\n{page}\n{document:?}");
            prop_assert_eq!(html.matches("woord").count(), page.matches("woord").count());
        }
    }

    #[test]
    fn elements_that_books_lack_become_others() {
        for (html, xhtml) in [
            ("<center>a <tt>b</tt></center>", "<div class=\"center\">a <code>b</code></div>"),
            (
                "<video src=https://a.nl/x title=Film>b</video>",
                "<p class=\"elsewhere\"><a href=\"https://a.nl/x\">Film</a></p>",
            ),
            ("<p><video title=Film>b</video>", "<p><span>Filmb</span></p>"),
            ("<img alt=x>", "x"),
            ("<p align=Right style=x>a", "<p class=\"right\">a</p>"),
            ("<td>a", "a"),
            ("<details><p>a</details>", "<div><p>a</p></div>"),
            ("<pre><div>a</div></pre>", "<pre><span class=\"block\">a</span></pre>"),
            ("<script>a</script><style>b</style><input>", ""),
            (
                "<svg><style>@import url(https://a.nl)</style><g style='fill:url(https://a.nl)'/></svg>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><g></g></svg>",
            ),
            (
                "<a name=x>a</a><a href=#x>b</a><a href=#y>c</a>",
                "<a id=\"x\">a</a><a href=\"#x\">b</a><a>c</a>",
            ),
            ("<p id=a>x<p id=a>y", "<p id=\"a\">x</p><p>y</p>"),
            (
                "<table><tbody><tr><td>b<tfoot><tr><td>f<tbody><tr><td>c<thead><tr><td>h<caption>t</table>",
                "<table><caption>t</caption><thead><tr><td>h</td></tr></thead><tbody><tr><td>b</td></tr></tbody>\
                 <tbody><tr><td>c</td></tr></tbody><tfoot><tr><td>f</td></tr></tfoot></table>",
            ),
            (
                "<p><svg><image href=images/a.png /><image href=b.png /><foreignObject><p>x</foreignObject></svg>",
                "<p><svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\
                 <image href=\"images/a.png\"></image><image></image><foreignObject>\
                 <div xmlns=\"http://www.w3.org/1999/xhtml\"><p>x</p></div></foreignObject></svg></p>",
            ),
            (
                "<math><mtext>x <b>vet</b></mtext></math>",
                "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mtext>x vet</mtext></math>",
            ),
            (
                "<math><mi>x</mi></math>",
                "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi></math>",
            ),
        ] {
            assert_eq!(body(html), xhtml, "{html}");
        }
    }

    #[test]
    fn pages_of_the_pdf_begin_before_what_stands_first_on_them() {
        let anchors = [("a", 4), ("b", 5), ("weg", 6)].map(|(id, page)| (id.to_owned(), page));
        let breaks = PageBreaks { title: Some(3), anchors: anchors.into() };
        let page = page_with_breaks("<h2 id=a>x</h2><ul><li id=b>y</li></ul>", breaks).text;
        let mark = |page: u32| {
            format!(
                "<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"wg-page-{page}\" aria-label=\"{page}\"></span>"
            )
        };
        let (three, four, five) = (mark(3), mark(4), mark(5));
        let body = format!(
            "<body>{three}{four}<h2 id=\"a\">x</h2><ul><li id=\"b\">{five}y</li></ul></body>"
        );
        assert!(page.contains(&body), "{page}");
    }

    #[test]
    fn a_manifest_learns_of_drawings_and_formulas() {
        let properties = page("<svg></svg><math></math>").properties;
        assert_eq!(properties.into_iter().collect::<Vec<_>>(), ["mathml", "svg"]);
    }

    #[test]
    fn depth_costs_no_stack() {
        let deep = "<div>".repeat(5_000);
        assert_eq!(body(&deep).matches("</div>").count(), 5_000);
    }
}
