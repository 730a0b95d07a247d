//! The content of a line: runs of text in one style, links, notes, images.

use roxmltree::Node;

use super::super::blocks::{Block, Graphic, Heading, Inline, Kind, Lost, joined, plain};
use super::super::note::note;
use super::descriptions::description;
use super::math;
use super::reader::WordReader;
use super::styles::{Marks, Raised};
use super::symbols;
use super::xml::{attribute, child, endnote_label, flat_text, named, own, text_of, value};

impl WordReader {
    /// Reads the runs of a paragraph, or of an element inside it.
    pub fn runs(&mut self, parent: Node<'_, '_>, out: &mut Vec<Inline>) {
        if !self.enter() {
            out.push(Inline::Text(flat_text(parent)));
            return;
        }
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => self.run(node, out),
                "hyperlink" => self.hyperlink(node, out),
                "fldSimple" => self.simple_field(node, out),
                "bookmarkStart" if self.is_shown() => out.extend(self.bookmark(node)),
                "del" | "moveFrom" => self.note_deleted(node),
                "ins" | "moveTo" | "smartTag" | "sdt" | "sdtContent" | "customXml" | "bdo"
                | "dir" => {
                    self.runs(node, out);
                }
                "oMath" | "oMathPara" if self.is_shown() => self.formula(node, out),
                "AlternateContent" => self.alternatives(node, out, Self::runs),
                // What is not known here may still hold text.
                _ if node.descendants().any(|below| named(below, "r")) => self.runs(node, out),
                _ => {}
            }
        }
        self.leave();
    }

    fn formula(&mut self, node: Node<'_, '_>, out: &mut Vec<Inline>) {
        let formula = math::inlines(node);
        self.note(note!("read-formula", text = plain(&formula)));
        out.extend(formula);
    }

    fn hyperlink(&mut self, node: Node<'_, '_>, out: &mut Vec<Inline>) {
        let target = attribute(node, "id").and_then(|id| self.relations.get(id));
        let target = target.map(|relation| relation.target.clone());
        let anchor = attribute(node, "anchor").map(|anchor| format!("#{anchor}"));
        let address = match (target, anchor) {
            (Some(target), anchor) => Some(target + &anchor.unwrap_or_default()),
            (None, anchor) => anchor,
        };
        let Some(address) = address else { return self.runs(node, out) };
        let content = joined(self.line_of(node));
        if plain(&content).is_empty() {
            out.extend(content);
        } else {
            out.push(Inline::Link { address, content });
        }
    }

    /// Reads what a newer program shows, or if that is nothing, what there is for older ones.
    fn alternatives(
        &mut self,
        node: Node<'_, '_>,
        out: &mut Vec<Inline>,
        read: fn(&mut Self, Node<'_, '_>, &mut Vec<Inline>),
    ) {
        if !self.enter() {
            return;
        }
        let (notes, losses) = (self.notes.len(), self.losses.len());
        let (frames, before) = (self.frames.len(), out.len());
        let mut choices = node.children().filter(Node::is_element);
        if let Some(choice) = choices.next() {
            read(self, choice, out);
        }
        let is_picture = |part: &Inline| !matches!(part, Inline::Lost(_));
        let has_more = out[before..].iter().any(is_picture) || self.frames.len() > frames;
        let fallback = choices.find(|choice| named(*choice, "Fallback")).filter(|_| !has_more);
        if let Some(fallback) = fallback {
            let first_notes = (self.notes.split_off(notes), self.losses.split_off(losses));
            let first = out.split_off(before);
            read(self, fallback, out);
            if out.len() == before && self.frames.len() == frames {
                self.notes.extend(first_notes.0);
                self.losses.extend(first_notes.1);
                out.extend(first);
            }
        }
        self.leave();
    }

    fn run(&mut self, run: Node<'_, '_>, out: &mut Vec<Inline>) {
        let properties = child(run, "rPr");
        let style = properties.and_then(|properties| value(properties, "rStyle"));
        let style = style.map(|style| self.styles.marks(style)).unwrap_or_default();
        let marks = Marks::of(properties).or(style).or(self.marks);
        let mut content = Vec::new();
        for node in run.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "fldChar" => {
                    marked(std::mem::take(&mut content), marks, out);
                    self.field_mark(node, out);
                }
                "instrText" => self.field_instruction(node.text().unwrap_or_default()),
                _ if !self.is_shown() => {}
                _ if marks.hidden == Some(true) => self.hidden.push_str(&flat_text_of_run(node)),
                _ => self.part(node, &mut content),
            }
        }
        marked(content, marks, out);
    }

    /// Reads a part of a run.
    fn part(&mut self, node: Node<'_, '_>, content: &mut Vec<Inline>) {
        let id = || attribute(node, "id").unwrap_or_default();
        match node.tag_name().name() {
            "t" => content.push(Inline::Text(node.text().unwrap_or_default().to_owned())),
            // In code it stays; elsewhere it is a space.
            "tab" | "ptab" => content.push(Inline::Text("\t".into())),
            "noBreakHyphen" => content.push(Inline::Text("\u{2011}".into())),
            "br" | "cr" => content.push(match attribute(node, "type") {
                None | Some("textWrapping") => Inline::Break,
                // A new page or column is a space between words.
                Some(_) => Inline::Text(" ".into()),
            }),
            "sym" => {
                let font = attribute(node, "font").unwrap_or_default();
                let sign = self.sign(font, attribute(node, "char").unwrap_or_default());
                content.push(Inline::Text(sign.into()));
            }
            "ruby" => self.ruby(node, content),
            "footnoteReference" => content.push(Inline::Note(id().into())),
            "endnoteReference" => content.push(Inline::Note(endnote_label(id()))),
            "commentReference" => {
                if let Some(comment) = self.comments.remove(id()) {
                    self.note(note!("read-comment", comment = comment.as_str()));
                    content.push(Inline::Comment(comment));
                }
            }
            "drawing" | "pict" | "object" => self.drawing(node, content),
            "AlternateContent" => self.alternatives(node, content, Self::run),
            _ => {}
        }
    }

    /// A sign of a font, or one that says that it is not known.
    pub fn sign(&mut self, font: &str, code: &str) -> char {
        let sign = symbols::sign(font, code);
        if sign.is_none() {
            self.note(note!("read-sign", font = font));
        }
        sign.unwrap_or('□')
    }

    /// A word with its pronunciation above it, which stands behind it here.
    fn ruby(&mut self, node: Node<'_, '_>, content: &mut Vec<Inline>) {
        if let Some(base) = child(node, "rubyBase") {
            self.runs(base, content);
        }
        let Some(above) = child(node, "rt") else { return };
        content.push(Inline::Text(" (".into()));
        self.runs(above, content);
        content.push(Inline::Text(")".into()));
    }

    fn drawing(&mut self, node: Node<'_, '_>, out: &mut Vec<Inline>) {
        let described = node.descendants().find(|node| named(*node, "docPr"));
        let describes = |name: &str| described.and_then(|node| attribute(node, name));
        let alt = describes("descr").or(describes("title")).or_else(|| {
            // The shapes of older programs say it themselves.
            node.descendants().find_map(|node| attribute(node, "alt"))
        });
        let alt = description(alt.unwrap_or_default());
        // A fallback holds the same frame again, for older programs.
        let frames = own(node, "txbxContent", &["txbxContent", "Fallback"]);
        let images = own(node, "blip", &["txbxContent", "Fallback"]).into_iter();
        let images = images.chain(own(node, "imagedata", &["txbxContent", "Fallback"]));
        let mut is_empty = true;
        for art in own(node, "textpath", &["txbxContent", "Fallback"]) {
            is_empty = false;
            out.extend(attribute(art, "string").map(|text| Inline::Text(text.to_owned())));
        }
        for image in images {
            is_empty = false;
            self.image(image, &alt, out);
        }
        if is_empty {
            self.graphic(node, &alt, !frames.is_empty(), out);
        }
        for frame in frames {
            let line = self.paragraph;
            let outer = std::mem::replace(&mut self.in_cell, false);
            let blocks = self.blocks(frame);
            self.in_cell = outer;
            match blocks.as_slice() {
                [] => {}
                // A title or heading in a frame is only drawn there, and so are pictures and captions.
                [Block { kind: Kind::Heading(Heading { .. }), .. }] if !self.in_cell => {
                    self.frames.extend(blocks);
                }
                all if all.iter().all(|block| self.is_exhibit(block)) => {
                    self.frames.extend(blocks);
                }
                _ => {
                    self.note(note!("read-frame"));
                    let kind = Kind::Box { title: String::new(), blocks };
                    self.frames.push(Block { kind, line });
                }
            }
        }
    }

    /// Whether a block is a picture, shown or lost, or a caption.
    fn is_exhibit(&self, block: &Block) -> bool {
        let is_picture = |part: &Inline| match part {
            Inline::Text(text) => text.trim().is_empty(),
            part => matches!(
                part,
                Inline::Image { .. } | Inline::Lost(_) | Inline::Anchor(_) | Inline::Break
            ),
        };
        match &block.kind {
            Kind::Figure { .. } => true,
            Kind::Paragraph(content) => {
                self.captions.contains_key(&block.line) || content.iter().all(is_picture)
            }
            _ => false,
        }
    }

    /// A picture inside the document, or elsewhere.
    fn image(&mut self, image: Node<'_, '_>, alt: &str, out: &mut Vec<Inline>) {
        let relation = |name: &str| {
            let relation = self.relations.get(attribute(image, name)?)?;
            let target = self.converted.get(&relation.target).unwrap_or(&relation.target);
            Some((target.clone(), relation.is_external))
        };
        let found = relation("embed").or_else(|| relation("id")).or_else(|| relation("link"));
        let shown = if alt.is_empty() { String::new() } else { format!(" “{alt}”") };
        let lost = || Inline::Lost(Lost { alt: alt.to_owned(), graphic: Graphic::Picture });
        match found {
            Some((target, false)) if is_metafile(&target) => {
                self.report_loss(note!("read-picture-kind", shown = shown, file = target));
                out.push(lost());
            }
            Some((address, false)) => out.push(Inline::Image { address, alt: alt.to_owned() }),
            Some((target, true)) => {
                self.report_loss(note!("read-picture-elsewhere", shown = shown, place = target));
                out.push(lost());
            }
            None => {
                self.report_loss(note!("read-picture-gone", shown = shown));
                out.push(lost());
            }
        }
    }

    /// A drawing that is not a picture: a chart, a diagram.
    /// A shape without a text and a description says nothing: a line, an arrow.
    fn graphic(&mut self, node: Node<'_, '_>, alt: &str, has_text: bool, out: &mut Vec<Inline>) {
        let data = own(node, "graphicData", &["txbxContent", "Fallback"]).first().copied();
        let kind = data.and_then(|data| attribute(data, "uri")).unwrap_or_default();
        let shown = if alt.is_empty() { String::new() } else { format!(" “{alt}”") };
        let is_group = |node: Node<'_, '_>| named(node, "group");
        let graphic = match kind.rsplit('/').next().unwrap_or_default() {
            "chart" | "chartex" => Graphic::Chart,
            "diagram" => Graphic::Diagram,
            "wordprocessingGroup" | "wordprocessingCanvas" => Graphic::Drawing,
            _ if node.tag_name().name() == "object" => Graphic::Object,
            _ if node.descendants().any(is_group) => Graphic::Drawing,
            "" | "wordprocessingShape" if alt.is_empty() || has_text => return,
            _ => Graphic::Drawing,
        };
        let of_chart = data.and_then(|data| data.descendants().find(|node| named(*node, "chart")));
        let target = of_chart.and_then(|node| self.relations.get(attribute(node, "id")?));
        let table = target.and_then(|relation| self.charts.get(&relation.target)).cloned();
        self.report_loss(if table.is_some() {
            note!("read-chart", shown = shown)
        } else {
            note!("read-graphic", what = graphic.name("en"), shown = shown)
        });
        self.frames.extend(table.map(|kind| Block { kind, line: self.paragraph }));
        out.push(Inline::Lost(Lost { alt: alt.to_owned(), graphic }));
        let data = data.and_then(|data| data.descendants().find_map(|node| attribute(node, "dm")));
        let target = data.and_then(|id| self.relations.get(id)).map(|relation| &relation.target);
        let words = target.and_then(|target| self.diagrams.get(target)).cloned();
        let items: Vec<Vec<Block>> = words
            .unwrap_or_default()
            .into_iter()
            .map(|words| {
                let kind = Kind::Paragraph(vec![Inline::Text(words)]);
                vec![Block { kind, line: self.paragraph }]
            })
            .collect();
        if !items.is_empty() {
            let kind = Kind::List { start: None, style: Default::default(), items };
            self.frames.push(Block { kind, line: self.paragraph });
        }
    }
}

/// Whether a file is a picture of a kind that browsers do not show.
fn is_metafile(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(extension.as_str(), "emf" | "wmf" | "emz" | "wmz" | "tif" | "tiff" | "pict" | "wdp")
}

/// The text of a part of a run.
fn flat_text_of_run(node: Node<'_, '_>) -> String {
    match node.tag_name().name() {
        "t" => text_of(node),
        "tab" | "br" => " ".into(),
        _ => String::new(),
    }
}

/// Adds content in the marks of its run. Spaces and notes look the same in every style.
fn marked(mut content: Vec<Inline>, marks: Marks, out: &mut Vec<Inline>) {
    let is_text = |part: &Inline| matches!(part, Inline::Text(_));
    if marks.code == Some(true) && !content.is_empty() && content.iter().all(is_text) {
        // Spaces are part of code.
        let text = content.iter().filter_map(|part| match part {
            Inline::Text(text) => Some(text.as_str()),
            _ => None,
        });
        content = vec![Inline::Code(text.collect())];
    }
    let has_text = |part: &Inline| match part {
        Inline::Text(text) | Inline::Code(text) => !text.trim().is_empty(),
        _ => false,
    };
    if !content.iter().any(has_text) {
        out.extend(content);
        return;
    }
    match marks.raised {
        Some(Raised::Above) => content = vec![Inline::Superscript(content)],
        Some(Raised::Below) => content = vec![Inline::Subscript(content)],
        _ => {}
    }
    if marks.strike == Some(true) {
        content = vec![Inline::Strikethrough(content)];
    }
    if marks.italic == Some(true) {
        content = vec![Inline::Emphasis(content)];
    }
    if marks.bold == Some(true) {
        content = vec![Inline::Strong(content)];
    }
    out.extend(content);
}
