//! From the tree of a document to HTML. What differs between editions (where links lead, what
//! anchors are called) is asked of a [`Rendering`].

use std::fmt::Write as _;

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use crate::book::{Chapter, Destination};
use crate::config::RawHtml;
use crate::document::{
    Alignment, Block, BlockKind, Caption, Code, Container, Definition, ExhibitKind, Figure,
    Footnote, Heading, HtmlPiece, Image, Inline, Lesson, Link, Table,
};
use crate::theme::Strings;

/// What an edition decides about the HTML of a chapter.
pub trait Rendering {
    /// Where a destination is, seen from the page that is rendered. Nothing if it is broken.
    fn href(&self, destination: &Destination) -> Option<String>;
    /// How an anchor of the chapter is called on the page.
    fn id(&self, anchor: &str) -> String;
    /// The text of a link to a destination that has no text of its own.
    fn label(&self, destination: &Destination) -> Vec<LabelPart>;
    /// The themes of a lesson of this chapter, each with the address of its list.
    fn lesson_themes(&self, lesson: usize) -> Vec<(String, String)>;
}

/// A part of a link's text.
pub enum LabelPart {
    /// A chapter's number, which themes set in their own way.
    Number(String),
    /// Text.
    Text(String),
}

/// The HTML of a chapter's body, footnotes included.
pub fn chapter(
    chapter: &Chapter,
    rendering: &dyn Rendering,
    strings: &Strings,
    raw_html: RawHtml,
) -> String {
    let document = &*chapter.document;
    let mut writer = Writer { chapter, rendering, strings, html: String::new() };
    writer.blocks(&document.blocks);
    writer.footnotes(&document.footnotes);
    match raw_html {
        RawHtml::Sanitise if document.has_raw_html => sanitise(&writer.html),
        _ => writer.html,
    }
}

struct Writer<'a> {
    chapter: &'a Chapter,
    rendering: &'a dyn Rendering,
    strings: &'a Strings,
    html: String,
}

/// Writes formatted HTML. Values must be escaped already.
macro_rules! html {
    ($writer:expr, $($arguments:tt)*) => {
        write!($writer.html, $($arguments)*).expect("writing to a string cannot fail")
    };
}

impl Writer<'_> {
    fn raw(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn text(&mut self, text: &str) {
        escape_html_body_text(&mut self.html, text).expect("writing to a string cannot fail");
    }

    fn id(&self, anchor: &str) -> String {
        attribute(&self.rendering.id(anchor))
    }

    fn string(&self, key: &str) -> String {
        attribute(self.strings.get(key))
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                self.raw("<p>");
                self.inlines(content);
                self.raw("</p>\n");
            }
            BlockKind::Plain(content) => self.inlines(content),
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Lesson { index, blocks } => self.lesson(*index, blocks),
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Definitions(parts) => self.definitions(parts),
            BlockKind::Quote { alert: None, blocks } => {
                self.raw("<blockquote>\n");
                self.blocks(blocks);
                self.raw("</blockquote>\n");
            }
            BlockKind::Quote { alert: Some(alert), blocks } => {
                let label = self.strings.get(&format!("alert_{}", alert.name())).to_owned();
                self.note(alert.name(), &[], None, Some(&label), blocks);
            }
            BlockKind::Container(container) => self.container(container),
            BlockKind::Code(code) => self.code(code),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Html(pieces) => {
                self.pieces(pieces);
                self.raw("\n");
            }
            BlockKind::Rule => self.raw("<hr>\n"),
        }
    }

    /// A heading leads to itself, so that a reader can copy the address of its section.
    fn heading(&mut self, heading: &Heading) {
        html!(self, "<h{} id=\"{}\"", heading.level, self.id(&heading.id));
        self.classes(&heading.classes);
        self.raw(">");
        let anchor = match heading.lesson {
            Some(index) => {
                let number = index + 1;
                let label = self.strings.fill("lesson_n", &[("n", &number.to_string())]);
                html!(self, "<span class=\"lesson-number\">{}</span> ", attribute(&label));
                Lesson::id(number)
            }
            None => heading.id.clone(),
        };
        // A link within a link is no HTML.
        let linked = !contains_link(&heading.content);
        if linked {
            html!(self, "<a class=\"self-link\" href=\"#{}\">", url(&self.rendering.id(&anchor)));
        }
        self.inlines(&heading.content);
        if linked {
            self.raw("</a>");
        }
        html!(self, "</h{}>\n", heading.level);
    }

    fn lesson(&mut self, index: usize, blocks: &[Block]) {
        html!(self, "<section class=\"lesson\" id=\"{}\">\n", self.id(&Lesson::id(index + 1)));
        let (heading, body) = blocks.split_at(blocks.len().min(1));
        self.blocks(heading);
        let themes = self.rendering.lesson_themes(index);
        if !themes.is_empty() {
            html!(self, "<ul class=\"themes\" aria-label=\"{}\">", self.string("themes"));
            for (theme, href) in themes {
                html!(self, "<li><a href=\"{}\">{}</a></li>", url(&href), attribute(&theme));
            }
            self.raw("</ul>\n");
        }
        self.blocks(body);
        self.raw("</section>\n");
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        html!(self, "<{tag}");
        if let Some(start) = start.filter(|&start| start != 1) {
            html!(self, " start=\"{start}\"");
        }
        if items.iter().any(|item| is_task(item)) {
            self.raw(" class=\"tasks\"");
        }
        self.raw(">\n");
        for item in items {
            self.raw("<li>");
            self.blocks(item);
            self.raw("</li>\n");
        }
        html!(self, "</{tag}>\n");
    }

    fn definitions(&mut self, parts: &[Definition]) {
        self.raw("<dl>\n");
        for part in parts {
            match part {
                Definition::Term(term) => {
                    self.raw("<dt>");
                    self.inlines(term);
                    self.raw("</dt>\n");
                }
                Definition::Details(blocks) => {
                    self.raw("<dd>");
                    self.blocks(blocks);
                    self.raw("</dd>\n");
                }
            }
        }
        self.raw("</dl>\n");
    }

    fn container(&mut self, container: &Container) {
        let Container { name, title, classes, id, blocks } = container;
        if matches!(name.as_str(), "citaat" | "quote") {
            self.quotation(title.as_deref(), id.as_deref(), blocks);
            return;
        }
        let kind = match name.as_str() {
            "kader" => "box",
            "voorbeeld" => "example",
            other => other,
        };
        let label = match kind {
            "tip" => Some(self.strings.get("box_tip")),
            "example" => Some(self.strings.get("box_example")),
            _ => None,
        };
        let title = title.as_deref().or(label).map(str::to_owned);
        self.note(kind, classes, id.as_deref(), title.as_deref(), blocks);
    }

    /// A box beside the running text.
    fn note(
        &mut self,
        kind: &str,
        classes: &[String],
        id: Option<&str>,
        title: Option<&str>,
        blocks: &[Block],
    ) {
        html!(self, "<div class=\"note note-{}", attribute(kind));
        for class in classes {
            html!(self, " {}", attribute(class));
        }
        self.raw("\" role=\"note\"");
        if let Some(id) = id {
            html!(self, " id=\"{}\"", self.id(id));
        }
        if let Some(title) = title {
            html!(self, " aria-label=\"{}\"", attribute(title));
        }
        self.raw(">\n");
        if let Some(title) = title {
            html!(self, "<p class=\"note-title\">{}</p>\n", attribute(title));
        }
        self.blocks(blocks);
        self.raw("</div>\n");
    }

    fn quotation(&mut self, source: Option<&str>, id: Option<&str>, blocks: &[Block]) {
        self.raw("<figure class=\"quotation\"");
        if let Some(id) = id {
            html!(self, " id=\"{}\"", self.id(id));
        }
        self.raw(">\n<blockquote>\n");
        self.blocks(blocks);
        self.raw("</blockquote>\n");
        if let Some(source) = source {
            html!(self, "<figcaption>{}</figcaption>\n", attribute(source));
        }
        self.raw("</figure>\n");
    }

    fn code(&mut self, code: &Code) {
        self.raw("<figure class=\"code\">");
        if let Some(label) = &code.label {
            html!(self, "<figcaption>{}</figcaption>", attribute(label));
        }
        self.raw("<pre tabindex=\"0\"><code");
        if let Some(language) = &code.language {
            html!(self, " class=\"language-{}\"", attribute(language));
        }
        self.raw(">");
        self.raw(&code.html);
        self.raw("</code></pre></figure>\n");
    }

    /// A table may be wider than the page, so it stands in a region that scrolls by itself.
    fn table(&mut self, table: &Table) {
        self.raw("<div class=\"table\" tabindex=\"0\"");
        match &table.caption {
            Some(caption) => {
                let id = self.id(&ExhibitKind::Table.id(caption.number));
                html!(
                    self,
                    " role=\"region\" id=\"{id}\" aria-labelledby=\"{id}-title\"><table>\n"
                );
                html!(self, "<caption id=\"{id}-title\">");
                self.caption(ExhibitKind::Table, caption);
                self.raw("</caption>\n");
            }
            // Regions of the same name could not be told apart.
            None => {
                html!(self, " role=\"group\" aria-label=\"{}\"><table>\n", self.string("table"));
            }
        }
        if table.head.iter().any(|cell| !cell.is_empty()) {
            self.raw("<thead>");
            self.row(&table.head, &table.alignments, "th");
            self.raw("</thead>\n");
        }
        self.raw("<tbody>\n");
        for row in &table.rows {
            self.row(row, &table.alignments, "td");
        }
        self.raw("</tbody></table></div>\n");
    }

    fn row(&mut self, cells: &[Vec<Inline>], alignments: &[Alignment], tag: &str) {
        self.raw("<tr>");
        for (column, cell) in cells.iter().enumerate() {
            // A corner without text is no header of anything.
            let tag = if cell.is_empty() { "td" } else { tag };
            html!(self, "<{tag}");
            if tag == "th" {
                self.raw(" scope=\"col\"");
            }
            match alignments.get(column) {
                Some(Alignment::Left) => self.raw(" class=\"left\""),
                Some(Alignment::Center) => self.raw(" class=\"center\""),
                Some(Alignment::Right) => self.raw(" class=\"right\""),
                Some(Alignment::None) | None => {}
            }
            self.raw(">");
            self.inlines(cell);
            html!(self, "</{tag}>");
        }
        self.raw("</tr>\n");
    }

    fn figure(&mut self, figure: &Figure) {
        match &figure.caption {
            Some(caption) => {
                let id = self.id(&ExhibitKind::Figure.id(caption.number));
                html!(self, "<figure class=\"image\" id=\"{id}\">");
                self.image(&figure.image);
                self.raw("<figcaption>");
                self.caption(ExhibitKind::Figure, caption);
                self.raw("</figcaption></figure>\n");
            }
            None => {
                self.raw("<figure class=\"image\">");
                self.image(&figure.image);
                self.raw("</figure>\n");
            }
        }
    }

    fn caption(&mut self, kind: ExhibitKind, caption: &Caption) {
        let label = exhibit_label(self.strings, self.chapter, kind, caption.number);
        html!(self, "<span class=\"exhibit-number\">{}</span> ", attribute(&label));
        self.inlines(&caption.content);
    }

    fn image(&mut self, image: &Image) {
        let Some(src) = self.address(image.reference) else {
            self.text(&image.alt);
            return;
        };
        html!(
            self,
            "<img src=\"{}\" alt=\"{}\" loading=\"lazy\"",
            url(&src),
            attribute(&image.alt)
        );
        if let Some(title) = &image.title {
            html!(self, " title=\"{}\"", attribute(title));
        }
        self.raw(">");
    }

    fn address(&self, reference: usize) -> Option<String> {
        self.rendering.href(self.chapter.destinations.get(reference)?)
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Code(code) => {
                self.raw("<code>");
                self.text(code);
                self.raw("</code>");
            }
            Inline::Emphasis(inner) => self.element("em", inner),
            Inline::Strong(inner) => self.element("strong", inner),
            Inline::Strikethrough(inner) => self.element("del", inner),
            Inline::Superscript(inner) => self.element("sup", inner),
            Inline::Subscript(inner) => self.element("sub", inner),
            Inline::Link(link) => self.link(link),
            Inline::Image(image) => self.image(image),
            Inline::FootnoteReference { footnote, nth } => self.footnote_reference(*footnote, *nth),
            Inline::Checkbox(done) => self.checkbox(*done),
            Inline::Html(pieces) => self.pieces(pieces),
            Inline::SoftBreak => self.raw("\n"),
            Inline::HardBreak => self.raw("<br>\n"),
        }
    }

    fn element(&mut self, tag: &str, inner: &[Inline]) {
        html!(self, "<{tag}>");
        self.inlines(inner);
        html!(self, "</{tag}>");
    }

    fn link(&mut self, link: &Link) {
        let destination = self.chapter.destinations.get(link.reference);
        let Some((destination, href)) =
            destination.and_then(|to| Some((to, self.rendering.href(to)?)))
        else {
            self.inlines(link.content.as_deref().unwrap_or_default());
            return;
        };
        let external = is_web(destination);
        html!(self, "<a href=\"{}\"", url(&href));
        if external {
            self.raw(" class=\"external\" rel=\"noopener\"");
        } else if link.content.is_none() {
            self.raw(" class=\"reference\"");
        }
        if let Some(title) = &link.title {
            html!(self, " title=\"{}\"", attribute(title));
        }
        self.raw(">");
        match &link.content {
            Some(content) => self.inlines(content),
            None => self.label(destination),
        }
        if external {
            let note = self.string("external_link");
            html!(self, "<span class=\"visually-hidden\"> ({note})</span>");
        }
        self.raw("</a>");
    }

    fn label(&mut self, destination: &Destination) {
        for part in self.rendering.label(destination) {
            match part {
                LabelPart::Number(number) => {
                    html!(self, "<span class=\"number\">{}</span>", attribute(&number));
                }
                LabelPart::Text(text) => self.text(&text),
            }
        }
    }

    fn footnote_reference(&mut self, footnote: usize, nth: usize) {
        let number = footnote + 1;
        let back = self.id(&footnote_back(number, nth));
        let to = url(&self.rendering.id(&format!("fn-{number}")));
        let label = self.strings.fill("footnote_n", &[("n", &number.to_string())]);
        html!(
            self,
            "<sup><a class=\"footnote-reference\" id=\"{back}\" href=\"#{to}\" role=\"doc-noteref\" aria-label=\"{}\">{number}</a></sup>",
            attribute(&label)
        );
    }

    fn footnotes(&mut self, footnotes: &[Footnote]) {
        if footnotes.is_empty() {
            return;
        }
        let title = self.string("footnotes");
        html!(
            self,
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{title}\">\n<ol>\n"
        );
        for (index, footnote) in footnotes.iter().enumerate() {
            let number = index + 1;
            html!(self, "<li id=\"{}\">", self.id(&format!("fn-{number}")));
            self.blocks(&footnote.blocks);
            // The way back stands at the end of the last paragraph, not below it.
            let paragraph = self.html.ends_with("</p>\n");
            if paragraph {
                self.html.truncate(self.html.len() - "</p>\n".len());
            }
            for nth in 1..=footnote.uses {
                let back = url(&self.rendering.id(&footnote_back(number, nth)));
                let label = self.string("footnote_back");
                html!(
                    self,
                    " <a class=\"footnote-back\" href=\"#{back}\" role=\"doc-backlink\" aria-label=\"{label}\">↩</a>"
                );
            }
            self.raw(if paragraph { "</p></li>\n" } else { "</li>\n" });
        }
        self.raw("</ol>\n</section>\n");
    }

    fn checkbox(&mut self, done: bool) {
        let (mark, key) = if done { ("☑", "task_done") } else { ("☐", "task_open") };
        html!(
            self,
            "<span class=\"task\" role=\"img\" aria-label=\"{}\">{mark}</span> ",
            self.string(key)
        );
    }

    fn pieces(&mut self, pieces: &[HtmlPiece]) {
        for piece in pieces {
            match piece {
                HtmlPiece::Text(html) => self.raw(html),
                HtmlPiece::Id(id) => html!(self, "{}", self.id(id)),
                HtmlPiece::Reference(reference) => {
                    let address = self.address(*reference).unwrap_or_default();
                    html!(self, "{}", url(&address));
                }
            }
        }
    }

    fn classes(&mut self, classes: &[String]) {
        if !classes.is_empty() {
            html!(self, " class=\"{}\"", attribute(&classes.join(" ")));
        }
    }
}

/// "Figuur 2.4.8-1", or "Figuur 1" in a chapter without a number.
pub fn exhibit_label(
    strings: &Strings,
    chapter: &Chapter,
    kind: ExhibitKind,
    number: usize,
) -> String {
    let key = match kind {
        ExhibitKind::Figure => "figure_n",
        ExhibitKind::Table => "table_n",
    };
    let number = match &chapter.number {
        Some(of_chapter) => format!("{of_chapter}-{number}"),
        None => number.to_string(),
    };
    strings.fill(key, &[("n", &number)])
}

fn footnote_back(number: usize, nth: usize) -> String {
    match nth {
        1 => format!("fnref-{number}"),
        _ => format!("fnref-{number}-{nth}"),
    }
}

fn is_task(item: &[Block]) -> bool {
    matches!(item.first().map(|block| &block.kind),
        Some(BlockKind::Plain(content) | BlockKind::Paragraph(content))
            if matches!(content.first(), Some(Inline::Checkbox(_))))
}

fn is_web(destination: &Destination) -> bool {
    matches!(destination, Destination::External(address)
        if address.starts_with("http:") || address.starts_with("https:") || address.starts_with("//"))
}

fn contains_link(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Link(_) | Inline::FootnoteReference { .. } | Inline::Html(_) => true,
        Inline::Emphasis(inner)
        | Inline::Strong(inner)
        | Inline::Strikethrough(inner)
        | Inline::Superscript(inner)
        | Inline::Subscript(inner) => contains_link(inner),
        _ => false,
    })
}

/// Text escaped for an attribute; it serves for text between tags too.
pub fn attribute(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    escape_html(&mut escaped, text).expect("writing to a string cannot fail");
    escaped
}

/// An address escaped for an attribute.
pub fn url(address: &str) -> String {
    let mut escaped = String::with_capacity(address.len());
    escape_href(&mut escaped, address).expect("writing to a string cannot fail");
    escaped
}

/// Leaves only harmless elements and attributes, those that this module writes among them.
fn sanitise(html: &str) -> String {
    ammonia::Builder::default()
        .add_tags(["section", "figure", "figcaption", "picture", "source"])
        .add_generic_attributes([
            "id",
            "class",
            "role",
            "tabindex",
            "aria-label",
            "aria-labelledby",
        ])
        .add_tag_attributes("img", ["loading"])
        .add_tag_attributes("a", ["rel"])
        .link_rel(None)
        .url_relative(ammonia::UrlRelative::PassThrough)
        .clean(html)
        .to_string()
}
