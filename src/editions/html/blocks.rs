//! Blocks as HTML.

use super::highlight::highlight;
use super::{Writer, attribute, exhibit_label, url};
use crate::document::{
    Alignment, Block, BlockKind, Caption, Code, Container, CountStyle, Definition, ExhibitKind,
    Figure, Heading, Inline, Table, text, walk,
};

/// The title of a box.
pub(super) enum BoxTitle<'a> {
    /// What the author wrote.
    Own(&'a [Inline]),
    /// Words of the theme.
    Words(&'a str),
}

impl Writer<'_> {
    /// A heading links to itself, so that readers can copy the address of its section.
    pub(super) fn heading(&mut self, heading: &Heading) {
        let level = self.rendering.level(self.levels.next(heading.level));
        html!(self, "<h{level} id=\"{}\"", self.id(&heading.id));
        self.classes(&heading.classes);
        self.raw(">");
        let anchor = match heading.lesson {
            Some(index) => {
                let number = index + 1;
                let label = self.strings.fill("lesson_n", &[("n", &number.to_string())]);
                html!(self, "<span class=\"lesson-number\"{}>", self.words_lang());
                self.text(&label);
                // In PDF bookmarks, browsers drop an ordinary space that follows a block.
                self.raw(match self.rendering.paper() {
                    Some(_) => "&nbsp;</span>",
                    None => "</span> ",
                });
                self.lesson_id(index)
            }
            None => heading.id.clone(),
        };
        // Links cannot be nested, and outside a browser there is no address to copy.
        let linked = self.rendering.medium().is_browser() && !contains_link(&heading.content);
        if linked {
            html!(self, "<a class=\"self-link\" href=\"#{}\">", url(&self.rendering.id(&anchor)));
        }
        self.inlines(&heading.content);
        if linked {
            self.raw("</a>");
        }
        html!(self, "</h{level}>\n");
    }

    fn lesson_id(&self, index: usize) -> String {
        let lesson = self.body.document.lessons.get(index);
        lesson.map(|lesson| lesson.id.clone()).unwrap_or_default()
    }

    pub(super) fn lesson(&mut self, index: usize, blocks: &[Block]) {
        html!(self, "<section class=\"lesson\" id=\"{}\">\n", self.id(&self.lesson_id(index)));
        let (heading, body) = blocks.split_at(blocks.len().min(1));
        self.blocks(heading);
        let themes = self.rendering.lesson_themes(index);
        if !themes.is_empty() {
            let (label, lang) = (self.string("themes"), self.words_lang());
            html!(self, "<ul class=\"themes\" aria-label=\"{label}\"{lang}>");
            for theme in themes {
                let name = attribute(theme);
                match self.rendering.theme_href(theme) {
                    Some(href) => {
                        html!(self, "<li><a href=\"{}\">{name}</a></li>", url(&href));
                    }
                    None => html!(self, "<li>{name}</li>"),
                }
            }
            self.raw("</ul>\n");
        }
        self.blocks(body);
        self.raw("</section>\n");
    }

    pub(super) fn list(&mut self, start: Option<u64>, style: CountStyle, items: &[Vec<Block>]) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        html!(self, "<{tag}");
        if let Some(start) = start.filter(|&start| start != 1) {
            html!(self, " start=\"{start}\"");
        }
        if let Some(kind) = style.html_type() {
            html!(self, " type=\"{kind}\"");
        }
        if items.iter().any(|item| is_task(item)) {
            self.raw(" class=\"tasks\"");
        }
        self.raw(">\n");
        for item in items {
            self.item("li", item);
        }
        html!(self, "</{tag}>\n");
    }

    fn item(&mut self, tag: &str, blocks: &[Block]) {
        let start = self.html.len();
        html!(self, "<{tag}>");
        if let Some(first) = blocks.first() {
            self.mark_source(start, first.span.start());
        }
        self.blocks(blocks);
        html!(self, "</{tag}>\n");
    }

    pub(super) fn definitions(&mut self, parts: &[Definition]) {
        self.raw("<dl>\n");
        for part in parts {
            match part {
                Definition::Term(term) => {
                    self.raw("<dt>");
                    self.inlines(term);
                    self.raw("</dt>\n");
                }
                Definition::Details(blocks) => {
                    self.item("dd", blocks);
                }
            }
        }
        self.raw("</dl>\n");
    }

    pub(super) fn container(&mut self, container: &Container) {
        let Container { name, title, classes, id, blocks } = container;
        if matches!(name.as_str(), "citaat" | "quote") {
            self.quotation(title, id.as_deref(), blocks);
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
        let title = match title.as_slice() {
            [] => label.map(BoxTitle::Words),
            title => Some(BoxTitle::Own(title)),
        };
        self.note(kind, classes, id.as_deref(), title.as_ref(), blocks);
    }

    /// A box beside the running text.
    pub(super) fn note(
        &mut self,
        kind: &str,
        classes: &[String],
        id: Option<&str>,
        title: Option<&BoxTitle<'_>>,
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
        // An accessible name is read in the language of its element, so a title in another
        // language cannot be one.
        let name = match title {
            Some(BoxTitle::Own(title)) => Some(text::of_inlines(title)),
            Some(BoxTitle::Words(words)) if self.words_lang().is_empty() => Some((*words).into()),
            _ => None,
        };
        if let Some(name) = name {
            html!(self, " aria-label=\"{}\"", attribute(&name));
        }
        self.raw(">\n");
        match title {
            Some(BoxTitle::Own(title)) => {
                self.raw("<p class=\"note-title\">");
                self.running_text(title);
                self.raw("</p>\n");
            }
            Some(BoxTitle::Words(words)) => {
                let lang = self.words_lang();
                html!(self, "<p class=\"note-title\"{lang}>{}</p>\n", attribute(words));
            }
            None => {}
        }
        self.blocks(blocks);
        self.raw("</div>\n");
    }

    pub(super) fn quotation(&mut self, source: &[Inline], id: Option<&str>, blocks: &[Block]) {
        self.raw("<figure class=\"quotation\"");
        if let Some(id) = id {
            html!(self, " id=\"{}\"", self.id(id));
        }
        self.raw(">\n<blockquote>\n");
        self.blocks(blocks);
        self.raw("</blockquote>\n");
        if !source.is_empty() {
            self.raw("<figcaption>");
            self.inlines(source);
            self.raw("</figcaption>\n");
        }
        self.raw("</figure>\n");
    }

    pub(super) fn code(&mut self, code: &Code) {
        let highlighted = highlight(code.language.as_deref(), &code.text);
        self.raw("<figure class=\"code\">");
        if let Some(label) = &highlighted.label {
            html!(self, "<figcaption>{}</figcaption>", attribute(label));
        }
        self.raw("<pre tabindex=\"0\"><code");
        if let Some(language) = &code.language {
            html!(self, " class=\"language-{}\"", attribute(language));
        }
        self.raw(">");
        self.raw(&highlighted.html);
        self.raw("</code></pre></figure>\n");
    }

    /// A table may be wider than the page, so it gets a region that scrolls.
    pub(super) fn table(&mut self, table: &Table) {
        html!(self, "<div class=\"table{}\" tabindex=\"0\"", self.on_paper(table));
        match &table.caption {
            Some(caption) => {
                let id = self.id(&caption.id);
                html!(
                    self,
                    " role=\"region\" id=\"{id}\" aria-labelledby=\"{id}-title\"><table>\n"
                );
                // The caption spans the table; its text stays in view while the table scrolls.
                html!(self, "<caption><span id=\"{id}-title\">");
                self.caption(ExhibitKind::Table, caption);
                self.raw("</span></caption>\n");
            }
            // Without a caption there is no name to tell this region from others, so it is a group.
            None => {
                let (label, lang) = (self.string("table"), self.words_lang());
                html!(
                    self,
                    " role=\"group\" aria-label=\"{label}\"{lang}><table{}>\n",
                    self.own_lang()
                );
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

    /// Classes of a table on paper, where nothing scrolls: one with many columns is set smaller or
    /// on a landscape page, one with few rows is kept on one page.
    fn on_paper(&self, table: &Table) -> String {
        let columns = table.alignments.len();
        let classes = [
            (columns > 6, " columns-many"),
            (columns > 9, " columns-wide"),
            (table.rows.len() <= 12, " rows-few"),
        ];
        match self.rendering.paper() {
            Some(_) => {
                classes.into_iter().filter(|(fits, _)| *fits).map(|(_, name)| name).collect()
            }
            None => String::new(),
        }
    }

    pub(super) fn row(&mut self, cells: &[Vec<Inline>], alignments: &[Alignment], tag: &str) {
        self.raw("<tr>");
        for (column, cell) in cells.iter().enumerate() {
            // An empty corner is not a header.
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

    pub(super) fn figure(&mut self, figure: &Figure) {
        match &figure.caption {
            Some(caption) => {
                let id = self.id(&caption.id);
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

    pub(super) fn caption(&mut self, kind: ExhibitKind, caption: &Caption) {
        let label = exhibit_label(self.strings, self.body.number(), kind, caption.number);
        let lang = self.words_lang();
        html!(self, "<span class=\"exhibit-number\"{lang}>{}</span> ", attribute(&label));
        self.inlines(&caption.content);
    }
}

fn is_task(item: &[Block]) -> bool {
    matches!(item.first().map(|block| &block.kind),
        Some(BlockKind::Plain(content) | BlockKind::Paragraph(content))
            if matches!(content.first(), Some(Inline::Checkbox(_))))
}

fn contains_link(inlines: &[Inline]) -> bool {
    walk::any_inline(inlines, |inline| {
        matches!(inline, Inline::Link(_) | Inline::FootnoteReference { .. } | Inline::Html(_))
    })
}
